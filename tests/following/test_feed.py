"""The feed over the made-up field: what it covers, in which order, and why."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace

import corpus
import pytest

from inroad.config import Config
from inroad.errors import InputError
from inroad.following.feed import feed
from inroad.following.stock import open_stock
from inroad.following.window import Wish, known_by, window
from inroad.report.feed_words import why
from inroad.types import BY_HAND, Follow, Following, Visit, Vote

NOW = dt.datetime(2021, 9, 30, tzinfo=dt.UTC)
BIRDS = ("2108.00054", "2108.00055", "2108.00056")


def like(*ids, sign="like"):
    return tuple(Vote(each, sign, NOW, BY_HAND) for each in ids)


def reader(follows=(), votes=(), last=None):
    return Following(tuple(Follow(kind, text, NOW) for kind, text in follows), votes, last)


@pytest.fixture(scope="module")
def stock(built):
    return open_stock(built, NOW.date())


def made(stock, who, wish=None, known=b""):
    return feed(stock, who, known, wish or Wish())


# -- what it covers -------------------------------------------------------------------------------


def test_a_first_feed_covers_the_last_week_of_the_corpus(stock):
    report = made(stock, reader([("category", "cs.CV")]))
    assert (report.since, report.until) == (dt.date(2021, 9, 15), dt.date(2021, 9, 21))
    assert sorted(each.paper_id for each in report.entries) == ["2109.00064", "2109.00065"]
    assert report.new == 2


def test_nothing_said_means_nothing_to_rank_by(stock):
    with pytest.raises(InputError, match="nothing to rank"):
        made(stock, reader())


def test_dislikes_alone_are_not_enough(stock):
    with pytest.raises(InputError):
        made(stock, reader(votes=like(*BIRDS, sign="dislike")))


def test_the_next_feed_begins_where_the_last_one_ended(built):
    who = reader([("category", "cs.CV")])
    before = open_stock(built, dt.date(2021, 9, 10))
    last = Visit(NOW, dt.date(2021, 9, 3), before.until, 3)
    report = made(open_stock(built, NOW.date()), replace(who, last=last), known=known_by(before))
    assert report.since == dt.date(2021, 9, 10)
    assert {each.paper_id for each in report.entries} == {"2109.00063", "2109.00064", "2109.00065"}


def test_a_paper_that_came_in_late_is_shown(stock):
    last = Visit(NOW, dt.date(2021, 9, 10), dt.date(2021, 9, 17), 1)
    there = stock.between(dt.date(2021, 8, 1), dt.date(2021, 9, 17))["paper_id"].to_list()
    from inroad.following import news

    known = news.pack(each for each in there if each != "2109.00062")
    report = made(stock, reader([("category", "cs.CV")], last=last), known=known)
    assert {each.paper_id for each in report.entries} == {"2109.00062", "2109.00065"}
    assert "came in after it" in report.warnings[0]


def test_a_feed_with_nothing_new_is_shown_again(stock):
    last = Visit(NOW, dt.date(2021, 9, 15), dt.date(2021, 9, 21), 2)
    report = made(stock, reader([("category", "cs.CV")], last=last), known=known_by(stock))
    assert (report.since, len(report.entries)) == (dt.date(2021, 9, 15), 2)
    assert "nothing came in" in report.warnings[0]


def test_a_day_after_the_corpus_is_refused_and_an_early_one_is_not(stock):
    with pytest.raises(InputError, match="ends on 2021-09-21"):
        made(stock, reader([("category", "cs.CV")]), Wish(since=dt.date(2022, 1, 1)))
    whole = made(stock, reader([("category", "cs.CV")]), Wish(since=dt.date(1990, 1, 1), top=500))
    assert whole.new == len(corpus.papers())


def test_papers_of_the_future_are_not_today(built):
    assert open_stock(built, dt.date(2021, 5, 1)).until <= dt.date(2021, 5, 1)
    with pytest.raises(InputError):
        _ = open_stock(built, dt.date(1999, 1, 1)).until


def test_the_window_is_all_that_a_feed_reads(stock):
    found = window(stock, None, b"", Wish(since=dt.date(2021, 9, 1)))
    assert found.papers["date"].min() >= dt.date(2021, 9, 1)


# -- in which order -------------------------------------------------------------------------------


def test_likes_bring_what_is_like_them_to_the_top(stock):
    report = made(stock, reader(votes=like(*BIRDS)), Wish(since=dt.date(2021, 6, 1), top=30))
    strangers = [
        each for each in report.entries if "same author as a like" not in {p.name for p in each.parts}
    ]
    birds = ["Birds" in each.title for each in strangers]
    assert birds == sorted(birds, reverse=True)
    assert sum(birds) == 7
    scores = [each.score for each in report.entries if not each.first]
    assert scores == sorted(scores, reverse=True)


def test_what_was_liked_or_disliked_is_not_shown_again(stock):
    votes = (*like(*BIRDS[:2]), *like(BIRDS[2], sign="dislike"))
    report = made(stock, reader(votes=votes), Wish(since=dt.date(2021, 6, 1), top=100))
    assert not {each.paper_id for each in report.entries} & set(BIRDS)


def test_what_builds_on_a_followed_method_comes_first(stock, atlas):
    report = made(stock, reader([("method", "TiRA")], like(*BIRDS)), Wish(since=dt.date(2021, 1, 13), top=60))
    ahead = [each.first is not None for each in report.entries]
    assert any(ahead)
    assert ahead == sorted(ahead, reverse=True)
    first = report.entries[0]
    assert first.introduces[0].builds_on == ("TiRA",)
    assert "builds on TiRA" in first.first


def test_a_new_method_that_few_name_is_marked_as_such(tmp_path):
    text = "We propose SpinTiRA, a new method that builds on TiRA. SpinTiRA is an extension of TiRA."
    paper = corpus.made(dt.date(2021, 9, 25), "SpinTiRA: Spinning Thin Rank Adapters", text)
    config = corpus.home(tmp_path, [*corpus.papers(), paper])
    report = made(open_stock(config, NOW.date()), reader([("method", "TiRA")]))
    assert report.entries[0].paper_id == paper.paper_id
    assert report.entries[0].first == "SpinTiRA builds on TiRA: be one of the first five who try it"
    named = report.entries[0].introduces[0]
    assert (named.name, named.known_before, named.papers) == ("SpinTiRA", False, 0)


def test_what_the_atlas_has_not_read_is_shown_all_the_same(tmp_path):
    config = corpus.home(tmp_path, corpus.papers())
    late = corpus.made(dt.date(2021, 9, 25), "Steady TiRA on Birds", "We use TiRA to follow birds.")
    corpus.put(config, [late])
    report = made(open_stock(config, NOW.date()), reader([("method", "TiRA")]))
    (entry,) = (each for each in report.entries if each.paper_id == late.paper_id)
    assert entry.names == ("TiRA",)
    assert entry.introduces == ()
    assert any("has not read 1 of these" in each for each in report.warnings)


# -- why ------------------------------------------------------------------------------------------


def test_every_entry_says_why(stock):
    report = made(stock, reader([("category", "cs.CV")], like(*BIRDS)))
    for entry in report.entries:
        assert entry.near in BIRDS
        assert entry.near_title.startswith("Following Birds")
        assert any(part.name == "category cs.CV" for part in entry.parts)
        assert entry.score == pytest.approx(sum(part.points for part in entry.parts))
        assert 0 <= entry.above <= 1


def test_words_shut_out_let_in_and_least_score(stock):
    who = reader([("category", "cs.CV")], like(*BIRDS))
    wish = Wish(since=dt.date(2021, 6, 1), top=100)
    everything = made(stock, who, wish)
    without = made(stock, who, replace(wish, without=("birds",)))
    assert not [each for each in without.entries if "Birds" in each.title]
    assert without.filtered == len(everything.entries) - len(without.entries) > 0
    only = made(stock, who, replace(wish, only=("leaves",)))
    assert only.entries
    assert all("Leaves" in each.title for each in only.entries)
    middle = everything.entries[len(everything.entries) // 2].score
    cut = made(stock, who, replace(wish, least=middle))
    assert all(each.score >= middle for each in cut.entries)
    assert len(cut.entries) == sum(each.score >= middle for each in everything.entries)


def test_one_field(stock):
    report = made(
        stock,
        reader([("category", "cs.CV")]),
        Wish(since=dt.date(2021, 1, 1), top=100, field="court rulings"),
    )
    assert report.entries
    assert all("Court Rulings" in each.title for each in report.entries)


def test_a_filter_that_leaves_nothing_gives_an_empty_feed(stock):
    report = made(stock, reader([("category", "cs.CV")], like(*BIRDS)), Wish(only=("zebra",)))
    assert report.entries == ()
    assert report.filtered == report.new


def test_catching_up_counts_what_was_taken_up(stock):
    report = made(
        stock, reader([("query", "zebra")], like(*BIRDS)), Wish(since=dt.date(2021, 1, 5), catch_up=True)
    )
    assert len(report.entries) == 10
    taken = [each for each in report.entries if any(part.name == "taken up since" for part in each.parts)]
    assert any(each.title.startswith("TiRA:") for each in taken)


def test_follows_alone_rank_and_say_that_likes_would_help(stock):
    report = made(stock, reader([("query", "birds")]), Wish(since=dt.date(2021, 8, 1)))
    assert "Birds" in report.entries[0].title
    assert any("likes" in each or "like ID" in each for each in report.warnings)


def test_a_paper_that_stands_for_a_follow_is_not_called_liked(stock):
    wish = Wish(since=dt.date(2021, 8, 1), top=500)
    report = made(stock, reader([("category", "cs.CV"), ("query", "birds"), ("method", "TiRA")]), wish)
    near = [each for each in report.entries if each.near]
    assert {each.near_follow.text for each in near} == {"birds", "TiRA"}
    for entry in near:
        text = " ".join(why(entry))
        assert f"a recent paper on {entry.near_follow.text}, which you follow" in text
        assert "Nearest to" not in text
        assert not any("like" in part.name for part in entry.parts)


def test_what_was_liked_stands_for_itself(stock):
    liked = made(stock, reader([("query", "birds")], like(*BIRDS)), Wish(since=dt.date(2021, 9, 1)))
    near = {each.near: each.near_follow for each in liked.entries if each.near}
    assert {paper_id for paper_id, follow in near.items() if follow is None} == set(near) & set(BIRDS)
    enough = like(*BIRDS, "2108.00049", "2108.00050")
    alone = made(stock, reader([("query", "leaves")], enough), Wish(since=dt.date(2021, 9, 1)))
    assert all(each.near_follow is None for each in alone.entries)


def test_a_title_of_a_library_that_came_in_since_is_not_news(stock):
    title = Vote(
        "title:followingbirdsinvideos11", "like", NOW, "library", "Following Birds in Videos 11", 2021
    )
    report = made(stock, reader(votes=(title,)), Wish(since=dt.date(2021, 8, 1), top=500))
    assert report.entries
    assert "2108.00054" not in {each.paper_id for each in report.entries}


def test_damaged_vectors_are_done_without_and_that_is_said(built, tmp_path):
    shutil.copytree(built.home, tmp_path / "home")
    folder = tmp_path / "home" / "search" / "vectors"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "manifest.json").write_text("{}")
    stock = open_stock(Config(tmp_path / "home"), NOW.date())
    report = made(stock, reader([("category", "cs.CV")], like(*BIRDS)))
    assert report.entries
    assert sum("ranked by words alone" in each and "index build" in each for each in report.warnings) == 1


def test_the_starter_alone_has_a_feed_of_titles(tmp_path):
    stock = open_stock(Config(tmp_path), dt.date(2026, 6, 1))
    report = made(stock, reader([("method", "LoRA")]))
    assert report.entries
    assert "only titles" in report.warnings[0]


def test_the_same_question_has_the_same_answer(stock):
    who = reader([("method", "TiRA")], (*like(*BIRDS), *like("2101.00000", sign="dislike")))
    wish = Wish(since=dt.date(2021, 3, 1), top=100)
    assert made(stock, who, wish) == made(stock, replace(who, votes=who.votes[::-1]), wish)
