"""TLS in front of the emulator, as AWS has it: certificates that clients check, and connections that stay open."""

import asyncio
import datetime
import ipaddress
import os
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from .server import ADDRESS, Server, connect

PASSWORD = "changeit"


class Trust:
    """A certificate authority among the JDK's own, so that clients read as many certificates as they usually do."""

    def __init__(self, folder):
        keytool = _keytool()
        jdk = Path(os.path.realpath(keytool)).parents[1] / "lib/security/cacerts"
        authority, authority_key = _authority()
        self._server = _server(authority, authority_key, folder / "server.pem")
        own = folder / "authority.pem"
        own.write_bytes(authority.public_bytes(serialization.Encoding.PEM))
        self._java = folder / "cacerts"
        shutil.copyfile(jdk, self._java)
        self._java.chmod(0o600)
        store = ["-keystore", self._java, "-storepass", PASSWORD]
        _run(keytool, "-importcert", "-noprompt", "-alias", "benchmark", "-file", own, *store)
        self._python = folder / "ca-bundle.pem"
        self._python.write_text(_run(keytool, "-list", "-rfc", *store))

    def serve(self, port):
        """Returns the port of a server that speaks TLS in front of another."""
        return Terminator(self._server, port).port

    def environment(self, java_options):
        """Of both commands: one reads Java's certificates, the other a bundle of the same."""
        return {"LAMBDA_CI_JAVA_OPTS": f"-Djavax.net.ssl.trustStore={self._java} {java_options}".strip(),
                "REQUESTS_CA_BUNDLE": str(self._python)}


class Terminator:
    """Speaks TLS with clients, and passes what they say on to a port."""

    def __init__(self, certificate, target_port):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self._target_port = target_port
        self.port = Server(self._connected, tls=context).port

    async def _connected(self, reader, writer):
        there_reader, there_writer = await connect(self._target_port)
        await asyncio.gather(self._pass(reader, there_writer), self._pass(there_reader, writer))

    async def _pass(self, reader, writer):
        try:
            while data := await reader.read(1 << 16):
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        writer.close()


def _authority():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = _name("lambda-ci benchmark authority")
    certificate = _builder(name, name, key).add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
    return certificate.sign(key, hashes.SHA256()), key


def _server(authority, authority_key, file):
    """RSA of 2048 bits, as the services of AWS have it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(ADDRESS))])
    certificate = _builder(_name(ADDRESS), authority.subject, key).add_extension(address, False)
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.sign(authority_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return file


def _builder(subject, issuer, key):
    now = datetime.datetime.now(datetime.timezone.utc)
    return (x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=30)))


def _name(common):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _keytool():
    home = os.environ.get("JAVA_HOME")
    found = f"{home}/bin/keytool" if home else shutil.which("keytool")
    if not found or not os.path.exists(found):
        sys.exit("ERROR --like-aws needs the JDK's keytool\n      set JAVA_HOME to the JDK that lambda-ci runs with")
    return found


def _run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"ERROR {command[0]} failed: {done.stdout} {done.stderr}")
    return done.stdout
