output "queue_arn" {
  description = "ARN of the queue that announcements come to."
  value       = aws_sqs_queue.this.arn
}

output "dead_letter_queue" {
  description = "Name and ARN of the queue with what could not be received, for alarms on ApproximateNumberOfMessagesVisible (AWS/SQS)."
  value = {
    name = aws_sqs_queue.dead.name
    arn  = aws_sqs_queue.dead.arn
  }
}

output "alarm_arn" {
  description = "ARN of the alarm on that queue."
  value       = aws_cloudwatch_metric_alarm.dead.arn
}

output "function_name" {
  description = "Name of the receiving function."
  value       = aws_lambda_function.this.function_name
}

output "role_arn" {
  description = "ARN of the function's role, which the bucket policy of initial.bucket must name where that is another account's."
  value       = aws_iam_role.this.arn
}
