"""Installs what uv, Poetry or Pipenv locked: locked.py MANAGER INSTALL-COMMAND...

The lock file is exported, without what is for development, in the form that the install command reads: index packages
first, then local ones, which have no hash and which even an install for another platform has to build.
A tool that is not here is fetched for this build alone.
"""

import os
import re
import shutil
import subprocess
import sys

TOOLS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tools")
PACKAGES = {"uv": ["uv"], "poetry": ["poetry>=2", "poetry-plugin-export"], "pipenv": ["pipenv"]}
INDEX_PACKAGES = "lambda-ci-index-packages.txt"
LOCAL_PACKAGES = "lambda-ci-local-packages.txt"
PYLOCK = "pylock.lambda-ci.toml"
UV_EXPORT = ["export", "--frozen", "--no-dev", "--no-editable", "--no-emit-project", "--no-header", "--quiet"]
# Installs for another platform take no package that they would have to build.
ONLY_READY_MADE = {"--no-build", "--only-binary=:all:"}
LOCAL = re.compile(r"^(?:-e\s+)?(?:\.|/|file:)|@\s*file:")


def status(command, **options):
    return subprocess.run(command, **options).returncode


def run(command, **options):
    ended = status(command, **options)
    if ended:
        sys.exit(ended)


def answers(command):
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return shutil.which(command[0]) is not None and status(command, **quiet) == 0


def tool(name, able=("--version",)):
    """The command for a tool that can do something; it is installed beside this script if there is none."""
    if answers([name, *able]):
        return [name]
    lack = f"cannot {able[0]}" if shutil.which(name) else "is not here"
    print(f"{name} {lack}: fetching it for this build", flush=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--target", TOOLS, *PACKAGES[name]])
    return ["env", f"PYTHONPATH={TOOLS}", sys.executable, "-m", name]


def pip_settings_for_uv():
    """What --build-env says to pip holds for uv too."""
    environment = dict(os.environ)
    for theirs, ours in (("PIP_INDEX_URL", "UV_DEFAULT_INDEX"), ("PIP_EXTRA_INDEX_URL", "UV_INDEX")):
        if environment.get(theirs) and not environment.get(ours):
            environment[ours] = environment[theirs]
    return environment


def refuse_stale_lock(uv):
    """Asks uv twice: a lock made with another index than this build's is as good."""
    check = [*uv, "lock", "--check", "--quiet"]
    indexes = ("UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL")
    plain = {name: value for name, value in os.environ.items() if name not in indexes}
    if status(check, env=plain, stderr=subprocess.DEVNULL) and status(check):
        sys.exit("uv.lock does not fit pyproject.toml: run uv lock, and commit both")


def write(name, lines):
    with open(name, "w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines)
    return name


def logical_lines(text):
    return [line.strip() for line in text.replace("\\\n", " ").splitlines() if line.strip()]


def local_lines(lines):
    return [line.split(" --hash=")[0].removeprefix("-e ") for line in lines if LOCAL.search(line)]


def index_lines(lines):
    # The public index is the default: named here, it would overrule the one that this build is told to use.
    public = re.compile(r"(?:-i|--index-url)[ =]https://pypi\.org/simple/?$")
    return [line for line in lines if not LOCAL.search(line) and not public.match(line)]


def output(command):
    ended = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8")
    if ended.returncode:
        sys.exit(ended.returncode)
    return logical_lines(ended.stdout)


def from_uv(uv):
    refuse_stale_lock(uv)
    run([*uv, *UV_EXPORT, "--no-emit-local", "--format", "pylock.toml", "--output-file", PYLOCK])
    return PYLOCK, local_lines(output([*uv, *UV_EXPORT, "--no-hashes", "--no-annotate"]))


def from_pyproject(uv, install):
    platform = [word for word in install if word not in ONLY_READY_MADE and word.startswith("--python-")]
    lines = output([*uv, "pip", "compile", "--quiet", "--no-header", "--no-annotate", *platform, "pyproject.toml"])
    return write(INDEX_PACKAGES, index_lines(lines)), local_lines(lines)


def from_poetry(poetry):
    run([*poetry, "export", "--format", "requirements.txt", "--output", INDEX_PACKAGES])
    with open(INDEX_PACKAGES, encoding="utf-8") as file:
        lines = logical_lines(file.read())
    return write(INDEX_PACKAGES, index_lines(lines)), local_lines(lines)


def from_pipenv(pipenv):
    run([*pipenv, "verify" if os.path.exists("Pipfile.lock") else "lock"])
    lines = output([*pipenv, "requirements", "--hash"])
    return write(INDEX_PACKAGES, index_lines(lines)), local_lines(lines)


def main(manager, install):
    if manager in ("uv", "pyproject"):
        os.environ.update(pip_settings_for_uv())
        os.environ.update(UV_PYTHON_DOWNLOADS="never", UV_PREVIEW_FEATURES="pylock")
        # AWS's images have had a Python of uv's own, of another version than the function's, beside the system's.
        os.environ.setdefault("UV_PYTHON_PREFERENCE", "system")
        uv = tool("uv")
        install = [*uv, *install[1:]]
        index_packages, local = from_uv(uv) if manager == "uv" else from_pyproject(uv, install)
    elif manager == "poetry":
        index_packages, local = from_poetry(tool("poetry", ("export", "--help")))
    else:
        # To lock, it makes a virtual environment: not among the user's own.
        os.environ.update(PIPENV_IGNORE_VIRTUALENVS="1", WORKON_HOME=TOOLS)
        index_packages, local = from_pipenv(tool("pipenv"))
    # The lock names them all.
    run([*install, "--no-deps", "--target", "lambda-ci-packages", "--requirement", index_packages])
    if local:
        building = [word for word in install if word not in ONLY_READY_MADE]
        write(LOCAL_PACKAGES, local)
        run([*building, "--no-deps", "--target", "lambda-ci-local-packages", "--requirement", LOCAL_PACKAGES])
        shutil.copytree("lambda-ci-local-packages", "lambda-ci-packages", dirs_exist_ok=True)


main(sys.argv[1], sys.argv[2:])
