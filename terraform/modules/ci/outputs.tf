output "codebuild_project_name" {
  description = "Name of the CodeBuild project."
  value       = module.build.project_name
}

output "codepipeline_project_name" {
  description = "Name of the pipeline."
  value       = module.pipeline.name
}

output "pipeline_arn" {
  description = "ARN of the pipeline."
  value       = module.pipeline.arn
}

output "build_role_name" {
  description = "Name of the build's role, for what else a build may do."
  value       = module.build.role_name
}

output "build_environment" {
  description = "The variables that a build has, which are lambda-ci's options."
  value       = module.build.environment
}

output "policy" {
  description = "The rights that lambda-ci has in a build: what `lambda-ci policy` prints for the same names."
  value       = module.build.policy
}

output "source_prefix" {
  description = "Beginning of the keys under which the pipeline keeps sources, for expiring_prefixes of the module artifacts."
  value       = module.pipeline.source_prefix
}
