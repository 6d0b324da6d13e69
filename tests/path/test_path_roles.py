"""Posts: where they stand, what they ask for, and that nothing pasted can do harm."""

from __future__ import annotations

import datetime as dt

import pytest
from people import passed
from posts import posts

from inroad.errors import InputError
from inroad.path import profile
from inroad.path.levels import Shown
from inroad.path.phrases import Phrases, words
from inroad.path.plain_text import MOST, decoded, plain
from inroad.path.roles.mine import mine
from inroad.path.roles.read import named, read
from inroad.path.skills import skills
from inroad.report import roles_words
from inroad.types import AboutMe, Role

POST = """Inference Engineer

About us
Our product has ten million customers.

What you'll do
- Write CUDA kernels and cut latency of our serving stack
- No on-call.

Requirements
- 4+ years of experience with C++
- Python; Rust is a plus
- A PhD is not required

Benefits
Health insurance, a customer discount, a research budget.
"""


def role(text: str, *have: str) -> Role:
    return read([("post", text)], have).roles[0]


def levels(found: Role) -> dict[str, str]:
    return {each.name: each.level for each in found.demands}


@pytest.mark.parametrize(("part", "least"), [("dev", 0.95), ("test", 0.9)])
def test_posts_stand_where_they_were_set(part, least):
    mine = [each for each in posts() if each.part == part]
    near = 0
    for each in mine:
        found = role(each.text)
        told = (found.pure_applied.step, found.models_infrastructure.step)
        near += all(t is not None and abs(t - p) <= 1 for t, p in zip(told, each.place, strict=True))
    assert len(posts()) == 200
    assert near / len(mine) >= least


def test_every_cue_and_demand_points_at_its_own_words():
    for each in posts():
        found = role(each.text)
        for cue in (*found.pure_applied.cues, *found.models_infrastructure.cues):
            # Words in a list that HTML holds may have markup between them.
            assert cue.words.split() == plain(each.text)[cue.start : cue.end].split()
            assert cue.sentence_start <= cue.start < cue.end <= cue.sentence_end
            assert each.text[: cue.start].count("\n") <= cue.line - 1
        for demand in found.demands:
            assert demand.words == plain(each.text)[demand.start : demand.end]


def test_what_is_asked_for_and_how_strongly():
    found = role(POST, "python", "cuda")
    told = levels(found)
    assert (told["C++"], told["Python"], told["Rust"], told["CUDA"]) == ("must", "nice", "nice", "named")
    assert told["PhD"] == told["on call"] == "not needed"
    assert [each.least for each in found.demands if each.kind == "years"] == [4]
    have = {each.name: each.have for each in found.demands}
    assert (have["Python"], have["C++"], have["PhD"]) == (True, False, None)


def test_wrapping_does_not_count():
    bare = POST[: POST.index("Benefits")]
    assert role(POST).pure_applied.high_weight == role(bare).pure_applied.high_weight
    assert not [cue for cue in role(POST).pure_applied.cues if cue.words == "research"]


def test_what_is_denied_counts_for_the_other_end():
    yes = role("You publish papers and prove theorems. " * 3)
    no = role("You will not publish papers. You never prove theorems. " * 3)
    assert yes.pure_applied.position < 0 < no.pure_applied.position
    assert all(cue.negated for cue in no.pure_applied.cues)
    not_only = role("You not only publish papers, you also give talks about the theorems that you prove.")
    assert not_only.pure_applied.cues[0].toward == "pure"


@pytest.mark.parametrize("text", ["Hello", "We are hiring!", "x " * 30, "…"])
def test_too_little_is_not_judged(text):
    found = role(text)
    assert found.pure_applied.step is found.models_infrastructure.step is None
    assert found.steps == ()
    assert found.warnings


def test_another_language_is_not_judged():
    text = (
        "Wir suchen eine Forscherin, die neue Methoden für CUDA kernels entwickelt und Paper schreibt. " * 6
    )
    found = role(text)
    assert found.pure_applied.step is None
    assert "English" in found.warnings[0]


def test_html_and_text_are_read_alike():
    as_html = "<div><h1>Inference Engineer</h1><h3>What you&#39;ll do</h3><ul>"
    as_html += "<li>Write CUDA kernels</li><li>Cut latency &amp; cost of our serving stack</li></ul></div>"
    as_text = "Inference Engineer\n\nWhat you'll do\n- Write CUDA kernels\n"
    as_text += "- Cut latency & cost of our serving stack\n"
    one, other = role(as_html), role(as_text)
    assert one.title == other.title == "Inference Engineer"
    assert one.models_infrastructure.high_weight == other.models_infrastructure.high_weight
    assert role(f"<script>kubernetes kernels cuda</script>{as_text}").words == other.words


