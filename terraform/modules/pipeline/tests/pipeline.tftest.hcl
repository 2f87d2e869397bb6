# With the real provider's schema and checks, but no AWS.
mock_provider "aws" {
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/orders-main-pipeline" }
  }

  mock_resource "aws_codepipeline" {
    defaults = { arn = "arn:aws:codepipeline:eu-west-1:123456789012:orders-main-pipeline" }
  }
}

variables {
  name              = "orders-production-pipeline"
  s3_artifacts      = { bucket = "artifacts", arn = "arn:aws:s3:::artifacts" }
  github            = { owner = "acme", connection_arn = "arn:aws:codeconnections:eu-west-1:123456789012:connection/1" }
  github_repository = { name = "orders" }
  codebuild_project = { name = "orders-build", arn = "arn:aws:codebuild:eu-west-1:123456789012:project/orders-build" }
}

run "pushes_to_the_branch_are_shipped_one_after_the_other" {
  variables {
    file_paths = { includes = ["orders/**", "shared/**"] }
  }

  assert {
    condition     = aws_codepipeline.this.pipeline_type == "V2" && aws_codepipeline.this.execution_mode == "QUEUED"
    error_message = "Runs queue."
  }

  assert {
    condition     = aws_codepipeline.this.trigger[0].git_configuration[0].push[0].branches[0].includes == tolist(["main"]) && aws_codepipeline.this.trigger[0].git_configuration[0].push[0].file_paths[0].includes == tolist(["orders/**", "shared/**"]) && length(aws_codepipeline.this.trigger[0].git_configuration[0].push[0].tags) == 0
    error_message = "Pushes to the branch that change these files start it."
  }

  assert {
    condition     = aws_codepipeline.this.stage[0].action[0].configuration.OutputArtifactFormat == "CODEBUILD_CLONE_REF" && aws_codepipeline.this.stage[0].action[0].configuration.DetectChanges == "false" && aws_codepipeline.this.stage[0].action[0].configuration.FullRepositoryId == "acme/orders"
    error_message = "The source is a full clone, and only the trigger starts a run."
  }

  assert {
    condition     = aws_codepipeline.this.stage[*].name == tolist(["Source", "Ship"])
    error_message = "Nobody has to approve."
  }

  assert {
    condition = { for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Sid => s.Resource } == {
      Bucket     = ["arn:aws:s3:::artifacts"]
      Sources    = ["arn:aws:s3:::artifacts/orders-production-pi*"]
      Connection = ["arn:aws:codeconnections:eu-west-1:123456789012:connection/1"]
      Build      = ["arn:aws:codebuild:eu-west-1:123456789012:project/orders-build"]
    }
    error_message = "The role is for this bucket's sources, this connection and this project; nothing is on *."
  }
}

run "tags_are_shipped_when_approved" {
  variables {
    pre_release  = false
    release_tags = ["v*"]
    approval     = { topic_arn = "arn:aws:sns:eu-west-1:123456789012:releases", comment = "Look at QA first" }
    s3_artifacts = { bucket = "artifacts", arn = "arn:aws:s3:::artifacts", kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/1" }
  }

  assert {
    condition     = aws_codepipeline.this.trigger[0].git_configuration[0].push[0].tags[0].includes == tolist(["v*"]) && length(aws_codepipeline.this.trigger[0].git_configuration[0].push[0].branches) == 0
    error_message = "Tags start it, branches do not."
  }

  assert {
    condition     = aws_codepipeline.this.stage[*].name == tolist(["Source", "Approve", "Ship"]) && aws_codepipeline.this.stage[1].action[0].configuration == tomap({ NotificationArn = "arn:aws:sns:eu-west-1:123456789012:releases", CustomData = "Look at QA first" })
    error_message = "Somebody approves before anything is built."
  }

  assert {
    condition     = [for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Resource[0] if contains(["Key", "Approval"], s.Sid)] == ["arn:aws:kms:eu-west-1:123456789012:key/1", "arn:aws:sns:eu-west-1:123456789012:releases"]
    error_message = "The role may use the bucket's key and tell who approves."
  }
}

run "approval_in_the_console_alone" {
  variables {
    approval = {}
  }

  assert {
    condition     = aws_codepipeline.this.stage[1].name == "Approve"
    error_message = "An approval needs no topic."
  }
}

run "tags_have_no_files" {
  command = plan

  variables {
    pre_release = false
    file_paths  = { includes = ["orders/**"] }
  }

  expect_failures = [aws_codepipeline.this]
}

run "wrong_inputs_are_refused" {
  command = plan

  variables {
    name              = "orders-feature/x"
    github            = { owner = "acme", connection_arn = "arn:aws:iam::123456789012:role/x" }
    github_repository = { name = "acme/orders" }
    release_tags      = []
    file_paths        = {}
  }

  expect_failures = [var.name, var.github, var.github_repository, var.release_tags, var.file_paths]
}
