"""Times whole processes."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


THIS = str(Path(__file__).resolve())


@dataclass(frozen=True)
class Run:
    seconds: float
    peak_mb: float
    cpu_seconds: float


def run(command, folder, environment, log):
    """Runs a command to its end; a command that fails ends the benchmark, since its time says nothing."""
    log.seek(0)
    log.truncate()
    # By a process of its own, as small as can be: to the system, a command has had the memory of the one that started it,
    # and this one passes on hundreds of megabytes where there is a network to be slow.
    measured = subprocess.run([sys.executable, "-I", THIS] + command, cwd=folder, env=environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, check=False)
    if measured.returncode != 0:
        log.flush()
        log.seek(0)
        sys.stderr.write(log.read().decode(errors="replace"))
        sys.exit(f"ERROR exit code {measured.returncode}: {' '.join(command)}")
    return Run(*json.loads(measured.stdout))


def _measure(command):
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=sys.stderr)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    print(json.dumps([seconds, usage.ru_maxrss / unit, usage.ru_utime + usage.ru_stime]))
    return os.waitstatus_to_exitcode(status)


def bring_into_memory(command, *folders):
    """Reads what a run reads: while the other command takes its time, some machines drop it from memory, and some do not."""
    subprocess.run(command + ["--help"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, check=False)
    for folder in folders:
        for file in Path(folder).rglob("*"):
            if file.is_file():
                with file.open("rb") as content:
                    while content.read(1 << 20):
                        pass


if __name__ == "__main__":
    sys.exit(_measure(sys.argv[1:]))
