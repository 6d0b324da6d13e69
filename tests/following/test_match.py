"""Which paper of the corpus an entry of a library is."""

from __future__ import annotations

import datetime as dt

import corpus
import pytest

from inroad.errors import InputError, NotFound
from inroad.following.library import take_back, take_in
from inroad.following.match import found_since, match, ways
from inroad.following.stock import open_stock
from inroad.following.votes import read_id, votes
from inroad.journal.follows import following
from inroad.journal.likes import vote
from inroad.journal.store import Journal
from inroad.sources.library import Entry
from inroad.types import BY_HAND, Vote

NOW = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def stock(built):
    return open_stock(built, NOW.date())


def entry(title=None, year=None, arxiv=None, doi=None, added=None):
    return Entry(title, year, arxiv, doi, added)


TIRA = "TiRA: Thin Rank Adapters for Tuning Frozen Models"


@pytest.mark.parametrize(
    ("what", "way", "paper_id"),
    [
        (entry(arxiv="2101.00002"), "id", "2101.00002"),
        (entry("Whatever", arxiv="2101.00002"), "id", "2101.00002"),
        (entry("tira - thin rank adapters, for tuning frozen models", 2022), "title", "2101.00002"),
        (entry(TIRA), "title", "2101.00002"),
        (entry(TIRA, 2019), "none", "title:tirathinrankadaptersfortuningfrozenmodels"),
        (entry(TIRA, 2021, arxiv="1901.00001"), "none", "1901.00001"),
        (entry("Not here", doi="10.1/x"), "none", "doi:10.1/x"),
        (entry("Reply"), "none", "title:reply"),
    ],
)
def test_the_strongest_of_id_doi_and_title_decides(stock, what, way, paper_id):
    (found,) = match(stock, [what])
    assert (found.way, found.paper_id) == (way, paper_id)


def test_a_title_of_two_papers_is_matched_to_neither(tmp_path):
    twice = [
        corpus.made(dt.date(2021, 1, 4), "The Very Same Title of Two", "a", number=1),
        corpus.made(dt.date(2021, 1, 5), "The very same title of two", "b", number=2),
    ]
    config = corpus.home(tmp_path, twice)
    (found,) = match(open_stock(config, NOW.date()), [entry("The Very Same Title of Two", 2021)])
    assert found.way == "undecided"
    assert found.paper_id.startswith("title:")


def test_the_same_paper_under_several_names_is_one(stock):
    found = match(stock, [entry(TIRA, 2021), entry(arxiv="2101.00002"), entry("Other work", 2020)])
    assert [each.paper_id for each in found] == ["2101.00002", "title:otherwork"]
    assert ways(found)["title"] + ways(found)["id"] == 1


def test_what_was_only_a_title_is_found_once_it_is_there(stock):
    kept = Vote("title:tirathinrankadaptersfortuningfrozenmodels", "like", NOW, "zotero", TIRA, 2021)
    other = Vote("doi:10.1/x", "like", NOW, "zotero", "Not here at all, never", 2021)
    assert found_since(stock, [kept, other]) == {kept.paper_id: "2101.00002", other.paper_id: other.paper_id}


# -- by hand --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "paper_id"),
    [
        ("2305.14314", "2305.14314"),
        ("arXiv:2305.14314v2", "2305.14314"),
        ("https://arxiv.org/pdf/2305.14314v1.pdf", "2305.14314"),
        ("http://arxiv.org/abs/cond-mat/0104214", "cond-mat/0104214"),
        ("10.48550/arXiv.2305.14314", "2305.14314"),
        ("https://doi.org/10.1000/ABC", "doi:10.1000/abc"),
        ("https://aclanthology.org/2020.acl-main.1/", "acl:2020.acl-main.1"),
        ("acl:2020.acl-main.1", "acl:2020.acl-main.1"),
    ],
)
def test_ids_and_addresses_are_read(text, paper_id):
    assert read_id(text) == paper_id


@pytest.mark.parametrize("text", ["", "LoRA", "https://example.org", "2305", "\x1b[31m"])
def test_what_names_no_paper_is_refused(text):
    with pytest.raises(InputError):
        read_id(text)


def test_votes_carry_the_title_that_the_corpus_has(stock):
    found = votes(stock, ["2101.00002", "arXiv:2101.00002v3", "2912.00001"], "like", NOW)
    assert [(each.paper_id, each.title) for each in found] == [("2101.00002", TIRA), ("2912.00001", None)]


# -- a library ------------------------------------------------------------------------------------


def test_a_library_is_taken_in_once_and_back_as_a_whole(stock, tmp_path):
    journal, file = Journal(tmp_path / "journal.sqlite3"), tmp_path / "mine.txt"
    file.write_text("2101.00002\n2101.00000 # read\n2912.00001\nnothing\n")
    hated = Vote("2101.00000", "dislike", NOW, BY_HAND)
    vote(journal, [hated], NOW)
    report = take_in(_writable(stock, tmp_path), journal, file, None, NOW)
    assert (report.read, report.rejected, report.in_corpus, report.not_in_corpus) == (4, 1, 2, 1)
    assert (report.liked, report.already) == (2, 1)
    assert report.reasons == (("there is no id in it", 1),)
    again = take_in(_writable(stock, tmp_path), journal, file, None, NOW)
    assert (again.liked, again.already) == (0, 3)
    assert hated in following(journal).votes
    assert take_back(journal, str(file), NOW).undone == 2
    assert following(journal).votes == (hated,)
    with pytest.raises(NotFound):
        take_back(journal, "mine", NOW)


def _writable(stock, path):
    """The same papers, rejects written elsewhere: the home of these tests is shared."""
    from dataclasses import replace

    class Elsewhere(type(stock.config)):
        @property
        def rejects(self):
            return path / "rejects"

    return replace(stock, config=Elsewhere(stock.config.home))


def test_an_import_needs_a_name_of_its_own(stock, tmp_path):
    file = tmp_path / "ids.txt"
    file.write_text("2101.00002\n")
    with pytest.raises(InputError, match="cannot be called"):
        take_in(stock, Journal(tmp_path / "j.sqlite3"), file, BY_HAND, NOW)
