variable "name" {
  description = "Name of the function."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9-_]{1,64}$", var.name))
    error_message = "A function's name has 1 to 64 letters, digits, hyphens and underscores."
  }
}

variable "runtime" {
  description = "Lambda runtime, such as python3.13 or nodejs22.x."
  type        = string

  validation {
    condition     = can(regex("^(python\\d+\\.\\d+|nodejs\\d+\\.x)$", var.runtime))
    error_message = "lambda-ci ships pythonX.Y and nodejsN.x."
  }
}

variable "handler" {
  description = "Handler of the function. The dummy package answers to app.handler until the first release."
  type        = string
  default     = "app.handler"
}

variable "architecture" {
  description = "Instruction set: x86_64 or arm64."
  type        = string
  default     = "x86_64"

  validation {
    condition     = contains(["x86_64", "arm64"], var.architecture)
    error_message = "Lambda runs on x86_64 and arm64."
  }
}

variable "alias_name" {
  description = "Name of the alias that lambda-ci moves and that traffic comes through."
  type        = string
  default     = "latest"
}

variable "role_arn" {
  description = "ARN of the function's execution role."
  type        = string
}

variable "memory_size" {
  description = "Memory in MB."
  type        = number
  default     = 256
}

variable "timeout" {
  description = "Timeout in seconds."
  type        = number
  default     = 10
}

variable "environment" {
  description = "Environment variables of the function."
  type        = map(string)
  default     = {}
}

variable "tags" {
  description = "Tags of everything that this module makes."
  type        = map(string)
  default     = {}
}
