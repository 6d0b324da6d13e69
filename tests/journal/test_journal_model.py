"""Any order of takes, dismissals, restores and looks leaves what a plain dictionary says."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import openings_sample as sample
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from inroad.errors import NotFound
from inroad.journal import events
from inroad.journal.openings import choices, dismiss, look, restore, take
from inroad.journal.store import Journal

SUBJECTS = st.sampled_from(["a", "b", "c"])
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)


class Decisions(RuleBasedStateMachine):
    """The journal beside a dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.journal = Journal(Path(self.folder.name) / "journal.sqlite3")
        self.now = sample.NOW
        self.decided: dict[str, tuple[str, str]] = {}
        self.told = 0

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(subject=SUBJECTS, note=WORDS)
    def take(self, subject: str, note: str) -> None:
        take(self.journal, sample.opening(subject), self.now, note)
        self.decided[subject] = ("taken", note)
        self.told += 1

    @rule(subject=SUBJECTS, why=WORDS)
    def dismiss(self, subject: str, why: str) -> None:
        dismiss(self.journal, sample.opening(subject), self.now, why)
        self.decided[subject] = ("dismissed", why)
        self.told += 1

    @rule(subject=SUBJECTS)
    def restore(self, subject: str) -> None:
        try:
            was = restore(self.journal, f"underplayed:{subject}", self.now)
        except NotFound:
            assert subject not in self.decided
        else:
            assert was == self.decided.pop(subject)[0]
            self.told += 1

    @rule(subject=SUBJECTS)
    def look(self, subject: str) -> None:
        look(self.journal, sample.opening(subject), self.now)

    @rule(days=st.integers(-3, 3))
    def time_passes(self, days: int) -> None:
        self.now += dt.timedelta(days=days)

    @invariant()
    def says_what_was_decided(self) -> None:
        found = choices(self.journal)
        said = {each.opening.method: ("taken", each.note) for each in found.taken}
        said |= {each.opening.method: ("dismissed", each.why) for each in found.dismissed}
        assert said == self.decided
        assert not {each.opening_id.partition(":")[2] for each in found.looked} & self.decided.keys()

    @invariant()
    def tells_every_change_once(self) -> None:
        with self.journal.reading() as connection:
            assert len(events.read(connection)) == self.told


Decisions.TestCase.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
TestDecisions = Decisions.TestCase
