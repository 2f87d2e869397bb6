# With the real provider's schema and checks, but no AWS.
mock_provider "aws" {
  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::orders-artifacts" }
  }
}

variables {
  bucket = "orders-artifacts"
}

run "bucket_is_private_versioned_and_encrypted" {
  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "Versions are kept."
  }

  assert {
    condition     = alltrue([aws_s3_bucket_public_access_block.this.block_public_acls, aws_s3_bucket_public_access_block.this.block_public_policy, aws_s3_bucket_public_access_block.this.ignore_public_acls, aws_s3_bucket_public_access_block.this.restrict_public_buckets])
    error_message = "Nothing is public."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "S3 encrypts."
  }

  assert {
    condition     = jsondecode(aws_s3_bucket_policy.this.policy).Statement[0].Effect == "Deny" && jsondecode(aws_s3_bucket_policy.this.policy).Statement[0].Condition.Bool["aws:SecureTransport"] == "false" && length(jsondecode(aws_s3_bucket_policy.this.policy).Statement[0].Resource) == 2
    error_message = "Requests without TLS are denied, for the bucket and its objects."
  }

  assert {
    condition     = length(aws_s3_bucket_lifecycle_configuration.this.rule) == 1 && aws_s3_bucket_lifecycle_configuration.this.rule[0].noncurrent_version_expiration[0].noncurrent_days == 90 && aws_s3_bucket_lifecycle_configuration.this.rule[0].expiration[0].expired_object_delete_marker && coalesce(aws_s3_bucket_lifecycle_configuration.this.rule[0].expiration[0].days, 0) == 0
    error_message = "Replaced objects go after 90 days; current ones stay."
  }

  assert {
    condition     = !aws_s3_bucket.this.force_destroy && output.s3_artifacts.bucket == "orders-artifacts" && output.s3_artifacts.kms_key_arn == null
    error_message = "A bucket with releases is not destroyed unasked."
  }
}

run "key_and_prefixes_are_taken" {
  variables {
    kms_key_arn       = "arn:aws:kms:eu-west-1:123456789012:key/1234"
    expiring_prefixes = { "orders-main-pipeline" = 30 }
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "aws:kms" && output.s3_artifacts.kms_key_arn == "arn:aws:kms:eu-west-1:123456789012:key/1234"
    error_message = "The key encrypts, and is put out with the bucket."
  }

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.this.rule[1].filter[0].prefix == "orders-main-pipeline" && aws_s3_bucket_lifecycle_configuration.this.rule[1].expiration[0].days == 30
    error_message = "A pipeline's sources expire."
  }
}

run "releases_do_not_expire" {
  command = plan

  variables {
    bucket            = "Orders_Artifacts"
    expiring_prefixes = { "lambda-ci/orders/" = 30 }
    noncurrent_days   = 0
    kms_key_arn       = "alias/artifacts"
  }

  expect_failures = [var.bucket, var.expiring_prefixes, var.noncurrent_days, var.kms_key_arn]
}

run "nor_does_the_whole_bucket" {
  command = plan

  variables {
    expiring_prefixes = { "" = 30 }
  }

  expect_failures = [var.expiring_prefixes]
}
