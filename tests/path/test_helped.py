"""Whom one helped, what people come for, and what came back."""

from __future__ import annotations

import datetime as dt

import pytest

from inroad.errors import InputError, NotFound
from inroad.journal import helped as kept
from inroad.journal.store import Journal
from inroad.path.helped import report
from inroad.types import CameBack, Helped

NOW = dt.datetime(2026, 4, 2, 9, 30, tzinfo=dt.UTC)
TODAY = NOW.date()


@pytest.fixture
def journal(tmp_path) -> Journal:
    return Journal(tmp_path / "home" / "journal.sqlite3")


def given(number: int, whom: str, topic: str, back: int = 0) -> Helped:
    backs = tuple(CameBack(f"c{number}{each}", TODAY, "thanks") for each in range(back))
    return Helped(f"h{number}", TODAY - dt.timedelta(days=number), whom, "x", topic, None, backs)


def test_topics_tell_what_people_come_for():
    found = report(
        [given(3, "Ada", "CUDA", 2), given(2, "ada", "cuda"), given(1, "Bob", "cuda"), given(0, "Bob", "")]
    )
    assert (found.times, found.people, found.came_back) == (4, 2, 1)
    told = [(each.topic, each.times, each.people, each.came_back) for each in found.topics]
    assert told == [("CUDA", 3, 2, 1), ("", 1, 1, 0)]
    assert found.topics[0].last == TODAY - dt.timedelta(days=1)
    assert [each.helped_id for each in found.entries] == ["h0", "h1", "h2", "h3"]


def test_nothing_is_a_report_too():
    assert report([]).topics == ()


def test_what_came_back_belongs_to_its_help(journal):
    ada = kept.add(journal, "Ada", "her loader", "data", TODAY, 30, NOW)
    kept.add(journal, "Bob", "a kernel", "cuda", TODAY, None, NOW)
    kept.came_back(journal, ada.helped_id[:6], "an introduction", TODAY, NOW)
    found = {each.whom: each for each in kept.helped(journal)}
    assert [each.what for each in found["Ada"].came_back] == ["an introduction"]
    assert found["Bob"].came_back == ()
    assert found["Ada"].minutes == 30


def test_an_id_that_is_unknown_or_fits_several_is_refused(journal):
    with pytest.raises(NotFound):
        kept.came_back(journal, "a", "x", TODAY, NOW)
    assert not journal.exists
    made = [kept.add(journal, "Ada", str(n), "", TODAY, None, NOW).helped_id for n in range(17)]
    letter = next(each for each in "0123456789abcdef" if sum(one.startswith(each) for one in made) > 1)
    with pytest.raises(InputError, match=f"ids begin with '{letter}'"):
        kept.came_back(journal, letter, "x", TODAY, NOW)
    for wrong in ("zz", ""):
        with pytest.raises(NotFound):
            kept.came_back(journal, wrong, "x", TODAY, NOW)


def test_undo_goes_back_entry_by_entry(journal):
    with pytest.raises(NotFound):
        kept.undo(journal, NOW)
    ada = kept.add(journal, "Ada", "her loader", "data", TODAY, 30, NOW)
    kept.came_back(journal, ada.helped_id, "an introduction", TODAY, NOW)
    assert kept.undo(journal, NOW) == "an introduction"
    assert kept.helped(journal)[0].came_back == ()
    kept.undo(journal, NOW)
    assert kept.helped(journal) == ()
    with pytest.raises(NotFound):
        kept.undo(journal, NOW)
