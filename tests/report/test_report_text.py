import io
from dataclasses import replace

import pytest
import sample
from rich.console import Console

from inroad.report import sentences, text
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


def test_what_is_counted_in_the_field_and_in_the_whole_corpus_is_told_apart():
    use = sample.FULL.used[0]
    part = replace(use, in_field=24, recent=1200, method=replace(use.method, papers=1031), by_others=1029)
    assert sentences.usage(part) == (
        "named by 24 papers of this field, 1,200 in the last 12 months; "
        "by 1,031 of the whole corpus (1,029 by others)"
    )


def test_no_relation_is_unknown_and_not_zero():
    use = replace(sample.FULL.used[0], builds_on=0, applies=0, compares=0)
    assert "0" not in sentences.relations(use)
    assert "unknown how they use it" in sentences.relations(use)
    assert sentences.relations(replace(use, applies=1)) == "in the whole corpus 1 applies it"
