"""``inroad demo test``: does a package import, start, and answer one request in a real browser?

What is started is ended, whatever happens: the server is a session of its own, ended as a whole.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inroad.errors import InputError
from inroad.report.clean import clean
from inroad.types import DemoStep, DemoTestReport
from inroad.workshop.keys import without_keys

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

IMPORT_SECONDS = 120.0
START_SECONDS = 120.0
STUB_SECONDS = 60.0
REAL_SECONDS = 600.0
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
STEPS = (
    "it imports",
    "it starts",
    "the page opens in a browser",
    "it answers a request",
    "nothing is loaded from outside",
)
Tell = Callable[[str, int, int | None], None]


class Failed(Exception):
    """A step did not work, and why."""


def tried(
    folder: Path, *, real: bool, python: str | None, tell: Tell, browser: Browser | None = None
) -> DemoTestReport:
    """Take the steps one after the other; the first that fails ends it.

    Args:
        folder: of the package.
        real: the original is run, else answers are made up.
        python: interpreter that has what the package needs; None: this one.
        tell: hears what is done.
        browser: one that is running already; None: one is started.

    Raises:
        InputError: there is no package in the folder.
    """
    if not (folder / "app.py").is_file():
        raise InputError(f"there is no app.py in {folder}", "make one: inroad demo PATH -o DIR")
    run = _Run(folder.resolve(), real, python or sys.executable, browser)
    with ExitStack() as stack:
        return run.all(stack, tell)


def title(folder: Path) -> str:
    """What a package calls itself: the heading of its README, else the folder's name."""
    with suppress(OSError, UnicodeDecodeError):
        heading = (folder / "README.md").read_text(encoding="utf-8").partition("\n")[0]
        if heading.startswith("# "):
            return clean(heading[2:].removesuffix(": a demo"), 200)
    return clean(folder.resolve().name, 200)


