"""What is found for what is asked, and why, on the made-up field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import corpus
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inroad.atlas.field import methods_named
from inroad.atlas.open import Atlas
from inroad.config import Config
from inroad.errors import QueryError
from inroad.search import Search, open_search, rank
from inroad.search.build import build
from inroad.types import Correction, Paper, SearchReport

PAPERS = {paper.paper_id: paper for paper in corpus.papers()}
ALL = len(PAPERS)


def ids(report: SearchReport) -> list[str]:
    return [hit.paper_id for hit in report.hits]


def those(condition: Callable[[Paper], bool]) -> set[str]:
    return {paper.paper_id for paper in PAPERS.values() if condition(paper)}


def text(paper: Paper) -> str:
    return f"{paper.title} {paper.abstract or ''}".lower()


def titled(start: str) -> str:
    return next(paper.paper_id for paper in PAPERS.values() if paper.title.startswith(start))


# -- words ------------------------------------------------------------------------------------------


def test_papers_with_more_of_the_words_come_first(search: Search) -> None:
    found = search.find("entropy targets exploration agents", ALL)
    assert all(word in text(PAPERS[ids(found)[0]]) for word in ("entropy", "targets", "explor", "agents"))
    assert set(ids(found)) >= those(lambda paper: "entropy" in text(paper))
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert found.with_all == len(those(lambda p: all(w in text(p) for w in ("entropy", "explor", "agents"))))


def test_words_are_met_in_other_forms(search: Search) -> None:
    assert ids(search.find("segment tumour", 3))[0].startswith("21")
    assert all("Tumour" in hit.title for hit in search.find("segmented tumours", 4).hits)


def test_a_whole_title_finds_its_paper_first(search: Search) -> None:
    for paper in PAPERS.values():
        found = search.find(paper.title, 1).hits[0]
        assert (found.title, found.paper_id) == (paper.title, paper.paper_id)
        assert found.parts[0].label == "the title itself"


@pytest.mark.parametrize(
    "around", ["{}", "arXiv:{}", "https://arxiv.org/abs/{}v2", "https://arxiv.org/pdf/{}.pdf"]
)
def test_an_id_or_address_finds_its_paper_first(search: Search, around: str) -> None:
    paper_id = titled("QTiRA")
    found = search.find(around.format(paper_id) + " dialogue", 3)
    assert ids(found)[0] == paper_id
    assert found.hits[0].why[0].where == "id"
    assert len(found.hits) == 3


def test_an_unknown_id_is_said_to_be_unknown(search: Search) -> None:
    found = search.find("2912.00001")
    assert not found.hits
    assert "2912.00001 is not among the papers searched" in found.notes[0]


def test_stop_words_alone_are_searched_for_all_the_same(search: Search) -> None:
    found = search.find("what is the", 5)
    assert found.notes == ("the query has only words that most papers have",)
    assert found.hits


def test_nothing_is_found_for_what_no_paper_has(search: Search) -> None:
    for query in ("zzzzqqqq", "深度学习", "שלום", '"zz qq"', "-tira zzzzqqqq", "a" * 5_000):
        found = search.find(query)
        assert (found.hits, found.with_all) == ((), 0), query


def test_a_long_query_is_answered_by_its_rarest_words(search: Search) -> None:
    filler = " ".join(f"word{number}" for number in range(2_000))
    found = search.find(f"{filler} entropy")
    assert "rarest were searched for" in found.notes[0]
    found = search.find(" ".join([*PAPERS[titled("QTiRA")].abstract.split()] * 40), 1)
    assert ids(found) == [titled("QTiRA")]


@pytest.mark.parametrize("query", ["ＴｉＲＡ", "TI\u200bRA", "tïra"])
def test_unicode_forms_find_the_same(search: Search, query: str) -> None:
    assert ids(search.find(query)) == ids(search.find("tira"))


_PIECES = [
    "tira",
    "dent",
    "adatper",
    "OR",
    "AND",
    "NOT",
    "-",
    "(",
    ")",
    '"',
    "title:",
    "author:",
    "method:",
    "cat:",
]
_PIECES += [
    "after:2021",
    "year:2021",
    "has:code",
    " ",
    " ",
    "C++",
    "2021",
    "2101.00002",
    "é",
    "深",
    "the",
    "G. X",
    "@",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(_PIECES), max_size=15).map("".join)))
def test_whatever_is_asked_is_answered_or_refused(search: Search, query: str) -> None:
    try:
        found = search.find(query, 5)
    except QueryError:
        return
    assert len(search.matching(query)) == found.with_all
    assert len(found.hits) <= 5
    again = search.find(found.query, 5)
    assert replace(again, notes=()) == replace(found, notes=())  # notes on what was mended are gone


def test_signs_tell_words_apart(home: Config) -> None:
    corpus.put(home, [corpus.made(dt.date(2021, 8, 1), "Compilers for C++", "We parse C and C++.", number=1)])
    corpus.put(home, [corpus.made(dt.date(2021, 8, 2), "Vitamin C", "Oranges hold vitamin C.", number=2)])
    build(home)
    assert [hit.title for hit in open_search(home).find("C++").hits] == ["Compilers for C++"]
    assert {hit.title for hit in open_search(home).find("title:c").hits} == {"Vitamin C", "Compilers for C++"}


def not_on_tira(paper: Paper) -> bool:
    return "tira" not in text(paper) and "thin rank" not in text(paper)


# -- demands ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"frozen model"', lambda p: "frozen model" in text(p)),
        ('"four bits" -survey OR court', lambda p: "four bits" in text(p) or "court" in text(p)),
        ("title:survey", lambda p: "survey" in p.title.lower()),
        ("abstract:survey", lambda p: "survey" in (p.abstract or "").lower()),
        ('title:"court rulings"', lambda p: "court rulings" in p.title.lower()),
        ("cat:cs.RO", lambda p: "cs.RO" in p.categories),
        ("cat:stat", lambda p: p.categories[0].startswith("stat")),
        ("cat:cs.RO OR cat:cs.SE", lambda p: {"cs.RO", "cs.SE"} & set(p.categories)),
        ("author:writer5", lambda p: p.authors and "Ada Writer5" in p.authors),
        ('author:"Ada Writer5"', lambda p: p.authors and "Ada Writer5" in p.authors),
        ('author:"A. Writer5"', lambda p: p.authors and "Ada Writer5" in p.authors),
        ('author:"Writer5, Ada"', lambda p: p.authors and "Ada Writer5" in p.authors),
        ("venue:ICLR", lambda p: p.venue),
        ('venue:"ICLR 2022"', lambda p: p.venue),
        ("has:code", lambda p: p.comment),
        ("after:2021-07", lambda p: p.date >= dt.date(2021, 7, 1)),
        ("before:2021-02-05", lambda p: p.date < dt.date(2021, 2, 5)),
        ("year:2021", lambda p: p.date.year == 2021),
        ("year:2020", lambda p: False),
        ("leaves AND images", lambda p: "leaves" in text(p) and "images" in text(p)),
        ("(leaves OR birds) AND -videos", lambda p: "leaves" in text(p)),
        ("-tira -cat:cs.CL", lambda p: not_on_tira(p) and "cs.CL" not in p.categories),
        ("-method:tira", lambda p: not_on_tira(p)),
    ],
)
def test_demands_decide_what_is_found(search: Search, query: str, expected: Callable[[Paper], bool]) -> None:
    found = search.find(query, ALL)
    assert set(ids(found)) == those(expected)
    assert found.with_all == len(those(expected))


def test_without_words_the_newest_come_first(search: Search) -> None:
    days = [hit.date for hit in search.find("has:code", ALL).hits]
    assert len(days) > 3
    assert days == sorted(days, reverse=True)


def test_demands_that_say_what_is_sought_need_no_words_and_others_do(search: Search) -> None:
    assert len(search.find("author:writer5 zzzzqqqq").hits) == len(
        those(lambda p: p.authors and "Ada Writer5" in p.authors)
    )
    assert not search.find("cat:cs.RO zzzzqqqq").hits


def test_papers_by_somebody_are_read_as_the_author(search: Search) -> None:
    found = search.find("papers by Ada Writer5", ALL)
    assert found.query == 'author:"Ada Writer5"'
    assert set(ids(found)) == those(lambda p: p.authors and "Ada Writer5" in p.authors)
    assert found.notes[0].startswith("read as author:")
    assert search.find("exploration by entropy targets").query == "exploration by entropy targets"
    assert search.find("by entropy").query == "by entropy"


def test_a_bad_query_is_refused(search: Search) -> None:
    with pytest.raises(QueryError):
        search.find("after:soon")


# -- names of methods ---------------------------------------------------------------------------------


def test_a_method_is_found_under_all_its_names(search: Search) -> None:
    by_short, by_long = search.find("tira", ALL), search.find("Thin Rank Adapters", ALL)
    assert by_short.hits[0].paper_id == by_long.hits[0].paper_id == titled("TiRA:")
    named = those(lambda p: "tira" in text(p) or "thin rank adapters" in text(p))
    assert by_short.with_all == by_long.with_all == by_short.expanded[0].papers
    assert set(ids(by_short)) >= {titled("Notes on Thin Rank")}
    assert set(ids(by_short)) <= named
    assert by_short.expanded[0].aliases == ("Thin Rank Adapters",)
    only_long = next(hit for hit in by_short.hits if hit.paper_id == titled("Notes on Thin Rank"))
    assert [(why.where, why.said) for why in only_long.why] == [("method", "Thin Rank Adapters")]


def test_plain_words_are_not_taken_for_names(search: Search) -> None:
    assert not search.find("dent memory report").expanded or search.find("memory").expanded == ()
    assert search.find("rank adapters").expanded == ()


def test_namesakes_are_told_apart(search: Search) -> None:
    found = search.find("method:dent", ALL)
    assert "dent names 3 things" in found.notes[0]
    dialogue, entropy = (titled(f"DENT: {word}") for word in ("Dialogue", "Differentiable"))
    both = [search.find(f"method:dent@{each}", ALL) for each in (dialogue, entropy)]
    assert [each.hits[0].paper_id for each in both] == [dialogue, entropy]
    assert not set(ids(both[0])) & set(ids(both[1]))
    assert not both[0].notes


def test_names_and_ids_mean_what_they_mean_in_the_atlas(search: Search, atlas: Atlas) -> None:
    told = dict(atlas.methods.select("method", "method_id").iter_rows())
    plain = [each for each in told.values() if "@" not in each]
    origins = [f"DENT@{titled(f'DENT: {word}')}" for word in ("Dialogue", "Differentiable")]
    asked = [
        *told.values(),
        *(f"{each}@" for each in plain),
        *origins,
        "DENT",
        "Thin Rank Adapters",
        "x@y",
        "@",
    ]
    for name in asked:
        inside = [told[number] for number in methods_named(atlas, name)]
        assert [each.method_id for each in search.known.names.called(name)] == inside, name
    assert len(methods_named(atlas, "dent@")) == len(methods_named(atlas, origins[0])) == 1


def test_an_unknown_method_is_looked_for_by_its_words(search: Search) -> None:
    found = search.find('method:"court rulings"', ALL)
    assert set(ids(found)) == those(lambda p: "court rulings" in text(p))
    assert "knows no method called court rulings" in found.notes[0]


def test_papers_that_the_atlas_has_not_read_are_found_by_names(home: Config) -> None:
    new = corpus.made(dt.date(2021, 8, 1), "Boats and Thin Rank Adapters", "We use them at sea.", number=7)
    corpus.put(home, [new])
    build(home)
    found = open_search(home).find("method:TiRA", ALL)
    assert new.paper_id in ids(found)
    assert found.searched.unread == 1
    assert new.paper_id in open_search(home).matching("tira sea")


# -- spelling -----------------------------------------------------------------------------------------


def test_slips_of_the_pen_are_mended_and_said(search: Search) -> None:
    found = search.find("revews adapters", ALL)
    assert found.corrected == ()  # two papers are too few to be sure
    found = search.find("studdy of leves", ALL)
    assert found.corrected == (Correction("studdy", ("study",)), Correction("leves", ("leaves",)))
    assert found.hits[0].title.startswith("Counting Leaves")
    assert next(why.said for why in found.hits[0].why if "leves" in why.words) == "Leaves"


def test_a_misspelt_method_is_known_again(search: Search) -> None:
    found = search.find("tirra")
    assert found.corrected == (Correction("tirra", ("tira",)),)
    assert found.expanded[0].method_id == "tira"
    assert found.hits[0].paper_id == titled("TiRA:")


def test_words_that_papers_have_are_left_alone(search: Search) -> None:
    assert search.find("qtira tira adatira forget").corrected == ()


# -- days ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", corpus.CUTS)
def test_no_later_paper_is_found(search: Search, day: dt.date) -> None:
    found = search.find("tira OR dent OR images", ALL, as_of=day)
    assert found.hits
    assert all(hit.date <= day for hit in found.hits)
    assert all(part.label != "adopted" for hit in found.hits for part in hit.parts)


def test_names_are_those_of_the_day(search: Search) -> None:
    assert search.find("tira", as_of=dt.date(2021, 1, 8)).expanded == ()
    assert search.find("tira", as_of=dt.date(2021, 6, 1)).expanded


def test_a_year_prefers_papers_of_that_year(home: Config) -> None:
    corpus.put(
        home, [corpus.made(dt.date(2023, 1, 5), "Court Rulings Anew", "We read court rulings.", number=9)]
    )
    build(home)
    found = open_search(home).find("court rulings 2023", 3)
    assert found.hits[0].title == "Court Rulings Anew"
    assert "year" in {why.where for why in found.hits[0].why}


# -- hits ---------------------------------------------------------------------------------------------


def test_marks_and_snippets_point_into_the_texts(search: Search) -> None:
    for query in ("frozen weights memory", '"dialogue with users"', "tira court"):
        for hit in search.find(query, ALL).hits:
            paper = PAPERS[hit.paper_id]
            assert hit.title == paper.title
            if paper.abstract is None:
                assert hit.snippet is hit.snippet_start is None
                continue
            assert paper.abstract[hit.snippet_start :].startswith(hit.snippet)
            marked = [hit.snippet[mark.start : mark.end].lower() for mark in hit.snippet_marks]
            assert all(any(word[:4] in each for word in (*query.split(), "thin rank")) for each in marked)
            assert hit.snippet_marks or not any(why.where == "abstract" for why in hit.why)


def test_parts_add_up_to_the_score(search: Search) -> None:
    for hit in search.find("thin rank adapters memory", ALL).hits:
        assert sum(part.value for part in hit.parts) == pytest.approx(hit.score, abs=0.01)


def test_facts_of_a_paper_are_shown(search: Search) -> None:
    for hit in search.find("tira", ALL).hits:
        paper = PAPERS[hit.paper_id]
        assert (hit.date, hit.authors, hit.venue) == (paper.date, paper.authors, paper.venue)
        assert set(hit.categories) == set(paper.categories)
        assert hit.has_code is (True if paper.comment else None)


def test_candidates_by_id_meet_the_demands(search: Search) -> None:
    plan = search.plan("memory -survey after:2021-02", None)
    every = list(PAPERS)
    found = rank.of_ids(search._searcher, plan, [*every, "2912.00001"])
    wanted = those(lambda p: p.date >= dt.date(2021, 2, 1) and "survey" not in text(p))
    assert {each.paper_id for each in found} == wanted
    assert {each.paper_id for each in found if each.words > 0} == those(
        lambda p: "memory" in text(p) and p.paper_id in wanted
    )
    assert rank.of_ids(search._searcher, plan, []) == []
    assert plan.text == "memory"


# -- for those who follow -----------------------------------------------------------------------------


def test_matching_gives_all_papers_that_meet_the_whole_query(search: Search) -> None:
    every = those(lambda p: "leaves" in text(p) and "images" in text(p))
    assert set(search.matching("leaves images")) == every
    since = dt.date(2021, 4, 1)
    late = {each for each in every if PAPERS[each].date >= since}
    assert set(search.matching("leaves images", since=since)) == late
    assert set(search.matching("leaves images", until=since - dt.timedelta(1))) == every - late
    found = search.matching("has:code")
    assert [PAPERS[each].date for each in found] == sorted(
        (PAPERS[each].date for each in found), reverse=True
    )
    assert search.matching(titled("QTiRA")) == [titled("QTiRA")]
    assert search.matching("x" * 100) == search.matching("zzzzqqqq") == []


def test_undated_papers_are_found_but_are_of_no_day(home: Config) -> None:
    paper = replace(
        corpus.made(dt.date(2021, 8, 1), "Undated Pebbles", None), paper_id="venue:x/1", date=None
    )
    corpus.put(home, [paper])
    build(home)
    search = open_search(home)
    assert ids(search.find("pebbles")) == ["venue:x/1"]
    assert search.find("pebbles").hits[0].date is None
    assert not search.find("pebbles", as_of=dt.date(2030, 1, 1)).hits
    assert search.matching("pebbles", since=dt.date(2000, 1, 1)) == []
