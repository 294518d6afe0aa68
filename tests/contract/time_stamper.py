"""A time stamper of our own, made with the openssl command line in a temporary folder."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

_CONFIG = """
[req]
distinguished_name = name
prompt = no
[name]
CN = {name}
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[stamper]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = tsa_config
[tsa_config]
serial = serial
signer_cert = stamper.pem
signer_key = stamper.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True)
class TimeStamper:
    """Stamps what it is asked; `authority` is the certificate that a stranger would trust."""

    folder: Path

    @property
    def authority(self) -> Path:
        """The root certificate, PEM."""
        return self.folder / "root.pem"

    @classmethod
    def set_up(cls, folder: Path) -> "TimeStamper":
        """Make keys and certificates in a new folder."""
        folder.mkdir()
        (folder / "openssl.cnf").write_text(_CONFIG.format(name=f"Stamper of {folder.name}"))
        (folder / "serial").write_text("01\n")
        stamper = cls(folder)
        new_key = ["-newkey", "rsa:2048", "-nodes", "-config", "openssl.cnf"]
        stamper.run(
            "req", "-x509", *new_key, "-keyout", "root.key", "-out", "root.pem", "-extensions", "root"
        )
        subject = ["-subj", "/CN=Stamper"]
        stamper.run("req", "-new", *new_key, *subject, "-keyout", "stamper.key", "-out", "stamper.csr")
        signing = ["-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial"]
        extensions = ["-extfile", "openssl.cnf", "-extensions", "stamper"]
        stamper.run("x509", "-req", "-in", "stamper.csr", *signing, *extensions, "-out", "stamper.pem")
        return stamper

    def stamp(self, content: bytes) -> bytes:
        """The reply to a request for these bytes, as `openssl ts` makes both."""
        (self.folder / "content").write_bytes(content)
        self.run("ts", "-query", "-data", "content", "-sha256", "-no_nonce", "-cert", "-out", "request.tsq")
        return self.reply((self.folder / "request.tsq").read_bytes())

    def reply(self, request: bytes) -> bytes:
        """The reply to a request that somebody else made."""
        (self.folder / "request.tsq").write_bytes(request)
        self.run("ts", "-reply", "-config", "openssl.cnf", "-section", "tsa_config",
                 "-queryfile", "request.tsq", "-out", "reply.tsr")  # fmt: skip
        return (self.folder / "reply.tsr").read_bytes()

    def run(self, *arguments: str) -> None:
        """Run openssl in the folder."""
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)
