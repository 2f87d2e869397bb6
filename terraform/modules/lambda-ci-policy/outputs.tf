output "json" {
  description = "The policy document, for aws_iam_policy or aws_iam_role_policy."
  value       = jsonencode(local.policy)
}
