"""One name for several things: told apart by a long form, by company, by what is known on the day."""

from __future__ import annotations

import datetime as dt

import corpus
import polars as pl
import pytest

from inroad.atlas.described import Descriptions, described
from inroad.atlas.joins import Tables, join
from inroad.atlas.namesakes import UNKNOWN_SENSE, meanings
from inroad.atlas.open import Atlas
from inroad.atlas.readings import read_batch
from inroad.atlas.topics import topic_words
from inroad.corpus.batch import tabled
from inroad.scout import method, scout
from inroad.types import Paper

DAY = dt.date(2022, 1, 1)

TALKS = (
    "DENT: Dialogue Entity Tracking",
    "We propose DENT (Dialogue Entity Tracking) for dialogue slots.",
    "cs.CL",
)
PLAYS = (
    "DENT: Differentiable Entropy Targets",
    "We propose DENT (Differentiable Entropy Targets) for agents.",
    "cs.LG",
)
LIKE_TALKS = ("Dialogue Slots and Entity Tracking", "We use DENT for slots.", "cs.CL")
LIKE_PLAYS = ("Differentiable Entropy and Agents", "We use DENT for agents.", "cs.LG")
SAYS_PLAYS = ("Dialogue Slots and Entity Tracking", "We use Differentiable Entropy Targets (DENT).", "cs.CL")
SAYS_OTHER = ("Dialogue Slots and Entity Tracking", "We use Deep Extraction of Notch Traces (DENT).", "cs.CL")
UNLIKE = ("Steel Plates", "We bend DENT.", "eess.SP")

Said = tuple[str, str, str]


def joined(*said: Said) -> Tables:
    papers = [
        Paper(
            f"2201.{number:05}",
            title,
            abstract,
            (f"Author {number}",),
            (primary,),
            DAY + dt.timedelta(number),
        )
        for number, (title, abstract, primary) in enumerate(said)
    ]
    table = tabled(papers)
    return join(table, read_batch(table))


def meant(*said: Said) -> list[int | None]:
    """For each paper, which paper introduced the DENT that it means; None: none, or not listed."""
    tables = joined(*said)
    dents = tables.methods.filter(pl.col("name") == "DENT").select("method", "introduced_by")
    found = tables.mentions.join(dents, on="method").select("paper", "introduced_by").unique()
    assert found["paper"].is_unique().all(), "a paper means one thing by a name"
    by_paper = dict(found.iter_rows())
    return [by_paper.get(number) for number in range(len(said))]


def test_each_introduction_means_its_own() -> None:
    assert meant(TALKS, PLAYS) == [0, 1]


def test_a_long_form_decides_against_the_company() -> None:
    assert meant(TALKS, PLAYS, SAYS_PLAYS) == [0, 1, 1]


@pytest.mark.parametrize(("said", "origin"), [(LIKE_TALKS, 0), (LIKE_PLAYS, 1)])
def test_company_decides_where_no_long_form_does(said: Said, origin: int) -> None:
    assert meant(TALKS, PLAYS, said) == [0, 1, origin]


def test_a_long_form_that_begins_alike_is_the_same() -> None:
    longer = ("Steel Plates", "We bend plates with Differentiable Entropy Target Networks (DENT).", "eess.SP")
    assert meant(TALKS, PLAYS, longer) == [0, 1, 1]


def test_another_long_form_is_something_unintroduced() -> None:
    assert meant(TALKS, PLAYS, SAYS_OTHER) == [0, 1, None]


def test_what_is_like_neither_is_what_papers_mostly_mean() -> None:
    assert meant(TALKS, PLAYS, *[SAYS_OTHER] * 5, UNLIKE)[-1] is None
    assert meant(TALKS, PLAYS, *[SAYS_PLAYS] * 5, UNLIKE)[-1] == 1


WRITTEN_OTHERWISE = ("A Dent in Dialogue on Steel Plates", "We fill gaps.", "cs.CL")


def test_a_word_that_is_written_otherwise_is_not_the_name() -> None:
    """A dent in a title is no DENT, even in a paper on the same thing."""
    with_name = (WRITTEN_OTHERWISE[0].replace("Dent", "DENT"), *WRITTEN_OTHERWISE[1:])
    assert meant(TALKS, PLAYS, with_name)[-1] == 0
    assert meant(TALKS, PLAYS, WRITTEN_OTHERWISE)[-1] is None


ON_SPEECH = "Speech recognition transcribes utterances of speakers with acoustic phonemes"
ON_PLANTS = "Chlorophyll in seedlings reflects sunlight and irrigation of agricultural canopies"


