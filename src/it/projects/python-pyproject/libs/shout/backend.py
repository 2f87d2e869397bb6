"""A build backend that needs nothing, so that this package is built without an index."""

import pathlib
import zipfile

INFO = "shout-1.0.0.dist-info/"
METADATA = "Metadata-Version: 2.1\nName: shout\nVersion: 1.0.0\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: backend\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    name = "shout-1.0.0-py3-none-any.whl"
    files = {"shout.py": pathlib.Path("shout.py").read_text(), INFO + "METADATA": METADATA, INFO + "WHEEL": WHEEL}
    files[INFO + "RECORD"] = "".join(path + ",,\n" for path in [*files, INFO + "RECORD"])
    with zipfile.ZipFile(pathlib.Path(wheel_directory, name), "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
    return name


build_editable = build_wheel
