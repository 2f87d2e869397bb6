# With the real provider's schema and checks, but no AWS. The inputs are those of the predecessor's article.
mock_provider "aws" {
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/orders" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/codebuild/orders" }
  }

  mock_resource "aws_codebuild_project" {
    defaults = { arn = "arn:aws:codebuild:eu-west-1:123456789012:project/orders" }
  }

  mock_resource "aws_codepipeline" {
    defaults = { arn = "arn:aws:codepipeline:eu-west-1:123456789012:orders" }
  }
}

variables {
  prefix      = "demo-orders"
  common_tags = { env = "qa" }

  lambda = {
    name      = "demo-orders"
    arn       = "arn:aws:lambda:eu-west-1:123456789012:function:demo-orders"
    alias     = "latest"
    alias_arn = "arn:aws:lambda:eu-west-1:123456789012:function:demo-orders:latest"
    runtime   = "python3.13"
  }

  app_src_path             = "sources"
  packages_descriptor_path = "sources/requirements/lambda.txt"

  s3_artifacts = { bucket = "demo-artifacts", arn = "arn:aws:s3:::demo-artifacts" }

  pre_release       = true
  github            = { owner = "acme", connection_arn = "arn:aws:codestar-connections:eu-west-1:123456789012:connection/1", webhook_secret = "not used" }
  github_repository = { name = "orders", branch = "main" }

  ci_notifications_slack_channels = { info = "ci-info", alert = "ci-alert" }

  lambda_ci = { jar = "s3://demo-artifacts/tools/lambda-ci.jar", sha256 = "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c" }
}

run "inputs_of_the_predecessor_are_enough" {
  assert {
    condition     = output.codebuild_project_name == "demo-orders-main-build" && output.codepipeline_project_name == "demo-orders-main-pipeline"
    error_message = "Names are the prefix and the branch."
  }

  assert {
    condition     = output.source_prefix == "demo-orders-main-pip" && length(module.notifications) == 1
    error_message = "Sources are under the first 20 characters of the pipeline's name, and Slack is told."
  }

  assert {
    condition     = output.build_environment.APP_SRC_PATH == "sources" && output.build_environment.APP_PACKAGES_DESCRIPTOR_PATH == "sources/requirements/lambda.txt" && output.build_environment.FUNCTION_LAYER_NAME == "demo-orders-deps"
    error_message = "The build has what lambda-ci needs."
  }
}

run "any_branch_makes_a_name" {
  variables {
    github_repository               = { name = "orders", branch = "feature/JIRA-1234/prices-are-shown-with-all-taxes-#2" }
    ci_notifications_slack_channels = null
  }

  assert {
    condition     = can(regex("^demo-orders-feature-JIRA-1234-prices-are-sh-[0-9a-f]{6}-pipeline$", output.codepipeline_project_name)) && length(output.codepipeline_project_name) <= 64
    error_message = "What a name cannot have is replaced, and a long one cut: ${output.codepipeline_project_name}."
  }

  assert {
    condition     = length(module.notifications) == 0
    error_message = "Nobody is told."
  }
}

run "wrong_inputs_are_refused" {
  command = plan

  variables {
    prefix = "demo/orders"
    lambda = { name = "orders", arn = "arn:aws:lambda:eu-west-1:123456789012:function:others" }
  }

  expect_failures = [var.prefix, var.lambda]
}
