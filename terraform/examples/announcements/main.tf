# Both ends of an announcement: a topic that builds announce to, and who receives in a bucket of their own. In one
# configuration to be tried; in life the second half is another account's.

module "artifacts" {
  source = "../../modules/artifacts"

  bucket        = var.bucket
  force_destroy = var.force_destroy
  tags          = local.tags
}

resource "aws_sns_topic" "artifacts" {
  name = "${var.prefix}-artifacts"
  tags = local.tags

  # The key of SNS's own, which needs no policy for other accounts' queues.
  kms_master_key_id = "alias/aws/sns"
}

resource "aws_sns_topic_policy" "artifacts" {
  count = length(var.consumer_accounts) == 0 ? 0 : 1

  arn = aws_sns_topic.artifacts.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Consumers"
      Effect    = "Allow"
      Principal = { AWS = sort(var.consumer_accounts) }
      Action    = "sns:Subscribe"
      Resource  = aws_sns_topic.artifacts.arn
      Condition = { StringEquals = { "sns:Protocol" = "sqs" } }
    }]
  })
}

module "received" {
  source = "../../modules/artifacts"

  bucket        = "${var.bucket}-received"
  force_destroy = var.force_destroy
  tags          = local.tags
}

module "consumer" {
  source = "../../modules/artifact-consumer"

  name         = "${var.prefix}-consumer"
  topic_arn    = aws_sns_topic.artifacts.arn
  s3_artifacts = module.received.s3_artifacts
  functions    = var.functions
  environment  = var.consumer_environment
  tags         = local.tags

  initial = length(var.initial_functions) == 0 ? null : {
    bucket    = module.artifacts.s3_artifacts.bucket
    functions = var.initial_functions
  }

  # In life, aws.topic is the consumer's account in the topic's region.
  providers = {
    aws       = aws
    aws.topic = aws
  }
}

locals {
  tags = { project = var.prefix }
}
