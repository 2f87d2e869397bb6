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

    "{parameter}"     = trimprefix(coalesce(var.webhook_parameter_name, "none"), "/")
    "{topic}"         = local.topic[5]
    "{topic_region}"  = local.topic[3]
    "{topic_account}" = local.topic[4]
    "{bus}"           = trimprefix(local.bus[5], "event-bus/")
    "{bus_region}"    = local.bus[3]
    "{bus_account}"   = local.bus[4]

    "{announcements}"         = local.announcements[5]
    "{announcements_region}"  = local.announcements[3]
    "{announcements_account}" = local.announcements[4]
  }

  topic         = split(":", coalesce(var.topic_arn, "::::::"))
  bus           = split(":", coalesce(var.event_bus_arn, "::::::"))
  announcements = split(":", coalesce(var.announce_topic_arn, "::::::"))

  # What is named needs rights of its own.
  needs = setunion(
    var.commands,
    var.codedeploy == null ? [] : ["codedeploy"],
    var.codeartifact == null ? [] : ["codeartifact"],
    var.webhook_parameter_name == null ? [] : ["notify-webhook"],
    var.topic_arn == null ? [] : ["notify-sns"],
    var.event_bus_arn == null ? [] : ["notify-eventbridge"],
    var.announce_topic_arn == null ? [] : ["announce-sns"],
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
