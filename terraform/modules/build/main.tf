# The CodeBuild project that runs lambda-ci, and the role that it runs under.

locals {
  # The function's own ARN says where it is.
  place = { for index, name in ["arn", "partition", "service", "region", "account"] : name => split(":", var.lambda.arn)[index] }

  layer_name   = coalesce(var.lambda.layer_name, "${var.lambda.name}-deps")
  docker       = var.builder == "docker"
  arm          = coalesce(var.architecture, var.lambda.architecture) == "arm64"
  image        = coalesce(var.image, local.arm ? "aws/codebuild/amazonlinux-aarch64-standard:4.0" : "aws/codebuild/amazonlinux-x86_64-standard:6.0")
  curated      = startswith(local.image, "aws/codebuild/")
  ecr          = try(regex("^(?P<account>[0-9]{12})\\.dkr\\.ecr\\.(?P<region>[a-z0-9-]+)\\.[a-z.]+/(?P<repository>[^:@]+)", local.image), null)
  jar_location = try(trimprefix(var.lambda_ci.jar, "s3://"), null)

  # Of many functions, the configuration file tells.
  one = var.batch == null ? {
    APP_SRC_PATH                 = var.app_src_path
    APP_PACKAGES_DESCRIPTOR_PATH = var.packages_descriptor_path
    FUNCTION_NAME                = var.lambda.name
    FUNCTION_RUNTIME             = var.lambda.runtime
    FUNCTION_ALIAS_NAME          = var.lambda.alias
    FUNCTION_LAYER_NAME          = local.layer_name
  } : {}

  # The names that a buildspec of aws-lambda-ci reads, then lambda-ci's own. What is null is left to lambda-ci.
  variables = merge(
    { for name, value in merge(local.one, {
      APP_S3_BUCKET          = var.s3_artifacts.bucket
      LAMBDA_CI_ANNOUNCE_SNS = try(var.announcements.topic_arn, null)
      LAMBDA_CI_BUILDER      = var.builder
      LAMBDA_CI_JAR          = try(var.lambda_ci.jar, null)
      LAMBDA_CI_JAR_SHA256   = try(var.lambda_ci.sha256, null)
    }) : name => value if value != null },
    var.environment,
  )
}

module "lambda_ci_policy" {
  source = "../lambda-ci-policy"

  function_name = var.batch == null ? var.lambda.name : var.batch.functions
  layer_name    = var.batch == null ? local.layer_name : null
  bucket        = var.s3_artifacts.bucket
  commands      = var.commands
  codedeploy    = var.codedeploy
  codeartifact  = var.codeartifact

  announce_topic_arn = try(var.announcements.topic_arn, null)

  partition  = local.place.partition
  region     = local.place.region
  account_id = local.place.account
}

resource "aws_codebuild_project" "this" {
  name                   = var.name
  description            = "Ships ${var.batch == null ? var.lambda.name : var.batch.functions} with lambda-ci"
  service_role           = aws_iam_role.this.arn
  build_timeout          = var.build_timeout
  concurrent_build_limit = var.batch == null ? var.concurrent_build_limit : null
  tags                   = var.tags

  source {
    type      = "CODEPIPELINE"
    buildspec = coalesce(var.buildspec, file("${path.module}/buildspec.yml"))
  }

  artifacts {
    type = "CODEPIPELINE"
  }

  # CodeBuild keeps layers of images only where there is an engine, and not on ARM.
  cache {
    type  = local.docker && !local.arm ? "LOCAL" : "NO_CACHE"
    modes = local.docker && !local.arm ? ["LOCAL_DOCKER_LAYER_CACHE"] : null
  }

  environment {
    type                        = local.arm ? "ARM_CONTAINER" : "LINUX_CONTAINER"
    image                       = local.image
    image_pull_credentials_type = local.curated ? "CODEBUILD" : "SERVICE_ROLE"
    compute_type                = var.compute_type

    # What an engine takes, and a build without containers does not need.
    privileged_mode = local.docker

    dynamic "environment_variable" {
      for_each = local.variables

      content {
        name  = environment_variable.key
        value = environment_variable.value
      }
    }
  }

  dynamic "build_batch_config" {
    for_each = var.batch == null ? [] : [var.batch]

    content {
      service_role    = aws_iam_role.batch[0].arn
      timeout_in_mins = build_batch_config.value.timeout_minutes

      restrictions {
        maximum_builds_allowed = build_batch_config.value.max_builds
        compute_types_allowed  = coalesce(build_batch_config.value.compute_types, [var.compute_type])
      }
    }
  }

  logs_config {
    cloudwatch_logs {
      group_name = aws_cloudwatch_log_group.this.name
    }
  }

  lifecycle {
    precondition {
      condition     = var.buildspec != null || var.lambda_ci != null
      error_message = "The buildspec of this module takes lambda-ci from S3: say where it is with lambda_ci, or give a buildspec that gets it otherwise."
    }
  }

  # The first build starts at once.
  depends_on = [aws_iam_role_policy.lambda_ci, aws_iam_role_policy.build, aws_iam_role_policy.batch]
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/codebuild/${var.name}"
  retention_in_days = var.log_retention_days
  tags              = var.tags
}
