# The rights that lambda-ci needs for one function, made of the list that `lambda-ci policy` prints (rights.json, which is
# generated).

locals {
  places = {
    "{partition}" = var.partition
    "{region}"    = var.region
    "{account}"   = var.account_id
    "{function}"  = var.function_name
    "{layer}"     = coalesce(var.layer_name, "${var.function_name}-deps")
    "{bucket}"    = var.bucket

    "{application}" = try(var.codedeploy.application, "")
    "{group}"       = try(var.codedeploy.group, "")

    "{owner}"      = try(coalesce(var.codeartifact.owner, var.account_id), "")
    "{domain}"     = try(var.codeartifact.domain, "")
    "{repository}" = try(var.codeartifact.repository, "")
  }

  needs = setunion(
    var.commands,
    var.codedeploy == null ? [] : ["codedeploy"],
    var.codeartifact == null ? [] : ["codeartifact"],
  )

  rights = [
    for right in jsondecode(file("${path.module}/rights.json")) : right
    if length(setintersection(toset(right.needs), local.needs)) > 0
  ]

  # One statement for each kind of resource.
  kinds = { for right in local.rights : join(" ", right.resources) => right... }

  statements = [
    for rights in values(local.kinds) : {
      actions      = sort(distinct(rights[*].action))
      key_prefixes = rights[0].key_prefixes
      resources = [
        for template in rights[0].resources : join("", [
          for part in regexall("\\{\\w+}|[^{]+", template) : lookup(local.places, part, part)
        ])
      ]
    }
  ]

  policy = {
    Version = "2012-10-17"
    Statement = [
      for statement in local.statements : merge(
        { Effect = "Allow", Action = statement.actions, Resource = statement.resources },
        length(statement.key_prefixes) == 0 ? {} : {
          Condition = { StringLikeIfExists = { "s3:prefix" = statement.key_prefixes } }
        }
      )
    ]
  }
}
