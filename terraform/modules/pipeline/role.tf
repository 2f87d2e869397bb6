locals {
  statements = [
    {
      Sid      = "Bucket"
      Effect   = "Allow"
      Action   = ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning"]
      Resource = [var.s3_artifacts.arn]
    },
    {
      Sid      = "Sources"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
      Resource = ["${var.s3_artifacts.arn}/${local.source_prefix}*"]
    },
    {
      # The service was renamed; either name may be asked for.
      Sid      = "Connection"
      Effect   = "Allow"
      Action   = ["codeconnections:UseConnection", "codestar-connections:UseConnection"]
      Resource = [var.github.connection_arn]
    },
    {
      Sid      = "Build"
      Effect   = "Allow"
      Action   = ["codebuild:BatchGetBuilds", "codebuild:StartBuild"]
      Resource = [var.codebuild_project.arn]
    },
    var.s3_artifacts.kms_key_arn == null ? null : {
      Sid      = "Key"
      Effect   = "Allow"
      Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
      Resource = [var.s3_artifacts.kms_key_arn]
    },
    try(var.approval.topic_arn, null) == null ? null : {
      Sid      = "Approval"
      Effect   = "Allow"
      Action   = ["sns:Publish"]
      Resource = [var.approval.topic_arn]
    },
  ]
}

resource "aws_iam_role" "this" {
  name = var.name
  tags = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "codepipeline.amazonaws.com" }
      # Only for pipelines of this account.
      Condition = { StringEquals = { "aws:SourceAccount" = split(":", var.codebuild_project.arn)[4] } }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  name = "pipeline"
  role = aws_iam_role.this.name

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for statement in local.statements : statement if statement != null]
  })
}
