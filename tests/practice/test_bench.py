"""What pages of practice stand on: kept answers, cards taken back, the map, the calendar, texts as HTML."""

from __future__ import annotations

import datetime as dt
import re
from itertools import combinations
from pathlib import Path

import pytest

from inroad.config import Config
from inroad.errors import InputError
from inroad.journal.records import Event
from inroad.practice import content, placement, reports, schedule, workspace
from inroad.practice.catalogue import open_catalogue
from inroad.practice.items import item
from inroad.practice.progress import ROOM, last_recalled, recalled
from inroad.practice.room import Room
from inroad.report import drill_map, drill_words, practice_svg, prose

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
TODAY = NOW.date()


# -- answers on disk ------------------------------------------------------------------------------


def test_an_answer_replaces_the_one_it_goes_back_to(tmp_path: Path) -> None:
    assert workspace.write(tmp_path, "a = 1\r\nb = 2\r") is None
    assert (tmp_path / workspace.ANSWER).read_text() == "a = 1\nb = 2\n"
    assert workspace.write(tmp_path, "a = 3\n", workspace.digest("a = 1\nb = 2\n")) is None
    assert sorted(path.name for path in tmp_path.iterdir()) == [workspace.ANSWER]


def test_what_somebody_else_wrote_is_kept_beside(tmp_path: Path) -> None:
    workspace.write(tmp_path, "theirs\n")
    beside = workspace.write(tmp_path, "mine\n", workspace.digest("what I saw\n"))
    assert beside is not None
    assert beside.read_text() == "theirs\n"
    assert workspace.read(tmp_path) == "mine\n"
    assert workspace.write(tmp_path, "mine\n", "whatever") is None  # the same text is no conflict


def test_a_solution_given_up_for_is_shown_again_without_counting_again(tmp_path: Path) -> None:
    room = Room(Config(tmp_path), NOW)
    room.start("dropout")
    with pytest.raises(InputError):
        room.solution("dropout")
    room.solution("dropout", surrender=True)
    events = len(room.events())
    assert "def dropout" in room.solution("dropout")
    assert reports.drill(room, "dropout", None, running=False).solution is not None
    assert len(room.events()) == events
    room.start("dropout")
    assert reports.drill(room, "dropout", None, running=False).solution is None


# -- cards ----------------------------------------------------------------------------------------


def grade(card: str, days: int, before: str | None) -> Event:
    review = schedule.reviewed(before, "good", NOW + dt.timedelta(days=days))
    told = {"memory": review.memory, "due": review.due.isoformat(), "grade": "good", "answer": ""}
    return Event(NOW + dt.timedelta(days=days), ROOM, "recalled", card, told)


def test_a_grade_taken_back_leaves_what_was_before() -> None:
    first = grade("lora/1", 0, None)
    second = grade("lora/1", 3, first.data["memory"])
    undone = Event(NOW + dt.timedelta(days=3), ROOM, "unrecalled", "lora/1", {})
    assert recalled([first, second, undone]) == recalled([first])
    assert last_recalled([first, second, undone]) == first
    assert recalled([first, undone, undone]) == {}


# -- placement ------------------------------------------------------------------------------------


def test_a_placement_can_be_followed_through_its_address() -> None:
    catalogue, chosen = open_catalogue(), []
    while (question := placement.report(catalogue, "s", chosen).question) is not None:
        right = item(catalogue[question.drill_id], "s").right
        chosen.append(f"{question.drill_id}:{right if len(chosen) % 2 else ''}")
    judged = placement.choices(catalogue, "s", chosen)
    assert [choice.right for choice in judged] == [bool(n % 2) for n in range(len(chosen))]
    assert 5 <= len(chosen) <= 16


# -- drawings -------------------------------------------------------------------------------------


def test_no_two_stops_of_the_map_meet_and_each_stands_behind_what_it_needs(tmp_path: Path) -> None:
    drills = Room(Config(tmp_path), NOW).states().drills
    drawn = str(drill_map.draw(drills, lambda drill_id: f"/practice/{drill_id}"))
    found = re.findall(r'href="/practice/([\w-]+)".*?<rect x="([\d.]+)" y="([\d.]+)"', drawn)
    places = {drill_id: (float(x), float(y)) for drill_id, x, y in found}
    assert len(places) == len(drills)
    for (x1, y1), (x2, y2) in combinations(places.values(), 2):
        assert abs(x1 - x2) >= drill_map.WIDE or abs(y1 - y2) >= drill_map.HIGH
    for state in drills:
        for before in state.drill.requires:
            assert places[before][0] < places[state.drill.drill_id][0]
    assert drill_map.draw([]) == ""


def test_the_calendar_has_a_square_for_each_day_up_to_today() -> None:
    days = ((TODAY - dt.timedelta(days=400), 90.0), (TODAY - dt.timedelta(days=1), 5.0), (TODAY, 70.0))
    drawn = str(practice_svg.calendar(days, TODAY, weeks=4))
    assert drawn.count('class="day') == 3 * 7 + TODAY.weekday() + 1
    assert drawn.count("level-1") == drawn.count("level-4") == 1
    assert "on 2 days" in drawn
    assert practice_svg.calendar((), TODAY) == ""


def test_a_streak_ends_at_the_first_day_without() -> None:
    day = dt.timedelta(days=1)
    assert drill_words.streak(((TODAY - 3 * day, 1.0), (TODAY - day, 1.0)), TODAY) == 1
    assert drill_words.streak(((TODAY - day, 1.0), (TODAY, 1.0)), TODAY) == 2
    assert drill_words.streak(((TODAY - 2 * day, 1.0),), TODAY) == 0


# -- texts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "![p](http://evil.example/p.png)",
        "<http://evil.example>",
        "[a]\n\n[a]: http://evil.example",
        "`</code><script>alert(1)</script>`",
        "    </pre><script>alert(1)</script>",
        "```</code>\n<img src=x onerror=alert(1)>\n```",
        "a\u202eb\u200bc\x1b[2J",
    ],
)
def test_a_text_brings_nothing_but_paragraphs_and_code(text: str) -> None:
    shown = str(prose.markdown(text))
    assert set(re.findall(r"<(\w+)", shown)) <= {"p", "code", "pre"}
    assert not re.search("[\u202e\u200b\x1b]", shown)


def test_powers_are_raised_in_formulas() -> None:
    assert prose.markdown("`q k^T / 2^-i`") == "<p><code>q k<sup>T</sup> / 2<sup>-i</sup></code></p>\n"
    assert "<h3>Two</h3>" in prose.markdown("# One\n\n## Two\n")


def test_every_bundled_task_can_be_shown() -> None:
    allowed = {"p", "ul", "ol", "li", "code", "pre", "sup", "em", "strong", "h3"}
    for folder in content.folders(content.bundled()):
        drill = content.load(folder)
        for text in (content.task(drill), content.explanation(drill) or ""):
            assert set(re.findall(r"<(\w+)", prose.markdown(text))) <= allowed
