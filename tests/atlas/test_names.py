import pytest
from hypothesis import given
from hypothesis import strategies as st

from inroad.atlas.names import HARD, PHRASE, SOFT, blank_latex, surfaces


def found(text: str, **options: object) -> dict[str, int]:
    return {s.text: s.shape for s in surfaces(text, **options)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name",
    ["QLoRA", "GPT-4", "word2vec", "ControlNet++", "TTT_MEM", "C.L.E.A.R", "x-CLIP"],
)
def test_a_name_with_unusual_letters_is_seen(name: str) -> None:
    assert found(f"we compare {name} with others")[name] == HARD


@pytest.mark.parametrize("text", ["a rank of 16", "2nd of 30k at 4x", "an AI system on GPUs", "plain words"])
def test_numbers_sizes_and_fields_are_no_names(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a GPT-4-based judge", "GPT-4"),
        ("SAM2-friendly code", "SAM2"),
        ("a Mamba-style scan", "Mamba"),
        ("we use SAM 2.1 here", "SAM 2.1"),
    ],
)
def test_a_name_ends_before_a_trailing_word_and_after_its_version(text: str, name: str) -> None:
    assert name in found(text)


def test_a_capital_at_the_start_of_a_sentence_says_nothing() -> None:
    assert found("Recent work fails. Existing models fail too.") == {}
    assert found("They adopt the Mamba block.") == {"Mamba": SOFT}


def test_phrases_are_found_with_their_small_words() -> None:
    assert found("we build Forest of Careful Thoughts here")["Forest of Careful Thoughts"] == PHRASE


def test_a_phrase_of_the_title_is_kept_whole_at_the_start_of_a_sentence() -> None:
    text = "Clinical Trial Bench measures much."
    assert "Clinical Trial Bench" not in found(text)
    assert "Clinical Trial Bench" in found(text, title="Clinical Trial Bench")


def test_latex_is_blanked_and_offsets_stay_true() -> None:
    text = r"We release \textsc{FooBar} and ${\bf Baz9x}$."
    plain = blank_latex(text)
    assert len(plain) == len(text)
    assert [text[s.start : s.end] for s in surfaces(plain)] == ["FooBar", "Baz9x"]


@given(st.text(max_size=300))
def test_every_surface_lies_where_it_says(text: str) -> None:
    for surface in surfaces(text):
        assert text[surface.start : surface.end] == surface.text
