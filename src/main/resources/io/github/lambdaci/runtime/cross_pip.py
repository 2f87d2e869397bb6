"""pip for another platform than the one it runs on.

pip --platform --python-version chooses the wheels of that platform, but judges environment markers, as in
`tomli; python_version < "3.11"`, by the Python that runs it: packages would be missing. Here both are the same.
"""

import sys

from pip._vendor.packaging import markers


def option(name):
    return sys.argv[sys.argv.index(name) + 1]


version = option("--python-version")
machine = "aarch64" if option("--platform").endswith("aarch64") else "x86_64"
here = markers.default_environment


def there(*arguments, **options):
    environment = here(*arguments, **options)
    environment.update(
        implementation_name="cpython",
        # Lambda keeps to the newest patch, so it is later than any that a marker names.
        implementation_version=version + ".99",
        os_name="posix",
        platform_machine=machine,
        platform_python_implementation="CPython",
        platform_system="Linux",
        python_full_version=version + ".99",
        python_version=version,
        sys_platform="linux",
    )
    return environment


markers.default_environment = there

from pip._internal.cli.main import main  # noqa: E402

sys.exit(main(sys.argv[1:]))
