"""How many taken, closed or dead issues come among the first 20, beside labels alone and recency alone.

    python benchmarks/issues.py [DATA]

DATA is the folder of real lists (else the environment's INROAD_DATA).  Labels come from
tests/gold/issues.json: rows of one list told by reading them, and days on which issues of another list were
taken.  Neither list holds comments, so three things are measured apart: what title, labels and body alone
tell; what would be looked at first; and what is shown once threads and linked pull requests were looked up.
The last is right where the looks are right: it counts how much they are needed.
"""

from __future__ import annotations

import ast
import datetime as dt
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import polars as pl

from inroad.openings import tasks
from inroad.openings.codebases import Codebase
from inroad.signals import claims
from inroad.signals.labels import labelled
from inroad.signals.schema import ISSUES

GOLD = json.loads((Path(__file__).resolve().parents[1] / "tests/gold/issues.json").read_text("utf-8"))
BASE = Codebase("", "", 0.0, False)
FIRST = 20
Row = dict[str, Any]


def blank(**known: Any) -> Row:
    """A row of ISSUES in which all else is unknown."""
    return {**dict.fromkeys(ISSUES), **known}


def listed(data: Path) -> list[Row]:
    """The list without numbers, dates and comments, in its order, newest first."""
    table = pl.read_parquet(data / "github_issues" / "issues.parquet")
    repo = GOLD["repository"]
    found = []
    for place, row in enumerate(table.filter(pl.col("repo").str.starts_with(repo)).iter_rows(named=True)):
        labels = [label["name"] for label in ast.literal_eval(row["labels"])]
        read = claims.standing(row["title"], row["body"], [] if row["comments"] == "0" else None, repo)
        found.append(
            blank(
                repo=repo,
                number=place,
                title=row["title"],
                labels=labels,
                state=row["state"],
                comments=int(row["comments"]),
                claimed=read.claimed,
                pull_request=read.pull_request,
                said=read.said,
                files=read.files,
                length=len(row["body"]),
            )
        )
    return found


def feed(data: Path) -> list[Row]:
    """The feed of one label, with days."""
    root = ElementTree.parse(data / "github_issues" / "vllm_good_first_issue_feed.xml")
    found = []
    for item in root.iter("item"):
        number = int(re.sub(r"\D", "", (item.findtext("link") or "").rsplit("/", 1)[1]))
        day = dt.datetime.strptime(item.findtext("pubDate") or "", "%a, %d %b %Y %H:%M:%S %z")
        body = item.findtext("description") or ""
        found.append(
            blank(
                repo="vllm-project/vllm",
                number=number,
                title=item.findtext("title") or "",
                labels=["good first issue"],
                state="open",
                created=day,
                files=claims.files(body),
                length=len(body),
            )
        )
    return found


# -- orders -----------------------------------------------------------------------------------------------


def ours(rows: list[Row], day: dt.date) -> list[Row]:
    """What may be open by all that is known, best first."""
    may = [row for row in rows if tasks.closed(row, day) is None]
    dated = [{**row, "updated": row["updated"] or row["created"] or row["observed"]} for row in may]
    pairs = zip(may, dated, strict=True)
    scored = [
        (sum(p.points for p in tasks.points(full, BASE, None, day, None, None)), row) for row, full in pairs
    ]
    return [row for _, row in sorted(scored, key=lambda pair: (-pair[0], pair[1]["number"]))]


def by_label(rows: list[Row], day: dt.date) -> list[Row]:
    """Labels that welcome newcomers first, else in the order of the list."""
    return sorted(rows, key=lambda row: "welcome" not in labelled(row["labels"]))


def by_recency(rows: list[Row], day: dt.date) -> list[Row]:
    """In the order of the list, which is newest first."""
    return rows


ORDERS: dict[str, Callable[[list[Row], dt.date], list[Row]]] = {
    "inroad": ours,
    "labels alone": by_label,
    "recency alone": by_recency,
}


# -- measures ---------------------------------------------------------------------------------------------


def reading(rows: list[Row], day: dt.date, split: str) -> None:
    """What is told from title, labels and body alone."""
    print(f"{split}: told from title, labels and body, no comment read")
    for kind, places in GOLD[split].items():
        closed = sum(tasks.closed(rows[place], day) is not None for place in places)
        print(f"  {kind:14s} {closed:3d} of {len(places):3d} set aside")


def first(rows: list[Row], day: dt.date, split: str) -> None:
    """The first of each order that are not open tasks, among rows that were labelled."""
    kind = {place: name for name, places in GOLD[split].items() for place in places}
    known = [row for row in rows if row["number"] in kind]
    share = sum(name != "open" for name in kind.values()) / len(kind)
    print(f"{split}: first {FIRST} of {len(known)} rows ({share:.0%} no open task), before a thread is read")
    for name, order in ORDERS.items():
        top = order(known, day)[:FIRST]
        print(f"  {name:14s} {sum(kind[row['number']] != 'open' for row in top):3d} of {len(top)} are none")
    shown = [row for row in ours(known, day) if tasks.unread(row, day) is None]
    print(f"  shown as openings before their threads were read: {len(shown)}")


def taken(rows: list[Row]) -> None:
    """Issues of the feed whose history was looked up, on several days."""
    gold = GOLD["taken"]["vllm-project/vllm"]
    known = {int(number): dt.date.fromisoformat(day) for number, day in gold["issues"].items()}
    mine = [row for row in rows if row["number"] in known]
    last = dt.date.fromisoformat(gold["listed"])
    print(f"{len(mine)} issues of a feed of one label whose threads and pull requests were looked up")
    for day in (*(last - dt.timedelta(days=back) for back in (120, 60, 30, 14)), last):
        there = [row for row in mine if row["created"].date() <= day]
        gone = {row["number"] for row in there if known[row["number"]] <= day}
        looked = [_looked(row, row["number"] in gone, day) for row in there]
        shown = [row for row in ours(looked, day) if tasks.unread(row, day) is None][:FIRST]
        wrong = sum(row["number"] in gone for row in shown)
        free = len(there) - len(gone)
        print(
            f"  {day}: {len(there):2d} labelled, {len(gone):2d} of them taken; inroad shows {len(shown)}, "
            f"{wrong} of them taken, {free} were free"
        )


def _looked(row: Row, is_taken: bool, day: dt.date) -> Row:
    moment = dt.datetime.combine(day, dt.time(), dt.UTC)
    found = {"claimed": is_taken, "pull_request": False, "assignees": [], "said": [], "observed": moment}
    return {**row, **found}


def main() -> None:
    """Prints everything."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ["INROAD_DATA"])
    day = dt.date(2025, 1, 8)  # the youngest row of the list is about so old; it tells no days
    rows = [{**row, "observed": dt.datetime.combine(day, dt.time(), dt.UTC)} for row in listed(data)]
    for split in ("dev", "test"):
        reading(rows, day, split)
        first(rows, day, split)
    taken(feed(data))


if __name__ == "__main__":
    main()
