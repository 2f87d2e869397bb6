# The complete example, and the repository that it ships from.

resource "github_repository" "orders" {
  name       = var.repository
  visibility = "private"
  auto_init  = true
}

resource "github_branch_protection" "main" {
  repository_id = github_repository.orders.node_id
  pattern       = "main"

  required_pull_request_reviews {
    required_approving_review_count = 1
  }
}

module "complete" {
  source = "../complete"

  bucket            = var.bucket
  github_owner      = var.github_owner
  github_repository = { name = github_repository.orders.name, branch = "main" }
  lambda_ci_jar     = var.lambda_ci_jar
}
