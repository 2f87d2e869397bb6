# With the real provider's schema and checks, but no AWS.
mock_provider "aws" {
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::210987654321:role/consumer" }
  }

  mock_resource "aws_lambda_function" {
    defaults = { arn = "arn:aws:lambda:us-east-1:210987654321:function:consumer" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:us-east-1:210987654321:log-group:/aws/lambda/consumer" }
  }
}

mock_provider "aws" {
  alias = "topic"
}

override_resource {
  target = aws_sqs_queue.this
  values = { arn = "arn:aws:sqs:us-east-1:210987654321:consumer", id = "https://sqs.us-east-1.amazonaws.com/210987654321/consumer" }
}

override_resource {
  target = aws_sqs_queue.dead
  values = { arn = "arn:aws:sqs:us-east-1:210987654321:consumer-dead", id = "https://sqs.us-east-1.amazonaws.com/210987654321/consumer-dead" }
}

variables {
  name         = "consumer"
  topic_arn    = "arn:aws:sns:eu-west-1:123456789012:artifacts"
  s3_artifacts = { bucket = "received", arn = "arn:aws:s3:::received" }
}

run "all_artifacts_and_nothing_else_are_received" {
  assert {
    condition     = jsondecode(aws_sns_topic_subscription.this.filter_policy) == { kind = ["artifacts"] } && aws_sns_topic_subscription.this.filter_policy_scope == "MessageAttributes"
    error_message = "Without lists, every announcement is wanted, and no notification."
  }

  assert {
    condition     = aws_sns_topic_subscription.this.raw_message_delivery && aws_sns_topic_subscription.this.endpoint == aws_sqs_queue.this.arn
    error_message = "The function reads announcements as they were sent."
  }

  assert {
    condition     = length(aws_lambda_invocation.initial) == 0 && !strcontains(aws_iam_role_policy.this.policy, "s3:GetObjectVersion") && !strcontains(aws_iam_role_policy.this.policy, "kms:")
    error_message = "Without an initial set nobody else's bucket is read, and without a key none is used."
  }
}

run "only_what_is_wanted_is_received" {
  variables {
    accounts  = ["123456789012"]
    regions   = ["eu-west-1", "eu-central-1"]
    functions = ["orders"]
  }

  assert {
    condition = jsondecode(aws_sns_topic_subscription.this.filter_policy) == {
      kind     = ["artifacts"]
      account  = ["123456789012"]
      region   = ["eu-central-1", "eu-west-1"]
      function = ["orders"]
    }
    error_message = "The filter has the lists."
  }
}

run "only_the_topic_may_send" {
  assert {
    condition = jsondecode(aws_sqs_queue_policy.this.policy).Statement == [{
      Sid       = "OnlyTheTopic"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = "arn:aws:sqs:us-east-1:210987654321:consumer"
      Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:sns:eu-west-1:123456789012:artifacts" } }
    }]
    error_message = "Nobody else may put messages into the queue."
  }

  assert {
    condition     = aws_sqs_queue.this.sqs_managed_sse_enabled && aws_sqs_queue.dead.sqs_managed_sse_enabled
    error_message = "Messages, which have URLs in them, are encrypted."
  }
}

run "what_fails_is_tried_again_kept_and_alarmed" {
  variables {
    alarm_actions = ["arn:aws:sns:us-east-1:210987654321:on-call"]
  }

  assert {
    condition     = jsondecode(aws_sqs_queue.this.redrive_policy) == { deadLetterTargetArn = "arn:aws:sqs:us-east-1:210987654321:consumer-dead", maxReceiveCount = 4 }
    error_message = "What failed four times goes to the other queue."
  }

  assert {
    condition     = aws_sqs_queue.this.visibility_timeout_seconds == 6 * aws_lambda_function.this.timeout && aws_sqs_queue.this.visibility_timeout_seconds * 3 < 3600
    error_message = "Six times the function's timeout, as Lambda advises, and the last try is made before a usual URL ends."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.this.function_response_types == toset(["ReportBatchItemFailures"])
    error_message = "What succeeded is not tried again with what failed."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.dead.dimensions == tomap({ QueueName = "consumer-dead" }) && aws_cloudwatch_metric_alarm.dead.alarm_actions == toset(["arn:aws:sns:us-east-1:210987654321:on-call"])
    error_message = "Somebody is told."
  }
}

run "the_role_may_keep_artifacts_and_no_more" {
  assert {
    condition = { for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Sid => { actions = s.Action, on = s.Resource } } == {
      Logs      = { actions = ["logs:CreateLogStream", "logs:PutLogEvents"], on = ["arn:aws:logs:us-east-1:210987654321:log-group:/aws/lambda/consumer:*"] }
      Queue     = { actions = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"], on = ["arn:aws:sqs:us-east-1:210987654321:consumer"] }
      Artifacts = { actions = ["s3:GetObject", "s3:PutObject"], on = ["arn:aws:s3:::received/lambda-ci/*"] }
      Missing   = { actions = ["s3:ListBucket"], on = ["arn:aws:s3:::received"] }
    }
    error_message = "The role has these rights."
  }
}

run "an_initial_set_is_read_from_its_bucket" {
  variables {
    s3_artifacts = { bucket = "received", arn = "arn:aws:s3:::received", kms_key_arn = "arn:aws:kms:us-east-1:210987654321:key/1" }
    initial      = { bucket = "artifacts", functions = ["orders", "mail"], kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/2" }
  }

  assert {
    condition     = jsondecode(aws_lambda_invocation.initial[0].input) == { bucket = "artifacts", alias = "latest", functions = ["mail", "orders"] }
    error_message = "The function is told what to receive."
  }

  assert {
    condition     = { for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Sid => s.Resource if contains(["Source", "SourceKey", "Key"], s.Sid) } == { Source = ["arn:aws:s3:::artifacts/lambda-ci/*"], SourceKey = ["arn:aws:kms:eu-west-1:123456789012:key/2"], Key = ["arn:aws:kms:us-east-1:210987654321:key/1"] }
    error_message = "It may read what was announced, and use both keys."
  }
}

run "wrong_inputs_are_refused" {
  command = plan

  variables {
    name               = "orders/x"
    topic_arn          = "artifacts"
    s3_artifacts       = { bucket = "received", arn = "arn:aws:s3:::other" }
    functions          = ["arn:aws:lambda:eu-west-1:123456789012:function:orders"]
    accounts           = ["1234"]
    regions            = ["Ireland"]
    initial            = { bucket = "arn:aws:s3:::artifacts", functions = [] }
    runtime            = "python3.9"
    log_retention_days = 2
  }

  expect_failures = [var.name, var.topic_arn, var.s3_artifacts, var.functions, var.accounts, var.regions, var.initial, var.runtime, var.log_retention_days]
}
