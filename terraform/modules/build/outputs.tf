output "project_name" {
  description = "Name of the CodeBuild project."
  value       = aws_codebuild_project.this.name
}

output "project_arn" {
  description = "ARN of the CodeBuild project."
  value       = aws_codebuild_project.this.arn
}

output "role_name" {
  description = "Name of the build's role, for what else a build may do."
  value       = aws_iam_role.this.name
}

output "role_arn" {
  description = "ARN of the build's role."
  value       = aws_iam_role.this.arn
}

output "policy" {
  description = "The rights that lambda-ci has in a build: what `lambda-ci policy` prints for the same names."
  value       = module.lambda_ci_policy.json
}

output "environment" {
  description = "The variables that a build has, which are lambda-ci's options."
  value       = local.variables
}

output "log_group_name" {
  description = "Name of the log group of the builds."
  value       = aws_cloudwatch_log_group.this.name
}
