variable "name" {
  description = "Name of the pipeline and of its role."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9-_]{1,64}$", var.name))
    error_message = "A name has 1 to 64 letters, digits, hyphens and underscores; the slash of a branch is none."
  }
}

variable "tags" {
  description = "Tags of everything that this module makes."
  type        = map(string)
  default     = {}
}

variable "s3_artifacts" {
  description = "The bucket for artifacts, as the output s3_artifacts of the module artifacts has it."
  type = object({
    bucket      = string
    arn         = string
    kms_key_arn = optional(string)
  })

  validation {
    condition     = can(regex("^arn:[a-z-]+:s3:::", var.s3_artifacts.arn)) && endswith(var.s3_artifacts.arn, ":::${var.s3_artifacts.bucket}")
    error_message = "s3_artifacts.arn is the ARN of the bucket that s3_artifacts.bucket names."
  }
}

variable "codebuild_project" {
  description = "Name and ARN of the CodeBuild project that ships: the outputs project_name and project_arn of the module build."
  type = object({
    name = string
    arn  = string
  })
}

variable "github" {
  description = "Owner of the repository (a user or an organisation), and the ARN of the connection to GitHub, which somebody has accepted in the console."
  type = object({
    owner          = string
    connection_arn = string
  })

  validation {
    condition     = can(regex("^arn:[a-z-]+:(codestar-connections|codeconnections):", var.github.connection_arn))
    error_message = "github.connection_arn is the ARN of a connection, arn:aws:codeconnections:REGION:ACCOUNT:connection/ID."
  }
}

variable "github_repository" {
  description = "Name of the repository, without its owner, and the branch that is shipped; with releases, the branch that a run by hand takes."
  type = object({
    name   = string
    branch = optional(string, "main")
  })

  validation {
    condition     = !strcontains(var.github_repository.name, "/")
    error_message = "github_repository.name is the repository's name alone; the owner is github.owner."
  }
}

variable "pre_release" {
  description = "true: each push to the branch is shipped, as for QA. false: each tag is, as for production."
  type        = bool
  default     = true
}

variable "release_tags" {
  description = "Patterns of the tags that are shipped where pre_release is false. ** stands for anything, * for anything but a slash."
  type        = list(string)
  default     = ["**"]

  validation {
    condition     = length(var.release_tags) >= 1 && length(var.release_tags) <= 8
    error_message = "CodePipeline takes 1 to 8 patterns."
  }
}

variable "file_paths" {
  description = "Patterns of files that a push must have changed, and of files that do not count: for a repository with several functions. Only with pre_release, as tags have no files."
  type = object({
    includes = optional(list(string), [])
    excludes = optional(list(string), [])
  })
  default = null

  validation {
    condition     = var.file_paths == null || try(length(var.file_paths.includes) + length(var.file_paths.excludes), 0) > 0
    error_message = "file_paths needs patterns in includes or excludes."
  }

  validation {
    condition     = var.file_paths == null || try(max(length(var.file_paths.includes), length(var.file_paths.excludes)), 0) <= 8
    error_message = "CodePipeline takes up to 8 patterns."
  }
}

variable "approval" {
  description = "Somebody must approve before anything is built: {} for the console alone, topic_arn for a notification through SNS, comment for what to look at."
  type = object({
    topic_arn = optional(string)
    comment   = optional(string)
  })
  default = null
}
