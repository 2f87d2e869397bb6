# What the function may do: read its queue, keep artifacts below lambda-ci/, and no more.

locals {
  bucket_keys = compact([var.s3_artifacts.kms_key_arn])
  source_keys = compact([try(var.initial.kms_key_arn, null)])

  statements = [
    {
      Sid      = "Logs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = ["${aws_cloudwatch_log_group.this.arn}:*"]
    },
    {
      Sid      = "Queue"
      Effect   = "Allow"
      Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
      Resource = [aws_sqs_queue.this.arn]
    },
    {
      Sid      = "Artifacts"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:PutObject"]
      Resource = ["${var.s3_artifacts.arn}/lambda-ci/*"]
    },
    {
      # Without it S3 says of what is not there that it may not be read.
      Sid      = "Missing"
      Effect   = "Allow"
      Action   = ["s3:ListBucket"]
      Resource = concat([var.s3_artifacts.arn], local.source_arns)
    },
    length(local.bucket_keys) == 0 ? null : {
      Sid      = "Key"
      Effect   = "Allow"
      Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
      Resource = local.bucket_keys
    },
    length(local.source_arns) == 0 ? null : {
      Sid      = "Source"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:GetObjectVersion"]
      Resource = [for arn in local.source_arns : "${arn}/lambda-ci/*"]
    },
    length(local.source_keys) == 0 ? null : {
      Sid      = "SourceKey"
      Effect   = "Allow"
      Action   = ["kms:Decrypt"]
      Resource = local.source_keys
    },
  ]

  source_arns = var.initial == null ? [] : ["arn:${local.partition}:s3:::${var.initial.bucket}"]
}

resource "aws_iam_role" "this" {
  name = var.name
  tags = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = "artifact-consumer"
  role = aws_iam_role.this.name

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for statement in local.statements : statement if statement != null]
  })
}
