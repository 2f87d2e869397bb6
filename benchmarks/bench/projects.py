"""Projects to ship: the same bytes on every machine."""

import random
import shutil

HANDLER = '''"""Answers with the release that it belongs to."""


def handler(event, context):
    return {"release": %r}
'''
# What commands keep on this machine, beside the projects.
CACHES = "caches"
POOL = 8 << 20
# Of what is shipped about three tenths are libraries, images and the like, which hardly get smaller.
DENSE_SHARE = 0.3


def small(folder):
    """A function of one file with one dependency."""
    source = folder / "src"
    source.mkdir(parents=True)
    change_code(folder, 0)
    write_descriptor(folder, "initial")


def large(folder, files, megabytes):
    """A small one, and a tree of many files around it."""
    small(folder)
    rng = random.Random(files * 1_000 + megabytes)
    text, dense = _text(rng), rng.randbytes(POOL)
    weights = [rng.lognormvariate(0, 1.2) for _ in range(files)]
    scale = megabytes * 1_000_000 / sum(weights)
    for number, weight in enumerate(weights):
        path = folder / "src" / "lib" / f"p{number // 200:03}" / f"d{number // 20 % 10}" / f"m{number}"
        size = max(1, int(weight * scale))
        is_dense = rng.random() < DENSE_SHARE
        path = path.with_suffix(".so" if is_dense else ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, f"# {number}\n".encode(), dense if is_dense else text, size, rng)


def _write(path, head, pool, size, rng):
    with open(path, "wb") as file:
        file.write(head[:size])
        left = size - len(head)
        while left > 0:
            start = rng.randrange(POOL)
            piece = pool[start:start + left]
            file.write(piece)
            left -= len(piece)


def _text(rng):
    """Reads like a program: words, lines, indentation."""
    letters = "etaoinsrhdlucmfywgpbvkxqjz"
    words = ["".join(rng.choices(letters, range(26, 0, -1), k=rng.randint(2, 11))) for _ in range(6_000)]
    lines, size = [], 0
    while size < POOL:
        line = "    " * rng.randint(0, 4) + " ".join(rng.choices(words, k=rng.randint(1, 10))) + "\n"
        lines.append(line)
        size += len(line)
    return "".join(lines).encode()[:POOL]


def change_code(folder, release):
    (folder / "src" / "app.py").write_text(HANDLER % release)


def change_code_elsewhere(folder, release):
    """As where nothing is kept of earlier releases."""
    change_code(folder, release)
    shutil.rmtree(folder.parent / CACHES, ignore_errors=True)


def write_descriptor(folder, remark):
    """Installs the same, but has to be asked for again: nobody has had just this one before."""
    (folder / "requirements.txt").write_text(f"requests\n# {folder.name} {remark}\n")


def revert_descriptor(folder, number):
    """Takes turns between two sets of dependencies."""
    (folder / "requirements.txt").write_text("requests\n" if number % 2 else "requests\nidna\n")
