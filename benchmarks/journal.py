"""Whether the journal keeps what it acknowledged, however the processes that write it die.

    python benchmarks/journal.py [--kills 500] [--seed 7] [--json]

Real processes write into one home at once: command lines one after the other (``inroad log add``, ``inroad
helped add``), command lines started afresh, and the server of ``inroad serve``, to which forms are posted.
One of them after the other is killed (SIGKILL) at a random moment and replaced.  An entry is acknowledged
when its command has returned 0, or its form was answered.  Told is:

- *lost*: acknowledged entries that are not in the journal; and those that are there twice.
- *half*: entries without the event that is written beside them, or events without their entry.
- *unacknowledged*: entries that are there although nobody was told; these are allowed, and show that kills
  met processes between writing and answering.
- whether the file is whole, and whether an export taken in elsewhere gives the same rows and the same bytes.

Processes that write one after the other are forked from this one, so that a kill costs milliseconds; fresh
ones and the server are started as a user starts them.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

import inroad.cli.helped
import inroad.cli.log
import inroad.journal.subjects
import inroad.path.log
from inroad.cli import main
from inroad.config import Config
from inroad.journal.export import export
from inroad.journal.store import Journal, open_journal
from inroad.journal.take_in import take_in
from inroad.path.helped import report  # noqa: F401

LOOPS = 3
DRILL = "bagged-trees"
LONGEST = 0.12
"""Seconds between two kills, at most."""


@dataclass
class Child:
    """A process whose acknowledgements come through a pipe."""

    pid: int
    pipe: int
    text: bytes = b""

    def kill(self) -> list[str]:
        """Kill it; everything that it acknowledged."""
        os.kill(self.pid, signal.SIGKILL)
        while part := os.read(self.pipe, 65536):
            self.text += part
        os.waitpid(self.pid, 0)
        os.close(self.pipe)
        return self.text.decode().split("\n")[:-1]


@dataclass
class Tally:
    """What was acknowledged and how often somebody died."""

    acknowledged: list[str] = field(default_factory=list)
    posted: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    complaints: Counter[str] = field(default_factory=Counter)

    def take(self, lines: list[str]) -> None:
        for line in lines:
            word, _, rest = line.partition(" ")
            if word == "kept":
                self.acknowledged.append(rest)
            elif word == "posted":
                self.posted += 1
            else:
                self.complaints[rest] += 1


# -- processes --------------------------------------------------------------------------------------


def fork(act, *arguments) -> Child:
    """A child that runs ``act(say, ...)`` until it is killed."""
    read, write = os.pipe()
    if not (born := os.fork()):
        os.close(read)
        try:
            act(lambda line: os.write(write, f"{line}\n".encode()), *arguments)
        finally:
            os._exit(1)
    os.close(write)
    return Child(born, read)


def commands(say, home: Path, seed: int) -> None:
    """Command lines one after the other."""
    chance = random.Random(seed)
    for number in range(1_000_000):
        token = f"{seed}.{number}"
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = main(["--home", str(home), *_line(chance, token)])
        if code == 0:
            say(f"kept {token}")
        else:
            say(f"refused {' '.join(said.getvalue().split())[:200]}")


def _line(chance: random.Random, token: str) -> list[str]:
    if chance.random() < 0.5:
        return ["log", "add", "5m", "--kind", "intense", "--note", token]
    return ["helped", "add", "Ada", token, "--topic", "kills"]


def forms(say, port: int) -> None:
    """Forms posted to the server, as a browser sends them."""
    address = f"http://localhost:{port}"
    while True:
        try:
            answer = httpx.post(
                f"{address}/practice/{DRILL}/start", headers={"origin": address}, timeout=20, trust_env=False
            )
        except httpx.HTTPError:
            time.sleep(0.02)
            continue
        say("posted" if answer.status_code == 303 else f"refused {answer.status_code}")


def fresh(home: Path, token: str) -> subprocess.Popen[bytes]:
    """A command line as a user starts it."""
    line = [sys.executable, "-m", "inroad.cli", "--home", str(home), *_line(random.Random(token), token)]
    return subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def serving(home: Path, port: int) -> subprocess.Popen[bytes]:
    """The server as a user starts it."""
    line = [
        sys.executable,
        "-m",
        "inroad.cli",
        "--home",
        str(home),
        "serve",
        "--port",
        str(port),
        "--no-open",
    ]
    return subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def free_port() -> int:
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


# -- killing ------------------------------------------------------------------------------------------


def killing(home: Path, kills: int, seed: int, tally: Tally) -> None:
    """Writers at work, and one after the other killed."""
    chance, port = random.Random(seed), free_port()
    server, answers = serving(home, port), 0
    poster = fork(forms, port)
    loops = [fork(commands, home, number) for number in range(LOOPS)]
    try:
        _wait_for_forms(poster)
        for number in range(kills):
            time.sleep(chance.uniform(0, LONGEST))
            # A server takes seconds to start, so it is killed only once it has answered.
            if _answered(poster) > answers and chance.random() < 0.2:
                server.kill()
                server.wait()
                server, answers = serving(home, port), _answered(poster)
                tally.kills["server"] += 1
            elif chance.random() < 0.1:
                _fresh(home, f"fresh.{number}", chance, tally)
            else:
                place = chance.randrange(LOOPS)
                tally.take(loops[place].kill())
                loops[place] = fork(commands, home, LOOPS + number)
                tally.kills["command lines one after the other"] += 1
    finally:
        for each in (*loops, poster):
            tally.take(each.kill())
        server.kill()
        server.wait()


def _fresh(home: Path, token: str, chance: random.Random, tally: Tally) -> None:
    """One that lives for up to as long as it takes."""
    process = fresh(home, token)
    with suppress(subprocess.TimeoutExpired):
        process.wait(chance.uniform(0.2, 1.5))
    if process.poll() is None:
        process.kill()
    if process.wait() == 0:
        tally.acknowledged.append(token)
    else:
        tally.kills["fresh command lines"] += 1


def _wait_for_forms(poster: Child, most: float = 90) -> None:
    """Until a form was answered for the first time."""
    until = time.monotonic() + most
    while not _answered(poster) and time.monotonic() < until:
        time.sleep(0.1)


def _answered(poster: Child) -> int:
    """How many forms were answered so far."""
    os.set_blocking(poster.pipe, False)
    with suppress(BlockingIOError):
        while part := os.read(poster.pipe, 65536):
            poster.text += part
    os.set_blocking(poster.pipe, True)
    return poster.text.count(b"posted")


# -- judging ------------------------------------------------------------------------------------------


def judge(home: Path, tally: Tally) -> dict[str, object]:
    """What is in the journal beside what was acknowledged."""
    journal = open_journal(Config(home))
    with journal.reading() as connection:
        there = Counter(row[0] for row in connection.execute("SELECT note FROM hours"))
        there += Counter(row[0] for row in connection.execute("SELECT what FROM helped"))
        started = connection.execute(
            "SELECT count(*) FROM events WHERE room = 'practice' AND what = 'started'"
        ).fetchone()[0]
        half = sum(len(connection.execute(each).fetchall()) for each in _HALF)
        whole = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        rows = connection.execute("SELECT count(*) FROM events").fetchone()[0]
    return {
        "kills": dict(sorted(tally.kills.items())),
        "acknowledged": len(tally.acknowledged),
        "forms answered": tally.posted,
        "lost": sum(not there[each] for each in tally.acknowledged) + max(tally.posted - started, 0),
        "doubled": sum(count > 1 for count in there.values()),
        "half": half,
        "unacknowledged": len(set(there) - set(tally.acknowledged)) + max(started - tally.posted, 0),
        "refused": dict(tally.complaints.most_common(3)),
        "events": rows,
        "file": whole,
        "same after export and import": _same(journal),
    }


_HALF = (
    "SELECT id FROM hours WHERE id NOT IN (SELECT subject FROM events WHERE room = 'log' AND what = 'added')",
    "SELECT id FROM events WHERE room = 'log' AND what = 'added' AND subject NOT IN (SELECT id FROM hours)",
    "SELECT id FROM helped WHERE id NOT IN (SELECT subject FROM events WHERE room = 'helped')",
    "SELECT id FROM events WHERE room = 'helped' AND subject NOT IN (SELECT id FROM helped)",
)


def _same(journal: Journal) -> bool:
    """Whether an export taken in elsewhere gives the same log and the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        export(journal, out / "one")
        other = Journal(out / "other" / "journal.sqlite3")
        take_in(other, out / "one", inroad.cli.log.NOW(inroad.cli.log.dt.UTC))
        export(other, out / "two")
        names = sorted(str(each.relative_to(out / "one")) for each in (out / "one").rglob("*.*"))
        same = all((out / "one" / each).read_bytes() == (out / "two" / each).read_bytes() for each in names)
        return same and len(names) > 10 and _events(journal) == _events(other)


def _events(journal: Journal) -> list[tuple[object, ...]]:
    with journal.reading() as connection:
        rows: list[sqlite3.Row] = connection.execute("SELECT * FROM events ORDER BY event").fetchall()
        return [tuple(row) for row in rows]


def good(found: dict[str, object]) -> bool:
    """Whether everything was kept."""
    none = not (found["lost"] or found["doubled"] or found["half"])
    return bool(none and found["file"] == ["ok"] and found["same after export and import"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tally = Tally()
        killing(Path(folder), asked.kills, asked.seed, tally)
        found = judge(Path(folder), tally)
    lines = [f"{name}: {value}" for name, value in found.items()]
    print(json.dumps(found) if asked.json else "\n".join(lines))
    sys.exit(0 if good(found) else 1)
