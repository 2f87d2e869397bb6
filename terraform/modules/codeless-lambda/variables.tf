variable "name" {
  description = "Name of the function, of its role and of its log group (after /aws/lambda/)."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9-_]{1,64}$", var.name))
    error_message = "A function's name has 1 to 64 letters, digits, hyphens and underscores."
  }
}

variable "description" {
  description = "What the function is for."
  type        = string
  default     = null
}

variable "runtime" {
  description = "Lambda runtime, such as python3.13 or nodejs22.x."
  type        = string

  validation {
    condition     = can(regex("^(python3\\.\\d+|nodejs\\d+\\.x|java\\d+(\\.al2)?|dotnet\\d+|ruby\\d+\\.\\d+|provided\\.al\\d+)$", var.runtime))
    error_message = "A runtime is pythonX.Y, nodejsN.x, javaN, dotnetN, rubyX.Y or provided.alN."
  }
}

variable "handler" {
  description = "Handler of the function. The dummy package has app.handler, for Python and Node.js."
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

  validation {
    condition     = can(regex("^[A-Za-z0-9-_]{1,128}$", var.alias_name)) && !can(regex("^[0-9]+$", var.alias_name))
    error_message = "An alias has 1 to 128 letters, digits, hyphens and underscores, and is not a number."
  }
}

variable "memory_size" {
  description = "Memory in MB."
  type        = number
  default     = 256

  validation {
    condition     = var.memory_size >= 128 && var.memory_size <= 10240
    error_message = "A function has 128 to 10240 MB of memory."
  }
}

variable "timeout" {
  description = "Timeout in seconds."
  type        = number
  default     = 10

  validation {
    condition     = var.timeout >= 1 && var.timeout <= 900
    error_message = "A function may run for 1 to 900 seconds."
  }
}

variable "ephemeral_storage_size" {
  description = "Room in /tmp, in MB."
  type        = number
  default     = 512

  validation {
    condition     = var.ephemeral_storage_size >= 512 && var.ephemeral_storage_size <= 10240
    error_message = "There are 512 to 10240 MB in /tmp."
  }
}

variable "environment" {
  description = "Environment variables of the function."
  type        = map(string)
  default     = {}
}

variable "vpc" {
  description = "Subnets and security groups of a function that is in a VPC."
  type = object({
    subnet_ids         = list(string)
    security_group_ids = list(string)
  })
  default = null
}

variable "log_retention_days" {
  description = "How long logs are kept; 0 for ever."
  type        = number
  default     = 30

  validation {
    condition     = contains([0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400 ... 3653 days, or 0 for ever."
  }
}

variable "tags" {
  description = "Tags of everything that this module makes."
  type        = map(string)
  default     = {}
}
