from lambda_ci_greeting import greet
from shout import shout


def handler(event, context):
    return shout(greet(event.get("name", "world")))
