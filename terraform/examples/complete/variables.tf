variable "bucket" {
  description = "Name of the bucket for artifacts."
  type        = string
}

variable "github_owner" {
  description = "User or organisation that owns the repository."
  type        = string
}

variable "github_repository" {
  description = "Repository and branch that are shipped."
  type = object({
    name   = string
    branch = optional(string, "main")
  })
}

variable "lambda_ci_jar" {
  description = "Path of lambda-ci.jar on this machine, which is put into the bucket for builds."
  type        = string
}

variable "prefix" {
  description = "Name of the function, and beginning of all names."
  type        = string
  default     = "orders"
}

variable "region" {
  description = "AWS region."
  type        = string
  default     = "eu-west-1"
}

variable "runtime" {
  description = "Lambda runtime of the function."
  type        = string
  default     = "python3.13"
}

variable "architecture" {
  description = "Instruction set of the function: x86_64 or arm64."
  type        = string
  default     = "x86_64"
}

variable "memory_size" {
  description = "Memory of the function, in MB."
  type        = number
  default     = 256
}

variable "app_src_path" {
  description = "Folder with the function's code, in the repository."
  type        = string
  default     = "src"
}

variable "packages_descriptor_path" {
  description = "File that names the dependencies, in the repository."
  type        = string
  default     = "requirements.txt"
}

variable "pre_release" {
  description = "true: each push to the branch is shipped. false: each tag is."
  type        = bool
  default     = true
}

variable "file_paths" {
  description = "Patterns of files that a push must have changed."
  type = object({
    includes = optional(list(string), [])
    excludes = optional(list(string), [])
  })
  default = null
}

variable "approval" {
  description = "Somebody must approve before anything is built."
  type = object({
    topic_arn = optional(string)
    comment   = optional(string)
  })
  default = null
}

variable "slack_channels" {
  description = "Names of AWS Chatbot's configurations of Slack channels."
  type = object({
    info  = string
    alert = string
  })
  default = null
}

variable "slack_workspace" {
  description = "Slack's workspace and channels, where Chatbot's configurations are to be made."
  type = object({
    team_id          = string
    info_channel_id  = string
    alert_channel_id = string
  })
  default = null
}

variable "builder" {
  description = "docker: dependencies are built in a container. host: they are installed for Lambda's platform, without privileges."
  type        = string
  default     = "docker"
}

variable "concurrent_build_limit" {
  description = "How many builds run at once. Null for an emulator that does not keep it (moto)."
  type        = number
  default     = 1
}

variable "force_destroy" {
  description = "Whether destroy deletes the bucket with all releases that are in it."
  type        = bool
  default     = false
}

variable "emulator_endpoint" {
  description = "Address of an emulator of AWS, for trying without an account. Without it, AWS."
  type        = string
  default     = null
}
