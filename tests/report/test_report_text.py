import io

import pytest
import sample
from rich.console import Console

from inroad.report import text
from inroad.report.clean import UNSAFE


def render(report, width=80, **settings):
    console = Console(file=io.StringIO(), width=width, markup=False, highlight=False, emoji=False, **settings)
    console.print(report)
    return console.file.getvalue()


def test_sections_come_in_the_order_a_newcomer_needs():
    shown = render(text.field(sample.FULL))
    titles = ["is a growing field", "Note:", "How it grows", "Where its methods", "What is being worked on",
              "Methods that others", "Methods only", "Methods or applications", "Who is active",
              "Where it is published", "Tools", "Read these first", "Where you could start"]  # fmt: skip
    places = [shown.index(title) for title in titles]
    assert places == sorted(places)


def test_every_part_is_shown_with_its_evidence():
    shown = " ".join(render(text.field(sample.FULL), 120).split())
    for part in (
        "LoRA-FA, introducing paper not in this corpus, first seen 2023-08",
        "inferred from the name only",
        "problem: memory cost",
        "seen in arXiv:2303.10512, 2023-03-18, abstract sentence 2",
        "named by 702 papers (671 by others); 351 in the last 12 months",
        "412 of 1,130 for which it is known (36 %)",
        "first step: Search for an implementation",
        "201 speech papers of the field",
    ):
        assert part in shown


def test_unknown_is_said():
    shown = " ".join(render(text.method(sample.UNKNOWN_METHOD)).split())
    assert "Problem it set out to solve: unknown" in shown
    assert "introducing paper not in this corpus, first seen 2024-01" in shown
    assert "unknown how many by others" in shown


def test_nothing_found_says_what_to_do():
    shown = render(text.field(sample.EMPTY))
    assert "No paper of this corpus speaks of “nothing of the kind”." in shown
    assert "inroad method NAME" in shown
    assert "Where you could start" not in shown


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("report", [sample.FULL, sample.hostile()], ids=["full", "hostile"])
def test_lines_fit(report, width):
    assert max(map(len, render(text.field(report), width).splitlines())) <= width


def test_markup_and_escapes_in_data_are_inert():
    shown = render(text.field(sample.hostile()))
    assert "[bold]x[/]" in shown
    assert not UNSAFE.search(shown.replace("\n", ""))


def test_only_our_own_escapes_reach_a_terminal():
    shown = render(text.field(sample.hostile()), force_terminal=True, color_system="standard")
    assert "\x1b[1m" in shown
    assert "\x1b[31m" not in shown
    assert "\x1b]" not in shown


def test_a_huge_title_is_cut():
    shown = render(text.field(sample.hostile(sample.NASTY + "A" * 10_000_000)))
    assert len(shown) < 300_000
