"""Opens the door: one socket on this machine, one server behind it, a second one told of the first."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import closing

import httpx
import uvicorn

from inroad.config import Config
from inroad.errors import InputError
from inroad.web.app import create_app

PORT = 8734
HOST = "127.0.0.1"
"""Loopback only: what is here belongs to one person."""
PATIENCE = 3
"""Seconds that answers in the making get when the server is to end."""


def serve(config: Config, port: int | None, ready: Callable[[str, bool], None]) -> None:
    """Answer until interrupted.

    Args:
        config: the home.
        port: where to listen; None: the usual port, or any other that is free.
        ready: told the address as soon as it answers, and whether another server answers it already.

    Raises:
        InputError: the port that was asked for is taken by another program.
    """
    already = running(config, port or PORT)
    if already:
        ready(already, True)
        return
    with closing(listening(port)) as door:
        address = f"http://localhost:{door.getsockname()[1]}/"
        app = create_app(config)
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                server_header=False,
                lifespan="off",
                timeout_graceful_shutdown=PATIENCE,
            )
        )
        ready(address, False)
        try:
            server.run(sockets=[door])
        finally:
            app.state.desk.checks.close()


def running(config: Config, port: int) -> str | None:
    """The address of a server of this home that answers on a port; None if none does."""
    address = f"http://localhost:{port}/"
    try:
        answer = httpx.get(f"{address}about", timeout=2.0, trust_env=False).json()
    except (httpx.HTTPError, ValueError):
        return None
    ours = isinstance(answer, dict) and answer.get("home") == str(config.home)
    return address if ours else None


def listening(port: int | None) -> socket.socket:
    """A socket that listens on loopback."""
    for each in (port,) if port is not None else (PORT, 0):
        # With its protocol named, or asyncio leaves Nagle's algorithm on and every answer waits 40 ms.
        door = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, each))
        except OSError as error:
            door.close()
            reason = (error.strerror or str(error)).lower()
        else:
            door.listen(128)
            return door
    raise InputError(f"port {port} cannot be used ({reason})", "choose another with --port, or leave it out")
