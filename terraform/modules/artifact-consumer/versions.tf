terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"

      # SNS wants subscriptions in the topic's region.
      configuration_aliases = [aws, aws.topic]
    }
  }
}
