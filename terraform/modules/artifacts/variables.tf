variable "bucket" {
  description = "Name of the bucket: lambda-ci's --app-s3-bucket."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.bucket))
    error_message = "A bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens."
  }
}

variable "kms_key_arn" {
  description = "ARN of a KMS key to encrypt with. Without it, S3 encrypts with keys of its own."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "A KMS key is named by its ARN, arn:aws:kms:REGION:ACCOUNT:key/ID."
  }
}

variable "noncurrent_days" {
  description = "How long objects that were replaced or deleted can still be brought back, in days."
  type        = number
  default     = 90

  validation {
    condition     = var.noncurrent_days >= 1
    error_message = "Replaced objects are kept for at least a day: Lambda may be reading one."
  }
}

variable "expiring_prefixes" {
  description = "Days after which objects expire, by the beginning of their keys, as of CodePipeline's sources (ci's output source_prefix). Nothing of lambda-ci/ may be among them."
  type        = map(number)
  default     = {}

  validation {
    condition     = alltrue([for prefix, days in var.expiring_prefixes : prefix != "" && !startswith(prefix, "lambda-ci") && !startswith("lambda-ci/", prefix) && days >= 1])
    error_message = "Objects below lambda-ci/ must not expire by age, as a rollback needs old ones (lambda-ci prune deletes them); days are at least 1."
  }
}

variable "force_destroy" {
  description = "Whether destroy deletes the bucket with all that is in it. Without it, destroy fails while there is anything."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags of everything that this module makes."
  type        = map(string)
  default     = {}
}
