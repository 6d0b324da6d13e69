"""Who is active, over a made-up field: two people of one name, changed spellings, newcomers."""

import datetime as dt
import os
import random
import subprocess
import sys
from itertools import permutations

import corpus
import numpy as np
import pytest
from loaded import loading

from inroad.atlas.open import open_atlas
from inroad.errors import InputError, NotFound
from inroad.path.people.ask import people, quickly
from inroad.path.people.blocks import blocks, rarity
from inroad.path.people.faculty import faculty_list, keyed, stored, take_in
from inroad.path.people.groups import groups
from inroad.path.people.likeness import NEVER, scores
from inroad.path.people.names import named
from inroad.path.people.writer import doubts
from inroad.path.register.opened import prepare, register_of
from inroad.types import Paper

GRAPHS = ("Mona Orlova", "Otto Pfeil", "Quirin Rast")
SPEECH = ("Rita Sandoval", "Tilda Urban", "Viktor Wolff")


def made(number, title, authors, primary, days):
    day = dt.date(2024, 1, 10) + dt.timedelta(days=days)
    return Paper(f"{day:%y%m}.{number:05}", title, f"We study {title.lower()}.", authors, (primary,), day)


def papers():
    """ "Lee Chan" writes on wavelets of graphs with some, and on wavelets of speech with others."""
    found, chance = [], random.Random(3)
    for n in range(8):
        title = f"Wavelets for spectral graph partitioning part {n}"
        name = "Lee Chan" if n % 2 else "Lee M. Chan"
        found.append(made(10 + n, title, (name, *chance.sample(GRAPHS, 2)), "math.NA", 20 * n))
        title = f"Wavelets in dysarthric speech synthesis volume {n}"
        found.append(made(40 + n, title, (*chance.sample(SPEECH, 2), "Lee Chan"), "eess.AS", 20 * n + 5))
    for n in range(40):  # a crowd of Lees and Chans makes the name common
        authors = (
            f"Lee Xy{chr(97 + n % 26)}{chr(97 + n // 26)}",
            f"Za{chr(97 + n % 26)}{chr(97 + n // 26)} Chan",
        )
        found.append(made(100 + n, f"On tides and moons {n}", authors, "physics.ao-ph", n))
    return found


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return corpus.home(tmp_path_factory.mktemp("people"), papers())


@pytest.fixture(scope="module")
def atlas(home):
    return open_atlas(home)


def chans(report):
    return [each for each in report.people if "Chan" in each.name]


def test_two_people_of_one_name_are_told_apart_and_said_to_be(atlas):
    found = chans(people(atlas, "wavelets", top=12))
    assert [(each.in_field, each.name_groups.in_field) for each in found] == [(8, 2), (8, 2)]
    assert {frozenset(each.with_) for each in found} == {frozenset(GRAPHS), frozenset(SPEECH)}
    for each in found:
        assert each.name_groups.groups == 2
        said = "may be several people: 16 papers in 2 unrelated groups"
        assert any(said in warning for warning in each.warnings)


def test_a_middle_initial_does_not_make_another_person(atlas):
    (one,) = chans(people(atlas, "spectral graph", top=12))
    assert {one.name, *one.also} == {"Lee Chan", "Lee M. Chan"}
    assert (one.in_field, one.papers) == (8, 8)
    assert any("different forms of the name" in warning for warning in one.warnings)


def test_every_figure_has_its_papers(atlas):
    for each in people(atlas, "wavelets", top=12).people:
        assert each.evidence
        assert all(shown.paper_id and shown.date for shown in each.evidence)
        assert each.first <= each.last
        assert each.in_field <= each.papers


def test_nothing_later_counts(atlas):
    report = people(atlas, "wavelets", as_of=dt.date(2024, 3, 1), top=12)
    assert report.people
    assert all(each.last <= dt.date(2024, 3, 1) for each in report.people)
    assert report.coverage.until == dt.date(2024, 3, 1)


