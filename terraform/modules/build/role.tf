# Two policies: lambda-ci's own, which `lambda-ci policy` prints too, and what CodeBuild does around it.

locals {
  statements = [
    {
      Sid      = "Logs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = ["${aws_cloudwatch_log_group.this.arn}:*"]
    },
    {
      # The report of the stages, whose group has the project's name before its own.
      Sid      = "Reports"
      Effect   = "Allow"
      Action   = ["codebuild:BatchPutTestCases", "codebuild:CreateReport", "codebuild:CreateReportGroup", "codebuild:UpdateReport"]
      Resource = ["arn:${local.place.partition}:codebuild:${local.place.region}:${local.place.account}:report-group/${var.name}-*"]
    },
    var.source_prefix == null ? null : {
      Sid      = "Sources"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:GetObjectVersion"]
      Resource = ["${var.s3_artifacts.arn}/${var.source_prefix}*"]
    },
    var.connection_arn == null ? null : {
      # A full clone is fetched by the build itself. The service was renamed; either name may be asked for.
      Sid      = "Clone"
      Effect   = "Allow"
      Action   = ["codeconnections:UseConnection", "codestar-connections:UseConnection"]
      Resource = [var.connection_arn]
    },
    var.lambda_ci == null ? null : {
      Sid      = "Tool"
      Effect   = "Allow"
      Action   = ["s3:GetObject"]
      Resource = ["arn:${local.place.partition}:s3:::${local.jar_location}"]
    },
    var.s3_artifacts.kms_key_arn == null ? null : {
      Sid      = "Key"
      Effect   = "Allow"
      Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
      Resource = [var.s3_artifacts.kms_key_arn]
    },
    try(var.announcements.kms_key_arn, null) == null ? null : {
      Sid      = "TopicKey"
      Effect   = "Allow"
      Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
      Resource = [var.announcements.kms_key_arn]
    },
    local.ecr == null ? null : {
      Sid      = "Registry"
      Effect   = "Allow"
      Action   = ["ecr:GetAuthorizationToken"]
      Resource = ["*"]
    },
    local.ecr == null ? null : {
      Sid      = "Image"
      Effect   = "Allow"
      Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      Resource = ["arn:${local.place.partition}:ecr:${local.ecr.region}:${local.ecr.account}:repository/${local.ecr.repository}"]
    },
  ]
}

locals {
  codebuild_trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "codebuild.amazonaws.com" }
      # Only for projects of this account.
      Condition = { StringEquals = { "aws:SourceAccount" = local.place.account } }
    }]
  })
}

resource "aws_iam_role" "this" {
  name = var.name
  tags = var.tags

  assume_role_policy = local.codebuild_trust
}

resource "aws_iam_role_policy" "lambda_ci" {
  name   = "lambda-ci"
  role   = aws_iam_role.this.name
  policy = module.lambda_ci_policy.json
}

resource "aws_iam_role_policy" "build" {
  name = "build"
  role = aws_iam_role.this.name

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for statement in local.statements : statement if statement != null]
  })
}

# Of its own: a build that could start builds could get around what restricts a batch.
resource "aws_iam_role" "batch" {
  count = var.batch == null ? 0 : 1

  name = "${substr(var.name, 0, 58)}-batch"
  tags = var.tags

  assume_role_policy = local.codebuild_trust
}

resource "aws_iam_role_policy" "batch" {
  count = var.batch == null ? 0 : 1

  name = "batch"
  role = aws_iam_role.batch[0].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["codebuild:RetryBuild", "codebuild:StartBuild", "codebuild:StopBuild"]
      Resource = ["arn:${local.place.partition}:codebuild:${local.place.region}:${local.place.account}:project/${var.name}"]
    }]
  })
}
