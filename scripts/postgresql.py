"""A PostgreSQL server of our own for the length of a test run: on a free local port, gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def find_server_binaries() -> Path | None:
    """The folder with `initdb` and `postgres`: on the PATH, or the newest of Debian's; None without one."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return folders[-1].parent if folders else None


def _as_server_user(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root; Debian's package brings a user for it."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


def _find_free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def run_server() -> Iterator[str]:
    """Start a server with an empty database; yields its address and stops it afterwards."""
    binaries = find_server_binaries()
    if binaries is None:
        raise RuntimeError("no PostgreSQL server is installed")
    folder = Path(tempfile.mkdtemp(prefix="lagebild-postgresql-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        port = _find_free_port()
        data = str(folder / "data")
        control = [str(binaries / "pg_ctl"), "--pgdata", data, "--silent", "--wait"]
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        initdb = [
            str(binaries / "initdb"),
            "--pgdata",
            data,
            "--auth=trust",
            "--username=lagebild",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        ]
        subprocess.run(_as_server_user(initdb), check=True, stdout=subprocess.DEVNULL, cwd=folder)
        start = [*control, "--log", str(folder / "log"), "--options", options, "start"]
        subprocess.run(_as_server_user(start), check=True, stdout=subprocess.DEVNULL, cwd=folder)
        try:
            yield f"postgresql://lagebild@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run(_as_server_user([*control, "--mode=immediate", "stop"]), check=False, cwd=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
