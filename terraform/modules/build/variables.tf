variable "name" {
  description = "Name of the project and of its role."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9-_]{1,63}$", var.name))
    error_message = "A name has 2 to 64 letters, digits, hyphens and underscores, and begins with a letter or digit."
  }
}

variable "tags" {
  description = "Tags of everything that this module makes."
  type        = map(string)
  default     = {}
}

variable "lambda" {
  description = "The function, as the output lambda of codeless-lambda has it: name, ARN, the alias that lambda-ci moves, runtime; layer_name where it is not the function's name and -deps."
  type = object({
    name         = string
    arn          = string
    alias        = optional(string, "latest")
    alias_arn    = optional(string)
    runtime      = optional(string)
    architecture = optional(string, "x86_64")
    layer_name   = optional(string)
  })

  validation {
    condition     = can(regex("^arn:[a-z-]+:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9-_]+$", var.lambda.arn)) && endswith(var.lambda.arn, ":${var.lambda.name}")
    error_message = "lambda.arn is the ARN of the function that lambda.name names, without a version or alias."
  }

  validation {
    condition     = contains(["x86_64", "arm64"], var.lambda.architecture)
    error_message = "Lambda runs on x86_64 and arm64."
  }
}

variable "app_src_path" {
  description = "Folder with the function's code, in the repository."
  type        = string
  default     = "."

  validation {
    condition     = !startswith(var.app_src_path, "/")
    error_message = "The path is one in the repository, and does not begin with a slash."
  }
}

variable "packages_descriptor_path" {
  description = "File that names the dependencies, in the repository. Without it, lambda-ci looks for the usual ones."
  type        = string
  default     = null

  validation {
    condition     = var.packages_descriptor_path == null || !startswith(coalesce(var.packages_descriptor_path, "."), "/")
    error_message = "The path is one in the repository, and does not begin with a slash."
  }
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

variable "source_prefix" {
  description = "Beginning of the keys under which the pipeline hands over sources: the output source_prefix of the module pipeline. Without it, the role may not read them."
  type        = string
  default     = null
}

variable "connection_arn" {
  description = "ARN of the connection to the repository, of which the build makes a full clone."
  type        = string
  default     = null

  validation {
    condition     = var.connection_arn == null || can(regex("^arn:[a-z-]+:(codestar-connections|codeconnections):", var.connection_arn))
    error_message = "A connection is named by its ARN, arn:aws:codeconnections:REGION:ACCOUNT:connection/ID."
  }
}

variable "lambda_ci" {
  description = "Where lambda-ci is: the S3 address of its jar, and the jar's SHA-256, which a build checks. Not needed with a buildspec that gets it otherwise."
  type = object({
    jar    = string
    sha256 = string
  })
  default = null

  validation {
    condition     = var.lambda_ci == null || can(regex("^s3://[a-z0-9.-]+/.+$", var.lambda_ci.jar))
    error_message = "lambda_ci.jar is the address of an object in S3, s3://BUCKET/KEY."
  }

  validation {
    condition     = var.lambda_ci == null || can(regex("^[0-9a-f]{64}$", var.lambda_ci.sha256))
    error_message = "lambda_ci.sha256 has 64 hexadecimal digits, as sha256sum prints them."
  }
}

variable "commands" {
  description = "What the build's role may do: commands of lambda-ci, and watch, for --shift and --alarm. Checks before traffic moves (--smoke-payload) need invoke."
  type        = set(string)
  default     = ["ship"]

  validation {
    condition = alltrue([
      for command in var.commands :
      contains(["ship", "rollback", "status", "versions", "plan", "logs", "invoke", "prune", "announce", "watch"], command)
    ])
    error_message = "Commands are ship, rollback, status, versions, plan, logs, invoke, prune, announce and watch."
  }
}

variable "codedeploy" {
  description = "CodeDeploy's application and deployment group, where releases use --shift codedeploy:APPLICATION/GROUP."
  type = object({
    application = string
    group       = string
  })
  default = null
}

variable "codeartifact" {
  description = "CodeArtifact's domain and repository, where releases use --codeartifact; owner is the domain's account, if another."
  type = object({
    domain     = string
    repository = string
    owner      = optional(string)
  })
  default = null
}

variable "announcements" {
  description = "The topic that artifacts are announced to after each release (--announce-sns), by its ARN; kms_key_arn where a key of one's own encrypts the topic."
  type = object({
    topic_arn   = string
    kms_key_arn = optional(string)
  })
  default = null

  validation {
    condition     = var.announcements == null || can(regex("^arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9-_]+(\\.fifo)?$", var.announcements.topic_arn))
    error_message = "announcements.topic_arn is the ARN of a topic, arn:aws:sns:REGION:ACCOUNT:NAME."
  }
}

variable "builder" {
  description = "docker: dependencies are built in a container, which takes privileged mode. host: they are installed for Lambda's platform, without an engine and without privileges."
  type        = string
  default     = "docker"

  validation {
    condition     = contains(["docker", "host"], var.builder)
    error_message = "Dependencies are built by docker or host."
  }
}

variable "buildspec" {
  description = "Path of a buildspec in the repository, or a buildspec as text. Without it, one that fetches lambda-ci's jar, checks it and runs it."
  type        = string
  default     = null
}

variable "environment" {
  description = "More variables for the build, as lambda-ci's own, such as LAMBDA_CI_SHIFT = \"canary:10%,5m\". Anyone who may read the project can read them."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name, value in var.environment : can(regex("^[A-Za-z_][A-Za-z0-9_]*$", name)) && !startswith(name, "CODEBUILD_")])
    error_message = "A variable's name has letters, digits and underscores; CODEBUILD_ is CodeBuild's own."
  }
}

