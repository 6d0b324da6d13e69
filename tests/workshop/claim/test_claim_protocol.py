"""claim.toml, hashes, deviations."""

from dataclasses import replace

import pytest
from claim_sample import MANIFEST, NOW

from inroad.errors import InputError
from inroad.workshop.claim.manifest import PILOT, claim_of, notes_of, parse
from inroad.workshop.claim.protocol import decisions, deviations, frozen, governing, protocol_of

FILES = {"run.py": b"def run(seed, variant): ...\n"}


def claim(text):
    return claim_of(parse(text))


def test_a_manifest_is_read_whole():
    found = claim(MANIFEST)
    assert found.seeds == tuple(range(1, 9))
    assert found.parts[0].baseline == "old"
    assert found.alpha == 0.05
    assert notes_of(parse(MANIFEST)).easy == "All of it."


def test_a_baseline_may_be_a_number():
    part = claim(MANIFEST.replace('baseline = "old"', "baseline = 0.5")).parts[0]
    assert (part.baseline, part.constant) == (None, 0.5)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("interest = 0.1", "", "interest, the smallest difference that matters, must be above 0"),
        ("interest = 0.1", "interest = -1", "must be above 0"),
        ("interest = 0.1", 'interest = "TODO"', "is still to be filled in"),
        ('better = "higher"', 'better = "up"', "better must be one of"),
        ('kind = "better"', "", "kind must be one of"),
        ('variant = "new"', 'variant = "newer"', "'newer' is not among run.variants"),
        ('variant = "new"', 'variant = "old"', "variant and baseline are the same"),
        ("seeds = 8", "seeds = [1, 1]", "run.seeds must be"),
        ("seeds = 8", f"seeds = [{PILOT}]", "run.seeds must be"),
        ("seeds = 8", "seeds = true", "run.seeds must be"),
        ("seeds = 8", "sedes = 8", "unknown field run.sedes"),
        ('id = "tiny"', 'id = "a b"', "id must be of"),
        ('statement = "The', 'statement = "TODO The', "statement is still to be filled in"),
        ("interest = 0.1", "interest = 0.1\ntolerance = 1.0", "needs a figure"),
        ("interest = 0.1", "interest = nan", "must be a number"),
    ],
)
def test_what_cannot_be_is_said(before, after, said):
    with pytest.raises(InputError, match=said.replace("(", r"\(")):
        claim(MANIFEST.replace(before, after, 1))


def test_everything_that_is_wrong_is_said_at_once():
    with pytest.raises(InputError) as caught:
        claim(MANIFEST.replace("seeds = 8", "seeds = 0").replace('kind = "better"', 'kind = "x"'))
    assert "run.seeds" in str(caught.value)
    assert "kind" in str(caught.value)


def test_no_toml_is_told_with_its_line():
    with pytest.raises(InputError, match="line 1"):
        parse("id = x\n")


# -- hashes ---------------------------------------------------------------------------------------


def test_comments_order_and_notes_do_not_change_a_protocol():
    same = "# a comment\n" + MANIFEST.replace('easy = "All of it."', 'hard = "Nothing."')
    same = same.replace('[paper]\nid = "2106.09685"\n', "[paper]\n").replace(
        'method = "LoRA"\n', 'method = "LoRA"\nid = "2106.09685"\n'
    )
    assert protocol_of(same, FILES).hash == protocol_of(MANIFEST, FILES).hash


def test_line_ends_do_not_change_a_protocol():
    other = {"run.py": FILES["run.py"].replace(b"\n", b"\r\n")}
    assert protocol_of(MANIFEST, other).hash == protocol_of(MANIFEST, FILES).hash


@pytest.mark.parametrize(
    ("before", "after", "code_changes"),
    [
        ("interest = 0.1", "interest = 0.2", False),
        ("seeds = 8", "seeds = 9", False),
        ("seconds = 20", "seconds = 30", True),
        ('variants = ["new", "old"]', 'variants = ["new", "old", "third"]', False),
    ],
)
def test_a_field_changes_the_protocol_and_only_some_change_the_code(before, after, code_changes):
    old, new = protocol_of(MANIFEST, FILES), protocol_of(MANIFEST.replace(before, after), FILES)
    assert old.hash != new.hash
    assert (old.code != new.code) is code_changes


def test_a_file_changes_both():
    old, new = protocol_of(MANIFEST, FILES), protocol_of(MANIFEST, {"run.py": b"pass\n"})
    assert old.hash != new.hash
    assert old.code != new.code


# -- deviations -----------------------------------------------------------------------------------


def test_a_deviation_names_field_before_and_after():
    old = frozen(protocol_of(MANIFEST, FILES), NOW, 0)
    changed = MANIFEST.replace("interest = 0.1", "interest = 0.01")
    new = frozen(protocol_of(changed, {"run.py": b"def run(seed, variant): ...\nx = 1\n"}), NOW, 16)
    found = deviations([old, new])
    assert [(each.field, each.before, each.after, each.results) for each in found] == [
        ("part.better.interest", "0.1", "0.01", 16),
        ("run.py", "", "x = 1", 16),
    ]


def test_the_last_protocol_without_results_decides():
    first, second = (protocol_of(MANIFEST.replace("0.1", each), FILES) for each in ("0.1", "0.2"))
    third = frozen(protocol_of(MANIFEST.replace("0.1", "0.3"), FILES), NOW, 16)
    kept = [frozen(first, NOW, 0), frozen(second, NOW, 0), third]
    assert governing(kept).hash == second.hash
    assert governing([replace(first, results=5), third]).hash == first.hash
    assert governing([]) is None


def test_parts_seeds_and_level_are_decisions_and_words_are_not():
    old = decisions(protocol_of(MANIFEST, FILES))
    assert decisions(protocol_of(MANIFEST.replace("new way", "newer way"), FILES)) == old
    for change in (("interest = 0.1", "interest = 1"), ("seeds = 8", "seeds = 7")):
        assert decisions(protocol_of(MANIFEST.replace(*change), FILES)) != old
