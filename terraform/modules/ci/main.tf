# From a push to a shifted alias: pipeline, build and notifications for one function.

locals {
  tags = merge(var.common_tags, { module = "lambda-ci" })

  # A branch can be called feature/x, and be long; a role's name has 64 characters at most.
  wanted = replace("${var.prefix}-${var.github_repository.branch}", "/[^A-Za-z0-9_-]+/", "-")
  name   = length(local.wanted) <= 50 ? local.wanted : "${substr(local.wanted, 0, 43)}-${substr(sha256(local.wanted), 0, 6)}"

}

module "build" {
  source = "../build"

  name                     = "${local.name}-build"
  tags                     = local.tags
  lambda                   = var.lambda
  app_src_path             = var.app_src_path
  packages_descriptor_path = var.packages_descriptor_path
  s3_artifacts             = var.s3_artifacts
  source_prefix            = module.pipeline.source_prefix
  connection_arn           = var.github.connection_arn
  lambda_ci                = var.lambda_ci
  commands                 = var.commands
  codedeploy               = var.codedeploy
  codeartifact             = var.codeartifact
  announcements            = var.announcements
  builder                  = var.builder
  buildspec                = var.buildspec
  environment              = var.environment
  image                    = var.image
  compute_type             = var.compute_type
  build_timeout            = var.build_timeout
  concurrent_build_limit   = var.concurrent_build_limit
  log_retention_days       = var.log_retention_days
}

module "pipeline" {
  source = "../pipeline"

  name              = "${local.name}-pipeline"
  tags              = local.tags
  s3_artifacts      = var.s3_artifacts
  github            = var.github
  github_repository = var.github_repository
  pre_release       = var.pre_release
  release_tags      = var.release_tags
  file_paths        = var.file_paths
  approval          = var.approval

  codebuild_project = {
    name = module.build.project_name
    arn  = module.build.project_arn
  }
}

module "notifications" {
  source = "../notifications"
  count  = var.ci_notifications_slack_channels == null ? 0 : 1

  name            = local.name
  tags            = local.tags
  pipeline_arn    = module.pipeline.arn
  slack_channels  = var.ci_notifications_slack_channels
  slack_workspace = var.slack_workspace
}
