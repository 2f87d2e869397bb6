# Receives what lambda-ci announces elsewhere: a subscription with a filter, a queue with one for what fails, and a function
# that keeps the artifacts in a bucket of this account.

locals {
  partition = split(":", var.topic_arn)[1]

  # Seconds. A URL that is announced can usually be used for an hour: all tries are made before that.
  timeout = 180
  tries   = 4

  attributes = { account = var.accounts, region = var.regions, function = var.functions }
}

resource "aws_sns_topic_subscription" "this" {
  provider = aws.topic

  topic_arn            = var.topic_arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.this.arn
  raw_message_delivery = true
  filter_policy_scope  = "MessageAttributes"

  filter_policy = jsonencode(merge(
    { kind = ["artifacts"] },
    { for name, values in local.attributes : name => sort(values) if length(values) > 0 },
  ))

  # Else what is announced at once is lost.
  depends_on = [aws_sqs_queue_policy.this]
}

resource "aws_sqs_queue" "this" {
  name                       = var.name
  sqs_managed_sse_enabled    = true
  visibility_timeout_seconds = 6 * local.timeout
  message_retention_seconds  = 14 * 24 * 60 * 60
  tags                       = var.tags

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = local.tries
  })
}

# What could not be received, for two weeks: people look why, and send it back to the queue.
resource "aws_sqs_queue" "dead" {
  name                      = "${var.name}-dead"
  sqs_managed_sse_enabled   = true
  message_retention_seconds = 14 * 24 * 60 * 60
  tags                      = var.tags
}

resource "aws_sqs_queue_policy" "this" {
  queue_url = aws_sqs_queue.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyTheTopic"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.this.arn
      Condition = { ArnEquals = { "aws:SourceArn" = var.topic_arn } }
    }]
  })
}

resource "aws_cloudwatch_metric_alarm" "dead" {
  alarm_name          = "${var.name}-dead"
  alarm_description   = "Announced artifacts could not be received: see the log of function ${var.name}"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.dead.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions
  tags                = var.tags
}

resource "aws_lambda_function" "this" {
  function_name    = var.name
  description      = "Keeps announced artifacts in ${var.s3_artifacts.bucket}"
  role             = aws_iam_role.this.arn
  runtime          = var.runtime
  handler          = "index.handler"
  memory_size      = 512
  timeout          = local.timeout
  filename         = "${path.module}/index.zip"
  source_code_hash = filebase64sha256("${path.module}/index.zip")
  tags             = var.tags

  environment {
    variables = merge(var.environment, { BUCKET = var.s3_artifacts.bucket })
  }

  # Else the function, called at once, would make a group that keeps logs for ever.
  depends_on = [aws_cloudwatch_log_group.this, aws_iam_role_policy.this]
}

resource "aws_lambda_event_source_mapping" "this" {
  event_source_arn        = aws_sqs_queue.this.arn
  function_name           = aws_lambda_function.this.arn
  batch_size              = 3
  function_response_types = ["ReportBatchItemFailures"]
  tags                    = var.tags

  # As few as SQS allows: the order of two announcements of one function matters.
  scaling_config {
    maximum_concurrency = 2
  }
}

# What was announced before there was a subscription; again whenever the list changes. An error ends the apply.
resource "aws_lambda_invocation" "initial" {
  count = var.initial == null ? 0 : 1

  function_name = aws_lambda_function.this.function_name

  input = jsonencode({
    bucket    = var.initial.bucket
    alias     = var.initial.alias
    functions = sort(var.initial.functions)
  })

  # After the subscription, so that nothing falls between the two.
  depends_on = [aws_lambda_event_source_mapping.this, aws_sns_topic_subscription.this]
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
  tags              = var.tags
}
