# A function, a bucket, and all that ships to the function on each push.

module "orders" {
  source = "../../modules/codeless-lambda"

  name         = var.prefix
  description  = "Takes orders"
  runtime      = var.runtime
  architecture = var.architecture
  memory_size  = var.memory_size
  environment  = { STAGE = "qa" }
  tags         = local.tags
}

module "artifacts" {
  source = "../../modules/artifacts"

  bucket            = var.bucket
  expiring_prefixes = { (module.ci.source_prefix) = 30 }
  force_destroy     = var.force_destroy
  tags              = local.tags
}

module "ci" {
  source = "../../modules/ci"

  prefix      = var.prefix
  common_tags = local.tags

  lambda                   = module.orders.lambda
  app_src_path             = var.app_src_path
  packages_descriptor_path = var.packages_descriptor_path
  s3_artifacts             = module.artifacts.s3_artifacts

  github = {
    owner          = var.github_owner
    connection_arn = aws_codeconnections_connection.github.arn
  }
  github_repository = var.github_repository
  pre_release       = var.pre_release
  file_paths        = var.file_paths
  approval          = var.approval

  ci_notifications_slack_channels = var.slack_channels
  slack_workspace                 = var.slack_workspace

  builder  = var.builder
  commands = ["ship", "rollback"]

  concurrent_build_limit = var.concurrent_build_limit

  lambda_ci = {
    jar    = "s3://${aws_s3_object.lambda_ci.bucket}/${aws_s3_object.lambda_ci.key}"
    sha256 = local.jar_sha256
  }
}

# The tool itself, which builds fetch and check.
resource "aws_s3_object" "lambda_ci" {
  bucket = module.artifacts.s3_artifacts.bucket
  key    = "tools/lambda-ci-${substr(local.jar_sha256, 0, 12)}.jar"
  source = var.lambda_ci_jar
}

# Somebody has to accept it in the console once: until then no push is seen.
resource "aws_codeconnections_connection" "github" {
  name          = var.prefix
  provider_type = "GitHub"
  tags          = local.tags
}

locals {
  tags       = { project = var.prefix }
  jar_sha256 = filesha256(var.lambda_ci_jar)
}
