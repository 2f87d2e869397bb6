"""Medians and ratios, as a table and as JSON."""

import statistics


def summary(case, latency, results):
    """What the runs of each command came to; ratios are of pairs of runs that followed one another."""
    document = {"case": case.name, "title": case.title, "roundTripMs": latency, "commands": {}}
    for name, runs in results.items():
        seconds = [run.seconds for run in runs]
        document["commands"][name] = {
            "runs": len(runs),
            "medianSeconds": round(statistics.median(seconds), 4),
            "minSeconds": round(min(seconds), 4),
            "maxSeconds": round(max(seconds), 4),
            "medianCpuSeconds": round(statistics.median(run.cpu_seconds for run in runs), 4),
            "peakMegabytes": round(max(run.peak_mb for run in runs), 1),
        }
    if len(results) == 2:
        first, second = results.values()
        document["ratio"] = round(statistics.median(a.seconds / b.seconds for a, b in zip(first, second)), 3)
    return document


def header(names):
    cells = ["case", "round trip"] + [column for name in names for column in (name, "peak")]
    if len(names) == 2:
        cells.append("ratio")
    return _row(cells) + "\n" + _row(["---"] * len(cells))


def row(document):
    cells = [document["title"], f"{document['roundTripMs']} ms"]
    for figures in document["commands"].values():
        cells += [f"{figures['medianSeconds']:.2f} s", f"{figures['peakMegabytes']:.0f} MB"]
    if "ratio" in document:
        cells.append(f"{document['ratio']:.2f}")
    return _row(cells)


def _row(cells):
    return "| " + " | ".join(cells) + " |"
