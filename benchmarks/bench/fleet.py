"""Many functions: one run for all of them next to a run for each."""

import argparse
import json
import shlex
import shutil
import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path

from . import emulator, image, measure, projects, report
from .latency import Network
from .main import ALIAS, BUCKET, LAUNCHER, RUNTIME, environment, machine

FUNCTIONS = 50
SETS = 10
CHANGED = 5


@dataclass(frozen=True)
class Case:
    name: str
    title: str
    # The repository and the number of the run.
    before: callable


def first(repository, number):
    """Another set of dependencies for each release, so that all of them are built."""
    for index in range(SETS):
        repository.write_set(index, number)
    for function in range(FUNCTIONS):
        repository.write_code(function, number)


def nothing(repository, number):
    pass


def changed(repository, number):
    for function in range(0, FUNCTIONS, FUNCTIONS // CHANGED):
        repository.write_code(function, number)


CASES = [
    Case("fleet-first", f"{FUNCTIONS} functions, all new, {SETS} sets of dependencies", first),
    Case("fleet-nothing", f"{FUNCTIONS} functions, nothing changed", nothing),
    Case("fleet-changed", f"{FUNCTIONS} functions, {CHANGED} changed", changed),
]


class Repository:
    """Functions with a configuration file, of which every tenth has the same dependencies."""

    def __init__(self, folder, images):
        self.folder = folder
        self.images = images
        self.name = folder.name
        lines = ["defaults:", f"  app-s3-bucket: {BUCKET}", f"  function-runtime: {RUNTIME}",
                 f"  build-docker-repo: {images}", "functions:"]
        for function in range(FUNCTIONS):
            (folder / f"f{function:02}" / "src").mkdir(parents=True)
            lines += [f"  {self.function(function)}:"] + [f"    {key}: {value}" for key, value in self._own(function)]
        (folder / "lambda-ci.yml").write_text("\n".join(lines) + "\n")

    def function(self, function):
        return f"{self.name}-{function:02}"

    def _own(self, function):
        return [("app-src-path", f"f{function:02}/src"),
                ("app-packages-descriptor-path", f"sets/{function % SETS}/requirements.txt"),
                ("function-layer-name", f"{self.name}-set-{function % SETS}")]

    def write_code(self, function, release):
        projects.change_code(self.folder / f"f{function:02}", f"{function} {release}")

    def write_set(self, index, release):
        folder = self.folder / "sets" / str(index)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "requirements.txt").write_text(f"requests\n# {self.name} {index} {release}\n")

    def all_at_once(self, parallelism):
        return [["--config", "lambda-ci.yml", "--parallelism", str(parallelism)]]

    def one_by_one(self):
        common = ["--app-s3-bucket", BUCKET, "--function-runtime", RUNTIME, "--build-docker-repo", self.images]
        return [common + ["--function-name", self.function(function)]
                + [word for key, value in self._own(function) for word in (f"--{key}", value)]
                for function in range(FUNCTIONS)]


def main(arguments):
    options = parse(arguments)
    images = image.ensure(options.base_image, RUNTIME)
    documents = []
    print(report.header(["one run", "a run for each"]), flush=True)
    with tempfile.TemporaryDirectory(prefix="lambda-ci-benchmark-", dir=options.work_folder) as folder:
        for latency in (int(given) for given in options.latency.split(",")):
            aws = emulator.Emulator()
            try:
                for document in measured(aws, images, latency, Path(folder), options):
                    documents.append(document)
                    print(report.row(document), flush=True)
            finally:
                aws.close()
    if options.json:
        result = {"machine": machine(), "parallelism": options.parallelism, "results": documents}
        Path(options.json).write_text(json.dumps(result, indent=2) + "\n")
    return 0


def parse(arguments):
    parser = argparse.ArgumentParser(prog="benchmarks/fleet", description=__doc__)
    parser.add_argument("--command", default=str(LAUNCHER), help="the command to measure; default: this lambda-ci")
    parser.add_argument("--parallelism", type=int, default=8, help="of the one run; default: %(default)s")
    parser.add_argument("--latency", default="0,50", metavar="MS,...", help="round trips; default: %(default)s")
    parser.add_argument("--runs", type=int, default=3, help="runs of each case; default: %(default)s")
    parser.add_argument("--base-image", default="public.ecr.aws/sam/build-python3.11:latest-x86_64", metavar="IMAGE",
                        help="what dependencies are installed in; default: %(default)s")
    parser.add_argument("--work-folder", metavar="FOLDER", help="where projects are made; default: TMPDIR")
    parser.add_argument("--json", metavar="FILE", help="also writes all figures")
    return parser.parse_args(arguments)


def measured(aws, images, latency, folder, options):
    """A repository for each way; they take turns."""
    port = Network(aws.port, latency).port if latency else aws.port
    one, each = (repository(aws, images, folder) for _ in range(2))
    command = shlex.split(options.command)
    ways = {"one run": (one, one.all_at_once(options.parallelism)), "a run for each": (each, each.one_by_one())}
    number = 0
    with tempfile.TemporaryFile() as log:
        for case in CASES:
            runs = {way: [] for way in ways}
            for _ in range(options.runs):
                number += 1
                for way, (place, lines) in ways.items():
                    case.before(place, number)
                    runs[way].append(total(command, lines, place.folder, number, port, log))
            yield report.summary(case, latency, runs)
    for place, _ in ways.values():
        shutil.rmtree(place.folder)


def total(command, lines, folder, number, port, log):
    """One after another, as a script would run them."""
    version = ["--source-version", f"run-{number}"]
    runs = [measure.run(command + line + version, folder, environment(port), log) for line in lines]
    return measure.Run(sum(run.seconds for run in runs), max(run.peak_mb for run in runs),
                       sum(run.cpu_seconds for run in runs))


def repository(aws, images, folder):
    place = folder / f"fleet-{uuid.uuid4().hex[:8]}"
    made = Repository(place, images)
    aws.create_bucket(BUCKET)
    for function in range(FUNCTIONS):
        aws.create_function(made.function(function), RUNTIME, ALIAS)
    return made
