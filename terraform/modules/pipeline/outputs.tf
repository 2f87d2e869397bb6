output "name" {
  description = "Name of the pipeline."
  value       = aws_codepipeline.this.name
}

output "arn" {
  description = "ARN of the pipeline."
  value       = aws_codepipeline.this.arn
}

output "role_name" {
  description = "Name of the pipeline's role."
  value       = aws_iam_role.this.name
}

output "source_prefix" {
  description = "Beginning of the keys under which the pipeline keeps sources."
  value       = local.source_prefix
}
