"""Figures read off pictures: what is clicked is what is read, and where that ends is said."""

from __future__ import annotations

import math

import pytest
from claim_sample import MANIFEST, lay, part
from hypothesis import given
from hypothesis import strategies as st

from inroad.config import Config
from inroad.errors import InputError, NotFound
from inroad.types import FigureReading
from inroad.workshop.claim.bench import Bench
from inroad.workshop.claim.digitise import Axis, Spot, read
from inroad.workshop.claim.editing import renamed, with_figure
from inroad.workshop.claim.folder import Folder

UPRIGHT = Axis(Spot(40, 300), Spot(40, 100), 0.0, 20.0)


def test_a_bar_is_read_by_its_height_alone():
    assert UPRIGHT.value(Spot(500, 200)) == pytest.approx(10)
    assert UPRIGHT.pixel(Spot(500, 200)) == pytest.approx(0.1)


@given(
    turn=st.floats(0, 2 * math.pi),
    length=st.floats(20, 5000),
    share=st.floats(-0.5, 1.5),
    beside=st.floats(-500, 500),
)
def test_a_turned_picture_reads_the_same(turn, length, share, beside):
    along = (math.cos(turn), math.sin(turn))
    axis = Axis(Spot(7, 9), Spot(7 + length * along[0], 9 + length * along[1]), 5.0, 15.0)
    down = share * length
    spot = Spot(7 + down * along[0] - beside * along[1], 9 + down * along[1] + beside * along[0])
    assert axis.value(spot) == pytest.approx(5 + 10 * share, abs=1e-6)


def test_a_logarithmic_axis_is_read_by_ratios():
    axis = Axis(Spot(0, 200), Spot(0, 0), 0.01, 1.0, log=True)
    assert axis.value(Spot(0, 100)) == pytest.approx(0.1)
    assert axis.pixel(Spot(0, 50)) > axis.pixel(Spot(0, 150))


@pytest.mark.parametrize(("better", "sign"), [("higher", 1), ("lower", -1)])
def test_the_difference_is_counted_as_claimed(better, sign):
    found = read("c", part(better=better), UPRIGHT, Spot(90, 100), Spot(190, 150))
    assert (found.variant, found.baseline) == (pytest.approx(20), pytest.approx(15))
    assert found.difference == sign * 5
    assert found.pixel == pytest.approx(0.2)


def test_a_part_against_a_number_needs_no_baseline():
    assert read("c", part(baseline=None, constant=12.0), UPRIGHT, Spot(90, 100), None).difference == 8
    with pytest.raises(InputError, match="baseline"):
        read("c", part(), UPRIGHT, Spot(90, 100), None)


@pytest.mark.parametrize(
    ("axis", "said"),
    [
        ((Spot(1, 1), Spot(2, 3), 0.0, 1.0), "same place"),
        ((Spot(1, 1), Spot(1, 99), 2.0, 2.0), "different values"),
        ((Spot(1, 1), Spot(1, 99), math.nan, 2.0), "different values"),
        ((Spot(1, math.inf), Spot(1, 99), 0.0, 2.0), "pair of numbers"),
        ((Spot(1, 1), Spot(1, 99), 0.0, 2.0, True), "above zero"),
    ],
)
def test_an_axis_that_tells_nothing_is_refused(axis, said):
    with pytest.raises(InputError, match=said):
        Axis(*axis)


def test_a_place_far_off_is_no_number():
    axis = Axis(Spot(0, 100), Spot(0, 0), 1.0, 1e9, log=True)
    with pytest.raises((InputError, OverflowError)):
        read("c", part(), axis, Spot(0, -1e9), Spot(0, 0))


# -- what is kept -----------------------------------------------------------------------------------


def test_only_the_figure_changes_in_the_manifest():
    commented = MANIFEST.replace("interest = 0.1", "interest = 0.1   # what matters\n# more to say")
    found = with_figure(commented, "better", 0.25, "Figure 2")
    added = [line for line in found.splitlines() if line not in commented.splitlines()]
    assert added == ["figure = 0.25", 'source = "digitised"', 'where = "Figure 2"']
    assert [line for line in commented.splitlines() if line not in found.splitlines()] == []
    with pytest.raises(NotFound, match="worse"):
        with_figure(MANIFEST, "worse", 0.25, "")


def test_a_manifest_gets_another_name_whatever_its_quotes():
    assert renamed(MANIFEST.replace('"tiny"', "'tiny'  # mine"), "other").startswith('id = "other"  # mine\n')


def test_a_reading_is_kept_in_the_claim_and_nothing_else(tmp_path):
    folder = Folder(lay(tmp_path / "tiny"))
    bench = Bench(Config(tmp_path / "home"), lambda: pytest.fail("no clock is needed"))
    bench.read_off(folder, FigureReading("tiny", "better", 1.25, 1.0, 0.25, 0.01), " Figure 2 ")
    (kept,) = folder.claim.parts
    assert (kept.figure, kept.source, kept.where) == (0.25, "digitised", "Figure 2, a pixel is 0.01")
    with pytest.raises(InputError, match="nothing was read"):
        bench.read_off(folder, FigureReading("tiny", "better"), "")


def test_a_claim_that_comes_with_inroad_stays_as_it_is(tmp_path):
    bench = Bench(Config(tmp_path / "home"), lambda: pytest.fail("no clock is needed"))
    folder = bench.find("lora")
    before = folder.manifest
    with pytest.raises(InputError, match="stays as it is"):
        bench.read_off(folder, FigureReading("lora", folder.claim.parts[0].name, 1.0, 0.5, 0.5, 0.1), "")
    assert folder.manifest == before
