"""What the functions of this repository share."""

import humanize


def euros(cents):
    return f"EUR {humanize.intcomma(cents / 100, 2)}"
