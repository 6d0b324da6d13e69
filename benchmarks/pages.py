"""The page under twenty readers, and in a real browser, beside a peer and an empty page.

    python benchmarks/pages.py HOME [--readers 20] [--rounds 10] [--peer PYTHON]

HOME is a home with a corpus, an atlas and an index (`inroad index build`); a copy of it is asked, so nothing
in it changes.  The server runs as users run it (`inroad serve`), in a process of its own:

- server time: twenty readers at once, each with a connection of its own, open all addresses in an order of
  their own, without a pause; what the server says it took (`Server-Timing`), and what the reader waited.
  The first round asks for what nobody has asked for; the others are what readers see from then on;
- an empty page (`/about`), by the same readers: the limit of this server on this machine;
- in Chromium, one page after another: time from the address to everything drawn (load event), first and
  second visit, bytes of page, style and script, requests that leave the machine;
- with --peer, an interpreter that has NiceGUI and Plotly: the same report on a field (its growth as a chart,
  its methods as a table) on a page of NiceGUI, in the same browser.

Limits: server time 100 ms at the 95th percentile; a field complete in 1.5 s; 150,000 bytes; no request
outside.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

FIELDS = (
    "low-rank adaptation",
    "diffusion models",
    "state space models",
    "graph neural networks",
    "reinforcement learning from human feedback",
    "retrieval-augmented generation",
    "time series forecasting",
    "federated learning",
)
METHODS = ("lora", "dora@2402.09353", "mamba", "dpo@2305.18290", "clip", "bert")
QUERIES = ("make attention cheaper", "LoRA rank", "quantisation of large models", "author:gu state space")
OTHERS = ("/", "/openings", "/practice", "/record", "/feed", "/search", "/follows", "/map")
SEEN = ("/field?q=low-rank+adaptation", "/method/lora", "/openings?q=low-rank+adaptation", "/")
SEED = 7


def addresses() -> list[str]:
    """What readers open."""
    fields = [f"/field?q={each.replace(' ', '+')}" for each in FIELDS]
    methods = [f"/method/{each}" for each in METHODS]
    searches = [f"/search?q={each.replace(' ', '+')}" for each in QUERIES]
    openings = [f"/openings?q={each.replace(' ', '+')}" for each in FIELDS[:3]]
    compared = ["/compare?what=methods&a=lora&b=dora", "/practice/lora"]
    return [*fields, *methods, *searches, *openings, *compared, *OTHERS]


# -- the server ---------------------------------------------------------------------------------------


@contextmanager
def serving(home: Path) -> Iterator[int]:
    """The port of ``inroad serve``."""
    command = [sys.executable, "-m", "inroad.cli", "--home", str(home), "serve", "--no-open", "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        found = re.search(r"localhost:(\d+)", server.stdout.readline())
        assert found
        try:
            yield int(found[1])
        finally:
            server.send_signal(signal.SIGINT)


class Reader(threading.Thread):
    """One reader with a connection of its own."""

    def __init__(self, port: int, wanted: Sequence[str]) -> None:
        super().__init__()
        self.port, self.wanted = port, wanted
        self.server: list[tuple[str, float]] = []
        self.waited: list[float] = []
        self.failed: list[str] = []

    def run(self) -> None:
        connection = http.client.HTTPConnection("localhost", self.port, timeout=120)
        for address in self.wanted:
            began = time.perf_counter()
            connection.request("GET", address)
            answer = connection.getresponse()
            answer.read()
            self.waited.append(1000 * (time.perf_counter() - began))
            said = re.search(r"dur=([\d.]+)", answer.headers.get("server-timing", ""))
            # 202: what takes longer says so, and the page looks again by itself.
            if answer.status not in (200, 202) or said is None:
                self.failed.append(f"{answer.status} {address}")
            else:
                self.server.append((address, float(said[1])))
        connection.close()


def crowd(port: int, wanted: Sequence[str], readers: int) -> list[Reader]:
    """All readers at once, each in an order of their own."""
    made = []
    for number in range(readers):
        order = list(wanted)
        random.Random(SEED + number).shuffle(order)
        made.append(Reader(port, order))
    for each in made:
        each.start()
    for each in made:
        each.join()
    return made


def told(name: str, readers: Sequence[Reader]) -> None:
    """One line of the result."""
    server = sorted(ms for each in readers for _, ms in each.server)
    waited = sorted(ms for each in readers for ms in each.waited)
    failed = [one for each in readers for one in each.failed]
    wrong = f"   FAILED {sorted(set(failed))[:5]}" if failed else ""
    print(f"{name:34} {len(waited):6,} pages   server {_spread(server)}   waited {_spread(waited)}{wrong}")


def _spread(values: Sequence[float]) -> str:
    return f"median {_at(values, 0.5):6.1f}  95 % {_at(values, 0.95):6.1f}  worst {_at(values, 1):8.1f} ms"


def slowest(readers: Sequence[Reader], most: int = 5) -> None:
    """The addresses that take longest at the 95th percentile."""
    by: dict[str, list[float]] = {}
    for each in readers:
        for address, ms in each.server:
            by.setdefault(address, []).append(ms)
    tails = {address: _at(sorted(ms), 0.95) for address, ms in by.items()}
    worst = sorted(tails.items(), key=lambda item: -item[1])[:most]
    print("  slowest at 95 %:", ", ".join(f"{address} {ms:.0f} ms" for address, ms in worst))


def _at(values: Sequence[float], share: float) -> float:
    return values[min(len(values) - 1, int(share * len(values)))] if values else float("nan")


# -- a browser ------------------------------------------------------------------------------------------


@contextmanager
def chromium() -> Iterator[object]:
    """The system's browser."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()


