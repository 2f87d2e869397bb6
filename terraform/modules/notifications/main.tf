# What Slack hears of a pipeline: that it runs and has shipped, in one channel; that it failed, in another.

locals {
  partition = split(":", var.pipeline_arn)[1]
  account   = split(":", var.pipeline_arn)[4]

  # Both may go to one channel, which can have only one configuration.
  made = var.slack_workspace == null ? {} : {
    (var.slack_channels.info)  = var.slack_workspace.info_channel_id
    (var.slack_channels.alert) = var.slack_workspace.alert_channel_id
  }

  rules = {
    info = {
      channel = var.slack_channels.info
      events  = ["started", "succeeded"]
    }
    alert = {
      channel = var.slack_channels.alert
      events  = ["failed"]
    }
  }

  addresses = {
    for kind, rule in local.rules : kind => (
      var.slack_workspace == null
      ? "arn:${local.partition}:chatbot::${local.account}:chat-configuration/slack-channel/${rule.channel}"
      : aws_chatbot_slack_channel_configuration.this[rule.channel].chat_configuration_arn
    )
  }
}

resource "aws_codestarnotifications_notification_rule" "this" {
  for_each = local.rules

  name           = "${var.name}-${each.key}"
  resource       = var.pipeline_arn
  detail_type    = "FULL"
  event_type_ids = [for event in each.value.events : "codepipeline-pipeline-pipeline-execution-${event}"]
  tags           = var.tags

  target {
    type    = "AWSChatbotSlack"
    address = local.addresses[each.key]
  }
}

resource "aws_chatbot_slack_channel_configuration" "this" {
  for_each = local.made

  configuration_name    = each.key
  slack_team_id         = var.slack_workspace.team_id
  slack_channel_id      = each.value
  iam_role_arn          = aws_iam_role.chatbot[0].arn
  guardrail_policy_arns = ["arn:${local.partition}:iam::aws:policy/AWSDenyAll"]
  tags                  = var.tags
}

# Chatbot wants a role even where nobody may do anything from the channel.
resource "aws_iam_role" "chatbot" {
  count = var.slack_workspace == null ? 0 : 1

  name = "${var.name}-chatbot"
  tags = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "chatbot.amazonaws.com" }
    }]
  })
}
