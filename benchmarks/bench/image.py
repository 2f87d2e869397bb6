"""The image that dependencies are installed in, with what is installed in it: no index is asked, however far it is."""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path


def ensure(base, runtime):
    """The repository of the image, by lambci's scheme of tags: one for each base."""
    repository = f"lambda-ci-benchmark/{hashlib.sha256(base.encode()).hexdigest()[:12]}"
    tag = f"{repository}:build-{runtime}"
    if subprocess.run(["docker", "image", "inspect", tag], capture_output=True).returncode == 0:
        return repository
    print(f"making image {tag} on {base}, which is needed once ...", file=sys.stderr)
    with tempfile.TemporaryDirectory() as context:
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--dest",
                        f"{context}/wheels", "requests"], check=True)
        Path(context, "Dockerfile").write_text(
            f"FROM {base}\nCOPY wheels /wheels\n"
            "ENV PIP_NO_INDEX=1 PIP_FIND_LINKS=/wheels PIP_ROOT_USER_ACTION=ignore\n")
        subprocess.run(["docker", "build", "--quiet", "--tag", tag, context], check=True, stdout=subprocess.DEVNULL)
    return repository
