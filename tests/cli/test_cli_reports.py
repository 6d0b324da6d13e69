"""Report commands as a user meets them."""

import json

import pytest
from test_cli_door import assert_plain


@pytest.mark.parametrize("case", ["full", "empty", "hostile"])
@pytest.mark.parametrize("width", ["80", "120"])
def test_piped_text_is_plain_and_fits(pretending, case, width):
    done = pretending(case, "scout", "low-rank", "adaptation", COLUMNS=width, FORCE_COLOR="1")
    assert (done.returncode, done.stderr) == (0, "")
    assert_plain(done.stdout)
    assert all(len(line) <= int(width) and line == line.rstrip() for line in done.stdout.splitlines())


def test_json_is_one_object(pretending):
    done = pretending("full", "scout", "x", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["schema"] == "inroad.field-report"


def test_page_is_written_whole(pretending, tmp_path):
    done = pretending("full", "scout", "x", "--html", "field.html")
    assert (done.returncode, done.stdout) == (0, "Wrote field.html; open it in a browser.\n")
    assert (tmp_path / "field.html").read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_page_that_cannot_be_written_is_an_expected_failure(pretending):
    done = pretending("full", "scout", "x", "--html", "no/such/folder/field.html")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "choose a file" in done.stderr


def test_top_limits_lists_and_counts_the_rest(pretending):
    done = pretending("full", "scout", "x", "--top", "2")
    assert "… and 4 more" in done.stdout  # six threads
    assert "forgetting" not in done.stdout


def test_method(pretending):
    done = pretending("full", "method", "LoRA")
    assert (done.returncode, done.stderr) == (0, "")
    assert "LoRA (Low-Rank Adaptation) is a method that appeared in 2021-06" in done.stdout
    assert "What was built on it" in done.stdout
    assert_plain(done.stdout)


def test_method_lineage_only(pretending):
    done = pretending("full", "method", "LoRA", "--lineage")
    assert "QLoRA" in done.stdout
    assert "How its use grows" not in done.stdout


def test_method_json(pretending):
    value = json.loads(pretending("empty", "method", "Nemo", "--json").stdout)
    assert (value["schema"], value["introduced"], value["problem"]) == ("inroad.method-report", None, None)


def test_atlas_status(pretending):
    done = pretending("full", "atlas", "status")
    assert (done.returncode, done.stderr) == (0, "")
    assert "244,524 papers" in done.stdout
    assert json.loads(pretending("full", "atlas", "status", "--json").stdout)["papers"] == 244_524


def test_atlas_build_shows_progress_on_stderr_and_then_what_there_is(pretending):
    done = pretending("full", "atlas", "build", "--full")
    assert (done.returncode, done.stderr) == (0, "reading\n")
    assert "244,524 papers" in done.stdout
    assert pretending("interrupt", "atlas", "build").returncode == 130


def test_starter_build(pretending):
    done = pretending("full", "starter", "build", "a", "b", "-o", "out")
    assert (done.returncode, done.stdout) == (0, "Wrote the starter atlas to out.\n")
    assert pretending("full", "starter", "build", "-o", "out").returncode == 0
    assert pretending("full", "starter", "build", "a").returncode == 2
