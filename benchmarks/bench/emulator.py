"""The AWS that both commands talk to: moto in a process of its own, or any other endpoint."""

import base64
import io
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_SESSION_TOKEN": "testing"}
REGION = "us-east-1"

# Allows functions larger than AWS does, so that large trees can be measured.
MOTO = """
import json, socket, sys
from werkzeug.serving import WSGIRequestHandler, run_simple
from moto.server import DomainDispatcherApplication, create_backend_app

WSGIRequestHandler.log_request = lambda *ignored: None
moto = DomainDispatcherApplication(create_backend_app)
LIMITS = json.dumps({"AccountLimit": {"CodeSizeUnzipped": 1 << 30}, "AccountUsage": {}}).encode()

def application(environ, start_response):
    if environ["PATH_INFO"].startswith("/2016-08-19/account-settings"):
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(LIMITS)))])
        return [LIMITS]
    return moto(environ, start_response)

class KeepingRequestHandler(WSGIRequestHandler):
    # Keeps connections open, which Werkzeug does not trust applications with: moto reads the whole of each body.
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self):
        super().setup()
        # Werkzeug throws away what comes after a request: that would be the next one.
        self.connection, self._unused = socket.socketpair()

    def finish(self):
        super().finish()
        self.connection.close()
        self._unused.close()

    def handle_expect_100(self):
        return True  # Werkzeug says it, too.

    def send_header(self, name, value):
        if name != "Connection":
            super().send_header(name, value)

handler = KeepingRequestHandler if sys.argv[2] == "keep" else WSGIRequestHandler
run_simple("127.0.0.1", int(sys.argv[1]), application, threaded=True, request_handler=handler)
"""


class Emulator:
    def __init__(self, endpoint=None, log=subprocess.DEVNULL, keeps_connections=False):
        self._process = None
        if endpoint:
            self.port = int(endpoint.rsplit(":", 1)[1])
            return
        self.port = free_port()
        # Without an engine, moto answers Invoke without one.
        connections = "keep" if keeps_connections else "close"
        environment = dict(os.environ, DOCKER_HOST="unix:///nonexistent.sock", **CREDENTIALS)
        self._process = subprocess.Popen([sys.executable, "-c", MOTO, str(self.port), connections],
                                         env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self._wait()

    def _wait(self):
        for _ in range(300):
            if self._process.poll() is not None:
                sys.exit("ERROR moto does not start\n      install it: python3 -m pip install 'moto[server]==5.2.1'")
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.1)
        sys.exit("ERROR moto does not answer")

    def close(self):
        if self._process:
            self._process.terminate()
            self._process.wait()

    def create_bucket(self, name):
        self._send("s3", "PUT", f"/{name}")

    def create_function(self, name, runtime, alias):
        role = self._role()
        zipped = io.BytesIO()
        with zipfile.ZipFile(zipped, "w") as archive:
            archive.writestr("placeholder.txt", "nothing was released yet")
        self._json("lambda", "POST", "/2015-03-31/functions", {
            "FunctionName": name, "Runtime": runtime, "Role": role, "Handler": "app.handler", "Publish": True,
            "Description": "placeholder", "Code": {"ZipFile": base64.b64encode(zipped.getvalue()).decode()}})
        self._json("lambda", "POST", f"/2015-03-31/functions/{name}/aliases",
                   {"Name": alias, "FunctionVersion": "1", "Description": "placeholder"})

    def create_layer(self, name):
        """An empty one: aws-lambda-ci cannot start without."""
        zipped = io.BytesIO()
        with zipfile.ZipFile(zipped, "w") as archive:
            archive.writestr("python/placeholder.txt", "nothing was released yet")
        self._json("lambda", "POST", f"/2018-10-31/layers/{name}/versions", {
            "Description": "placeholder", "Content": {"ZipFile": base64.b64encode(zipped.getvalue()).decode()}})

    def _role(self):
        body = ("Action=CreateRole&Version=2010-05-08&RoleName=benchmark&AssumeRolePolicyDocument=%7B%7D").encode()
        try:
            self._send("iam", "POST", "/", body, "application/x-www-form-urlencoded")
        except urllib.error.HTTPError as e:
            if e.code != 409:
                raise
        return "arn:aws:iam::123456789012:role/benchmark"

    def _json(self, service, method, path, document):
        self._send(service, method, path, json.dumps(document).encode(), "application/json")

    def _send(self, service, method, path, body=b"", content_type="application/octet-stream"):
        credential = f"Credential=testing/20260101/{REGION}/{service}/aws4_request"
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=body, method=method, headers={
            "Authorization": f"AWS4-HMAC-SHA256 {credential}, SignedHeaders=host, Signature=0",
            "X-Amz-Date": "20260101T000000Z", "Content-Type": content_type})
        urllib.request.urlopen(request, timeout=60).read()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
