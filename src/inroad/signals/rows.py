"""Records of sources as rows of observations (pure).

One look at one subject gives one row for everything it could have shown: what is there is *seen*, what the
answer says is not there is *absent*.  What an answer leaves open gives no row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from inroad.signals.readme import Readme
from inroad.signals.schema import ISSUES, OBSERVATIONS, STATUS
from inroad.sources.github import Repository
from inroad.sources.github_issues import Issue, Thread
from inroad.sources.hub import PaperPage
from inroad.sources.pypi import Package

SEEN, ABSENT, UNKNOWN = range(len(STATUS))
Row = tuple[str, str, float | None, str | None, int, dt.datetime, str]
"""One row of OBSERVATIONS."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when something was looked at."""

    subject: str
    observed: dt.datetime
    source: str

    def seen(self, what: str, value: float | None = None, text: str | None = None) -> Row:
        """Something is there."""
        number = None if value is None else float(value)
        return (self.subject, what, number, text, SEEN, self.observed, self.source)

    def absent(self, what: str, why: str | None = None) -> Row:
        """It was looked for and is not there."""
        return (self.subject, what, None, why, ABSENT, self.observed, self.source)

    def unknown(self, what: str, why: str) -> Row:
        """It could not be looked up."""
        return (self.subject, what, None, why, UNKNOWN, self.observed, self.source)

    def number(self, what: str, value: float | None) -> list[Row]:
        """A count, if the answer has it."""
        return [] if value is None else [self.seen(what, value)]

    def word(self, what: str, text: str | None) -> list[Row]:
        """A word, if the answer has it."""
        return [] if text is None else [self.seen(what, None, text)]

    def word_or_absent(self, what: str, text: str | None) -> Row:
        """A word; absent if the answer has none."""
        return self.absent(what) if text is None else self.seen(what, None, text)


def table(rows: Iterable[Row]) -> pl.DataFrame:
    """Rows as OBSERVATIONS."""
    return pl.DataFrame(list(rows), schema=OBSERVATIONS, orient="row")


# -- what each record shows -----------------------------------------------------------------------


def of_repository(found: Repository, place: Place) -> list[Row]:
    """A repository's own page."""
    rows = [
        *place.number("stars", found.stars),
        *place.number("forks", found.forks),
        *place.number("open_issues", found.open_issues),
        *place.number("id", found.number),
        *place.number("owner", found.owner),
        *place.word("created", found.created),
        *place.word("pushed", found.pushed),
        *place.word("name", found.written or None),
        *place.word("topics", ", ".join(found.topics) or None),
        *place.number("archived", None if found.archived is None else float(found.archived)),
    ]
    if found.licence_told:
        rows.append(place.word_or_absent("licence", found.licence))
    else:
        rows.append(place.unknown("licence", "there is one that the host does not recognise"))
    return rows


def of_readme(found: Readme, place: Place) -> list[Row]:
    """A README; one that was not read to its end cannot show that something is missing."""
    told = {"install": found.install, "weights": found.weights, "demo": found.demo}
    rows = [place.seen("readme", found.length, None if found.whole else "at least")]
    for what, text in told.items():
        if text is None and not found.whole:
            rows.append(place.unknown(what, f"only the first {found.length:,} characters were read"))
        else:
            rows.append(place.word_or_absent(what, text))
    return rows


def of_paper_page(found: PaperPage, place: Place) -> list[Row]:
    """A paper's page on the Hub, or its entry in the list of a day."""
    rows = place.number("upvotes", found.upvotes)
    if not found.elsewhere:
        rows.append(place.word_or_absent("repository", found.repository))
    return rows


def of_package(found: Package | None, place: Place) -> list[Row]:
    """A package's page."""
    if found is None:
        return [place.absent("package", "there is the name but no release")]
    return [
        place.seen("package", None, found.version),
        *place.word("package_released", found.released),
        place.word_or_absent("package_repository", found.repository),
    ]


# -- issues ---------------------------------------------------------------------------------------


def of_issues(
    issues: Iterable[Issue], threads: dict[tuple[str, int], Thread], observed: dt.datetime, source: str
) -> pl.DataFrame:
    """Issues as ISSUES; what became of them is unknown where no thread was read."""
    rows = [_issue(issue, threads.get((issue.repo, issue.number)), observed, source) for issue in issues]
    return pl.DataFrame(rows, schema=ISSUES, orient="row")


def _issue(issue: Issue, thread: Thread | None, observed: dt.datetime, source: str) -> dict[str, Any]:
    told = asdict(thread) if thread else {}
    row = {**asdict(issue), **told, "observed": observed, "source": source}
    return {name: row.get(name) for name in ISSUES}
