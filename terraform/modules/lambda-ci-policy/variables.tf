variable "function_name" {
  description = "Name of the function: lambda-ci's --function-name."
  type        = string
}

variable "bucket" {
  description = "Name of the bucket with the artifacts: lambda-ci's --app-s3-bucket."
  type        = string
}

variable "layer_name" {
  description = "Name of the layer with the dependencies. Without it, the function's name and -deps."
  type        = string
  default     = null
}

variable "commands" {
  description = "Commands of lambda-ci that are allowed; watch adds the alarms and errors that are watched while traffic moves."
  type        = set(string)
  default     = ["ship"]

  validation {
    condition = alltrue([
      for command in var.commands :
      contains(["ship", "rollback", "status", "versions", "plan", "logs", "invoke", "prune", "watch"], command)
    ])
    error_message = "Commands are ship, rollback, status, versions, plan, logs, invoke, prune and watch."
  }
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

variable "account_id" {
  description = "Number of the AWS account."
  type        = string
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
