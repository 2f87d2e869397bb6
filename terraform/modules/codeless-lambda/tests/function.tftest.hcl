# With the real provider's schema and checks, but no AWS.
mock_provider "aws" {
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/orders" }
  }

  mock_resource "aws_lambda_function" {
    defaults = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:orders", version = "1" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/orders" }
  }
}

variables {
  name    = "orders"
  runtime = "python3.13"
}

run "alias_points_to_the_dummy" {
  assert {
    condition     = aws_lambda_function.this.publish && aws_lambda_alias.this.function_version == "1" && aws_lambda_alias.this.name == "latest"
    error_message = "Version 1 is published, and the alias points to it."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.logs.policy).Statement[0].Resource == "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/orders:*" && length(jsondecode(aws_iam_role_policy.logs.policy).Statement) == 1
    error_message = "The function may write its own logs, and nothing else."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.retention_in_days == 30 && length(aws_iam_role_policy.vpc) == 0
    error_message = "Logs are kept for 30 days; without a VPC there are no rights in one."
  }

  assert {
    condition     = output.lambda.name == "orders" && output.lambda.alias == "latest" && output.lambda.architecture == "x86_64"
    error_message = "The function is put out as ci takes it."
  }
}

run "settings_are_terraforms" {
  variables {
    runtime            = "nodejs22.x"
    architecture       = "arm64"
    memory_size        = 512
    alias_name         = "live"
    log_retention_days = 0
    environment        = { STAGE = "qa" }
    vpc                = { subnet_ids = ["subnet-1"], security_group_ids = ["sg-1"] }
  }

  assert {
    condition     = aws_lambda_function.this.memory_size == 512 && aws_lambda_function.this.architectures == tolist(["arm64"]) && aws_lambda_function.this.environment[0].variables.STAGE == "qa"
    error_message = "Settings are given to the function."
  }

  assert {
    condition     = aws_lambda_function.this.vpc_config[0].subnet_ids == toset(["subnet-1"]) && length(aws_iam_role_policy.vpc) == 1
    error_message = "A function in a VPC may make its network interfaces."
  }
}

run "other_runtimes_are_welcome" {
  command = plan

  variables {
    runtime = "provided.al2023"
    handler = "bootstrap"
  }
}

run "wrong_settings_are_refused" {
  command = plan

  variables {
    name               = "orders:live"
    runtime            = "python"
    architecture       = "arm"
    alias_name         = "1"
    memory_size        = 64
    timeout            = 901
    log_retention_days = 2
  }

  expect_failures = [var.name, var.runtime, var.architecture, var.alias_name, var.memory_size, var.timeout, var.log_retention_days]
}