def test_nothing_in_markup_is_text():
    text = "<p>a</p><!-- cuda --><style>.kernel{}</style><a href='http://kernel.org' title='cuda'>b</a>"
    assert plain(text).split() == ["a", "b"]
    assert len(plain(text)) == len(text)


def test_steps_are_near_and_say_what_is_missing():
    found = role(POST, "python", "c++", "cuda", "compilers", "computer architecture", "performance work")
    first = found.steps[0]
    assert first.name == "kernel or compiler engineer"
    assert first.lacking == ("MLIR or LLVM",)
    assert all(each.distance <= 3 and each.evidence for each in found.steps)
    assert [len(each.lacking) for each in found.steps] == sorted(len(each.lacking) for each in found.steps)


def test_skills_that_the_lexicon_does_not_know_are_said():
    report = read([("a", POST)], ["Python", "knitting", " "])
    assert report.have == ("Python",)
    assert report.unread == ("knitting",)


def test_order_and_number_of_posts_do_not_matter():
    two = read([("a", POST), ("b", "Research Scientist\n\nYou publish papers about proofs.")])
    assert two.roles[0] == read([("a", POST)]).roles[0]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04 docx", "is not text"),
        (b"ab\x00\x01\x02", "is not text"),
        (b"a" * (MOST + 1), "too many for one post"),
    ],
)
def test_what_is_no_post_is_refused(raw, said):
    with pytest.raises(InputError, match=said):
        decoded(raw, "x.txt")


@pytest.mark.parametrize(
    "text",
    [
        "\u202eenginE ecnerefnI\u202c " * 40,
        "مهندس تعلم الآلة " * 50,
        "\x1b[31mInference Engineer\x1b[0m cuda\x07 " * 30,
        "<" * 5000,
        "&" * 5000 + "<p>",
        "(" * 3000 + "a.b" * 500,
        "no " * 4000,
        "years " * 3000 + "10 " * 3000,
        "\ud800 cuda kernels " * 20,
    ],
)
def test_odd_texts_are_read_without_harm(text):
    found = role(text)
    assert found.words >= 0


def test_phrases_take_the_longest_and_leave_gaps():
    phrases = Phrases([("train ... models", "gap"), ("train", "short"), ("model*", "open"), ("c++", "plus")])
    told = [
        each.value
        for each in phrases.find(words("We train very large models, train a modelling-tool in C++"))
    ]
    assert told == ["gap", "short", "open", "plus"]
    assert [each.value for each in phrases.find(words("train one two three four models"))] == [
        "short",
        "open",
    ]


# -- what one has -----------------------------------------------------------------------------------

ASKS = (
    "Research engineer\n\nRequirements:\nYou must know Python, PyTorch, deep learning, statistics and Rust.\n"
)


def _profile(me, evidence):
    return profile.of(me, evidence, dt.date(2026, 4, 2))


def test_what_evidence_shows_is_told_from_ones_own_word():
    drills = passed(8, mastered=True)
    me = AboutMe(tools=("PyTorch",), skills=(("foundations", 3), ("networks", 4)))
    known, unread = mine(_profile(me, Shown(drills)), ["rust", "haskell"])
    how = {each.name: each.how for each in known}
    assert how["Python"] == how["deep learning"] == "shown"
    assert how["PyTorch"] == how["statistics"] == how["Rust"] == "said"
    assert unread == ("haskell",)
    report = read([("post", ASKS)], mine=known, unread=unread)
    musts = {each.name: (each.have, each.how) for each in report.roles[0].demands if each.level == "must"}
    assert musts["deep learning"] == (True, "shown")
    assert musts["PyTorch"] == (True, "said")
    assert "2 shown by evidence and 3 by your own word" in roles_words.gap(report.roles[0])
    assert "haskell" in report.roles[0].warnings[-1]


def test_a_low_level_is_nothing_that_one_has_and_an_empty_profile_says_nothing():
    assert mine(_profile(AboutMe(skills=(("foundations", 1),), ml=1), Shown())) == ((), ())
    report = read([("post", ASKS)], mine=())
    assert all(each.have is None for each in report.roles[0].demands)


def test_every_name_that_a_skill_is_asked_as_is_one_that_posts_are_read_for():
    for each in skills():
        for name in each.asked_as:
            assert name in named([name])[0], (each.skill_id, name)
