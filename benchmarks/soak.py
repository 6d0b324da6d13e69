"""Everything at once for half an hour: memory that stays flat, no handle or process left behind, no error.

    python benchmarks/soak.py [--minutes 30] [--readers 20] [--json FILE]

Run from the root of a clone; nothing outside the machine is asked, and the home is a temporary one with the
made-up field of the tests.  At the same time, all as users run it:

- `inroad serve` with readers that each open a page of their own every second or two;
- drills checked by the page, right and wrong answers in turn;
- the journal written by the page (hours) and by commands (`inroad log`, `inroad helped`);
- openings looked for, taken, dismissed and put back by the page, one after the other;
- an author found, remembered and written to by the page: a draft, the letter, its file, that it was sent;
- venues, people and openings by commands;
- `inroad sync arxiv` against a server on this machine whose papers get new versions all the time, then
  `inroad ingest` of a small month, `inroad atlas build`, `inroad index build`, and again.

Every few seconds the server is looked at in /proc: its own memory (RSS, PSS), handles, threads, child
processes; and the temporary folder, which is the run's own.  After a third of the time, a line is fitted
through memory, and the middle third is compared with the last.  The exit code is 1 if there was any
error, if memory or handles grew, or if a process, a handle or a temporary file was left.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "atlas"), str(ROOT / "tests" / "sources")]

import corpus  # noqa: E402
import fake_arxiv as fake  # noqa: E402

ADDRESSES = (
    "/", "/field?q=thin+rank", "/method/tira", "/openings?q=TiRA", "/search?q=tira", "/practice",
    "/openings/choices", "/outreach", "/outreach/letter", "/venues?q=thin+rank&zone=Europe/Berlin&hours=5",
    "/practice/attention", "/record", "/feed", "/follows", "/log", "/plan", "/venues?q=thin+rank",
    "/people?q=thin+rank", "/claims", "/portfolio", "/value", "/field?q=thin+rank&as=json",
    "/method/nothing-like-it",
)  # fmt: skip
DRILL = "attention"
GROWTH = 0.10
"""Share by which memory of the last third may lie above that of the middle third."""
HANDLES = 8
"""Handles by which the last third may lie above the middle third: connections come and go."""


@dataclass
class Tally:
    """What was done and what went wrong."""

    done: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def fail(self, what: str) -> None:
        self.wrong.append(what[:2000])


@dataclass(frozen=True)
class Sample:
    """The server at one moment."""

    at: float
    rss: float
    pss: float
    handles: int
    threads: int
    children: int
    left: int


# -- the server -----------------------------------------------------------------------------------


@contextmanager
def serving(home: Path, env: dict[str, str], log: Path) -> Iterator[tuple[str, int]]:
    command = [sys.executable, "-m", "inroad.cli", "--home", str(home), "serve", "--no-open", "--port", "0"]
    with log.open("wb") as said, subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=said, text=True, env={**env, "PYTHONUNBUFFERED": "1"}
    ) as server:  # fmt: skip
        assert server.stdout is not None
        found = re.search(r"http://localhost:\d+", server.stdout.readline())
        try:
            if not found:
                raise SystemExit(f"the server did not start: {log.read_text()}")
            yield found[0], server.pid
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:
                server.kill()
                raise SystemExit("the server did not end when it was told to") from None


def sample(pid: int, began: float, room: Path) -> Sample:
    proc = Path(f"/proc/{pid}")
    rolled = dict(re.findall(r"^(\w+):\s+(\d+) kB", (proc / "smaps_rollup").read_text(), re.M))
    threads = re.search(r"^Threads:\s+(\d+)", (proc / "status").read_text(), re.M)
    children = sum(
        len((task / "children").read_text().split())
        for task in (proc / "task").iterdir()
        if (task / "children").exists()
    )
    left = sum(1 for path in room.iterdir())
    handles = len(list((proc / "fd").iterdir()))
    return Sample(
        time.monotonic() - began, int(rolled["Rss"]) / 1024, int(rolled["Pss"]) / 1024, handles,
        int(threads[1]) if threads else 0, children, left,
    )  # fmt: skip


# -- those who use it -----------------------------------------------------------------------------


class Reader:
    """A connection that is kept, as a browser keeps it."""

    def __init__(self, address: str, tally: Tally) -> None:
        self.host, self.tally = urlsplit(address).netloc, tally
        self.web = http.client.HTTPConnection(self.host, timeout=120)

    def ask(
        self,
        method: str,
        path: str,
        form: dict[str, str] | None = None,
        allowed: tuple[int, ...] = (200, 202, 303),
    ) -> bytes:
        headers = (
            {"origin": f"http://{self.host}", "content-type": "application/x-www-form-urlencoded"}
            if form is not None
            else {}
        )
        try:
            answer, body = self._answer(method, path, form, headers)
        except (OSError, http.client.HTTPException) as error:
            self.web.close()
            if not self.tally.over.is_set():
                self.tally.fail(f"{method} {path}: {type(error).__name__} {error}")
            return b""
        self.tally.done[f"{method} {urlsplit(path).path.split('/')[1] or 'home'}"] += 1
        if answer.status not in allowed:
            self.tally.fail(f"{method} {path}: {answer.status} {body[:600]!r}")
        return body

    def _answer(
        self, method: str, path: str, form: dict[str, str] | None, headers: dict[str, str]
    ) -> tuple[http.client.HTTPResponse, bytes]:
        body = urlencode(form) if form is not None else None
        try:
            self.web.request(method, path, body, headers)
            answer = self.web.getresponse()
        except (ConnectionError, http.client.RemoteDisconnected):
            # The server closes what was idle for five seconds; who asks just then asks again, as browsers do.
            self.tally.done["asked again"] += 1
            self.web.close()
            self.web.request(method, path, body, headers)
            answer = self.web.getresponse()
        return answer, answer.read()

    def close(self) -> None:
        self.web.close()


def reading(address: str, number: int, tally: Tally) -> None:
    """Pages in an order of one's own; now and then a connection is dropped without a word."""
    chance = random.Random(number)
    reader = Reader(address, tally)
    while not tally.over.wait(chance.uniform(0.5, 3.0)):
        path = chance.choice(ADDRESSES)
        reader.ask("GET", path, allowed=(200, 202, 404) if "nothing" in path else (200, 202))
        if chance.random() < 0.05:
            reader.close()
    reader.close()


