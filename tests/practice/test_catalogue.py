from pathlib import Path

import pytest

from inroad.errors import InputError, NotFound
from inroad.practice import content
from inroad.practice.catalogue import Catalogue, open_catalogue
from inroad.practice.place import Choice, ability, known, next_item
from inroad.types import Drill


def drill(drill_id: str, *requires: str, minutes: int = 20, family: str = "own") -> Drill:
    return Drill(drill_id, drill_id, "", family, (drill_id.upper(),), "", requires, minutes, (), (), "", ())


CHAIN = Catalogue([drill("c", "b", minutes=40), drill("a", minutes=10), drill("b", "a")])


def test_each_comes_after_what_it_requires() -> None:
    assert [each.drill_id for each in CHAIN] == ["a", "b", "c"]
    assert [each.drill_id for each in CHAIN.before("c")] == ["a", "b"]


def test_order_of_folders_does_not_matter() -> None:
    assert list(Catalogue(reversed(list(CHAIN)))) == list(CHAIN)


def test_a_circle_is_refused_with_its_drills() -> None:
    with pytest.raises(InputError, match=r"a -> b -> a|b -> a -> b"):
        Catalogue([drill("a", "b"), drill("b", "a")])


def test_an_unknown_requirement_is_refused() -> None:
    with pytest.raises(InputError, match="requires nothing"):
        Catalogue([drill("a", "nothing")])


def test_two_of_one_name_are_refused() -> None:
    with pytest.raises(InputError, match="two drills are called 'a'"):
        Catalogue([drill("a"), drill("a")])


def test_an_unknown_drill_proposes_near_ones() -> None:
    with pytest.raises(NotFound, match="attention") as caught:
        open_catalogue()["atention"]
    assert "attention" in caught.value.near


def test_a_manifest_that_lacks_something_says_what(tmp_path: Path) -> None:
    (tmp_path / "drill.toml").write_text('id = "x"\ncolour = "red"\nminutes = "long"\n')
    with pytest.raises(InputError, match=r"title.*minutes.*colour"):
        content.load(tmp_path)


def test_a_users_own_folder_is_picked_up(tmp_path: Path) -> None:
    source = content.bundled() / "networks" / "attention"
    mine = tmp_path / "mine"
    mine.mkdir()
    for file in ("task.md", "stub.py", "solution.py", "checks.py", "cards.toml"):
        (mine / file).write_text((source / file).read_text())
    manifest = (source / "drill.toml").read_text().replace('id = "attention"', 'id = "mine"')
    (mine / "drill.toml").write_text(manifest.replace('"networks"', '"own"'))
    assert open_catalogue(tmp_path)["mine"].family == "own"


# -- placement ------------------------------------------------------------------------------------

LADDER = Catalogue(
    drill(f"d{level:02}", *([f"d{level - 1:02}"] if level else []), minutes=10 + 2 * level)
    for level in range(30)
)


def placed(knows: int) -> tuple[int, set[str]]:
    """Somebody who knows the first so many drills, and never guesses right."""
    choices: list[Choice] = []
    while (item := next_item(choices, LADDER)) is not None:
        choices.append(Choice(item.drill_id, int(item.drill_id[1:]) < knows, 4))
    return len(choices), {each.drill_id for each in known(choices, LADDER)}


def test_who_knows_more_is_placed_higher_within_sixteen_items() -> None:
    (few, beginner), (many, expert) = placed(2), placed(20)
    assert beginner < expert
    assert max(few, many) <= 16


def test_nothing_is_passed_over_that_was_answered_wrongly() -> None:
    choices = [Choice("d00", False, 4), *(Choice(f"d{n:02}", True, 4) for n in range(1, 12))]
    assert "d00" not in {each.drill_id for each in known(choices, LADDER)}


def test_no_choices_tell_nothing() -> None:
    assert ability([], LADDER)[0] == pytest.approx(0.0)
    assert known([], LADDER) == ()