@dataclass(slots=True)
class _Run:
    """One test of one package."""

    folder: Path
    real: bool
    python: str
    browser: Browser | None
    answer: str = ""
    address: str = ""

    def all(self, stack: ExitStack, tell: Tell) -> DemoTestReport:
        """Take all steps."""
        outside: list[str] = []
        page: list[Page] = []
        doing: dict[str, Callable[[], str]] = {
            STEPS[0]: self._import,
            STEPS[1]: lambda: self._start(stack),
            STEPS[2]: lambda: self._open(stack, page, outside),
            STEPS[3]: lambda: self._ask(page[0]),
            STEPS[4]: lambda: _nothing(outside),
        }
        done: list[DemoStep] = []
        for at, (name, step) in enumerate(doing.items()):
            tell(name, at, len(doing))
            done.append(
                _step(name, step)
                if all(each.passed for each in done)
                else DemoStep(name, None, "not tried", 0.0)
            )
        passed = all(each.passed for each in done[:4])
        return DemoTestReport(str(self.folder), self.real, passed, tuple(done), self.answer)

    def _environment(self) -> dict[str, str]:
        kept = {key: value for key, value in without_keys(os.environ).items() if key != "PYTHONPATH"}
        return {
            **kept,
            "DEMO_STUB": "0" if self.real else "1",
            "GRADIO_ANALYTICS_ENABLED": "False",
            "PYTHONUNBUFFERED": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def _import(self) -> str:
        code = "import app, api, call; app.page()"
        try:
            ran = subprocess.run(  # noqa: S603
                [self.python, "-c", code], cwd=self.folder, env=self._environment(), stdin=subprocess.DEVNULL,
                capture_output=True, text=True, timeout=IMPORT_SECONDS, check=False,
            )  # fmt: skip
        except OSError as error:
            raise Failed(f"{self.python} cannot be started ({error.strerror})") from None
        except subprocess.TimeoutExpired:
            raise Failed(f"it took longer than {IMPORT_SECONDS:.0f} s") from None
        if ran.returncode:
            raise Failed(_last(ran.stderr))
        return ""

    def _start(self, stack: ExitStack) -> str:
        port = _free_port()
        self.address = f"http://127.0.0.1:{port}"
        server = stack.enter_context(
            _serving(self.python, self.folder, {**self._environment(), "DEMO_PORT": str(port)})
        )
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if server.poll() is not None:
                raise Failed(
                    _last(
                        (server.stdout.read() if server.stdout else "")
                        or f"it ended with code {server.returncode}"
                    )
                )
            if _answers(self.address):
                return self.address
            time.sleep(0.2)
        raise Failed(f"it did not answer within {START_SECONDS:.0f} s")

    def _open(self, stack: ExitStack, page: list[Page], outside: list[str]) -> str:
        browser = self.browser or stack.enter_context(started_browser())
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        stack.callback(context.close)
        context.route("**/*", lambda route: _only_inside(route, self.address, outside))
        made = context.new_page()
        page.append(made)
        _told(lambda: made.goto(self.address, timeout=30_000))
        _told(lambda: made.wait_for_selector("#run", timeout=30_000))
        return ""

    def _ask(self, page: Page) -> str:
        limit = REAL_SECONDS if self.real else STUB_SECONDS
        _told(lambda: page.click("#run", timeout=10_000))
        _told(
            lambda: page.wait_for_function(_SETTLED, timeout=limit * 1000), f"no answer within {limit:.0f} s"
        )
        said = page.evaluate(_STATUS)
        if not said["status"]:
            # The heading of the message and the sign that closes it are read with it.
            words = str(said["error"]).removeprefix("Error × ")
            raise Failed(words or "the page shows an error without words")
        page.wait_for_timeout(300)
        self.answer = clean(" | ".join(page.evaluate(_ANSWER)), 1000)
        return str(said["status"])


_STATUS = """() => {
  const box = document.querySelector('#status textarea, #status input');
  const error = document.querySelector('.toast-body.error .toast-text, .toast-text, .toast-body.error');
  return {status: box ? box.value : '', error: error ? error.innerText.replace(/\\s+/g, ' ').trim() : ''};
}"""
_SETTLED = f"() => {{ const s = ({_STATUS})(); return s.status || s.error; }}"
_ANSWER = """() => [document.querySelector('#status').closest('.column')].flatMap(column => [
  ...[...column.querySelectorAll('textarea')].map(each => each.value),
  ...[...column.querySelectorAll('td')].map(each => each.innerText.trim()),
  ...[...column.querySelectorAll('img, audio, video, a[download]')].map(each => `<${each.localName}>`),
]).filter(each => each)"""


def _step(name: str, step: Callable[[], str]) -> DemoStep:
    began = time.monotonic()
    try:
        reason, passed = step(), True
    except Failed as failed:
        reason, passed = str(failed), False
    return DemoStep(name, passed, clean(reason, 500), round(time.monotonic() - began, 1))


def _told(act: Callable[[], Any], otherwise: str = "") -> None:
    """Do something in the browser; its complaint is the reason of the step."""
    from playwright.sync_api import Error

    try:
        act()
    except Error as error:
        raise Failed(otherwise or error.message.partition("\n")[0]) from None


def _nothing(outside: list[str]) -> str:
    if outside:
        raise Failed(f"asked for and refused: {', '.join(sorted(set(outside))[:3])}")
    return ""


def _only_inside(route: Any, address: str, outside: list[str]) -> None:
    """Let nothing out of this machine."""
    url: str = route.request.url
    if url.startswith((f"{address}/", "data:", "blob:")) or url == address:
        route.continue_()
    else:
        outside.append(re.sub(r"[?#].*", "", url))
        route.abort()


def _last(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    missing = re.search(r"No module named '([\w.]+)'", lines[-1]) if lines else None
    if missing:
        return (
            f"{missing[1]} is not installed: pip install 'inroad[demo]', or name an interpreter with --python"
        )
    return lines[-1] if lines else "it ended without a word"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as reply:  # noqa: S310
            return bool(reply.status == 200)
    except OSError:
        return False


@contextmanager
def _serving(python: str, folder: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A server that ends, with all that it started, when the block is left."""
    server = subprocess.Popen(  # noqa: S603
        [python, "app.py"], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True,
    )  # fmt: skip
    try:
        yield server
    finally:
        _end(server)


def _end(server: subprocess.Popen[str]) -> None:
    """End a whole session, gently first."""
    for sign, patience in ((signal.SIGTERM, 3.0), (signal.SIGKILL, 3.0)):
        try:
            os.killpg(server.pid, sign)
        except (AttributeError, ProcessLookupError, PermissionError):
            server.kill()
        try:
            server.wait(patience)
        except subprocess.TimeoutExpired:
            continue
    if server.stdout:
        server.stdout.close()


@contextmanager
def started_browser() -> Iterator[Browser]:
    """The system's Chromium, else Playwright's own.

    Raises:
        InputError: Playwright or a browser is missing.
    """
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise InputError("Playwright is not installed", "pip install 'inroad[demo]'") from None
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        except Error as error:
            first = error.message.partition("\n")[0]
            raise InputError(
                f"no browser can be started ({first})", "install chromium, or `playwright install chromium`"
            ) from None
        try:
            yield browser
        finally:
            browser.close()
