# With the real provider's schema and checks, but no AWS.
mock_provider "aws" {
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/orders-build" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/codebuild/orders-build" }
  }

  mock_resource "aws_codebuild_project" {
    defaults = { arn = "arn:aws:codebuild:eu-west-1:123456789012:project/orders-build" }
  }
}

variables {
  name         = "orders-build"
  lambda       = { name = "orders", arn = "arn:aws:lambda:eu-west-1:123456789012:function:orders", runtime = "python3.13" }
  s3_artifacts = { bucket = "artifacts", arn = "arn:aws:s3:::artifacts" }
  lambda_ci    = { jar = "s3://tools/lambda-ci.jar", sha256 = "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c" }
}

run "containers_take_an_engine" {
  assert {
    condition     = aws_codebuild_project.this.environment[0].privileged_mode && aws_codebuild_project.this.environment[0].image == "aws/codebuild/amazonlinux-x86_64-standard:6.0" && aws_codebuild_project.this.environment[0].type == "LINUX_CONTAINER"
    error_message = "Builds in containers are privileged, on CodeBuild's current image."
  }

  assert {
    condition     = aws_codebuild_project.this.cache[0].type == "LOCAL" && aws_codebuild_project.this.cache[0].modes == tolist(["LOCAL_DOCKER_LAYER_CACHE"])
    error_message = "Layers of images are kept."
  }

  assert {
    condition     = aws_codebuild_project.this.concurrent_build_limit == 1
    error_message = "One build at a time."
  }

  assert {
    condition = { for v in aws_codebuild_project.this.environment[0].environment_variable : v.name => v.value } == {
      APP_S3_BUCKET        = "artifacts"
      APP_SRC_PATH         = "."
      FUNCTION_NAME        = "orders"
      FUNCTION_RUNTIME     = "python3.13"
      FUNCTION_ALIAS_NAME  = "latest"
      FUNCTION_LAYER_NAME  = "orders-deps"
      LAMBDA_CI_BUILDER    = "docker"
      LAMBDA_CI_JAR        = "s3://tools/lambda-ci.jar"
      LAMBDA_CI_JAR_SHA256 = "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c"
    }
    error_message = "The build has the predecessor's variables and lambda-ci's own."
  }

  assert {
    condition     = strcontains(aws_codebuild_project.this.source[0].buildspec, "sha256sum --check")
    error_message = "Without another, the buildspec is the module's."
  }
}

run "releases_are_announced" {
  variables {
    announcements = {
      topic_arn   = "arn:aws:sns:eu-west-1:210987654321:artifacts"
      kms_key_arn = "arn:aws:kms:eu-west-1:210987654321:key/1"
    }
  }

  assert {
    condition     = contains([for v in aws_codebuild_project.this.environment[0].environment_variable : "${v.name}=${v.value}"], "LAMBDA_CI_ANNOUNCE_SNS=arn:aws:sns:eu-west-1:210987654321:artifacts")
    error_message = "lambda-ci is told the topic."
  }

  assert {
    condition     = one([for s in jsondecode(aws_iam_role_policy.lambda_ci.policy).Statement : s.Resource if contains(flatten([s.Action]), "sns:Publish")]) == ["arn:aws:sns:eu-west-1:210987654321:artifacts"]
    error_message = "The build may publish to the topic, and to no other."
  }

  assert {
    condition     = one([for s in jsondecode(aws_iam_role_policy.build.policy).Statement : s.Resource if try(s.Sid, "") == "TopicKey"]) == ["arn:aws:kms:eu-west-1:210987654321:key/1"]
    error_message = "And use the key that encrypts it."
  }
}

run "role_has_no_more_rights_than_it_needs" {
  variables {
    source_prefix  = "orders-main-pipeline"
    connection_arn = "arn:aws:codeconnections:eu-west-1:123456789012:connection/1"
  }

  assert {
    condition     = aws_iam_role_policy.lambda_ci.policy == output.policy
    error_message = "lambda-ci's rights are those of lambda-ci policy."
  }

  assert {
    condition = { for s in jsondecode(aws_iam_role_policy.build.policy).Statement : s.Sid => s.Resource } == {
      Logs    = ["arn:aws:logs:eu-west-1:123456789012:log-group:/aws/codebuild/orders-build:*"]
      Reports = ["arn:aws:codebuild:eu-west-1:123456789012:report-group/orders-build-*"]
      Sources = ["arn:aws:s3:::artifacts/orders-main-pipeline*"]
      Clone   = ["arn:aws:codeconnections:eu-west-1:123456789012:connection/1"]
      Tool    = ["arn:aws:s3:::tools/lambda-ci.jar"]
    }
    error_message = "What CodeBuild does around lambda-ci is on its own logs, sources, connection and tool."
  }

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"
    error_message = "Only this account's projects get the role."
  }
}

run "without_containers_nothing_is_privileged" {
  variables {
    builder                  = "host"
    packages_descriptor_path = "src/requirements.txt"
    environment              = { LAMBDA_CI_SHIFT = "canary:10%,5m" }
    commands                 = ["ship", "watch"]
  }

  assert {
    condition     = !aws_codebuild_project.this.environment[0].privileged_mode && aws_codebuild_project.this.cache[0].type == "NO_CACHE"
    error_message = "Neither privileges nor a cache of layers."
  }

  assert {
    condition     = output.environment.LAMBDA_CI_BUILDER == "host" && output.environment.APP_PACKAGES_DESCRIPTOR_PATH == "src/requirements.txt" && output.environment.LAMBDA_CI_SHIFT == "canary:10%,5m"
    error_message = "More variables are added."
  }

  assert {
    condition     = strcontains(output.policy, "cloudwatch:GetMetricData")
    error_message = "A shift that watches errors may read them."
  }
}

