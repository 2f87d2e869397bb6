variable "bucket" {
  description = "Name of the bucket for artifacts."
  type        = string
}

variable "github_owner" {
  description = "User or organisation that owns the repository."
  type        = string
}

variable "lambda_ci_jar" {
  description = "Path of lambda-ci.jar on this machine, which is put into the bucket for builds."
  type        = string
}

variable "repository" {
  description = "Name of the repository that is made."
  type        = string
  default     = "orders"
}