def test_silence_is_counted_from_the_end_of_the_corpus(atlas):
    last = max(paper.date for paper in papers())
    for each in people(atlas, "wavelets", top=12).people:
        months = 12 * (last.year - each.last.year) + last.month - each.last.month - (last.day < each.last.day)
        assert each.silent_months == months


def test_unknown_fields_and_empty_questions_are_refused(atlas):
    with pytest.raises(NotFound):
        people(atlas, "zzzqqq")
    with pytest.raises(InputError):
        people(atlas, "  ")


def test_a_corpus_without_authors_says_so(tmp_path):
    bare = [made(n, f"Wavelets number {n}", None, "math.NA", n) for n in range(20)]
    report = people(open_atlas(corpus.home(tmp_path, bare)), "wavelets")
    assert report.people == ()
    assert (report.papers, report.known) == (20, 0)
    assert any("authors are known for 0 of 20 papers" in warning for warning in report.warnings)


def test_order_of_papers_does_not_matter(tmp_path):
    some = papers()[:24]
    told = []
    for number in range(2):
        random.Random(number).shuffle(some)
        told.append(people(open_atlas(corpus.home(tmp_path / str(number), some)), "wavelets"))
    assert told[0] == told[1]


def test_seeds_of_hashes_do_not_matter(home):
    command = [sys.executable, "-m", "inroad.cli", "--home", str(home.home), "people", "wavelets", "--json"]
    told = {
        subprocess.run(
            command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True, timeout=60
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1


@pytest.mark.parametrize("data", [b"", b"cut short", b"\x00" * 100])
def test_a_register_that_was_kept_and_broke_is_made_again(home, atlas, data):
    whole = people(atlas, "wavelets")
    (kept,) = home.mapped.glob("register-*.arrays")
    kept.unlink()  # whoever has it mapped still has the whole one
    kept.write_bytes(data)
    assert people(open_atlas(home), "wavelets") == whole
    assert kept.stat().st_size > len(data)


# -- without tables -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """A home whose arrays are made: they are other files."""
    made = corpus.home(tmp_path_factory.mktemp("ready"), papers())
    prepare(open_atlas(made))
    return made


@pytest.mark.parametrize(
    "query", ["wavelets", "spectral graph", "dysarthric speech synthesis", "tides and moons"]
)
def test_an_answer_without_tables_is_that_of_the_tables(ready, query):
    by_tables = people(open_atlas(ready), query, top=5)
    found = quickly(ready, query, top=5)
    assert found == by_tables


@pytest.mark.parametrize(("command", "told"), [("people", "Lee Chan"), ("venues", "wavelets")])
def test_without_tables_means_that_none_are_loaded(ready, command, told):
    people(open_atlas(ready), "wavelets")
    environment = os.environ | {"INROAD_HOME": str(ready.home)}
    said, loaded = loading(environment, [command, "wavelets"])
    assert told in said
    assert not loaded & {"polars", "pydantic"}


def test_papers_that_the_atlas_has_not_read_do_not_count(tmp_path):
    lagging = corpus.home(tmp_path, papers())
    prepare(open_atlas(lagging))
    before = quickly(lagging, "wavelets")
    corpus.put(lagging, [*papers(), made(900, "Wavelets anew", ("Lee Chan",), "math.NA", 300)])
    assert quickly(lagging, "wavelets") == before == people(open_atlas(lagging), "wavelets")


def test_nothing_is_told_before_the_arrays_are_made(tmp_path):
    assert quickly(corpus.home(tmp_path, papers()), "wavelets") is None


def test_a_field_that_nobody_wrote_on_is_refused_without_tables(ready):
    with pytest.raises(NotFound):
        quickly(ready, "quantum gravity")
    with pytest.raises(InputError):
        quickly(ready, "of the")


# -- groups ---------------------------------------------------------------------------------------


def test_groups_join_what_speaks_for_each_other_and_never_what_contradicts():
    told = np.full((5, 5), -2.0)
    told[0, 1] = told[1, 0] = told[3, 4] = told[4, 3] = 3.0
    told[1, 2] = told[2, 1] = 5.0
    assert groups(told) == [[0, 1, 2], [3, 4]]
    told[0, 2] = told[2, 0] = NEVER
    assert groups(told) == [[1, 2], [3, 4], [0]]
    assert groups(np.zeros((0, 0))) == []
    assert groups(np.array([[0.0]])) == [[0]]


def test_groups_do_not_depend_on_the_order_of_papers():
    told = np.array([[0, 4, -1, -3], [4, 0, 2, -3], [-1, 2, 0, -3], [-3, -3, -3, 0]], float)
    for order in permutations(range(4)):
        turned = told[np.ix_(order, order)]
        assert {frozenset(order[at] for at in group) for group in groups(turned)} == {
            frozenset({0, 1, 2}),
            frozenset({3}),
        }


def test_scores_are_symmetric_and_refuse_contradicting_names(atlas):
    (block,) = blocks(register_of(atlas), [named("Lee Chan")])
    told = scores(block, rarity(register_of(atlas), [block]))
    assert np.array_equal(told, told.T)
    assert len(block.papers) == 16
    assert {paper.name.surname for paper in block.papers} == {"chan"}


# -- lists of faculty -----------------------------------------------------------------------------

LIST = (
    "name,affiliation,homepage,scholarid\n"
    "Mona Orlova,Univ. of Elm,https://elm.example/mona,X\n"
    "Otto Pfeil 0001,Univ. of Oak,https://oak.example/otto,NOSCHOLARPAGE\n"
    "Otto Pfeil 0002,Univ. of Ash,mailto:otto@ash.example,NOSCHOLARPAGE\n"
    ",Nowhere,,\n"
)


def test_affiliations_come_from_the_users_own_list(home, atlas, tmp_path):
    path = tmp_path / "csrankings.csv"
    path.write_text(LIST)
    report = take_in(home, path, dt.date(2024, 6, 1))
    assert (report.entries, report.unreadable) == (3, 1)
    told = {each.name: each for each in people(atlas, "wavelets", top=12, faculty=stored(home)).people}
    mona, otto = told["Mona Orlova"], told["Otto Pfeil"]
    assert mona.faculty is not None
    assert (mona.faculty.affiliation, mona.faculty.homepage) == ("Univ. of Elm", "https://elm.example/mona")
    assert mona.faculty.source == "CSRankings, read 2024-06-01"
    assert otto.faculty is None
    assert any("lists 2 people of this name" in warning for warning in otto.warnings)


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"PAR1nonsense", b"\xff\xfe\x00\x01"])
def test_files_that_are_no_such_list_are_refused(home, tmp_path, data):
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    with pytest.raises(InputError):
        take_in(home, path, dt.date(2024, 6, 1))


def test_no_address_of_mail_is_taken(tmp_path):
    from inroad.sources.csrankings import parse

    table, _ = parse(LIST.encode(), "x")
    assert not any("@" in (home or "") for home in table["homepage"])
    known = faculty_list(keyed(table), "list")
    assert known.of(named("M. Orlova"), rare=True) == (None, ())


def test_a_letter_is_told_that_a_name_is_of_several(atlas):
    graphs, speech = "2401.00010", "2401.00040"
    for paper_id in (graphs, speech):
        [told] = doubts(register_of(atlas), paper_id, "Lee Chan")
        assert "16 papers" in told
        assert "2 groups" in told
        assert "8 of them" in told


def test_a_rare_name_raises_no_doubt_and_an_unread_paper_does(atlas):
    by = next(each.authors[1] for each in papers() if each.paper_id == "2401.00010")
    assert [*doubts(register_of(atlas), "2401.00010", by)] == []
    assert "unknown" in next(doubts(register_of(atlas), "1001.00001", by))
