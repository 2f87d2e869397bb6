"""Greets the caller, and tells how long ago the function was started."""

import time

import humanize

STARTED = time.time()


def handler(event, context):
    name = event.get("name", "world") if isinstance(event, dict) else "world"
    return {
        "greeting": f"Hello, {name}!",
        "started": humanize.naturaltime(time.time() - STARTED),
        "version": context.function_version,
    }