variable "architecture" {
  description = "Instruction set of the machine that builds, x86_64 or arm64. Without it, the function's, so that nothing is emulated."
  type        = string
  default     = null

  validation {
    condition     = contains(["x86_64", "arm64"], coalesce(var.architecture, "x86_64"))
    error_message = "CodeBuild runs on x86_64 and arm64."
  }
}

variable "image" {
  description = "Image that the build runs in: one of CodeBuild's, or one of a private ECR repository, which the role may then pull. Without it, CodeBuild's current Amazon Linux image."
  type        = string
  default     = null
}

variable "compute_type" {
  description = "Size of the machine that builds."
  type        = string
  default     = "BUILD_GENERAL1_SMALL"

  validation {
    condition     = can(regex("^BUILD_GENERAL1_(SMALL|MEDIUM|LARGE|XLARGE|2XLARGE)$", var.compute_type))
    error_message = "A machine is BUILD_GENERAL1_SMALL, MEDIUM, LARGE, XLARGE or 2XLARGE; Lambda's have no containers and no privileges."
  }
}

variable "build_timeout" {
  description = "How long a build may take, in minutes. A shift of traffic counts."
  type        = number
  default     = 30

  validation {
    condition     = var.build_timeout >= 5 && var.build_timeout <= 2160
    error_message = "A build may take 5 to 2160 minutes."
  }
}

variable "batch" {
  description = "Builds of many functions at once, as lambda-ci matrix lists them: at most max_builds, all of them within timeout_minutes, on machines of compute_types (without them, compute_type). functions is a pattern of the names of all of them, as IAM has it (*-prod). Null: one function, one build."
  type = object({
    functions       = string
    max_builds      = optional(number, 100)
    timeout_minutes = optional(number, 120)
    compute_types   = optional(list(string))
  })
  default = null

  validation {
    condition     = var.batch == null || try(var.batch.max_builds >= 1 && var.batch.max_builds <= 100, false)
    error_message = "A batch that lambda-ci lists has 1 to 100 builds."
  }

  validation {
    condition     = var.batch == null || try(var.batch.timeout_minutes >= 5 && var.batch.timeout_minutes <= 2160, false)
    error_message = "A batch may take 5 to 2160 minutes."
  }

  validation {
    condition     = var.batch == null || can(regex("^[A-Za-z0-9-_*?]{1,64}$", var.batch.functions))
    error_message = "batch.functions is a name of functions, with * and ? for what differs."
  }
}

variable "concurrent_build_limit" {
  description = "How many builds of the project run at once; null for no limit. lambda-ci's runs take turns anyway: one more would only wait, and cost. Not with batch, whose builds would be refused."
  type        = number
  default     = 1

  validation {
    condition     = coalesce(var.concurrent_build_limit, 1) >= 1
    error_message = "At least one build must be able to run."
  }
}

variable "log_retention_days" {
  description = "How long the logs of builds are kept; 0 for ever."
  type        = number
  default     = 30

  validation {
    condition     = contains([0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400 ... 3653 days, or 0 for ever."
  }
}
