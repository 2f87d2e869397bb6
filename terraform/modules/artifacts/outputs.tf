output "s3_artifacts" {
  description = "The bucket as the modules ci, build and pipeline take it."
  value = {
    bucket      = aws_s3_bucket.this.bucket
    arn         = aws_s3_bucket.this.arn
    kms_key_arn = var.kms_key_arn
  }

  # Whoever writes to it finds it as it is meant to be.
  depends_on = [
    aws_s3_bucket_versioning.this,
    aws_s3_bucket_server_side_encryption_configuration.this,
    aws_s3_bucket_ownership_controls.this,
  ]
}
