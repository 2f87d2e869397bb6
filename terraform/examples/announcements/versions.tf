terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

provider "aws" {
  region = var.region

  # For an emulator only.
  s3_use_path_style           = var.emulator_endpoint != null
  skip_credentials_validation = var.emulator_endpoint != null
  skip_metadata_api_check     = var.emulator_endpoint != null
  skip_region_validation      = var.emulator_endpoint != null

  dynamic "endpoints" {
    for_each = var.emulator_endpoint == null ? [] : [var.emulator_endpoint]

    content {
      cloudwatch = endpoints.value
      iam        = endpoints.value
      lambda     = endpoints.value
      logs       = endpoints.value
      s3         = endpoints.value
      sns        = endpoints.value
      sqs        = endpoints.value
      sts        = endpoints.value
    }
  }
}
