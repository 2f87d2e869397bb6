# A function whose code is none of Terraform's business: Terraform owns settings, role and alias; lambda-ci owns the
# code, the layers, the versions and where the alias points.

resource "aws_lambda_function" "this" {
  function_name = var.name
  role          = var.role_arn
  runtime       = var.runtime
  handler       = var.handler
  architectures = [var.architecture]
  memory_size   = var.memory_size
  timeout       = var.timeout
  filename      = "${path.module}/dummy.zip"
  publish       = true
  tags          = var.tags

  dynamic "environment" {
    for_each = length(var.environment) > 0 ? [var.environment] : []

    content {
      variables = environment.value
    }
  }

  lifecycle {
    # What a release changes. Without this the next apply would take the release back.
    ignore_changes = [filename, source_code_hash, s3_bucket, s3_key, s3_object_version, layers, publish]
  }
}

resource "aws_lambda_alias" "this" {
  name             = var.alias_name
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version

  lifecycle {
    ignore_changes = [description, function_version, routing_config]
  }
}
