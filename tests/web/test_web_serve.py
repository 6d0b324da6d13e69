"""The door: a second server, a taken port, a build beside it, damaged files, hostile papers."""

from __future__ import annotations

import datetime as dt
import socket
import subprocess
import sys

import corpus
import httpx
import pytest
from windows import looking, serving

from inroad.atlas.build import build
from inroad.config import Config


def _serve(home, *options):
    command = [sys.executable, "-m", "inroad.cli", "--home", str(home), "serve", "--no-open", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_second_server_of_a_home_points_to_the_first(site, web_home):
    port = site.rpartition(":")[2]
    second = _serve(web_home.home, "--port", port)
    assert second.returncode == 0
    assert f"Already open at {site}" in second.stdout


def test_port_of_another_program_is_told(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        failed = _serve(tmp_path, "--port", str(other.getsockname()[1]))
    assert failed.returncode == 1
    assert "cannot be used" in failed.stderr
    assert "--port" in failed.stderr
    assert "Traceback" not in failed.stderr


def test_server_of_another_home_is_not_taken_for_ours(site, tmp_path):
    failed = _serve(tmp_path, "--port", site.rpartition(":")[2])
    assert failed.returncode == 1


def test_a_build_beside_is_seen_without_a_restart(tmp_path):
    config = corpus.home(tmp_path, corpus.papers())
    with serving(config.home, "--port", "0") as address:
        before = httpx.get(f"{address}/field?q=TiRA&as=json").json()
        new = [
            corpus.made(dt.date(2024, 5, day), f"More on TiRA {day}", "We use TiRA.", number=90_000 + day)
            for day in (2, 3)
        ]
        corpus.put(config, new)
        # Ingested and not built: the page goes on with what was read.
        assert httpx.get(f"{address}/field?q=TiRA&as=json").json()["papers"] == before["papers"]
        build(config, workers=1)
        after = httpx.get(f"{address}/field?q=TiRA&as=json").json()
    assert after["papers"] == before["papers"] + 2


@pytest.mark.parametrize("harm", ["manifest", "table"])
def test_damaged_atlas_is_named_with_the_way_out(tmp_path, harm):
    config = corpus.home(tmp_path, corpus.papers())
    target = config.atlas / "manifest.json" if harm == "manifest" else next(config.atlas.glob("papers-*"))
    target.write_bytes(b"\0" * 100)
    with serving(config.home, "--port", "0") as address:
        answer = httpx.get(f"{address}/field?q=TiRA")
        assert answer.status_code == 503
        assert "doctor --mend" in answer.text
        assert "Traceback" not in answer.text


def test_home_without_corpus_answers_from_the_starter(tmp_path):
    with serving(tmp_path, "--port", "0") as address:
        coverage = httpx.get(f"{address}/?as=json", timeout=30).json()
    assert str(coverage).count("starter")


HOSTILE = (
    "<script>window.taken=1</script>TiRA",
    "TiRA \u202egnihtemos\u202c \x1b[31mred\x07",
    "TiRA <img src=x onerror=window.taken=1> {{7*7}} {% raw %}",
    "TiRA '\"><svg/onload=window.taken=1>",
)


def test_hostile_papers_are_only_text(tmp_path, browser):
    long = ("", "", "", "x" * 1_000_000)
    papers = [
        corpus.made(dt.date(2024, 5, 1), title, f"We use TiRA. {title} {long[at]}", number=90_000 + at)
        for at, title in enumerate(HOSTILE)
    ]
    config: Config = corpus.home(tmp_path, [*corpus.papers(), *papers])
    addresses = [f"/paper/{each.paper_id}" for each in papers]
    with serving(config.home, "--port", "0") as site, looking(browser) as page:
        for where in ("/field?q=TiRA", "/search?q=TiRA&top=200", *addresses):
            page.goto(site + where)
            assert page.evaluate("window.taken") is None
            assert page.locator("main script, main img").count() == 0
            text = page.locator("body").inner_text()
            assert "\u202e" not in text
            assert "\x1b" not in text
        page.goto(site + addresses[2])
        assert "{{7*7}}" in page.locator("h1").inner_text()


def test_first_search_says_what_is_being_made_and_then_answers(tmp_path, browser):
    with serving(tmp_path, "--port", "0") as address, looking(browser) as page:
        page.goto(f"{address}/search?q=low-rank+adaptation")
        # On a fast machine the index of the starter may be there at once.
        page.wait_for_selector(".hits", timeout=120_000)
        assert page.locator(".hits mark").count()
