variable "name" {
  description = "Name of the queue, of the function and of its role; the queue for what fails has -dead after it."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9-_]{1,58}$", var.name))
    error_message = "A name has 1 to 58 letters, digits, hyphens and underscores."
  }
}

variable "tags" {
  description = "Tags of everything that this module makes."
  type        = map(string)
  default     = {}
}

variable "topic_arn" {
  description = "ARN of the topic that artifacts are announced to: lambda-ci's --announce-sns. It may be another account's, whose topic policy lets this one subscribe, and in the region of the provider aws.topic."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9-_]+(\\.fifo)?$", var.topic_arn))
    error_message = "The topic is named by its ARN, arn:aws:sns:REGION:ACCOUNT:NAME."
  }
}

variable "s3_artifacts" {
  description = "The bucket that receives, as the output s3_artifacts of the module artifacts has it."
  type = object({
    bucket      = string
    arn         = string
    kms_key_arn = optional(string)
  })

  validation {
    condition     = can(regex("^arn:[a-z-]+:s3:::", var.s3_artifacts.arn)) && endswith(var.s3_artifacts.arn, ":::${var.s3_artifacts.bucket}")
    error_message = "s3_artifacts.arn is the ARN of the bucket that s3_artifacts.bucket names."
  }
}

variable "functions" {
  description = "Names of the functions whose artifacts are received; empty for all."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for name in var.functions : can(regex("^[A-Za-z0-9-_]{1,64}$", name))])
    error_message = "A function's name has 1 to 64 letters, digits, hyphens and underscores; an ARN is not a name."
  }
}

variable "accounts" {
  description = "Numbers of the accounts whose functions are received; empty for all."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for account in var.accounts : can(regex("^[0-9]{12}$", account))])
    error_message = "An account's number has 12 digits."
  }
}

variable "regions" {
  description = "Regions whose functions are received; empty for all."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for region in var.regions : can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", region))])
    error_message = "A region is named as in eu-west-1."
  }
}

variable "initial" {
  description = "What is received at once, though it was announced before: functions, by the records in the bucket that it was announced from, which the function's role must be allowed to read there too; kms_key_arn where a key of one's own encrypts that bucket."
  type = object({
    bucket      = string
    functions   = set(string)
    alias       = optional(string, "latest")
    kms_key_arn = optional(string)
  })
  default = null

  validation {
    condition     = var.initial == null || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.initial.bucket))
    error_message = "initial.bucket is a bucket's name: 3 to 63 lower-case letters, digits, dots and hyphens; an ARN is not a name."
  }

  validation {
    condition     = var.initial == null || try(length(var.initial.functions) > 0, false)
    error_message = "initial.functions names at least one function."
  }
}

variable "alarm_actions" {
  description = "ARNs of what is told when something could not be received, and when that is over, such as a topic."
  type        = set(string)
  default     = []
}

variable "runtime" {
  description = "Lambda runtime of the receiving function: Python 3.11 or newer."
  type        = string
  default     = "python3.13"

  validation {
    condition     = can(regex("^python3\\.1[1-9]$", var.runtime))
    error_message = "The function runs on python3.11 or newer."
  }
}

variable "environment" {
  description = "More environment variables of the receiving function, such as HTTPS_PROXY."
  type        = map(string)
  default     = {}
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
