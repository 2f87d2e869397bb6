variable "function_name" {
  description = "Name of the function: lambda-ci's --function-name. For many functions, a pattern of their names as IAM has it, with * and ?."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9-_*?]{1,64}$", var.function_name))
    error_message = "A function's name has 1 to 64 letters, digits, hyphens and underscores, and * or ? in a pattern; an ARN is not a name."
  }
}

variable "bucket" {
  description = "Name of the bucket with the artifacts: lambda-ci's --app-s3-bucket."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.bucket))
    error_message = "A bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens; an ARN is not a name."
  }
}

variable "layer_name" {
  description = "Name of the layer with the dependencies. Without it, the function's name and -deps."
  type        = string
  default     = null
}

variable "commands" {
  description = "Commands of lambda-ci that are allowed; watch adds the alarms and errors that are watched while traffic moves, lookups what a configuration file looks up, promote-from what a promotion reads."
  type        = set(string)
  default     = ["ship"]

  validation {
    condition = alltrue([
      for command in var.commands :
      contains(["ship", "rollback", "status", "versions", "plan", "logs", "invoke", "prune", "announce", "promote-from", "lookups", "watch"], command)
    ])
    error_message = "Commands are ship, rollback, status, versions, plan, logs, invoke, prune, announce, promote-from, lookups and watch."
  }
}

variable "codedeploy" {
  description = "CodeDeploy's application and deployment group, where releases use --shift codedeploy:APPLICATION/GROUP."
  type = object({
    application = string
    group       = string
  })
  default = null
}

variable "codeartifact" {
  description = "CodeArtifact's domain and repository, where releases use --codeartifact; owner is the domain's account, if another."
  type = object({
    domain     = string
    repository = string
    owner      = optional(string)
  })
  default = null
}

variable "webhook_parameter_name" {
  description = "Name of the parameter of Systems Manager with a webhook's address: what follows ssm: in lambda-ci's --notify-webhook."
  type        = string
  default     = null
}

variable "topic_arn" {
  description = "ARN of the topic that is told: lambda-ci's --notify-sns."
  type        = string
  default     = null

  validation {
    condition     = var.topic_arn == null || can(regex("^arn:[^:]+:sns:[^:]+:[^:]+:[^:]+$", var.topic_arn))
    error_message = "The topic is named by its ARN, as in arn:aws:sns:eu-west-1:123456789012:releases."
  }
}

variable "event_bus_arn" {
  description = "ARN of the bus that events are put on: lambda-ci's --notify-eventbridge."
  type        = string
  default     = null

  validation {
    condition     = var.event_bus_arn == null || can(regex("^arn:[^:]+:events:[^:]+:[^:]+:event-bus/[^:]+$", var.event_bus_arn))
    error_message = "The bus is named by its ARN, as in arn:aws:events:eu-west-1:123456789012:event-bus/releases."
  }
}

variable "announce_topic_arn" {
  description = "ARN of the topic that artifacts are announced to: lambda-ci's --announce-sns."
  type        = string
  default     = null

  validation {
    condition     = var.announce_topic_arn == null || can(regex("^arn:[^:]+:sns:[^:]+:[^:]+:[^:]+$", var.announce_topic_arn))
    error_message = "The topic is named by its ARN, as in arn:aws:sns:eu-west-1:123456789012:artifacts."
  }
}

variable "account_id" {
  description = "Number of the AWS account."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account's number has 12 digits."
  }
}

variable "region" {
  description = "Region of the function."
  type        = string
}

variable "partition" {
  description = "Partition of AWS."
  type        = string
  default     = "aws"
}
