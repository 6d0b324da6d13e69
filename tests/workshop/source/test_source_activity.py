"""The day of the last commit, read from git's files; git itself is only used to make them here."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from inroad.workshop.source.activity import last_activity
from inroad.workshop.source.open import open_tree
from inroad.workshop.source.tree import of_texts

TODAY = dt.date(2026, 1, 1)
git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def repository(root: Path, commits: int = 3) -> Path:
    root.mkdir()
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(root.parent)}

    def run(*words: str, when: str = "") -> None:
        times = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when} if when else {}
        named = ("-c", "user.name=x", "-c", "user.email=x@y", "-c", "init.defaultBranch=main")
        subprocess.run(
            ["git", *named, *words],
            cwd=root,
            env={**os.environ, **settings, **times},
            check=True,
            capture_output=True,
        )

    run("init")
    for number in range(commits):
        (root / "a.py").write_text(f"x = {number}\n")
        run("add", ".")
        run("commit", "-m", f"Commit {number}", when=f"2021-03-{number + 1:02}T12:00:00 +0000")
    return root


def pack(root: Path) -> Path:
    subprocess.run(["git", "repack", "-adq"], cwd=root, check=True, capture_output=True)
    subprocess.run(["git", "pack-refs", "--all"], cwd=root, check=True, capture_output=True)
    shutil.rmtree(root / ".git" / "logs")
    return root


@git
def test_a_loose_commit_is_read(tmp_path):
    root = repository(tmp_path / "repo")
    shutil.rmtree(root / ".git" / "logs")
    assert last_activity(open_tree(root), TODAY) == dt.date(2021, 3, 3)


@git
def test_a_packed_commit_is_read(tmp_path):
    root = pack(repository(tmp_path / "repo"))
    tree = open_tree(root)
    assert len(tree.packs) == 1
    assert [each.path for each in tree.files] == ["a.py"]
    assert last_activity(tree, TODAY) == dt.date(2021, 3, 3)


@git
@pytest.mark.parametrize("cut", [0, 4, 8, 500, 1031, 1040, 1100])
def test_a_damaged_index_tells_nothing(tmp_path, cut):
    root = pack(repository(tmp_path / "repo"))
    index = next((root / ".git" / "objects" / "pack").glob("*.idx"))
    data = index.read_bytes()
    index.chmod(0o644)
    index.write_bytes(data[:cut])
    assert last_activity(open_tree(root), TODAY) is None


@git
def test_a_damaged_pack_tells_nothing(tmp_path):
    root = pack(repository(tmp_path / "repo"))
    held = next((root / ".git" / "objects" / "pack").glob("*.pack"))
    held.chmod(0o644)
    held.write_bytes(b"\xff" * held.stat().st_size)
    assert last_activity(open_tree(root), TODAY) is None


def test_a_clone_says_when_it_was_made_and_not_more(tmp_path):
    zero, one = "0" * 40, "1" * 40
    cloned = f"{zero} {one} A <a@b> 1600000000 +0000\tclone: from x\n"
    made = f"{one} {zero} A <a@b> 1610000000 +0000\tcommit: y\n"
    assert last_activity(of_texts("x", {".git/logs/HEAD": cloned}), TODAY) is None
    assert last_activity(of_texts("x", {".git/logs/HEAD": cloned + made}), TODAY) == dt.date(2021, 1, 7)


@pytest.mark.parametrize("seconds", [0, 99, 9_999_999_999])
def test_days_that_cannot_be_are_not_believed(seconds):
    made = f"{'1' * 40} {'0' * 40} A <a@b> {seconds:010} +0000\tcommit: y\n"
    assert last_activity(of_texts("x", {".git/logs/HEAD": made}), TODAY) is None