@pytest.mark.parametrize(("about", "origin"), [(ON_SPEECH, 0), (ON_PLANTS, 1)])
def test_the_words_of_abstracts_decide_where_titles_are_silent(about: str, origin: int) -> None:
    speech = ("KILT: A Method", f"We propose KILT. {ON_SPEECH}.", "cs.LG")
    plants = ("KILT: A Method", f"We propose KILT. {ON_PLANTS}.", "cs.LG")
    tables = joined(speech, plants, ("Results", f"{about}. We use KILT.", "cs.LG"))
    kilts = tables.methods.filter(pl.col("name") == "KILT").select("method", "introduced_by")
    found = tables.mentions.join(kilts, on="method").filter(pl.col("paper") == 2)
    assert found["introduced_by"].unique().to_list() == [origin]


def test_authors_mean_their_own_thing() -> None:
    said = [TALKS, PLAYS, ("Brief Notes", "We use DENT once more.", "cs.LG")]
    papers = [
        Paper(
            f"2201.{n:05}",
            title,
            abstract,
            (("Author 0",), ("Author 1",), ("Author 0",))[n],
            (primary,),
            DAY + dt.timedelta(n),
        )
        for n, (title, abstract, primary) in enumerate(said)
    ]
    table = tabled(papers)
    tables = join(table, read_batch(table))
    mine = tables.methods.filter(pl.col("introduced_by") == 0)["method"].to_list()
    assert tables.mentions.filter(pl.col("paper") == 2)["method"].is_in(mine).all()


def test_words_in_place_of_the_short_form_say_what_is_meant() -> None:
    """Enough papers say what PRIM is short for that the words stand for it; nobody introduces this PRIM."""
    first = ("PRIM: Patches That Turn", "We propose PRIM (Patch Rotation in Motion), a method.", "cs.CV")
    others = ("Results", "We use Patch Rotation in Motion (PRIM) here.", "cs.CV")
    says = ("Results", "We use Probabilistic Rounds of Inference Moves (PRIM) here.", "cs.CV")
    words = ("Results", "We use Probabilistic Rounds of Inference Moves here, too.", "cs.CV")
    tables = joined(first, *[others] * 30, *[says] * 5, *[words] * 3)
    prims = tables.methods.filter(pl.col("name") == "PRIM").select("method", "introduced_by")
    found = tables.mentions.join(prims, on="method").select("paper", "introduced_by").unique().sort("paper")
    assert found["introduced_by"].to_list() == [0] * 31 + [None] * 8


def test_before_any_introduction_nothing_introduced_can_be_meant() -> None:
    assert meant(LIKE_TALKS, LIKE_PLAYS, TALKS, PLAYS, LIKE_TALKS) == [None, None, 2, 3, 2]


def test_a_second_introduction_changes_nothing_before_it() -> None:
    """Papers that could only mean the first thing on their day mean it still."""
    before = (TALKS, LIKE_TALKS, LIKE_PLAYS, UNLIKE, SAYS_OTHER)
    assert meant(*before, PLAYS)[: len(before)] == meant(*before)


RELEASE = ("Gorse-2 Technical Report", "We introduce Gorse-2, a language model.", "cs.CL")
USES = ("Bending Steel Plates", "We compare the Gorse-2 model with people.", "eess.SP")


def _gorse(*said: Said) -> list[int | None]:
    """Which paper introduced the Gorse-2 that each paper means, once Gorse is known."""
    older = ("Gorse: Language Models", "We introduce Gorse, a language model.", "cs.CL")
    tables = joined(older, *said)
    named = tables.methods.filter(pl.col("name") == "Gorse-2").select("method", "introduced_by")
    found = dict(tables.mentions.join(named, on="method").select("paper", "introduced_by").iter_rows())
    return [found.get(number) for number in range(1, len(said) + 1)]


def test_a_version_is_of_those_who_released_it_though_revised_papers_name_it_before() -> None:
    assert _gorse(USES, USES, RELEASE, *[USES] * 5) == [None, None, *[3] * 6]


def test_a_version_that_heads_no_title_may_be_somebody_elses() -> None:
    uses = ("On Bent Plates", "We introduce Gorse-2, a way of bending plates.", "eess.SP")
    talks = ("Language Models", "The language model Gorse-2 talks to people.", "cs.CL")
    assert _gorse(*[talks] * 6, uses, talks)[-1] is None


def test_the_unintroduced_thing_is_listed_beside_the_others_once_often_used() -> None:
    tables = joined(TALKS, PLAYS, *[SAYS_OTHER] * 5)
    rows = tables.methods.filter(pl.col("name") == "DENT").sort("first_paper")
    assert rows["introduced_by"].to_list() == [0, 1, None]
    assert rows["long_form"][2] == "Deep Extraction of Notch Traces"
    assert rows["method_id"].is_unique().all()
    assert rows["method_id"][0] == "dent"


