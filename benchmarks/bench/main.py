"""The command line of the benchmarks."""

import argparse
import datetime
import json
import os
import platform
import shlex
import shutil
import sys
import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path

from . import emulator, image, measure, projects, report
from .cases import CASES, SIZES, of_size
from .latency import Network

BUCKET = "benchmark"
RUNTIME = "python3.11"
ALIAS = "latest"
LAUNCHER = Path(__file__).resolve().parents[2] / "lambda-ci"


@dataclass(frozen=True)
class Subject:
    """A command that is measured."""

    name: str
    command: list


def main(arguments):
    options = parse(arguments)
    subjects = [Subject("lambda-ci", shlex.split(options.command))]
    if options.against:
        subjects.append(Subject(options.against_name, shlex.split(options.against)))
    for subject in subjects:
        if not shutil.which(subject.command[0]):
            sys.exit(f"ERROR there is no command {subject.command[0]}\n"
                     "      for the original: python3 -m pip install aws-lambda-ci; alone: --against ''")
    images = image.ensure(options.base_image, RUNTIME)
    documents = []
    print(report.header([subject.name for subject in subjects]), flush=True)
    with tempfile.TemporaryDirectory(prefix="lambda-ci-benchmark-", dir=options.work_folder) as folder:
        trust = made_trust(Path(folder)) if options.like_aws else None
        for case in chosen(options):
            aws = emulator.Emulator(options.endpoint, keeps_connections=options.like_aws)
            try:
                for document in measured(case, subjects, aws, images, Path(folder), trust, options):
                    documents.append(document)
                    print(report.row(document), flush=True)
            finally:
                aws.close()
    if options.json:
        result = {"date": datetime.date.today().isoformat(), "machine": machine(), "results": documents}
        Path(options.json).write_text(json.dumps(result, indent=2) + "\n")
    return 0


def made_trust(folder):
    # Imported only here, as it needs a package that moto has, and another emulator may not.
    from .tls import Trust
    return Trust(folder)


def parse(arguments):
    parser = argparse.ArgumentParser(prog="benchmarks/run", description=__doc__)
    parser.add_argument("--command", default=str(LAUNCHER), help="the command to measure; default: this lambda-ci")
    parser.add_argument("--against", default="aws-lambda-ci", metavar="COMMAND",
                        help="the command to measure beside it, '' for none; default: aws-lambda-ci")
    parser.add_argument("--against-name", default="original", metavar="NAME", help="what the table calls it")
    parser.add_argument("--cases", default=",".join(case.name for case in CASES if not case.large),
                        help="names, separated by commas; all for every case, sizes for cost against size; default:"
                             " %(default)s; further: " + ",".join(case.name for case in CASES if case.large))
    parser.add_argument("--latency", default="0,50", metavar="MS,...", help="round trips; default: %(default)s")
    parser.add_argument("--like-aws", action="store_true",
                        help="speak TLS and keep connections open, as AWS does and moto does not")
    parser.add_argument("--runs", type=int, default=9, help="runs of each command and case; default: %(default)s")
    parser.add_argument("--endpoint", metavar="URL",
                        help="an emulator on this machine, in place of moto; must allow creating functions")
    parser.add_argument("--base-image", default="public.ecr.aws/sam/build-python3.11:latest-x86_64", metavar="IMAGE",
                        help="what dependencies are installed in; default: %(default)s")
    parser.add_argument("--work-folder", metavar="FOLDER", help="where projects are made; default: TMPDIR")
    parser.add_argument("--json", metavar="FILE", help="also writes all figures")
    return parser.parse_args(arguments)


def chosen(options):
    if options.cases == "all":
        return CASES
    if options.cases == "sizes":
        return [case for files, megabytes in SIZES for case in of_size(files, megabytes)]
    named = {case.name: case for case in CASES}
    unknown = [name for name in options.cases.split(",") if name not in named]
    if unknown:
        sys.exit(f"ERROR there is no case {unknown[0]}\n      there are: {', '.join(named)}, and all, sizes")
    return [named[name] for name in options.cases.split(",")]


def measured(case, subjects, aws, images, folder, trust, options):
    """One project and one function for each command and round trip."""
    served = trust.serve(aws.port) if trust else aws.port
    for latency in (int(given) for given in options.latency.split(",")):
        variables = environment(Network(served, latency).port if latency else served, trust)
        variables["XDG_CACHE_HOME"] = str(folder / projects.CACHES)
        places = {subject.name: prepared(case, subject, aws, images, folder) for subject in subjects}
        runs = {subject.name: [] for subject in subjects}
        with tempfile.TemporaryFile() as log:
            for number in range(1, case.warm_up + options.runs + 1):
                for subject in subjects:
                    place = places[subject.name]
                    case.before(place.folder, number)
                    command = subject.command + place.options + ["--source-version", f"run-{number}"]
                    if case.large:
                        measure.bring_into_memory(subject.command, place.folder, folder / projects.CACHES)
                    run = measure.run(command, place.folder, variables, log)
                    if number > case.warm_up:
                        runs[subject.name].append(run)
        for place in places.values():
            shutil.rmtree(place.folder)
        yield report.summary(case, latency, runs)


@dataclass(frozen=True)
class Place:
    folder: Path
    options: list


def prepared(case, subject, aws, images, folder):
    function = f"{case.name}-{subject.name}-{uuid.uuid4().hex[:8]}"
    place = folder / function
    case.make(place)
    aws.create_bucket(BUCKET)
    aws.create_layer(f"{function}-deps")
    aws.create_function(function, RUNTIME, ALIAS)
    return Place(place, [
        "--app-s3-bucket", BUCKET, "--function-name", function, "--function-runtime", RUNTIME,
        "--function-alias-name", ALIAS, "--function-layer-name", f"{function}-deps", "--app-src-path", "src",
        "--app-packages-descriptor-path", "requirements.txt", "--build-docker-repo", images])


def environment(port, trust=None):
    names = ("PATH", "HOME", "TMPDIR", "JAVA_HOME", "DOCKER_HOST", "LANG", "LAMBDA_CI_JAVA_OPTS")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    if trust:
        kept.update(trust.environment(kept.get("LAMBDA_CI_JAVA_OPTS", "")))
    scheme = "https" if trust else "http"
    return dict(kept, CI="true", AWS_ENDPOINT_URL=f"{scheme}://127.0.0.1:{port}", AWS_REGION=emulator.REGION,
                AWS_DEFAULT_REGION=emulator.REGION, AWS_EC2_METADATA_DISABLED="true", **emulator.CREDENTIALS)


def machine():
    return {"system": platform.platform(), "processors": os.cpu_count(), "python": platform.python_version()}
