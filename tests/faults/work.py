"""What children of the forge do besides command lines: work without pauses, and looks at what is left."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import random
from pathlib import Path
from typing import Any

from inroad.config import Config
from inroad.corpus.store import months, papers_store, read
from inroad.sources.http import Client, Manners

NOW = dt.datetime(2026, 4, 2, 12, tzinfo=dt.UTC)


def found(home: str) -> dict[str, list[str]]:
    """What the doctor says, by health."""
    from inroad.doctor import look

    said: dict[str, list[str]] = {"ok": [], "note": [], "damaged": [], "refused": []}
    for each in look(Config(Path(home)), dt.datetime.now(dt.UTC)).findings:
        said[each.health].append(f"{each.subject}: {each.problem}")
    return said


def papers(home: str) -> list[str]:
    """Ids of all papers, every file read."""
    return read(Config(Path(home))).collect()["paper_id"].to_list()


def tables(home: str) -> list[str]:
    """Months of the corpus that are in force."""
    return months(papers_store(Config(Path(home))).manifest())


def methods(home: str) -> list[str]:
    """What the atlas knows, every table of it read."""
    from inroad.atlas.open import open_atlas

    atlas = open_atlas(Config(Path(home)))
    told = [atlas.papers, atlas.methods, atlas.read("mentions"), atlas.read("related"), atlas.read("aliases")]
    return [hashlib.sha256(each.write_ndjson().encode()).hexdigest() for each in told]


def harvest(home: str, oai: str) -> None:
    """A sync that does not wait between pages."""
    from inroad import sync

    with Client(Manners(interval=0, backoff=0.01)) as client:
        sync.arxiv(Config(Path(home)), client, places=sync.Places(oai, oai), batch=3)


def looks(home: str) -> None:
    """Looks at the world, without pauses."""
    from inroad.sync.signals import signals

    now = dt.datetime(2025, 9, 21, 12, 30, tzinfo=dt.UTC)
    signals(Config(Path(home)), None, manners=Manners(interval=0), now=lambda: now)


def seen(home: str) -> list[str]:
    """All observations and states of issues, in order."""
    from inroad.signals.store import open_signals

    signals = open_signals(Config(Path(home)))
    rows = [*signals.observations.iter_rows(), *signals.issues.iter_rows()]
    return sorted(repr(row) for row in rows)


def entries(home: str, seed: int, most: int = 1_000_000) -> None:
    """Command lines that write the journal, one after the other; each is told once it was acknowledged."""
    import contextlib
    import io

    from inroad.cli import main

    chance = random.Random(seed)
    for number in range(most):
        token = f"{seed}.{number}"
        line = ["log", "add", "5m", "--kind", "intense", "--note", token]
        if chance.random() < 0.5:
            line = ["helped", "add", "Ada", token, "--topic", "kills"]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
            code = main(["--home", home, *line])
        os.write(1, (f"kept {token}\n" if code == 0 else f"refused {said.getvalue()}").encode())


def journal(home: str) -> dict[str, Any]:
    """What is in the journal, and whether any entry is half there."""
    from inroad.journal.store import open_journal

    with open_journal(Config(Path(home))).reading() as connection:
        ask = connection.execute
        notes = [row[0] for row in ask("SELECT note FROM hours")] + [
            row[0] for row in ask("SELECT what FROM helped")
        ]
        events = ask("SELECT count(*) FROM events").fetchone()[0]
        half = ask(
            "SELECT count(*) FROM hours WHERE id NOT IN (SELECT subject FROM events WHERE room = 'log')"
        ).fetchone()[0]
    return {"notes": notes, "events": events, "half": half}


def verdict(folder: str) -> dict[str, Any]:
    """The runs of a claim: which there are, how often, and what came out."""
    from inroad.workshop.claim.runs import read as runs

    held = runs(Path(folder) / "runs.jsonl")
    rows = [[run.seed, run.variant, run.role, run.status, run.metrics] for run in held.runs]
    return {"rows": sorted(rows, key=json.dumps), "unreadable": held.unreadable}
