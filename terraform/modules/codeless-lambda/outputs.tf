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
