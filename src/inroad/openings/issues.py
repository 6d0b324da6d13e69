"""Openings of kind *issue*: open tasks in the field's codebases that a newcomer could take today.

What is shown was looked at: it is open, nobody is assigned or has said to be on it, no pull request is known,
the thread was read, and something happened lately.  An issue of which that is not known is not called open;
:func:`unread` names those whose look would pay most.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import polars as pl

from inroad.atlas.field import Field
from inroad.openings import tasks
from inroad.openings.codebases import Codebase, Topics, codebases
from inroad.openings.play import known, subject_of, today
from inroad.openings.signs import counted, listed, upkeep
from inroad.openings.tasks import Row
from inroad.signals.seen import Signals
from inroad.types import Evidence, Opening, Part, Refutation

_FEW_ANSWERS = 3
"""Answered issues that it takes to say how soon maintainers answer."""
_A_REPOSITORY = 5
"""Issues of one repository among the first shown, so that one feed does not fill the list."""


@dataclass(frozen=True, slots=True)
class _Task:
    row: Row
    base: Codebase
    topic: str | None
    parts: tuple[Part, ...]

    @property
    def place(self) -> tuple[float, str, int]:
        return -sum(part.points for part in self.parts), self.base.repo, self.row["number"]


def find(field: Field, signals: Signals, most: int) -> list[Opening]:
    """The best openings of this kind, best first; ties by repository and number.

    Args:
        field: where to look; if its atlas was asked for a day, later observations are not seen.
        signals: observations and issues.
        most: how many at most.
    """
    now = today(field, signals)
    found = [each for each in _tasks(field, signals, now) if tasks.unread(each.row, now) is None]
    return [_opening(each, now) for each in _spread(sorted(found, key=lambda each: each.place))[:most]]


def unread(field: Field, signals: Signals, most: int) -> list[tuple[str, int, str]]:
    """Issues that may be openings once somebody looks: repository, number, what must be looked at."""
    now = today(field, signals)
    missing = [(each, tasks.unread(each.row, now)) for each in _tasks(field, signals, now)]
    wanted = sorted(((each, what) for each, what in missing if what), key=lambda pair: pair[0].place)
    return [(each.row["repo"], each.row["number"], what) for each, what in wanted[:most]]


def _spread(ranked: list[_Task]) -> list[_Task]:
    """The best of each repository first; what is more of one repository comes after all others."""
    counts: dict[str, int] = {}
    first: list[_Task] = []
    rest: list[_Task] = []
    for each in ranked:
        counts[each.base.repo] = counts.get(each.base.repo, 0) + 1
        (first if counts[each.base.repo] <= _A_REPOSITORY else rest).append(each)
    return first + rest


# -- candidates -------------------------------------------------------------------------------------------


def _tasks(field: Field, signals: Signals, now: dt.date) -> Iterator[_Task]:
    """Issues of the field's codebases against which nothing speaks."""
    seen = known(field, signals)
    issues = seen.last_issues()
    bases = codebases(field, seen, issues["repo"].unique())
    of_field = issues.filter(pl.col("repo").str.to_lowercase().is_in(sorted(bases)))
    looks = seen.latest([subject_of(repo) for repo in bases])
    soon, topics = _answers(of_field), Topics(field)
    for row in of_field.iter_rows(named=True):
        repo = row["repo"].lower()
        base, there = bases[repo], looks.get(subject_of(repo), {})
        topic = topics.of(row["title"])
        if (base.broad and topic is None) or upkeep(there, now).answer == "no" or tasks.closed(row, now):
            continue
        newcomers = there["outside_merges"].value if "outside_merges" in there else None
        yield _Task(row, base, topic, tasks.points(_dated(row), base, topic, now, soon.get(repo), newcomers))


def _dated(row: Row) -> Row:
    """An issue without any date is as old as can be."""
    if row["updated"] or row["created"]:
        return row
    return {**row, "updated": row["observed"] - tasks.OLD}


def _answers(issues: pl.DataFrame) -> dict[str, float]:
    """Folded repository -> median days until the first answer by a member, over its answered issues."""
    answered = issues.filter(pl.col("answered").is_not_null(), pl.col("created").is_not_null())
    days: dict[str, list[float]] = {}
    for repo, created, first in answered.select("repo", "created", "answered").iter_rows():
        days.setdefault(repo.lower(), []).append((first - created).total_seconds() / 86_400)
    return {repo: median(each) for repo, each in days.items() if len(each) >= _FEW_ANSWERS}


# -- openings ---------------------------------------------------------------------------------------------


def _opening(each: _Task, now: dt.date) -> Opening:
    row, base = each.row, each.base
    name = f"{row['repo']}#{row['number']}"
    url = f"https://github.com/{row['repo']}/issues/{row['number']}"
    look = Evidence(date=row["observed"].date(), note=f"{name} as seen; {row['source']}")
    said = [part.why for part in each.parts if part.name in ("unclaimed", "fresh", "maintainers answer")]
    return Opening(
        opening_id=f"issue:{row['repo'].lower()}#{row['number']}",
        kind="issue",
        title=f"{row['title'].strip()} ({name})",
        why=f"open task in {row['repo']} ({base.why}): {'; '.join(said)}",
        obstacle=_obstacle(row),
        parts=each.parts,
        effort=tasks.effort(row),
        steps=_steps(row, url),
        refutation=_refutation(row, now),
        wrong_if="by the time you look it is closed, assigned, claimed in a comment, or has a pull request",
        evidence=(look, *base.evidence),
        method=base.method,
        paper_id=base.paper_id,
        url=url,
        unknown=_unknown(row),
    )


def _obstacle(row: Row) -> str:
    files = tasks.files_of(row)
    where = f"touches {listed(files[:3])}" if files else "files not named"
    length = f"{row['length']:,} characters of description" if row["length"] is not None else "text not read"
    return f"nobody has taken it yet; {where}; {length}"


def _steps(row: Row, url: str) -> tuple[str, str, str]:
    files = tasks.files_of(row)
    where = f"open {listed(files[:3])}" if files else f"search {row['repo']} for the words of its title"
    return (
        f"read {url} to its end: is it still open, has anybody claimed it since {row['observed']:%Y-%m-%d}?",
        f"clone {row['repo']}, run its tests as CONTRIBUTING says, {where}, and write a test that fails",
        f"say in #{row['number']} what you will change and by when; then open a draft pull request naming it",
    )


def _refutation(row: Row, now: dt.date) -> Refutation:
    thread = (
        "its thread" if row["comments"] is None else f"its thread of {counted(row['comments'], 'comment')}"
    )
    last = row["updated"] or row["created"]
    return Refutation(
        searched=(
            "assignees",
            "claims",
            "pull requests",
            "closing, stale, blocking and undecided words and labels",
        ),
        looked_in=f"state, labels, {thread}, pull requests; seen {row['observed']:%Y-%m-%d}, for {now}",
        found=f"none of them; last touched {last:%Y-%m-%d}",
    )


def _unknown(row: Row) -> tuple[str, ...]:
    missing = {
        "assignees": row["assignees"] is None,
        "the text": row["length"] is None,
    }
    return tuple(f"{name}: run `inroad sync signals`" for name, absent in missing.items() if absent)
