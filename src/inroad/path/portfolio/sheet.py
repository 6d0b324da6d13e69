"""One page of PDF, printed by a browser of this machine from the same words as the page.

A browser shapes every script with the fonts of the machine, embeds them, and leaves text that can be searched
and copied.  It gets a file in a folder of its own, may look up no name on any network, and is gone
afterwards.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from inroad.errors import InputError, StoreError
from inroad.report import portfolio_html
from inroad.types import PortfolioItem

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "chrome",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
SECONDS = 60
_PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")

Print = Callable[[str], bytes]
"""HTML to PDF."""


def fitted(
    items: Sequence[PortfolioItem], day: dt.date, address: str, print_: Print
) -> tuple[bytes, tuple[PortfolioItem, ...]]:
    """The PDF of one page, and what had no room on it: the statements of least weight.

    Args:
        items: what may be seen.
        day: when it is made.
        address: where the page will be; "": not known.
        print_: the browser.

    Raises:
        StoreError: not even what the user says of themselves fits one page.
    """
    ordered = sorted(items, key=lambda each: (-each.weight, each.item))

    def made(count: int) -> bytes:
        return print_(portfolio_html.sheet(ordered[:count], day, address, len(ordered) - count))

    pdf = made(len(ordered))
    if pages(pdf) == 1:
        return pdf, ()
    fits, too_many, best = 0, len(ordered), None
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        pdf = made(middle)
        if pages(pdf) == 1:
            fits, best = middle, pdf
        else:
            too_many = middle
    if best is None:
        raise StoreError(
            "what you say of yourself fills more than a page", "hide some of it, or say it shorter"
        )
    return best, tuple(ordered[fits:])


def pages(pdf: bytes) -> int:
    """How many pages a PDF of the browser has."""
    return len(_PAGE.findall(pdf))


def browser() -> Path:
    """A browser of this machine that prints to PDF.

    Raises:
        InputError: there is none.
    """
    named = os.environ.get("INROAD_BROWSER")
    found = (
        shutil.which(named) if named else next(filter(None, map(shutil.which, (*BROWSERS, *PLACES))), None)
    )
    if found is None:
        missing = f"{named} is no program here" if named else "no Chromium, Chrome or Edge was found"
        remedy = "set INROAD_BROWSER to one, or write the page with -o and print it from any browser"
        raise InputError(f"{missing}, and one of them prints the PDF", remedy)
    return Path(found)


def print_with(program: Path) -> Print:
    """Printing by one browser."""
    return lambda page: _print(program, page)


def _print(program: Path, page: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="inroad-", ignore_cleanup_errors=True) as folder:
        source, goal = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_text(page, encoding="utf-8")
        try:
            subprocess.run(  # noqa: S603
                [*_command(program, folder), f"--print-to-pdf={goal}", source.as_uri()],
                check=True,
                capture_output=True,
                timeout=SECONDS,
                cwd=folder,
            )
            return goal.read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise StoreError(
                f"{program.name} did not print the page ({type(error).__name__})",
                "write the page with -o and print it from any browser",
            ) from None


def _command(program: Path, folder: str) -> list[str]:
    root = getattr(os, "geteuid", lambda: 1)() == 0
    return [
        str(program),
        "--headless=new",
        "--disable-gpu",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-extensions",
        "--disable-sync",
        "--disable-background-networking",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--no-pdf-header-footer",
        f"--user-data-dir={folder}/browser",
        # Chromium refuses to build its sandbox for root; the page is ours, without script and network.
        *(["--no-sandbox"] if root else []),
    ]
