"""The whole program: from a folder to a page, and what it says when something is wrong."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from claim_sample import MANIFEST, NOW, lay, part, points, run

from inroad.report import claim_markdown, claim_svg, html
from inroad.report.claim_text import judged, listed
from inroad.types import ClaimNotes, ClaimReport, ClaimVerdict, Deviation
from inroad.workshop.claim.manifest import claim_of, parse
from inroad.workshop.claim.verdict import judge

SRC = Path(__file__).parents[3] / "src"
EVIL = "<script>alert(1)</script> \x1b[31m\u202e | `x`"


@pytest.fixture
def inroad(tmp_path):
    environment = os.environ | {
        "PYTHONPATH": str(SRC),
        "INROAD_HOME": str(tmp_path / "home"),
        "COLUMNS": "100",
    }

    def go(*words: str, code: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "inroad.cli", "claim", *words],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == code, done.stderr
        return done.stdout if code == 0 else done.stderr

    return go


def test_from_a_folder_to_a_page(inroad, tmp_path):
    folder = str(lay(tmp_path / "tiny"))
    assert "not attempted" in inroad("verdict", folder).lower()
    assert "frozen" in inroad("run", folder, "--jobs", "2", "--resume")
    assert inroad("verdict", folder).startswith("Reproduced")
    told = json.loads(inroad("verdict", folder, "--json"))
    assert (told["schema"], told["outcome"]) == ("inroad.claim-verdict", "reproduced")
    assert "exploration, not confirmation" in inroad("explore", folder)
    assert "8 seeds planned" in inroad("plan", folder)
    inroad("report", folder, "--html", "page.html")
    page = (tmp_path / "page.html").read_text()
    assert page.count("<circle") == 8 * 2 + 8
    assert "http" not in page.replace("https://arxiv.org/abs/2106.09685", "").replace("http-equiv", "")
    text = inroad("report", folder)
    for head in ("Scope of reproducibility", "Methodology", "Results", "What was easy", "What was hard"):
        assert f"## {head}" in text
    assert len(re.findall(r"^\| \d+ \|", text, re.M)) == 8
    assert json.loads(inroad("report", folder, "--json"))["schema"] == "inroad.claim-report"


def test_the_list_shows_shipped_claims_and_what_came_of_them(inroad):
    found = json.loads(inroad("list", "--json"))
    assert len(found["claims"]) == 10
    assert all(each["shipped"] and each["at"] for each in found["claims"])


def test_what_is_wrong_is_one_line(inroad, tmp_path):
    lay(tmp_path / "tiny", MANIFEST.replace("interest = 0.1", "interest = 0"))
    for words in (("run", str(tmp_path / "tiny")), ("verdict", "nothing"), ("new", "A B")):
        assert inroad(*words, code=1).count("\n") == 1
    inroad("new", "mine", "--paper", "1", "--method", "x", code=2)


def test_a_new_claim_says_what_to_do(inroad):
    said = inroad("new", "mine")
    assert "Fill in:" in said
    assert "mine" in inroad("list") or "to be filled in" in inroad("list")


# -- texts ----------------------------------------------------------------------------------------


def report(**changes: object) -> ClaimReport:
    claim = claim_of(parse(MANIFEST))
    found = judge(part(name=EVIL, metric=EVIL, figure=1.5), points(*[2.0 + n / 10 for n in range(8)]), 8)
    verdict = ClaimVerdict(
        "tiny", EVIL, "partly", "size not shown", (found,), "hash", NOW, 16, 1, 0,
        deviations=(Deviation(NOW, "run.py", "a\nb\nc\nd", EVIL, 3),),
        as_changed="reproduced", warnings=(EVIL,),
    )  # fmt: skip
    return ClaimReport(claim, verdict, ClaimNotes(easy=EVIL), (run(1, "new", 1.0), run(1, "old", None)))


def test_nothing_of_a_claim_reaches_page_or_terminal_raw():
    made = report()
    page, text = html.claim(made), claim_markdown.page(made)
    assert "<script" not in page
    assert "\x1b" not in page + text
    assert "\u202e" not in page + text
    assert "<script" not in text.replace("\\<script", "")
    from rich.console import Console

    console = Console(file=open(os.devnull, "w"), record=True, width=100)  # noqa: SIM115, PTH123
    console.print(judged(made.verdict))
    assert "\x1b[31m" not in console.export_text()


def test_a_failed_run_is_shown_as_failed():
    assert "| 1 | 1 | failed |" in claim_markdown.page(report()).replace("\\", "")


def test_deviations_are_listed_with_what_was_and_what_is():
    text = claim_markdown.page(report())
    assert "after 3 results: run.py was a / b / c / … (4 lines)" in text
    assert "as changed it would be: reproduced" in text


def test_every_seed_is_a_point():
    found = report().verdict.parts[0]
    assert claim_svg.values(found).count("<circle") == 16
    assert claim_svg.differences(found).count("<circle") == 8
    empty = judge(part(), [], 8, missing=16)
    assert claim_svg.values(empty) == claim_svg.differences(empty) == ""


def test_points_that_are_all_alike_can_be_drawn():
    found = judge(part(), points(*[0.0] * 8), 8)
    assert "nan" not in claim_svg.values(found) + claim_svg.differences(found)


def test_an_empty_list_is_said():
    from inroad.types import ClaimsReport

    assert listed(ClaimsReport(())) is not None