def practising(address: str, tally: Tally) -> None:
    """A drill checked again and again, right and wrong; now and then a check is cancelled."""
    folder = ROOT / "src" / "inroad" / "data" / "drills" / "networks" / DRILL
    answers = [
        (folder / "solution.py").read_text(),
        (folder / "wrong" / "unscaled.py").read_text(),
        "while True: pass\n",
    ]
    reader, chance = Reader(address, tally), random.Random(1)
    reader.ask("POST", f"/practice/{DRILL}/start", {})
    turn = 0
    while not tally.over.wait(chance.uniform(1, 4)):
        answer = answers[turn % 3] if turn % 9 == 2 else answers[turn % 2]
        turn += 1
        reader.ask("POST", f"/practice/{DRILL}/check?as=json", {"answer": answer}, (202,))
        if turn % 7 == 0:
            reader.ask("POST", f"/practice/{DRILL}/cancel", {})
    reader.close()


def writing(address: str, tally: Tally) -> None:
    """The journal by the page."""
    reader, chance = Reader(address, tally), random.Random(2)
    while not tally.over.wait(chance.uniform(1, 3)):
        reader.ask(
            "POST", "/log/add", {"length": "25m", "kind": "intense", "skill": "reading", "note": "soak"}
        )
        if chance.random() < 0.5:
            reader.ask("POST", "/log/undo", {})
    reader.close()


def choosing(address: str, tally: Tally) -> None:
    """Openings of a field: taken, put back, dismissed."""
    reader, chance = Reader(address, tally), random.Random(3)
    while not tally.over.wait(chance.uniform(1, 4)):
        told = reader.ask("GET", "/openings?q=TiRA&top=20&as=json", allowed=(200, 202))
        with suppress(ValueError, KeyError, IndexError, TypeError):
            chosen = chance.choice(json.loads(told)["openings"])["opening_id"]
            for path, form in (
                ("take", {"note": "soak"}), ("restore", {}), ("dismiss", {"why": "soak"}), ("restore", {})
            ):  # fmt: skip
                reader.ask("POST", f"/openings/{path}", {"id": chosen, **form})
    reader.close()


