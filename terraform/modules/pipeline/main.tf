# From a push to a build: source, approval where one is wanted, build.

locals {
  source_action = "Source"

  # CodePipeline keeps artifacts under the first 20 characters of a pipeline's name.
  source_prefix = substr(var.name, 0, 20)

  approval = {
    for name, value in {
      NotificationArn = try(var.approval.topic_arn, null)
      CustomData      = try(var.approval.comment, null)
    } : name => value if value != null
  }
}

resource "aws_codepipeline" "this" {
  name          = var.name
  role_arn      = aws_iam_role.this.arn
  pipeline_type = "V2"
  tags          = var.tags

  # One after the other, each push: SUPERSEDED could skip a release, PARALLEL finish them in another order.
  execution_mode = "QUEUED"

  artifact_store {
    type     = "S3"
    location = var.s3_artifacts.bucket

    dynamic "encryption_key" {
      for_each = var.s3_artifacts.kms_key_arn == null ? [] : [var.s3_artifacts.kms_key_arn]

      content {
        type = "KMS"
        id   = encryption_key.value
      }
    }
  }

  trigger {
    provider_type = "CodeStarSourceConnection"

    git_configuration {
      source_action_name = local.source_action

      push {
        dynamic "branches" {
          for_each = var.pre_release ? [var.github_repository.branch] : []

          content {
            includes = [branches.value]
          }
        }

        dynamic "file_paths" {
          for_each = var.pre_release && var.file_paths != null ? [var.file_paths] : []

          content {
            # Not an empty list, which the provider refuses.
            includes = length(file_paths.value.includes) > 0 ? file_paths.value.includes : null
            excludes = length(file_paths.value.excludes) > 0 ? file_paths.value.excludes : null
          }
        }

        dynamic "tags" {
          for_each = var.pre_release ? [] : [var.release_tags]

          content {
            includes = tags.value
          }
        }
      }
    }
  }

  stage {
    name = "Source"

    action {
      name             = local.source_action
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeStarSourceConnection"
      version          = "1"
      output_artifacts = ["source"]

      configuration = {
        ConnectionArn    = var.github.connection_arn
        FullRepositoryId = "${var.github.owner}/${var.github_repository.name}"
        BranchName       = var.github_repository.branch

        # With git's history: lambda-ci names a release after its commit.
        OutputArtifactFormat = "CODEBUILD_CLONE_REF"

        # The trigger does, with filters.
        DetectChanges = "false"
      }
    }
  }

  dynamic "stage" {
    for_each = var.approval == null ? [] : [local.approval]

    content {
      name = "Approve"

      action {
        name          = "Approve"
        category      = "Approval"
        owner         = "AWS"
        provider      = "Manual"
        version       = "1"
        configuration = stage.value
      }
    }
  }

  stage {
    name = "Ship"

    action {
      name            = "Ship"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      input_artifacts = ["source"]

      configuration = {
        ProjectName = var.codebuild_project.name
      }
    }
  }

  lifecycle {
    precondition {
      condition     = var.pre_release || var.file_paths == null
      error_message = "CodePipeline cannot filter tags by the files that changed: file_paths goes with pre_release = true."
    }
  }

  # A new pipeline runs at once.
  depends_on = [aws_iam_role_policy.this]
}
