"""Digests of a feed: safe, complete, the same for the same feed."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from inroad.report import digest, feed_text, feed_words
from inroad.types import Coverage, FeedEntry, FeedReport, Follow, Introduced, Part

DAY = dt.date(2026, 3, 30)
EVIL = "A <script>alert(1)</script> & \x1b[31m \u202e title ]]>\x00"
NAMED = Introduced("ThinLoRA", "thinlora", False, 0, ("LoRA",))
ENTRY = FeedEntry(
    paper_id="2603.00001",
    title="Thin adapters",
    date=DAY,
    authors=("Ada Grey", "B. Row"),
    category="cs.LG",
    parts=(Part("nearness", 2.0), Part("method LoRA", 2.0), Part("dislikes", -0.5)),
    above=0.99,
    introduces=(NAMED,),
    names=("LoRA",),
    near="2106.09685",
    near_title="Low ranks",
    words=("rank", "adapter"),
    first="ThinLoRA builds on LoRA: be one of the first five who try it",
)
REPORT = FeedReport(
    since=dt.date(2026, 3, 25),
    until=dt.date(2026, 3, 31),
    catch_up=False,
    last=None,
    follows=1,
    likes=5,
    dislikes=3,
    new=2491,
    folded=3,
    filtered=7,
    entries=(ENTRY,),
    coverage=Coverage("home", 100, DAY, DAY, None, True),
    warnings=("a warning",),
)
HOSTILE = replace(
    REPORT,
    warnings=(EVIL,),
    entries=(
        replace(
            ENTRY, paper_id=EVIL, title=EVIL, authors=(EVIL,), category=EVIL, words=(EVIL,), near=EVIL,
            near_title=EVIL, first=EVIL, introduces=(replace(NAMED, name=EVIL),),
            parts=(Part(EVIL, 1.0),), folded=(EVIL,),
        ),
    ),
)  # fmt: skip
MAKERS = [digest.plain, digest.atom, digest.page]


@pytest.mark.parametrize("make", MAKERS)
def test_every_digest_says_all_of_it(make):
    text = " ".join(make(REPORT).split())
    for said in (
        "1 paper for you, out of 2,491 new ones from 2026-03-25 to 2026-03-31",
        "Thin adapters", "https://arxiv.org/abs/2603.00001",
        "ThinLoRA builds on LoRA: be one of the first five",
        "Nearest to arXiv:2106.09685", "rank, adapter", "new to the atlas", "score 3.5",
    ):  # fmt: skip
        assert said in text


@pytest.mark.parametrize("make", MAKERS)
def test_no_digest_lets_anything_through(make):
    text = make(HOSTILE)
    assert not set(text) & set("\x00\x1b\u202e")
    if make is not digest.plain:
        assert "<script" not in text


@pytest.mark.parametrize("report", [REPORT, HOSTILE, replace(REPORT, entries=())])
def test_atom_is_well_formed_and_has_what_a_reader_needs(report):
    root = ET.fromstring(digest.atom(report))
    space = {"a": digest.ATOM}
    assert root.findtext("a:updated", None, space) == "2026-03-31T00:00:00Z"
    entries = root.findall("a:entry", space)
    assert len(entries) == len(report.entries)
    for each in (root, *entries):
        assert each.findtext("a:id", None, space)
        assert each.findtext("a:title", None, space)
    for each in entries:
        assert each.find("a:author/a:name", space) is not None


def test_an_entry_keeps_its_id_whatever_else_changes():
    other = replace(REPORT, since=DAY, entries=(replace(ENTRY, title="Other", parts=()),))
    ids = [
        ET.fromstring(digest.atom(each)).find(f"{{{digest.ATOM}}}entry/{{{digest.ATOM}}}id").text
        for each in (REPORT, other)
    ]
    assert ids[0] == ids[1] == "urn:inroad:paper:2603.00001"


def test_plain_text_is_not_wider_than_mail():
    assert max(map(len, digest.plain(REPORT).splitlines())) <= digest.WIDTH


class Loads(HTMLParser):
    """Collects what a page would load and which elements carry style."""

    def __init__(self):
        super().__init__()
        self.loaded = []

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "img", "link", "iframe", "style"):
            self.loaded.append(tag)


def test_the_page_needs_nothing_from_outside_and_no_style_sheet():
    reader = Loads()
    reader.feed(digest.page(HOSTILE))
    assert reader.loaded == []


def test_an_empty_feed_says_so():
    empty = replace(REPORT, entries=())
    for text in (digest.plain(empty), digest.page(empty)):
        assert feed_words.NOTHING in text
    assert feed_text.feed(empty)


def test_what_the_atlas_has_not_read_is_not_called_new():
    unread = Introduced("X", None, None, None)
    assert "has not read" in feed_words.introduced(unread)
    assert "the name was there before, named by 3 other papers" in feed_words.introduced(
        Introduced("X", "x", True, 3)
    )


def test_unknown_authors_are_said_to_be_unknown():
    assert "authors unknown" in feed_words.source(replace(ENTRY, authors=None))
    many = replace(ENTRY, authors=tuple("ABCDEFG"), version=3)
    assert feed_words.source(many).endswith("A, B, C, D and 3 more")
    assert "arXiv:2603.00001v3" in feed_words.source(many)


def test_nearly_all_is_not_called_all():
    assert "above 99.9 % of random" in feed_words.score(replace(ENTRY, above=0.9996))
    assert "above all of random" in feed_words.score(replace(ENTRY, above=1.0))
    assert "above" not in feed_words.score(replace(ENTRY, near=None))


def test_parts_that_read_as_zero_are_left_out():
    parts = (Part("nearness", 0.31), Part("words", 0.04), Part("methods", -0.049), Part("dislikes", -0.06))
    said = feed_words.score(replace(ENTRY, parts=parts))
    assert said.endswith("(nearness +0.3, dislikes -0.1)")
    assert "(" not in feed_words.score(replace(ENTRY, parts=parts[1:3]))


@pytest.mark.parametrize("make", MAKERS)
def test_a_paper_that_stands_for_a_follow_is_told_as_such(make):
    for kind, text, said in (
        ("method", "LoRA", "a recent paper on LoRA, which you follow"),
        ("author", "Ada Grey", "a recent paper by Ada Grey, whom you follow"),
    ):
        follow = Follow(kind, text, dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
        page = " ".join(make(replace(REPORT, entries=(replace(ENTRY, near_follow=follow),))).split())
        assert said in page
        assert "Nearest to" not in page
    evil = replace(ENTRY, near_follow=Follow("query", EVIL, dt.datetime(2026, 3, 1, tzinfo=dt.UTC)))
    assert not set(make(replace(REPORT, entries=(evil,)))) & set("\x00\x1b\u202e")
