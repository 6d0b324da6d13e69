"""Follows, likes and visits, and that nothing of them is lost."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import replace

import pytest

from inroad.errors import NotFound
from inroad.journal import events, migrations, store
from inroad.journal.follows import follow, following, known_then, unfollow, visited
from inroad.journal.likes import take_back, take_in, unvote, vote
from inroad.journal.store import Journal
from inroad.types import BY_HAND, Follow, Following, Visit, Vote

NOW = dt.datetime(2026, 4, 2, 9, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=3)


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / "journal.sqlite3")


def like(paper_id, source=BY_HAND, sign="like", title="A Title"):
    return Vote(paper_id, sign, NOW, source, title, 2024)


def test_reading_makes_no_journal(journal):
    assert following(journal) == Following()
    assert known_then(journal) == b""
    with pytest.raises(NotFound):
        unfollow(journal, "LoRA", NOW)
    with pytest.raises(NotFound):
        unvote(journal, ["2305.14314"], "like", NOW)
    with pytest.raises(NotFound):
        take_back(journal, "zotero", NOW)
    assert list(journal.path.parent.iterdir()) == []


def test_follows_are_kept_in_order_and_once(journal):
    assert follow(journal, "method", "LoRA", NOW)
    assert follow(journal, "category", "cs.CL", LATER)
    assert not follow(journal, "method", "LoRA", LATER)
    expected = (Follow("method", "LoRA", NOW), Follow("category", "cs.CL", LATER))
    assert following(Journal(journal.path)).follows == expected


def test_unfollow_finds_it_in_any_case_and_asks_which(journal):
    follow(journal, "method", "LoRA", NOW)
    follow(journal, "query", "LoRA", NOW)
    with pytest.raises(NotFound, match="as method and as query"):
        unfollow(journal, "lora", LATER)
    assert unfollow(journal, "lora", LATER, "query").kind == "query"
    assert unfollow(journal, "lora", LATER).kind == "method"
    with pytest.raises(NotFound) as caught:
        unfollow(journal, "lora", LATER)
    assert caught.value.near == ()


def test_what_is_not_followed_names_what_comes_near(journal):
    follow(journal, "method", "QLoRA", NOW)
    with pytest.raises(NotFound) as caught:
        unfollow(journal, "QLora2", NOW)
    assert caught.value.near == ("QLoRA",)


def test_the_last_word_counts(journal):
    assert vote(journal, [like("a")], NOW) == {"a": None}
    assert vote(journal, [like("a", sign="dislike")], LATER) == {"a": "like"}
    assert [(each.paper_id, each.sign) for each in following(journal).votes] == [("a", "dislike")]
    with pytest.raises(NotFound):
        unvote(journal, ["a"], "like", LATER)
    assert unvote(journal, ["a", "b"], "dislike", LATER) == (like("a", sign="dislike"),)
    assert following(journal).votes == ()


def test_an_import_never_alters_what_was_said_by_hand(journal):
    vote(journal, [like("a", sign="dislike")], NOW)
    assert take_in(journal, "zotero", [like("a", "zotero"), like("b", "zotero")], {"kind": "x"}, LATER) == 1
    assert take_in(journal, "zotero", [like("b", "zotero")], {}, LATER) == 0
    vote(journal, [like("b")], LATER)
    with pytest.raises(NotFound) as caught:
        take_back(journal, "zotero", LATER)
    assert "nothing was imported" in caught.value.remedy
    assert {each.paper_id: each.sign for each in following(journal).votes} == {"a": "dislike", "b": "like"}


def test_an_import_is_taken_back_alone(journal):
    take_in(journal, "one", [like("a", "one"), like("b", "one")], {}, NOW)
    take_in(journal, "two", [like("b", "two"), like("c", "two")], {}, NOW)
    assert take_back(journal, "one", LATER) == 2
    assert [each.paper_id for each in following(journal).votes] == ["c"]


def test_visits_keep_only_the_last_memory(journal):
    first = Visit(NOW, dt.date(2026, 3, 20), dt.date(2026, 3, 26), 5)
    second = replace(first, at=LATER, since=dt.date(2026, 3, 27), until=dt.date(2026, 3, 31))
    visited(journal, first, b"one")
    visited(journal, second, b"two")
    assert following(journal).last == second
    assert known_then(journal) == b"two"
    with journal.reading() as connection:
        assert [row[0] for row in connection.execute("SELECT known FROM visits ORDER BY visit")] == [
            None,
            b"two",
        ]


def test_events_tell_the_whole_story(journal):
    follow(journal, "method", "LoRA", NOW)
    unfollow(journal, "LoRA", LATER)
    vote(journal, [like("a")], NOW)
    unvote(journal, ["a"], "like", LATER)
    take_in(journal, "z", [like("b", "z")], {"read": 1}, NOW)
    take_back(journal, "z", LATER)
    with journal.reading() as connection:
        told = events.read(connection, room="following")
    assert [each.what for each in told] == [
        "followed",
        "unfollowed",
        "liked",
        "unliked",
        "imported",
        "import undone",
    ]
    assert told[3].data["before"]["title"] == "A Title"
    assert told[4].data["added"] == ["b"]
    assert told[5].data["before"][0]["paper_id"] == "b"


def test_any_text_is_kept(journal):
    for text in ("'; DROP TABLE votes; --", "\x00\ud800", "𝔵" * 5000):
        follow(journal, "query", text, NOW)
        vote(journal, [like(text or "x", title=text)], NOW)
    stored = {each.text for each in following(journal).follows}
    assert stored == {"'; DROP TABLE votes; --", "\x00\ufffd", "𝔵" * 5000}
    assert {each.title for each in following(journal).votes} == stored


def test_a_journal_of_the_first_format_gets_the_new_tables(journal, monkeypatch):
    with monkeypatch.context() as earlier:
        earlier.setattr(store, "FORMAT", 1)
        earlier.setattr(store, "MIGRATIONS", migrations.MIGRATIONS[:1])
        with journal.writing(NOW) as connection:
            connection.execute("INSERT INTO looked VALUES ('x', 't', 'a', 'a', 1)")
    assert following(journal) == Following()
    follow(journal, "method", "LoRA", NOW)
    assert following(journal).follows == (Follow("method", "LoRA", NOW),)
    with sqlite3.connect(journal.path) as connection:
        assert connection.execute("SELECT opening_id FROM looked").fetchall() == [("x",)]