def meeting(address: str, tally: Tally) -> None:
    """An author is found, remembered, and written to again and again."""
    reader, chance = Reader(address, tally), random.Random(4)
    paper = next(each for each in corpus.papers() if each.date and each.authors)
    who = {"to": (paper.authors or ("",))[0]}
    about = {"name": who["to"], "email": "ada@example.org", "why": paper.paper_id}
    reader.ask("POST", "/outreach/add", about)
    while not tally.over.wait(chance.uniform(1, 4)):
        reader.ask("GET", "/people?q=thin+rank&as=json")
        reader.ask("POST", "/outreach/letter", {**who, "subject": "", "body": ""})
        told = {"paper": paper.paper_id, "link": "https://example.org/repository"}
        reader.ask("POST", "/outreach/draft", {**who, **told})
        body = "Dear Ada,\n\nI ran your code.\n\nBest,\nBo\n"
        reader.ask("POST", "/outreach/letter", {**who, "subject": "soak", "body": body})
        reader.ask("GET", f"/outreach/letter.eml?{urlencode(who)}")
        reader.ask("POST", "/outreach/happened", {**who, "what": "sent"})
        reader.ask("POST", "/outreach/undo", {})
    reader.close()


def commanding(run: Callable[..., bool], tally: Tally) -> None:
    """The journal by commands."""
    turn = 0
    while not tally.over.wait(5):
        turn += 1
        run("log", "add", "10m", "--kind", "moderate", "--note", f"soak {turn}")
        run("log", "--json")
        if turn % 3 == 0:
            run("venues", "thin rank", "--json")
            run("people", "thin rank", "--json")
        if turn % 12 == 0:
            run("openings", "TiRA", "--json")


def growing(run: Callable[..., bool], arxiv: fake.FakeArxiv, month: Path, tally: Tally) -> None:
    """New versions of papers, taken in and worked out, round after round."""
    turn = 0
    while not tally.over.wait(2):
        turn += 1
        day = f"2024-09-{1 + turn % 28:02}"
        arxiv.update(*(fake.touched(each, day) for each in arxiv.records[: 1 + turn % 5]))
        sync = ("sync", "arxiv", "--no-index", "--since", "2024-01-01")
        for words in (sync, ("ingest", str(month), "--no-index"), ("atlas", "build"), ("index", "build")):
            if tally.over.is_set():
                return
            run(*words)