# -- the pure function ------------------------------------------------------------------------------


def _undescribed(senses: pl.DataFrame, papers: int) -> Descriptions:
    spans = pl.DataFrame(schema={"paper": pl.UInt32, "key": pl.UInt32, "surface": pl.String})
    rows = senses.with_columns(name=pl.lit("x"))
    words = topic_words(pl.Series([""] * papers))
    return Descriptions(described(rows, pl.Series(["x"]), words, 0), spans, words, 0)


def _told(seen: list[int], senses: list[tuple[int, int | None]], defined: dict[int, int]) -> list[int]:
    """Senses of the papers that show one name, all with different titles; long forms are numbers."""
    numbers = {"paper": pl.UInt32, "key": pl.UInt32, "long_key": pl.UInt32, "sense": pl.UInt32}
    known = pl.DataFrame(
        [(paper, 0, long, number + 1, 0, False) for number, (paper, long) in enumerate(senses)],
        schema=numbers | {"habit": pl.UInt32, "headed": pl.Boolean},
        orient="row",
    )
    shown = pl.DataFrame({"paper": seen, "key": [0] * len(seen)}, schema_overrides=numbers)
    says = pl.DataFrame(
        {"key": [0] * len(defined), "paper": list(defined), "long_key": list(defined.values())},
        schema_overrides=numbers,
    )
    keys = pl.DataFrame(
        {
            "text": ["x", *(8 * letter for letter in "abcdefghi")],
            "first": [seen[0]] * 10,
            "habit": [0] * 10,
        },
        schema_overrides={"first": pl.UInt32, "habit": pl.UInt32},
    )
    letters = [f"{chr(97 + number) * 5} {chr(97 + number) * 6}" for number in range(max(seen) + 1)]
    papers = pl.DataFrame(
        {
            "paper": range(len(letters)),
            "title": letters,
            "date": [DAY] * len(letters),
            "primary": [f"c{number}" for number in range(len(letters))],
            "authors": [[number] for number in range(len(letters))],
        },
        schema_overrides={"paper": pl.UInt32},
    )
    rows = meanings(shown, keys, known, says, papers, shown, _undescribed(known, len(letters)))
    assert rows["paper"].to_list() == seen
    return rows["sense"].to_list()


def test_a_name_that_nobody_introduces_has_one_meaning() -> None:
    assert _told([0, 1, 2], [], {}) == [UNKNOWN_SENSE] * 3


def test_a_name_whose_introduction_came_first_has_one_meaning() -> None:
    assert _told([0, 1, 2], [(0, None)], {}) == [1, 1, 1]


def test_another_long_form_disputes_the_only_introduction() -> None:
    assert _told([0, 1, 2], [(0, 7)], {0: 7, 2: 8}) == [1, 1, UNKNOWN_SENSE]


def test_one_that_came_without_a_long_form_may_have_any() -> None:
    assert _told([0, 1, 2], [(0, None)], {2: 8}) == [1, 1, 1]


def test_what_was_told_of_by_its_long_form_is_meant_only_from_then_on() -> None:
    assert _told([0, 1, 2], [(1, 7)], {0: 7, 2: 7}) == [UNKNOWN_SENSE, 1, 1]


# -- as users see it --------------------------------------------------------------------------------


def test_a_report_names_the_namesakes(atlas: Atlas) -> None:
    report = method(atlas, "DENT")
    ids = {report.method.method_id, *(other.method_id for other in report.namesakes)}
    assert len(ids) == 3
    assert all(other.name == "DENT" for other in report.namesakes)
    assert set(report.method.namesakes) == ids - {report.method.method_id}


def test_each_namesake_can_be_asked_for(atlas: Atlas) -> None:
    for method_id in atlas.methods.filter(pl.col("name") == "DENT")["method_id"]:
        assert method(atlas, method_id).method.method_id == method_id


def test_namesakes_introduced_later_are_not_told_of_the_past(atlas: Atlas) -> None:
    first = min(
        paper.date for paper in corpus.papers() if paper.title.startswith("DENT: Dialogue") and paper.date
    )
    report = method(atlas, "DENT", as_of=first)
    assert report.namesakes == ()
    assert report.method.namesakes == ()


def test_a_field_warns_of_what_it_leaves_out(atlas: Atlas) -> None:
    warnings = scout(atlas, "DENT").warnings
    assert any("same name are left out" in warning for warning in warnings)