def visit(browser: object, address: str, ready: str = "") -> dict[str, float]:
    """Milliseconds until all is drawn, bytes by kind, requests that left the machine."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})  # type: ignore[attr-defined]
    page, weight, outside = context.new_page(), [], []
    page.on("response", lambda answer: weight.append(answer))
    page.on("request", lambda asked: outside.append(asked.url) if _far(asked.url) else None)
    began = time.perf_counter()
    page.goto(address, wait_until="load")
    if ready:
        page.wait_for_selector(ready, timeout=30_000)
    took = 1000 * (time.perf_counter() - began)
    size = sum(len(answer.body()) for answer in weight if answer.ok)
    context.close()
    return {"ms": took, "bytes": size, "outside": len(outside)}


def _far(address: str) -> bool:
    return urlsplit(address).hostname not in ("localhost", "127.0.0.1", None)


def looked(name: str, visits: Sequence[dict[str, float]]) -> None:
    """One line of the result: the first visit, the median of the others."""
    again = statistics.median(each["ms"] for each in visits[1:])
    print(
        f"{name:34} first {visits[0]['ms']:7.0f} ms   again {again:7.0f} ms   "
        f"{visits[0]['bytes']:9,.0f} bytes   {visits[0]['outside']:.0f} requests outside"
    )


# -- the peer -------------------------------------------------------------------------------------------

PEER = """
import json, sys
from nicegui import ui
import plotly.graph_objects as go

report = json.load(open(sys.argv[1]))
NAMES = ("name", "papers", "recent")


@ui.page("/")
def field():
    ui.label(report["query"]).classes("text-h3")
    series = report["growth"]["series"]
    shares = [each["papers"] / each["corpus"] if each["corpus"] else 0 for each in series]
    ui.plotly(go.Figure(go.Scatter(x=[each["month"] for each in series], y=shares))).classes("w-full h-80")
    columns = [{"name": name, "label": name, "field": name, "sortable": True} for name in NAMES]
    rows = [(each["method"]["name"], each["in_field"], each["recent"]) for each in report["used"]]
    ui.table(columns=columns, rows=[dict(zip(NAMES, row)) for row in rows], row_key="name")


ui.run(port=int(sys.argv[2]), host="127.0.0.1", show=False, reload=False)
"""


@contextmanager
def peer(python: str, report: Path, folder: Path) -> Iterator[str]:
    """The same report on a page of NiceGUI."""
    script = folder / "peer.py"
    script.write_text(PEER)
    port = 18_734
    with subprocess.Popen(
        [python, str(script), str(report), str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            for _ in range(100):
                try:
                    http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()
                    break
                except OSError:
                    time.sleep(0.2)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


# -- all of it ------------------------------------------------------------------------------------------


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("home", type=Path)
    given.add_argument("--readers", type=int, default=20)
    given.add_argument("--rounds", type=int, default=10)
    given.add_argument("--peer", help="an interpreter with NiceGUI and Plotly")
    options = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shutil.copytree(options.home, home)
        with serving(home) as port:
            under_load(port, options.readers, options.rounds)
            in_browser(port, options.peer, Path(folder))


def under_load(port: int, readers: int, rounds: int) -> None:
    """Server time, first and then."""
    print(f"{readers} readers at once, {len(addresses())} addresses")
    first = crowd(port, addresses(), readers)
    told("first round (nothing known yet)", first)
    slowest(first)
    wait(port)
    later = crowd(port, addresses() * rounds, readers)
    told("from then on", later)
    slowest(later)
    told("an empty page", crowd(port, ["/about"] * 200, readers))


def wait(port: int) -> None:
    """Until nothing is being worked out any longer."""
    for address in addresses():
        for _ in range(60):
            reader = http.client.HTTPConnection("localhost", port, timeout=120)
            reader.request("GET", address)
            if reader.getresponse().status != 202:
                break
            time.sleep(1)


def in_browser(port: int, python: str | None, folder: Path) -> None:
    """Pages as they are seen."""
    base = f"http://localhost:{port}"
    with chromium() as browser:
        visit(browser, f"{base}/about")
        fresh = "/field?q=contrastive+learning"
        looked("field, never asked for before", [visit(browser, base + fresh) for _ in range(4)])
        for address in SEEN:
            looked(address, [visit(browser, base + address) for _ in range(4)])
        if python is None:
            print("peer: not run, no --peer")
            return
        report = folder / "report.json"
        connection = http.client.HTTPConnection("localhost", port)
        connection.request("GET", "/field?q=low-rank+adaptation&as=json")
        report.write_text(json.dumps(json.loads(connection.getresponse().read())))
        with peer(python, report, folder) as address:
            seen = [visit(browser, address, "svg.main-svg") for _ in range(4)]
            looked("NiceGUI with Plotly, the same", seen)


if __name__ == "__main__":
    main()