def commands(home: Path, env: dict[str, str], tally: Tally) -> Callable[..., bool]:
    def run(*words: str) -> bool:
        done = subprocess.run(
            [sys.executable, "-m", "inroad.cli", "--home", str(home), *words],
            env=env, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        name = f"inroad {' '.join(words[:2] if words[0] in ('sync', 'atlas', 'index', 'log') else words[:1])}"
        tally.done[name] += 1
        if done.returncode:
            tally.fail(f"{name}: exit {done.returncode}: {done.stderr[-1000:]}")
        return not done.returncode

    return run


# -- the run --------------------------------------------------------------------------------------


def written(path: Path) -> Path:
    """The made-up field as a small month of the metadata snapshot."""
    rows = (
        {"id": each.paper_id, "title": each.title, "abstract": each.abstract or "",
         "authors": ", ".join(each.authors or ()),
         "categories": " ".join(each.categories or ()), "update_date": str(each.date),
         "versions": [{"version": "v1", "created": f"{each.date:%a, %d %b %Y} 10:00:00 GMT"}]}
        for each in corpus.papers() if each.date
    )  # fmt: skip
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def slope(samples: list[Sample], of: Callable[[Sample], float]) -> float:
    """MB (or handles) an hour, by least squares."""
    hours = [each.at / 3600 for each in samples]
    return (
        statistics.linear_regression(hours, [of(each) for each in samples]).slope if len(samples) > 2 else 0.0
    )


def soak(minutes: float, readers: int) -> dict[str, Any]:
    with (
        tempfile.TemporaryDirectory(prefix="inroad-soak-") as folder,
        fake.FakeArxiv(fake.library(40), page_size=20) as arxiv,
    ):
        home, room = Path(folder) / "home", Path(folder) / "tmp"
        home.mkdir()
        room.mkdir()
        env = {**os.environ, "TMPDIR": str(room), "INROAD_ARXIV_OAI": arxiv.oai,
               "INROAD_ARXIV_API": arxiv.api,
               "POLARS_MAX_THREADS": "2", "no_proxy": "*"}  # fmt: skip
        tally = Tally()
        run = commands(home, env, tally)
        month = written(Path(folder) / "month.jsonl")
        run("ingest", str(month), "--no-index")
        run("atlas", "build")
        run("index", "build")
        if tally.wrong:
            raise SystemExit("\n".join(tally.wrong))
        log = Path(folder) / "server.log"
        with serving(home, env, log) as (address, pid):
            samples = _watched(address, pid, room, minutes, readers, run, arxiv, month, tally)
            after, leads, left = sample(pid, 0, room), held(pid), sorted(path.name for path in room.iterdir())
        complaints = [line for line in log.read_text().splitlines() if "Traceback" in line or "ERROR" in line]
        tally.wrong += complaints
        return {
            **judged(samples, after, tally, _orphans(folder)),
            "handles after lead to": leads,
            "left": left,
        }


def _watched(
    address: str, pid: int, room: Path, minutes: float, readers: int, run: Callable[..., bool],
    arxiv: fake.FakeArxiv, month: Path, tally: Tally,
) -> list[Sample]:  # fmt: skip
    crowd = [threading.Thread(target=reading, args=(address, number, tally)) for number in range(readers)]
    crowd += [
        threading.Thread(target=each, args=(address, tally))
        for each in (practising, writing, choosing, meeting)
    ]
    crowd += [
        threading.Thread(target=commanding, args=(run, tally)),
        threading.Thread(target=growing, args=(run, arxiv, month, tally)),
    ]
    samples: list[Sample] = []
    began = time.monotonic()
    for each in crowd:
        each.start()
    try:
        while time.monotonic() - began < 60 * minutes:
            time.sleep(5)
            samples.append(sample(pid, began, room))
            if len(samples) % 24 == 0:
                last = samples[-1]
                print(f"{last.at / 60:5.1f} min  RSS {last.rss:6.1f} MB  PSS {last.pss:6.1f} MB  "
                      f"handles {last.handles:3}  "
                      f"threads {last.threads:2}  children {last.children}  errors {len(tally.wrong)}",
                      file=sys.stderr, flush=True)  # fmt: skip
    finally:
        tally.over.set()
        for each in crowd:
            each.join(180)
    time.sleep(15)  # a check that goes on ends within its limits
    return samples


def _orphans(folder: str) -> list[str]:
    """Processes of this run that are still there, though the server is not."""
    found = []
    for proc in Path("/proc").iterdir():
        if proc.name.isdecimal() and int(proc.name) != os.getpid():
            with suppress(OSError):
                said = (proc / "cmdline").read_bytes() + (proc / "environ").read_bytes()
                if folder.encode() in said:
                    found.append(
                        (proc / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")[:200]
                    )
    return found


def held(pid: int) -> dict[str, int]:
    """What the handles of a process lead to, numbers in names left out."""
    found: Counter[str] = Counter()
    for each in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):
            found[re.sub(r"[0-9a-f]{8,}|\d+", "N", str(each.readlink()))] += 1
    return dict(found.most_common(25))


def judged(samples: list[Sample], after: Sample, tally: Tally, orphans: list[str]) -> dict[str, Any]:
    third = len(samples) // 3
    middle, last = samples[third : 2 * third], samples[2 * third :]

    def both(of: Callable[[Sample], float]) -> tuple[float, float]:
        return statistics.median(map(of, middle)), statistics.median(map(of, last))

    rss, pss, handles = both(lambda s: s.rss), both(lambda s: s.pss), both(lambda s: s.handles)
    verdicts = {
        "no error": not tally.wrong,
        "memory flat": pss[1] <= pss[0] * (1 + GROWTH),
        "no handle left": handles[1] <= handles[0] + HANDLES,
        "no process left": not orphans and after.children == 0,
        "no temporary file left": after.left == 0,
    }
    return {
        "minutes": round(samples[-1].at / 60, 1), "samples": len(samples),
        "done": dict(sorted(tally.done.items())),
        "requests": sum(count for name, count in tally.done.items() if name.startswith(("GET", "POST"))),
        "RSS MB": [round(x, 1) for x in (samples[0].rss, *rss, max(s.rss for s in samples))],
        "PSS MB": [round(x, 1) for x in (samples[0].pss, *pss, max(s.pss for s in samples))],
        "PSS MB an hour after warm-up": round(slope(middle + last, lambda s: s.pss), 2),
        "handles": [samples[0].handles, *handles, max(s.handles for s in samples), after.handles],
        "threads": [samples[0].threads, max(s.threads for s in samples), after.threads],
        "children after": after.children, "temporary files after": after.left, "orphans": orphans,
        "errors": len(tally.wrong), "first errors": tally.wrong[:20], "verdicts": verdicts,
    }  # fmt: skip


def main() -> int:
    reader = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    reader.add_argument("--minutes", type=float, default=30.0)
    reader.add_argument("--readers", type=int, default=20)
    reader.add_argument("--json", type=Path, help="file for the figures")
    asked = reader.parse_args()
    found = soak(asked.minutes, asked.readers)
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=2))
    print(json.dumps(found, indent=2))
    return 0 if all(found["verdicts"].values()) else 1


if __name__ == "__main__":
    sys.exit(main())
