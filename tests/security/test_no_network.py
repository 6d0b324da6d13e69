"""No command asks the network unless that is what it is for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from inroad.cli import ROOMS
from inroad.config import Config

ASKING = {"sync arxiv", "sync signals", "playable"}
"""Commands that are there to ask; playable only for an address."""
NOT_RUN = {"serve", "recall", "drill place", "starter build", "demo test"}
"""The page has a test of its own below; the others wait for a person, or are for maintainers."""

LETTER = "Subject: Question\n\nDear Ada,\n\nI read your paper on thin rank adapters.\n\nBest,\nBo\n"


def every() -> set[str]:
    named = (command for room in ROOMS.values() for command in room)
    return {f"{one.name} {verb}".strip() for one in named for verb in one.verbs or ("",)}


def table(folder: Path) -> list[list[str]]:
    """One honest call of every command that is run."""
    (folder / "letter.txt").write_text(LETTER)
    (folder / "post.txt").write_text("Research Engineer\n\nYou will write papers and ship PyTorch code.\n")
    (folder / "lib.bib").write_text("@article{a, title={TiRA}, year=2021}\n")
    (folder / "faculty.csv").write_text("name,affiliation,homepage\nAda,London,https://a.example/\n")
    (folder / "dates.yml").write_text(
        "- title: ICXX\n  year: 2030\n  deadline: '2030-01-01'\n  timezone: UTC\n"
    )
    (folder / "more.jsonl").write_text(
        '{"id":"2105.09999","title":"TiRA again","abstract":"We use TiRA.","versions":[]}\n'
    )
    (folder / "repo").mkdir()
    (folder / "repo" / "README.md").write_text("# x\nhttps://example.org\n")
    (folder / "repo" / "a.py").write_text("def f(x: int) -> int:\n    return x\n")
    (folder / "value.toml").write_text("")
    at = {
        name: str(folder / name)
        for name in (
            "letter.txt",
            "post.txt",
            "lib.bib",
            "faculty.csv",
            "dates.yml",
            "more.jsonl",
            "repo",
            "value.toml",
        )
    }
    field = ["thin rank"]
    return [
        ["scout", *field], ["method", "tira"], ["compare", "tira", "dent"], ["search", "tira"], ["people", *field],
        ["venues", *field], ["similar", "thin rank adapters"], ["follow", "tira"], ["unfollow", "tira"],
        ["like", "2101.00001"], ["dislike", "2101.00002"], ["feed"], ["openings", "find", *field],
        ["openings", "show", "x"], ["openings", "take", "x"], ["openings", "dismiss", "x", "--why", "y"], ["openings", "restore", "x"],
        ["openings", "list"], ["backtest", "--as-of", "2021-07-12"], ["drill", "list"], ["drill", "next"], ["drill", "start", "attention"],
        ["drill", "check", "attention"], ["drill", "hint", "attention"], ["drill", "explain", "attention"],
        ["drill", "solution", "attention"], ["drill", "stats"], ["drill", "map"], ["drill", "new", "mine"],
        ["claim", "new", "mine", "--into", str(folder / "mine")], ["claim", "run", str(folder / "mine")],
        ["claim", "plan", str(folder / "mine")], ["claim", "verdict", str(folder / "mine")],
        ["claim", "explore", str(folder / "mine")], ["claim", "report", str(folder / "mine")], ["claim", "list"],
        ["playable", at["repo"]], ["demo", "make", at["repo"], "-o", str(folder / "demo")], ["profile", "show"],
        ["profile", "set", "--field", "thin rank"], ["profile", "undo"], ["plan", "show"], ["plan", "paths"],
        ["plan", "choose", "x"], ["plan", "leave", "x"], ["plan", "done", "x"], ["plan", "missed", "x"],
        ["plan", "drop", "x"], ["plan", "note", "x", "y"], ["plan", "undo", "x"], ["log", "show"],
        ["log", "add", "10m", "--kind", "moderate"], ["log", "start", "--kind", "moderate"], ["log", "stop"], ["log", "week"], ["log", "undo"],
        ["helped", "list"], ["helped", "add", "Bo", "a review"], ["helped", "back", "x", "y"], ["helped", "undo"],
        ["portfolio", "list"], ["portfolio", "show", "x"], ["portfolio", "hide", "x"],
        ["portfolio", "add", "https://example.org/x", "--title", "T"], ["portfolio", "remove", "x"], ["value", at["value.toml"], "--tp", "1", "--fp", "-1"],
        ["roles", at["post.txt"]], ["outreach", "list"], ["outreach", "lint", at["letter.txt"]], ["outreach", "draft", "--to", "Ada", "--paper", "2101.00001"],
        ["outreach", "letter", "Ada"], ["outreach", "add", "Ada"], ["outreach", "sent", "Ada"],
        ["outreach", "replied", "Ada"], ["outreach", "closed", "Ada"], ["outreach", "due"], ["outreach", "undo"],
        ["ingest", at["more.jsonl"]], ["import", "library", at["lib.bib"]], ["import", "journal", str(folder / "none")],
        ["import", "csrankings", at["faculty.csv"]], ["import", "deadlines", at["dates.yml"]],
        ["export", "journal", str(folder / "out")], ["journal", "backups"], ["journal", "restore", "2020-01-01"],
        ["doctor"], ["atlas", "build"], ["atlas", "status"], ["index", "build"], ["index", "status"],
    ]  # fmt: skip


def test_no_command_asks_the_network_without_being_told_to(built: Config, tmp_path: Path) -> None:
    commands = table(tmp_path)
    covered = {
        " ".join(words[: len(name.split())])
        for words in commands
        for name in every()
        if words[: len(name.split())] == name.split()
    }
    assert every() - covered == (ASKING - {"playable"}) | NOT_RUN, (
        "a new command: add a call of it to the table"
    )
    home = shutil.copytree(built.home, tmp_path / "home")
    (tmp_path / "commands.json").write_text(json.dumps(commands))
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("quiet.py")), str(home), str(tmp_path / "commands.json")],
        env={**os.environ, "GITHUB_TOKEN": "ghp_quiet0123456789", "POLARS_MAX_THREADS": "1"}, cwd=tmp_path,
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["tried"] == []
    surprising = {words: code for words, code in found["codes"].items() if code not in ("0", "1", "None")}
    assert surprising == {}


def test_what_is_there_to_ask_would_be_noticed(tmp_path: Path) -> None:
    """The test above can fail."""
    (tmp_path / "commands.json").write_text(json.dumps([["playable", "https://github.com/ada/engine"]]))
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("quiet.py")), str(tmp_path), str(tmp_path / "commands.json")],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    found = json.loads(done.stdout.splitlines()[-1])
    assert any("github.com" in each for each in found["tried"])
