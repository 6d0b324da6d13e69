"""Which issues to ask about, and what became of them, given what is known already (pure)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl

from inroad.signals.seen import Signals
from inroad.sources import github_issues
from inroad.sources.answers import Unreadable
from inroad.sources.github_issues import Issue, Thread
from inroad.sources.http import Reply

THREADS = 10
"""Issues of one repository whose comments are read in one run: each costs a request."""
CHANGED_PAGES = 3
"""Pages of changed issues in one run; oldest change first, so that the next run goes on behind them."""
_INVITING = ("good first", "good-first", "help wanted", "help-wanted", "beginner", "easy", "contributions")


@dataclass(frozen=True, slots=True)
class IssueReader:
    """Issues beside what was known of them."""

    known: Signals

    def request(self, repo: str) -> tuple[dict[str, str], int]:
        """Parameters, and how many pages: what is open, or all that changed since the last look."""
        seen = self.known.issues.filter(pl.col("repo") == repo, pl.col("source") == "github")
        last = seen["updated"].max()
        assert isinstance(last, dt.datetime | None)
        return github_issues.issues_request(last), 1 if last is None else CHANGED_PAGES

    def read(self, body: bytes) -> list[Issue]:
        """The issues of a page, pull requests left out.

        Raises:
            Unreadable: the answer is none.
        """
        return github_issues.parse_issues(body)[0]

    def known_threads(self, issues: list[Issue]) -> dict[tuple[str, int], Thread]:
        """What became of issues that have not changed since their comments were read."""
        repos = list({issue.repo for issue in issues})
        told = self.known.issues.filter(pl.col("repo").is_in(repos), pl.col("claimed").is_not_null())
        rows = {(row["repo"], row["number"], row["updated"]): row for row in told.iter_rows(named=True)}
        found = {}
        for issue in issues:
            if row := rows.get((issue.repo, issue.number, issue.updated)):
                found[issue.repo, issue.number] = Thread(row["answered"], row["claimed"], row["pull_request"])
        return found

    def to_ask(self, issues: list[Issue]) -> list[Issue]:
        """Open and free issues whose comments are not known: those that invite newcomers first."""
        known = self.known_threads(issues)
        free = [
            issue
            for issue in issues
            if issue.state == "open" and not issue.assignees and (issue.repo, issue.number) not in known
        ]
        return sorted(free, key=_urgency)[:THREADS]

    def thread(self, reply: Reply, issue: Issue) -> Thread | None:
        """What became of an issue; None: the answer does not say."""
        if reply.status != 200:
            return None
        try:
            return github_issues.parse_thread(reply.body, issue.author)
        except Unreadable:
            return None


def _urgency(issue: Issue) -> tuple[bool, float, int]:
    inviting = any(word in label.lower() for label in issue.labels or () for word in _INVITING)
    changed = issue.updated.timestamp() if issue.updated else 0.0
    return (not inviting, -changed, issue.number)
