output "topic_arn" {
  description = "ARN of the topic: lambda-ci's --announce-sns."
  value       = aws_sns_topic.artifacts.arn
}

output "received_bucket" {
  description = "Name of the bucket that receives."
  value       = module.received.s3_artifacts.bucket
}

output "function_name" {
  description = "Name of the receiving function."
  value       = module.consumer.function_name
}
