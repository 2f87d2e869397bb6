output "function_name" {
  description = "Name of the function."
  value       = module.orders.function_name
}

output "alias_arn" {
  description = "ARN of the alias, which event sources should call."
  value       = module.orders.alias_arn
}

output "environment" {
  description = "What a build has: lambda-ci ships with these from any machine."
  value       = module.ci.build_environment
}

output "build_role_name" {
  description = "Name of the role that builds have."
  value       = module.ci.build_role_name
}

output "pipeline_name" {
  description = "Name of the pipeline."
  value       = module.ci.codepipeline_project_name
}

output "connection_arn" {
  description = "The connection to accept in the console."
  value       = aws_codeconnections_connection.github.arn
}