run "arm_and_own_images" {
  variables {
    lambda       = { name = "orders", arn = "arn:aws-cn:lambda:cn-north-1:123456789012:function:orders", architecture = "arm64", layer_name = "shared", alias = "live" }
    image        = "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/ci/lambda-ci:1.0"
    buildspec    = "ci/buildspec.yml"
    lambda_ci    = null
    s3_artifacts = { bucket = "artifacts", arn = "arn:aws-cn:s3:::artifacts", kms_key_arn = "arn:aws-cn:kms:cn-north-1:123456789012:key/1" }
  }

  assert {
    condition     = aws_codebuild_project.this.environment[0].type == "ARM_CONTAINER" && aws_codebuild_project.this.cache[0].type == "NO_CACHE" && aws_codebuild_project.this.environment[0].image_pull_credentials_type == "SERVICE_ROLE"
    error_message = "An arm64 function is built on ARM, where CodeBuild keeps no layers; the role pulls an own image."
  }

  assert {
    condition     = aws_codebuild_project.this.source[0].buildspec == "ci/buildspec.yml" && !contains(keys(output.environment), "LAMBDA_CI_JAR") && output.environment.FUNCTION_LAYER_NAME == "shared" && output.environment.FUNCTION_ALIAS_NAME == "live"
    error_message = "The repository's buildspec is taken, and names are the function's."
  }

  assert {
    condition     = [for s in jsondecode(aws_iam_role_policy.build.policy).Statement : s.Resource[0] if contains(["Image", "Key"], s.Sid)] == ["arn:aws-cn:kms:cn-north-1:123456789012:key/1", "arn:aws-cn:ecr:cn-north-1:123456789012:repository/ci/lambda-ci"]
    error_message = "The role may use the bucket's key and pull the image."
  }
}

run "batches_have_a_role_of_their_own_and_builds_of_many_functions" {
  variables {
    batch          = { functions = "*-prod", max_builds = 8, timeout_minutes = 90 }
    compute_type   = "BUILD_GENERAL1_MEDIUM"
    lambda_ci      = { jar = "s3://tools/lambda-ci.jar", sha256 = "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c" }
    source_prefix  = "many"
    connection_arn = null
  }

  assert {
    condition = {
      builds   = aws_codebuild_project.this.build_batch_config[0].restrictions[0].maximum_builds_allowed
      minutes  = aws_codebuild_project.this.build_batch_config[0].timeout_in_mins
      machines = tolist(aws_codebuild_project.this.build_batch_config[0].restrictions[0].compute_types_allowed)
    } == { builds = 8, minutes = 90, machines = tolist(["BUILD_GENERAL1_MEDIUM"]) }
    error_message = "A batch has its limits, on the machines of the project."
  }

  assert {
    condition     = aws_codebuild_project.this.concurrent_build_limit == null
    error_message = "The builds of a batch run at once."
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.batch[0].policy).Statement[0] == {
      Effect   = "Allow"
      Action   = ["codebuild:RetryBuild", "codebuild:StartBuild", "codebuild:StopBuild"]
      Resource = ["arn:aws:codebuild:eu-west-1:123456789012:project/orders-build"]
    }
    error_message = "The batch's role starts and stops builds of this project, and nothing else."
  }

  assert {
    condition     = !strcontains(aws_iam_role_policy.build.policy, "codebuild:StartBuild") && !strcontains(output.policy, "codebuild:")
    error_message = "A build starts no builds."
  }

  assert {
    condition     = alltrue([for name in keys(output.environment) : !startswith(name, "FUNCTION_") && !contains(["APP_SRC_PATH", "APP_PACKAGES_DESCRIPTOR_PATH"], name)]) && output.environment.APP_S3_BUCKET == "artifacts"
    error_message = "What is about one function is in the configuration file."
  }

  assert {
    condition     = strcontains(output.policy, ":function:*-prod") && strcontains(output.policy, ":layer:*-prod-deps") && !strcontains(output.policy, ":function:orders")
    error_message = "The rights are those for all of the functions."
  }
}

run "without_a_batch_there_is_no_role_for_one" {
  assert {
    condition     = length(aws_iam_role.batch) == 0 && length(aws_codebuild_project.this.build_batch_config) == 0
    error_message = "Batches are switched on."
  }
}

run "a_build_needs_the_tool" {
  command = plan

  variables {
    lambda_ci = null
  }

  expect_failures = [aws_codebuild_project.this]
}

run "wrong_inputs_are_refused" {
  command = plan

  variables {
    name                   = "feature/x"
    lambda                 = { name = "orders", arn = "arn:aws:lambda:eu-west-1:123456789012:function:orders:live" }
    app_src_path           = "/src"
    s3_artifacts           = { bucket = "artifacts", arn = "arn:aws:s3:::others" }
    connection_arn         = "arn:aws:iam::123456789012:role/x"
    lambda_ci              = { jar = "lambda-ci.jar", sha256 = "abc" }
    commands               = ["deploy"]
    builder                = "auto"
    compute_type           = "BUILD_LAMBDA_1GB"
    build_timeout          = 1
    concurrent_build_limit = 0
    batch                  = { functions = "arn:aws:x", max_builds = 101, timeout_minutes = 1 }
    environment            = { CODEBUILD_SRC_DIR = "x" }
  }

  expect_failures = [
    var.name, var.lambda, var.app_src_path, var.s3_artifacts, var.connection_arn, var.lambda_ci, var.commands,
    var.builder, var.compute_type, var.build_timeout, var.concurrent_build_limit, var.environment, var.batch,
  ]
}
