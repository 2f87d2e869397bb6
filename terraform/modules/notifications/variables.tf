variable "name" {
  description = "Beginning of the names of the rules."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9-_]{1,56}$", var.name))
    error_message = "A name has 1 to 56 letters, digits, hyphens and underscores."
  }
}

variable "tags" {
  description = "Tags of everything that this module makes."
  type        = map(string)
  default     = {}
}

variable "pipeline_arn" {
  description = "ARN of the pipeline that is told of."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:codepipeline:[a-z0-9-]+:[0-9]{12}:.+$", var.pipeline_arn))
    error_message = "A pipeline is named by its ARN, arn:aws:codepipeline:REGION:ACCOUNT:NAME."
  }
}

variable "slack_channels" {
  description = "Names of AWS Chatbot's configurations of Slack channels: info hears what started and succeeded, alert what failed."
  type = object({
    info  = string
    alert = string
  })

  validation {
    condition     = alltrue([for name in values(var.slack_channels) : can(regex("^[A-Za-z0-9-_]{1,128}$", name))])
    error_message = "A configuration's name has letters, digits, hyphens and underscores; the # of a channel is not part of it."
  }
}

variable "slack_workspace" {
  description = "Slack's workspace and the IDs of both channels, where AWS Chatbot has no configurations of those names yet: they are made. A channel can have one configuration only, so let one pipeline make them and the others name them."
  type = object({
    team_id          = string
    info_channel_id  = string
    alert_channel_id = string
  })
  default = null
}
