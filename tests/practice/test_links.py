"""From methods to the drills that prepare for them: in the rule, in the atlas, in every form of a report."""

import io
import json

import corpus
import pytest
import sample
from rich.console import Console

from inroad.atlas.field import methods_meant, methods_named
from inroad.atlas.open import Atlas
from inroad.config import Config
from inroad.practice.catalogue import drills
from inroad.practice.links import Meant, names, practice
from inroad.report import html, text
from inroad.report.json import dumps
from inroad.scout import method, scout
from inroad.types import Drill


def drill(drill_id: str, *methods: str) -> Drill:
    return Drill(drill_id, drill_id.title(), "", "own", methods, "", (), 20, (), (), "", ())


THREE = (drill("thin", "TiRA"), drill("ada", "AdaTiRA", "TiRA"), drill("none", "Nowhere"))


def test_a_drill_stands_under_the_first_of_its_names_that_is_known() -> None:
    tira, ada = Meant("TiRA", "tira", 7), Meant("AdaTiRA", "adatira", 9)
    both = practice(THREE, {"TiRA": tira, "AdaTiRA": ada})
    assert [(each.method, [d.drill_id for d in each.drills]) for each in both] == [
        ("AdaTiRA", ["ada"]),
        ("TiRA", ["thin"]),
    ]
    (one,) = practice(THREE, {"TiRA": tira})
    assert [each.drill_id for each in one.drills] == ["thin", "ada"]


def test_names_of_one_method_are_one_line() -> None:
    same = Meant("VAE", "vae", 3)
    (one,) = practice([drill("a", "VAE"), drill("b", "autoencoder")], {"VAE": same, "autoencoder": same})
    assert [each.drill_id for each in one.drills] == ["a", "b"]


def test_nothing_known_is_nothing() -> None:
    assert practice(THREE, {}) == ()
    assert names(THREE) == ("AdaTiRA", "Nowhere", "TiRA")


# -- the atlas ------------------------------------------------------------------------------------


def test_a_name_means_what_it_stands_for_most_often(atlas: Atlas) -> None:
    for name, numbers in methods_meant(atlas, ["TiRA", "tira", "AdaTiRAs", "Nowhere"]).items():
        assert numbers[0] == methods_named(atlas, name)[0]
    assert set(methods_meant(atlas, ["TiRA", "Nowhere", "", "-"])) == {"TiRA"}


def test_a_field_and_a_method_tell_what_to_practise(atlas: Atlas) -> None:
    field = scout(atlas, "thin rank adapters", drills=THREE)
    assert {each.method for each in field.practice} >= {"TiRA"}
    assert [each.papers for each in field.practice] == sorted(
        (e.papers for e in field.practice), reverse=True
    )
    own = method(atlas, "AdaTiRA", drills=THREE)
    assert own.practice[0].method == "AdaTiRA"
    assert scout(atlas, "thin rank adapters").practice == ()


def test_what_a_method_builds_on_is_practised_too(atlas: Atlas) -> None:
    found = method(atlas, "AdaTiRA", drills=(drill("thin", "TiRA"),))
    assert [node.method.name for node in found.ancestors][:1] == ["TiRA"]
    assert [each.method for each in found.practice] == ["TiRA"]


def test_the_past_knows_no_later_methods(atlas: Atlas) -> None:
    day = corpus.CUTS[0]
    then = scout(atlas, "thin rank adapters", as_of=day, drills=THREE)
    known = set(atlas.until(day).methods["method_id"])
    assert {each.method_id for each in then.practice} <= known


# -- reports --------------------------------------------------------------------------------------


def printed(report) -> str:
    console = Console(width=100, file=io.StringIO())
    with console.capture() as shown:
        console.print(report)
    return shown.get()


@pytest.mark.parametrize("report", [sample.FULL, sample.hostile()], ids=["full", "hostile"])
def test_every_form_shows_it(report) -> None:
    shown, page = printed(text.field(report)), html.field(report)
    assert "Practise it" in shown
    assert 'id="practice"' in page
    assert json.loads(dumps(report))["practice"][0]["drills"][0].keys() == {"drill_id", "title"}
    if report is sample.FULL:
        for part in ("inroad drill start lora: LoRA", "then: lora-merge"):
            assert part in shown
        assert "inroad drill start dora" in page
    else:
        assert "\x1b" not in shown + page
        assert "<script>" not in page


def test_a_report_without_any_has_no_such_section() -> None:
    assert "Practise it" not in printed(text.method(sample.UNKNOWN_METHOD))
    assert 'id="practice"' not in html.field(sample.EMPTY)


def test_a_broken_drill_of_ones_own_does_not_keep_reports_from_being_made(built: Config, tmp_path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "drill.toml").write_text("nonsense")
    assert len(drills(tmp_path)) == len(drills()) > 70
