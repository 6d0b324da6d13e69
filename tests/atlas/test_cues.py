"""Cues: what the words around a name say, and that nothing else is looked at."""

import pytest

from inroad.atlas.cues import CUES, GROUPS, cue_masks
from inroad.atlas.extract import read


def cues_at(abstract: str, name: str, title: str = "A paper") -> set[str]:
    """Names of the cues at the first place of ``name`` in the abstract."""
    reading = read(title, abstract)
    surfaces = [*reading.title_surfaces, *reading.surfaces]
    masks = dict(
        zip(((s.text, s.start) for s in reversed(surfaces)), reversed(cue_masks(reading)), strict=True)
    )
    mask = next(
        mask for (text, _), mask in sorted(masks.items(), key=lambda item: item[0][1]) if text == name
    )
    return {cue for number, cue in enumerate(CUES) if mask >> number & 1}


def test_cues_fit_in_64_bits_and_have_one_name_each() -> None:
    assert len(CUES) == len(set(CUES)) == 64


@pytest.mark.parametrize(
    ("abstract", "name", "cue"),
    [
        ("We describe a tagger that is based on QuickNet.", "QuickNet", "build, just before"),
        ("This work extends the QuickNet model to speech.", "QuickNet", "build, just before"),
        ("Our tagger combines QuickNet with a lexicon.", "QuickNet", "combine, just before"),
        ("It clearly outperforms QuickNet on three tasks.", "QuickNet", "outperform, just before"),
        ("It is compared against QuickNet and others.", "QuickNet", "compare, just before"),
        ("We train the tagger using QuickNet features.", "QuickNet", "apply, just before"),
        ("This is a survey of QuickNet and its uses.", "QuickNet", "survey, just before"),
        ("However, QuickNet suffers from slow inference.", "QuickNet", "limit, just after"),
        ("Existing taggers such as QuickNet need labels.", "QuickNet", "prior, just before"),
        ("Existing taggers such as QuickNet need labels.", "QuickNet", "list, just before"),
        ("We propose a QuickNet variant for speech.", "QuickNet", "own, in the sentence"),
        ("We propose a QuickNet-based tagger.", "QuickNet", "-based"),
        ("QuickNet is old. It is fast.", "QuickNet", "heads"),
    ],
)
def test_known_sentences(abstract: str, name: str, cue: str) -> None:
    assert cue in cues_at(abstract, name)


def test_words_of_other_sentences_do_not_count() -> None:
    assert (
        cues_at("QuickNet is old. We outperform all.", "QuickNet")
        & {f"outperform, {where}" for where in ("just before", "before", "just after", "in the sentence")}
        == set()
    )


def test_a_long_form_does_not_hide_the_word_before_it() -> None:
    found = cues_at("It is tuned via group relative policy optimisation of rewards (GRPO) alone.", "GRPO")
    assert {"bracketed", "apply, just before"} <= found


def test_late_is_the_last_third() -> None:
    abstract = "QuickNet is old. It is fast. We test SlowNet."
    assert "late" in cues_at(abstract, "SlowNet")
    assert "late" not in cues_at(abstract, "QuickNet")


def test_one_mask_a_surface_title_first() -> None:
    reading = read("QuickNet: a tagger", "We extend SlowNet. LazyNet and SlowNet are slower.")
    masks = cue_masks(reading)
    assert len(masks) == len(reading.title_surfaces) + len(reading.surfaces)
    assert "heads" in {cue for number, cue in enumerate(CUES) if masks[0] >> number & 1}


def test_a_paper_without_names_has_no_masks() -> None:
    assert cue_masks(read("on nothing", "")) == []


def test_a_word_stands_in_one_group_only() -> None:
    from inroad.atlas.cues import _WORDS

    words = [word for group in _WORDS.values() for word in set(group.split())]
    assert sorted(words) == sorted(set(words))
    assert tuple(_WORDS) == GROUPS
