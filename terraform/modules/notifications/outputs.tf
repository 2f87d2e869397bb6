output "rule_arns" {
  description = "ARNs of the notification rules, info and alert."
  value       = { for kind, rule in aws_codestarnotifications_notification_rule.this : kind => rule.arn }
}
