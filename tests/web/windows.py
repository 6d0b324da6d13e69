"""What tests of the page share: a server run as users run it, and windows that tell on the page."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@contextmanager
def serving(home: Path, *options: str) -> Iterator[str]:
    """The address of ``inroad serve`` on a home, run as users run it."""
    command = [sys.executable, "-m", "inroad.cli", "--home", str(home), "serve", "--no-open", *options]
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env
    ) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        found = re.search(r"http://localhost:\d+", line)
        try:
            assert found, line + (server.stderr.read() if server.stderr else "")
            yield found[0]
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()


def whole(page: Page, address: str) -> None:
    """Open a page and wait until nothing on it is still being worked out."""
    page.goto(address)
    page.wait_for_function("!document.querySelector('[data-waits]')", timeout=60_000)


class Watch:
    """What a page did that it must not do."""

    def __init__(self, context: BrowserContext) -> None:
        self.outside: list[str] = []
        self.complaints: list[str] = []
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).hostname != "localhost" and not request.url.startswith("data:"):
            self.outside.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        # A page that says 404 or 400 on purpose is also a "failed resource" to the browser.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)


@contextmanager
def looking(browser: Browser, **options: object) -> Iterator[Page]:
    """A fresh window; leaving it fails if anything was loaded from outside or the page complained."""
    context = browser.new_context(**{"viewport": DESK, **options})  # type: ignore[arg-type]
    watch = Watch(context)
    try:
        yield context.new_page()
    finally:
        context.close()
    assert not watch.outside
    assert not watch.complaints
