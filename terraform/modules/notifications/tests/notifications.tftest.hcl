# With the real provider's schema and checks, but no AWS.
mock_provider "aws" {
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/orders-chatbot" }
  }

  mock_resource "aws_chatbot_slack_channel_configuration" {
    defaults = { chat_configuration_arn = "arn:aws:chatbot::123456789012:chat-configuration/slack-channel/made" }
  }
}

variables {
  name           = "orders-main"
  pipeline_arn   = "arn:aws:codepipeline:eu-west-1:123456789012:orders-main-pipeline"
  slack_channels = { info = "ci-info", alert = "ci-alert" }
}

run "channels_that_chatbot_has_are_told" {
  assert {
    condition = { for kind, rule in aws_codestarnotifications_notification_rule.this : kind => rule.event_type_ids } == {
      info  = toset(["codepipeline-pipeline-pipeline-execution-started", "codepipeline-pipeline-pipeline-execution-succeeded"])
      alert = toset(["codepipeline-pipeline-pipeline-execution-failed"])
    }
    error_message = "info hears what started and succeeded, alert what failed."
  }

  assert {
    condition     = one(aws_codestarnotifications_notification_rule.this["alert"].target).address == "arn:aws:chatbot::123456789012:chat-configuration/slack-channel/ci-alert"
    error_message = "The channel's configuration is found by its name."
  }

  assert {
    condition     = length(aws_chatbot_slack_channel_configuration.this) == 0 && length(aws_iam_role.chatbot) == 0
    error_message = "What is there is not made."
  }
}

run "channels_that_chatbot_has_not_are_made" {
  variables {
    slack_workspace = { team_id = "T0", info_channel_id = "C0", alert_channel_id = "C1" }
  }

  assert {
    condition     = { for name, made in aws_chatbot_slack_channel_configuration.this : name => made.slack_channel_id } == { ci-info = "C0", ci-alert = "C1" }
    error_message = "Each channel gets its configuration."
  }

  assert {
    condition     = alltrue([for made in aws_chatbot_slack_channel_configuration.this : made.guardrail_policy_arns == tolist(["arn:aws:iam::aws:policy/AWSDenyAll"])])
    error_message = "Nobody may do anything in AWS from the channel."
  }

  assert {
    condition     = one(aws_codestarnotifications_notification_rule.this["info"].target).address == "arn:aws:chatbot::123456789012:chat-configuration/slack-channel/made"
    error_message = "The rules tell what was made."
  }
}

run "wrong_inputs_are_refused" {
  command = plan

  variables {
    name           = "orders/x"
    pipeline_arn   = "orders-main-pipeline"
    slack_channels = { info = "#ci", alert = "ci" }
  }

  expect_failures = [var.name, var.pipeline_arn, var.slack_channels]
}
