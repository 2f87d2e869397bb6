variables {
  function_name = "orders"
  bucket        = "artifacts"
  account_id    = "123456789012"
  region        = "eu-west-1"
}

run "names_are_filled_in" {
  command = plan

  assert {
    condition     = contains(flatten([for s in jsondecode(output.json).Statement : s.Resource if contains(s.Action, "lambda:PublishLayerVersion")]), "arn:aws:lambda:eu-west-1:123456789012:layer:orders-deps")
    error_message = "The layer is the function's name and -deps."
  }

  assert {
    condition     = !strcontains(output.json, "{") || length(regexall("\\{\\w+\\}", output.json)) == 0
    error_message = "A place was left open."
  }

  assert {
    condition     = !strcontains(output.json, "lambda:DeleteFunction") && !strcontains(output.json, "codedeploy:")
    error_message = "Shipping needs no right to delete, and none of CodeDeploy's."
  }
}

run "what_is_used_is_allowed" {
  command = plan

  variables {
    commands     = ["ship", "prune"]
    layer_name   = "shared"
    partition    = "aws-cn"
    codedeploy   = { application = "shop", group = "orders" }
    codeartifact = { domain = "acme", repository = "python" }
  }

  assert {
    condition     = strcontains(output.json, "lambda:DeleteFunction") && strcontains(output.json, "arn:aws-cn:lambda:eu-west-1:123456789012:layer:shared")
    error_message = "prune deletes versions; the layer is the one that is named."
  }

  assert {
    condition     = strcontains(output.json, "deploymentgroup:shop/orders") && strcontains(output.json, "arn:aws-cn:codeartifact:eu-west-1:123456789012:repository/acme/python")
    error_message = "CodeDeploy's group and CodeArtifact's repository are named."
  }
}

run "wrong_names_are_refused" {
  command = plan

  variables {
    function_name = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
    bucket        = "arn:aws:s3:::artifacts"
    commands      = ["deploy"]
    account_id    = "1234"
  }

  expect_failures = [var.function_name, var.bucket, var.commands, var.account_id]
}
