"""Calls one Python handler once, as Lambda would: bootstrap.py EVENT RESULT STARTED (files)."""
import importlib
import importlib.machinery
import json
import logging
import os
import sys
import time
import traceback

EVENT, RESULT, STARTED = sys.argv[1:4]
REQUEST_ID = os.environ.pop("SANDBOX_REQUEST_ID")
INVOKED_ARN = os.environ.pop("SANDBOX_INVOKED_ARN")
TIMEOUT = int(os.environ.pop("SANDBOX_TIMEOUT_SECONDS"))


class RuntimePackages:
    """Lambda's Python runtime brings the AWS SDK; of this machine's packages only those may be found."""

    NAMES = {"boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3", "six"}

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if path is not None or name not in cls.NAMES:
            return None
        import site
        return importlib.machinery.PathFinder.find_spec(name, site.getsitepackages() + [site.getusersitepackages()])


class Context:
    def __init__(self):
        self.aws_request_id = REQUEST_ID
        self.invoked_function_arn = INVOKED_ARN
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.client_context = None
        self.identity = None
        self._deadline = time.time() + TIMEOUT

    def get_remaining_time_in_millis(self):
        return max(int((self._deadline - time.time()) * 1000), 0)


class RequestIdFilter(logging.Filter):
    def filter(self, record):
        record.aws_request_id = REQUEST_ID
        return True


def set_up_logging():
    handler = logging.StreamHandler(sys.stdout)
    formatter = logging.Formatter(
        "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    handler.addFilter(RequestIdFilter())
    logging.getLogger().addHandler(handler)


def max_memory_mb():
    # Linux's getrusage also counts the process that started this one, so its own file is asked first.
    try:
        with open("/proc/self/status") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) // 1024
    except OSError:
        pass
    try:
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024)
    except ImportError:
        return 0


def answer(payload, failed):
    sys.stdout.flush()
    sys.stderr.flush()
    with open(RESULT + ".part", "w", encoding="utf-8") as out:
        json.dump({"payload": payload, "failed": failed, "maxMemoryMb": max_memory_mb()}, out)
    os.replace(RESULT + ".part", RESULT)
    # The function's own threads do not keep it alive, as they do not in Lambda.
    os._exit(0)


def fail(error_type, message, frames=()):
    lines = traceback.format_list(frames) if frames else []
    print("[ERROR] %s: %s" % (error_type, message))
    if lines:
        print("Traceback (most recent call last):\n" + "".join(lines).rstrip("\n"))
    answer(json.dumps({"errorMessage": message, "errorType": error_type, "requestId": REQUEST_ID,
                       "stackTrace": lines}), True)


def own_frames(error):
    """The frames of the function, without those of this file and of the import system."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f for f in frames if f.filename != __file__ and "importlib" not in f.filename]


def mark_started():
    with open(STARTED, "w"):
        pass


def load():
    handler = os.environ["_HANDLER"]
    module_name, dot, name = handler.rpartition(".")
    if not dot:
        fail("Runtime.MalformedHandlerName", "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % handler)
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        fail("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (module_name, error))
    except SyntaxError as error:
        fail("Runtime.UserCodeSyntaxError", "Syntax error in module '%s': %s" % (module_name, error))
    except Exception as error:
        fail(type(error).__name__, str(error), own_frames(error))
    if not hasattr(module, name):
        fail("Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (name, module_name))
    return getattr(module, name)


def main():
    sys.argv[1:] = []
    sys.path[0] = os.environ["LAMBDA_TASK_ROOT"]
    sys.meta_path.append(RuntimePackages)
    set_up_logging()
    handler = load()
    with open(EVENT, encoding="utf-8") as file:
        event = json.load(file)
    mark_started()
    try:
        result = handler(event, Context())
    except Exception as error:
        fail(type(error).__name__, str(error), own_frames(error))
    try:
        payload = json.dumps(result)
    except Exception as error:
        fail("Runtime.MarshalError", "Unable to marshal response: %s" % error)
    answer(payload, False)


main()
