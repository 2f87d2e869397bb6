"""What is measured: a project, and what happens to it before each run."""

from dataclasses import dataclass
from typing import Callable

from . import projects


@dataclass(frozen=True)
class Case:
    name: str
    title: str
    make: Callable  # the project's folder
    before: Callable  # the project's folder and the number of the run
    # Runs before the first that counts: they release the project, and fill every cache that there is.
    warm_up: int = 2
    large: bool = False


def nothing(folder, number):
    pass


def tree(files, megabytes):
    return lambda folder: projects.large(folder, files, megabytes)


LARGE = tree(31_000, 430)

CASES = [
    Case("nothing", "nothing changed", projects.small, nothing),
    Case("code", "code changed", projects.small, projects.change_code),
    Case("code-first", "the same on a machine that has not released it before", projects.small,
         projects.change_code_elsewhere),
    Case("deps", "dependencies changed", projects.small, projects.write_descriptor),
    Case("revert", "dependencies reverted", projects.small, projects.revert_descriptor, warm_up=3),
    Case("large-nothing", "nothing changed, 430 MB in 31 000 files", LARGE, nothing, large=True),
    Case("large-code", "code changed, 430 MB in 31 000 files", LARGE, projects.change_code, large=True),
    Case("large-first", "the same on a machine that has not zipped it before", LARGE, projects.change_code_elsewhere,
         large=True),
]

# Cost against size, for one command alone.
SIZES = [(1, 1), (10, 1), (100, 1), (1_000, 10), (10_000, 100), (30_000, 400), (10, 10), (10, 100), (10, 400)]


def of_size(files, megabytes):
    title = f"{megabytes} MB in {files} files"
    name = f"{files}x{megabytes}"
    return [
        Case(f"size-nothing-{name}", f"nothing changed, {title}", tree(files, megabytes), nothing, large=True),
        Case(f"size-code-{name}", f"code changed, {title}", tree(files, megabytes), projects.change_code, large=True),
    ]
