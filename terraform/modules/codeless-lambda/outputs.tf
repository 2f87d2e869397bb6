output "function_name" {
  description = "Name of the function: lambda-ci's --function-name."
  value       = aws_lambda_function.this.function_name
}

output "function_arn" {
  description = "ARN of the function, without a qualifier."
  value       = aws_lambda_function.this.arn
}

output "alias_name" {
  description = "Name of the alias: lambda-ci's --function-alias-name."
  value       = aws_lambda_alias.this.name
}

output "alias_arn" {
  description = "ARN of the alias, which event sources should call."
  value       = aws_lambda_alias.this.arn
}

output "alias_invoke_arn" {
  description = "What an API Gateway calls to reach the alias."
  value       = aws_lambda_alias.this.invoke_arn
}

output "role_name" {
  description = "Name of the function's role, for what else the function may do."
  value       = aws_iam_role.this.name
}

output "role_arn" {
  description = "ARN of the function's role."
  value       = aws_iam_role.this.arn
}

output "log_group_name" {
  description = "Name of the function's log group."
  value       = aws_cloudwatch_log_group.this.name
}

output "lambda" {
  description = "The function as the modules ci and build take it."
  value = {
    name         = aws_lambda_function.this.function_name
    arn          = aws_lambda_function.this.arn
    alias        = aws_lambda_alias.this.name
    alias_arn    = aws_lambda_alias.this.arn
    runtime      = aws_lambda_function.this.runtime
    architecture = var.architecture
  }
}
