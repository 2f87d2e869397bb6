"""Times whole processes."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    seconds: float
    peak_mb: float
    cpu_seconds: float


def run(command, folder, environment, log):
    """Runs a command to its end; a command that fails ends the benchmark, since its time says nothing."""
    log.seek(0)
    log.truncate()
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        log.flush()
        log.seek(0)
        sys.stderr.write(log.read().decode(errors="replace"))
        sys.exit(f"ERROR exit code {process.returncode}: {' '.join(command)}")
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return Run(seconds, usage.ru_maxrss / unit, usage.ru_utime + usage.ru_stime)


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
