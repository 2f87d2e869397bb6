variable "bucket" {
  description = "Name of the bucket that builds keep artifacts in; the bucket that receives has -received after it."
  type        = string
}

variable "prefix" {
  description = "Beginning of all other names."
  type        = string
  default     = "shop"
}

variable "region" {
  description = "AWS region."
  type        = string
  default     = "eu-west-1"
}

variable "functions" {
  description = "Names of the functions whose artifacts are received; empty for all."
  type        = set(string)
  default     = []
}

variable "initial_functions" {
  description = "Names of the functions that are received at once, though they were announced before."
  type        = set(string)
  default     = []
}

variable "consumer_accounts" {
  description = "Numbers of other accounts that may subscribe."
  type        = set(string)
  default     = []
}

variable "consumer_environment" {
  description = "More environment variables of the receiving function."
  type        = map(string)
  default     = {}
}

variable "force_destroy" {
  description = "Whether both buckets are removed with what is in them."
  type        = bool
  default     = false
}

variable "emulator_endpoint" {
  description = "Address of an emulator of AWS, to try this without an account."
  type        = string
  default     = null
}
