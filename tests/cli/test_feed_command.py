"""``follow``, ``like``, ``feed`` and ``import library`` as whole programs over the made-up field."""

from __future__ import annotations

import json
import shlex
import shutil
import sys
import xml.etree.ElementTree as ET
from subprocess import CompletedProcess

import pytest

from inroad.cli import main


@pytest.fixture
def here(monkeypatch, capsys, tmp_path):
    """The program in this process: many short runs would be slow otherwise."""
    monkeypatch.setenv("INROAD_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def run(*arguments):
        code = main(list(arguments))
        out, err = capsys.readouterr()
        return CompletedProcess(arguments, code, out, err)

    return run


@pytest.fixture
def at_home(here, built, tmp_path):
    """The same over a copy of the made-up home, in which it may write."""
    shutil.copytree(built.home, tmp_path / "home")
    return here


def lines(done):
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_reader_from_the_first_follow_to_the_second_feed(inroad, built, tmp_path):
    shutil.copytree(built.home, tmp_path / "home")
    run = inroad
    followed = " ".join(lines(run("follow", "TiRA")))
    assert "Followed: method TiRA" in followed
    assert "in the last 30 days of the corpus" in followed
    assert "Followed already" in run("follow", "TiRA").stdout
    assert "category cs.CV" in run("follow", "cs.cv").stdout
    liked = lines(run("like", "arXiv:2108.00054v2", "https://arxiv.org/abs/2108.00055", "2912.00001"))
    assert liked[0] == "Liked: arXiv:2108.00054 “Following Birds in Videos 11”."
    assert "not in the corpus" in liked[2]
    assert "Disliked: arXiv:2101.00000" in run("dislike", "2101.00000").stdout
    listed = run("follow").stdout
    assert "2 followed, 3 papers liked, 1 disliked" in listed
    first = run("feed").stdout
    assert "Following Birds in Videos 7" in first
    assert "Nearest to arXiv:2108.0005" in first
    assert "You follow: method TiRA, category cs.CV." in first
    again = run("feed").stdout
    assert "this is that feed again" in " ".join(again.split())
    assert "Following Birds in Videos 7" in again
    assert "No longer liked: arXiv:2108.00054" in run("like", "2108.00054", "--undo").stdout
    assert run("unfollow", "tira").stdout == "You no longer follow the method TiRA.\n"


def test_a_feed_that_was_only_looked_at_leaves_the_mark(at_home):
    run = at_home
    run("follow", "cs.CV")
    for options in (
        ["--since", "2021-08-01"],
        ["--only", "birds"],
        ["--not", "x"],
        ["--min", "-9"],
        ["--field", "birds"],
    ):
        assert lines(run("feed", *options))
    assert json.loads(run("feed", "--json").stdout)["last"] is None
    assert json.loads(run("feed", "--json").stdout)["last"]["until"] == "2021-09-21"


def test_reports_are_json_too(at_home):
    run = at_home
    followed = json.loads(run("follow", "birds", "--as", "query", "--json").stdout)
    assert followed["schema"] == "inroad.follows-report"
    assert followed["followed"][0]["follow"]["kind"] == "query"
    voted = json.loads(run("like", "2108.00054", "--json").stdout)
    assert (voted["schema"], voted["likes"]) == ("inroad.votes-report", 1)
    feed = json.loads(run("feed", "--json").stdout)
    assert feed["schema"] == "inroad.feed-report"
    assert feed["entries"][0]["parts"]
    assert feed["until"] == "2021-09-21"


@pytest.mark.parametrize("suffix", [".atom", ".xml", ".XML", ".txt", ".html"])
def test_digests_are_told_by_their_ending(at_home, tmp_path, suffix):
    run = at_home
    run("follow", "cs.CV")
    file = tmp_path / f"digest{suffix}"
    told = " ".join(run("feed", "--digest", str(file)).stdout.split())
    assert told.startswith(f"Wrote {file}")
    assert ("open it in a browser" in told) == (suffix.lower() == ".html")
    text = file.read_text(encoding="utf-8")
    assert "Following Birds in Videos 7" in text
    if suffix.lower() in (".atom", ".xml"):
        assert ET.fromstring(text).tag.endswith("feed")


def test_a_digest_on_standard_output_is_plain_text(at_home):
    at_home("follow", "cs.CV")
    done = at_home("feed", "--digest", "-")
    assert done.stdout.startswith("Your feed\n=========\n")
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["feed"], 1, "nothing to rank new papers by yet"),
        (["feed", "--digest", "x.pdf"], 2, "none of the endings"),
        (["feed", "--json", "--html", "x.html"], 2, "exclude each other"),
        (["feed", "--since", "soon"], 2, "is not a day"),
        (["like", "LoRA"], 1, "no id or address"),
        (["like"], 2, ""),
        (["like", "2108.00054", "--undo"], 1, "nothing to undo"),
        (["unfollow", "LoRA"], 1, "is not followed"),
        (["follow", "?!"], 1, "nothing to follow"),
        (["follow", "x", "--as", "person"], 2, ""),
        (["follow", "Nothing Like It", "--as", "method"], 1, "no method is called"),
        (["import", "library", "nowhere.bib"], 1, "cannot read"),
        (["import", "library", "."], 1, "is a directory"),
        (["import", "library", "nowhere", "--undo"], 1, "nothing is here from an import"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(here, tmp_path, arguments, code, said):
    done = here(*arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    if code == 1:
        assert len(done.stderr.splitlines()) == 1
        assert not (tmp_path / "home" / "journal.sqlite3").exists()


def test_a_library_is_imported_again_and_undone(at_home, tmp_path):
    run, file = at_home, tmp_path / "mine.bib"
    file.write_text(
        "@article{a, title = {TiRA: Thin Rank Adapters for Tuning Frozen Models}, year = 2021}\n"
        "@article{b, title = {Elsewhere, of Other Things}, doi = {10.1000/x}}\n@article{c, title = {\n"
    )
    said = lines(run("import", "library", str(file)))
    assert "3 entries read, 1 rejected" in said[0]
    assert said[1].startswith("In the corpus: 1 (0 by arXiv id, 0 by DOI, 1 by title and year)")
    assert "2 papers liked" in said[2]
    assert "0 papers liked" in run("import", "library", str(file)).stdout
    assert json.loads(run("feed", "--json").stdout)["likes"] == 2
    assert "2 likes of mine taken back" in run("import", "library", "mine", "--undo").stdout
    lines(run("import", "library", str(file), "--name", "our papers"))
    undone = run("import", "library", "our papers", "--undo").stdout
    assert "2 likes of our papers taken back" in undone


def test_what_undoes_it_can_be_pasted(at_home, tmp_path):
    file = tmp_path / "mine.txt"
    file.write_text("2101.00002\n")
    said = lines(at_home("import", "library", str(file), "--name", "our papers"))
    assert said[-1] == "Undo it with: inroad import library 'our papers' --undo"
    followed = at_home("follow", '"thin rank" -birds').stdout
    undo = shlex.split(" ".join(followed.split()).split("Undo it with: inroad ")[1])
    assert "no longer follow" in at_home(*undo).stdout


def test_a_doi_can_be_taken_back(at_home):
    assert "Liked" in at_home("like", "10.1000/xyz").stdout
    assert "No longer liked" in at_home("like", "https://doi.org/10.1000/XYZ", "--undo").stdout


def test_nothing_hostile_reaches_the_terminal(at_home, tmp_path):
    run, file = at_home, tmp_path / "x.bib"
    file.write_text(
        "@article{a, title = {Evil \x1b[31m title \u202e of things}, year = 2020}\n", encoding="utf-8"
    )
    for done in (
        run("import", "library", str(file), "--name", "a\x1b[31mb"),
        run("follow", "evil \x1b[31m words"),
        run("follow"),
        run("feed"),
        run("feed", "--digest", "-"),
    ):
        assert "\x1b" not in done.stdout + done.stderr
        assert "\u202e" not in done.stdout
