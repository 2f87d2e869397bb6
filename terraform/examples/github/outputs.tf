output "clone_url" {
  description = "Where to push to."
  value       = github_repository.orders.ssh_clone_url
}

output "connection_arn" {
  description = "The connection to accept in the console."
  value       = module.complete.connection_arn
}
