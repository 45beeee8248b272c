"""A time-stamp server (RFC 3161) on this machine, as signatures ask one for the time."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from installer.commands import run

_SETTINGS = """\
[ tsa ]
default_tsa = here
[ here ]
serial = serial
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
signer_digest = sha256
"""


def identity(certificate: Path, key: Path, purpose: str) -> None:
    """Make somebody who may sign for a day, for one purpose of X.509."""
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    words += ["-subj", "/CN=Prueba", "-addext", f"extendedKeyUsage={purpose}"]
    run([*words, "-keyout", key, "-out", certificate])


@contextmanager
def server(certificate: Path) -> Iterator[str]:
    """Its address while it answers; `certificate` becomes its own."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        identity(certificate, folder / "key.pem", "critical,timeStamping")
        (folder / "tsa.cnf").write_text(_SETTINGS)
        (folder / "serial").write_text("01\n")

        class Answer(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                (folder / "asked").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
                words = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "asked"]
                words += ["-inkey", "key.pem", "-signer", str(certificate.resolve())]
                run([*words, "-out", "told"], cwd=folder)
                told = (folder / "told").read_bytes()
                self.send_response(200)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            def log_message(self, *_words: object) -> None:
                """Nothing: what is worth telling, the proof tells."""

        with http.server.HTTPServer(("127.0.0.1", 0), Answer) as answering:
            thread = threading.Thread(target=answering.serve_forever, daemon=True)
            thread.start()
            try:
                yield f"http://127.0.0.1:{answering.server_port}"
            finally:
                answering.shutdown()
                thread.join()
