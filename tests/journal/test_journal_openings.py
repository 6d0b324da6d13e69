"""What is taken, dismissed and looked at, and that nothing of it is lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import openings_sample as sample
import pytest

from inroad.errors import NotFound
from inroad.journal import events
from inroad.journal.openings import choices, dismiss, look, restore, take
from inroad.journal.store import Journal
from inroad.types import Choices, Dismissed, Looked, Taken

NOW = sample.NOW
LATER = NOW + dt.timedelta(hours=3)
VERA, DORA = sample.opening("vera"), sample.opening("dora")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.sqlite3")


def test_reading_makes_no_journal(journal):
    assert choices(journal) == Choices()
    look(journal, VERA, NOW)
    with pytest.raises(NotFound):
        restore(journal, "underplayed:vera", NOW)
    assert list(journal.path.parent.iterdir()) == []


def test_reading_leaves_the_folder_as_it_was(journal):
    take(journal, VERA, NOW)
    before = {path.name: path.read_bytes() for path in journal.path.parent.iterdir()}
    assert choices(journal).taken
    assert {path.name: path.read_bytes() for path in journal.path.parent.iterdir()} == before


def test_taken_and_dismissed_are_kept_as_they_were_shown(journal):
    take(journal, VERA, NOW, "begin on Monday")
    dismiss(journal, DORA, LATER, "too big")
    expected = Choices(
        (Taken(VERA, NOW, "begin on Monday", "planned"),), (Dismissed(DORA, LATER, "too big"),)
    )
    assert choices(journal) == expected
    assert choices(Journal(journal.path)) == expected


def test_the_last_word_counts(journal):
    take(journal, VERA, NOW)
    dismiss(journal, VERA, LATER, "tried it")
    assert choices(journal) == Choices((), (Dismissed(VERA, LATER, "tried it"),))
    take(journal, VERA, LATER)
    assert choices(journal) == Choices((Taken(VERA, LATER, "", "planned"),))


def test_taking_again_renews_what_was_shown_and_keeps_the_state(journal):
    take(journal, VERA, NOW, "first")
    with journal.writing(NOW) as connection:
        connection.execute("UPDATE plan SET state = 'begun'")
    newer = replace(VERA, why="something new")
    take(journal, newer, LATER, "second")
    assert choices(journal).taken == (Taken(newer, LATER, "second", "begun"),)


def test_restore_undoes_either(journal):
    take(journal, VERA, NOW)
    dismiss(journal, DORA, NOW, "no")
    assert restore(journal, VERA.opening_id, LATER) == "taken"
    assert restore(journal, DORA.opening_id, LATER) == "dismissed"
    assert choices(journal) == Choices()


def test_restoring_what_is_undecided_names_what_comes_near(journal):
    take(journal, VERA, NOW)
    with pytest.raises(NotFound) as caught:
        restore(journal, "underplayed:verra", LATER)
    assert caught.value.near == ("underplayed:vera",)
    assert choices(journal).taken


def test_looks_are_counted_and_leave_with_a_decision(journal):
    take(journal, DORA, NOW)
    look(journal, VERA, NOW)
    look(journal, VERA, LATER)
    assert choices(journal).looked == (Looked(VERA.opening_id, VERA.title, NOW, LATER, 2),)
    dismiss(journal, VERA, LATER, "no")
    assert choices(journal).looked == ()


def test_a_clock_that_went_back_does_not_make_the_last_look_older(journal):
    take(journal, DORA, NOW)
    look(journal, VERA, LATER)
    look(journal, VERA, NOW)
    assert choices(journal).looked[0].last == LATER


def test_events_tell_the_whole_story(journal):
    take(journal, VERA, NOW, "note")
    dismiss(journal, VERA, LATER, "why")
    restore(journal, VERA.opening_id, LATER)
    with journal.reading() as connection:
        told = events.read(connection, room="openings", subject=VERA.opening_id)
    assert [each.what for each in told] == ["taken", "dismissed", "restored"]
    assert [each.at for each in told] == [NOW, LATER, LATER]
    assert told[1].data["before"]["note"] == "note"
    assert told[2].data["before"]["why"] == "why"
    assert told[2].data["before"]["record"]["title"] == VERA.title


def test_events_are_of_a_room_and_a_subject(journal):
    take(journal, VERA, NOW)
    with journal.writing(LATER) as connection:
        number = events.add(connection, events.Event(LATER, "practice", "passed", "drill:1", {"seconds": 90}))
    with journal.reading() as connection:
        assert [each.number for each in events.read(connection)] == [1, number]
        (drill,) = events.read(connection, room="practice")
        assert (drill.subject, drill.data) == ("drill:1", {"seconds": 90})
        assert events.read(connection, subject="nothing") == ()


def test_other_zones_are_stored_as_utc(journal):
    there = dt.datetime(2026, 4, 2, 1, 30, tzinfo=dt.timezone(dt.timedelta(hours=-8)))
    take(journal, VERA, there)
    assert choices(journal).taken[0].at == there
    with journal.reading() as connection:
        assert connection.execute("SELECT taken FROM plan").fetchone()[0] == "2026-04-02T09:30:00Z"


def test_a_moment_without_zone_is_a_mistake(journal):
    with pytest.raises(ValueError, match="zone"):
        take(journal, VERA, dt.datetime(2026, 4, 2))
    assert choices(journal) == Choices()


@pytest.mark.parametrize("text", ["'; DROP TABLE plan; --", "\x00\ud800", "𝔵" * 5000, ""])
def test_any_text_is_kept(journal, text):
    opening = replace(VERA, title=f"a{text}", why=text)
    take(journal, opening, NOW, text)
    (taken,) = choices(journal).taken
    assert taken.opening == opening
    assert taken.note == text.replace("\ud800", "\ufffd")
    look(journal, replace(opening, opening_id="x"), NOW)
    dismiss(journal, opening, NOW, text)
    assert choices(journal).dismissed[0].why == taken.note
