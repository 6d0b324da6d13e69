"""Repositories made to harm: nothing of them runs, nothing is written, nothing reaches the terminal raw."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from pathlib import Path

import archives
import pytest
from repos import TODAY, item, report

from inroad.errors import InputError
from inroad.workshop.playable.scan import scan, scan_named
from inroad.workshop.source.open import open_tree

SRC = Path(__file__).parents[3] / "src"


def command(where: Path, *more: str, home: Path) -> subprocess.CompletedProcess[str]:
    """The whole program as a process, with a home of its own."""
    environment = {**os.environ, "INROAD_HOME": str(home), "PYTHONPATH": str(SRC), "COLUMNS": "100"}
    return subprocess.run(
        [sys.executable, "-m", "inroad.cli", "playable", str(where), *more],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=home,
        timeout=120,
    )


def everything(root: Path) -> dict[str, bytes]:
    """Every file below a folder, links not followed."""
    return {
        str(each.relative_to(root)): each.read_bytes()
        for each in sorted(root.rglob("*"))
        if each.is_file() and not each.is_symlink()
    }


def hostile(root: Path, sentinel: Path) -> Path:
    """A repository that writes the sentinel wherever a reader could be made to run something."""
    act = f"open({str(sentinel)!r}, 'a').write('ran')"
    shell = f"echo ran >> {sentinel}"
    files = {
        "README.md": f'# X\n\n```\npython -c "{act}"\n```\n',
        "setup.py": f"{act}\nfrom setuptools import setup\nsetup(name='x', install_requires=['torch'])\n",
        "x/__init__.py": f"{act}\n",
        "conftest.py": f"{act}\n",
        "sitecustomize.py": f"{act}\n",
        "train.py": f"{act}\nif __name__ == '__main__':\n    {act}\n    loss.backward()\n",
        "inroad.py": f"{act}\n",
        "ast.py": f"{act}\n",
        "pyproject.toml": "[build-system]\nrequires=['x']\nbuild-backend='x'\nbackend-path=['.']\n",
        "book.ipynb": json.dumps({"cells": [{"cell_type": "code", "source": f"!{shell}\n{act}"}]}),
        ".git/HEAD": "ref: refs/heads/main\n",
        ".git/config": (
            f"[core]\n\tfsmonitor = {shell}\n\tpager = {shell}\n\tsshCommand = {shell}\n"
            f'[filter "x"]\n\tclean = {shell}\n\tsmudge = {shell}\n'
        ),
        ".gitattributes": "* filter=x\n",
        **{
            f".git/hooks/{name}": f"#!/bin/sh\n{shell}\n"
            for name in ("post-checkout", "pre-commit", "post-index-change")
        },
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        if "/hooks/" in name:
            path.chmod(0o755)
    return root


@pytest.mark.parametrize("form", ["folder", "archive"])
def test_nothing_of_it_runs_and_nothing_is_written(tmp_path, form):
    sentinel, home = tmp_path / "sentinel", tmp_path / "home"
    home.mkdir()
    root = hostile(tmp_path / "work" / "repo", sentinel)
    where = root
    if form == "archive":
        where = archives.tar(
            tmp_path / "work" / "repo.tar.gz",
            {f"repo/{name}": data for name, data in everything(root).items()},
        )
    before = everything(tmp_path / "work")
    for more in ((), ("--json",)):
        done = command(where, *more, home=home)
        assert done.returncode == 0, done.stderr
        assert "train.py" in done.stdout
    assert not sentinel.exists()
    assert everything(tmp_path / "work") == before
    assert everything(home) == {}


def test_the_trap_is_one(tmp_path):
    """The files above do write the sentinel if they are run: else the test before could not fail."""
    sentinel = tmp_path / "sentinel"
    root = hostile(tmp_path / "repo", sentinel)
    subprocess.run([sys.executable, "train.py"], cwd=root, capture_output=True, timeout=60)
    assert "ran" in sentinel.read_text()


def test_started_within_the_repository_it_imports_nothing_of_it(tmp_path):
    """``ast.py`` and ``inroad.py`` in the working folder would be imported first by ``python -m``."""
    sentinel = tmp_path / "sentinel"
    root = hostile(tmp_path / "repo", sentinel)
    code = "import sys; from inroad.cli import main; sys.exit(main(['playable', '.']))"
    environment = {**os.environ, "INROAD_HOME": str(tmp_path), "PYTHONPATH": str(SRC), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert not sentinel.exists()


ESCAPES = "a\x1b[31mred\x1b]0;title\x07\u202etxt.py"


def test_names_and_texts_do_not_steer_the_terminal(tmp_path):
    root = tmp_path / "repo\x1b[2J"
    root.mkdir()
    (root / ESCAPES).write_text("loss.backward()\nmodel.cuda()\n")
    (root / f"train{ESCAPES}").write_text("loss.backward()\n")
    (root / "README.md").write_text("# X\x1b[31m\n\n```\npython train.py \x1b]52;c;AAAA\x07 \u202egnp\n```\n")
    (root / "requirements.txt").write_text("evil\x1b[31m name\n")
    for more in ((), ("--json",)):
        done = command(root, *more, home=tmp_path)
        assert done.returncode == 0, done.stderr
        shown = done.stdout + done.stderr
        assert not {char for char in shown if ord(char) < 32 and char != "\n"}
        assert not {char for char in shown if 0x7F <= ord(char) < 0xA0 or char in "\u202e\u2066\u200f"}
        assert "train" in shown
    assert json.loads(command(root, "--json", home=tmp_path).stdout)["schema"] == "inroad.play-report"


def test_a_name_that_is_no_unicode_is_shown(tmp_path):
    root = tmp_path / "repo"
    root.mkdir()
    try:
        Path(os.fsdecode(bytes(root) + b"/train\xff.py")).write_text("loss.backward()\n")
    except OSError:
        pytest.skip("this file system has only Unicode names")
    for more in ((), ("--json",)):
        done = command(root, *more, home=tmp_path)
        assert done.returncode == 0, done.stderr


def test_a_huge_readme_is_read_from_its_beginning(tmp_path):
    root = tmp_path / "repo"
    root.mkdir()
    with (root / "README.md").open("wb") as page:
        page.write(b"# X\n\n```\npython train.py\n```\n")
        for _ in range(100):
            page.write(b"# a ` | [x](y) ``` ** \n" * (2**20 // 23))
    found = scan(open_tree(root), "x", TODAY)
    assert next(each for each in found.items if each.item == "readme").answer == "yes"


SLOW = {
    "one line": "a" * 900_000,
    "ticks": "`" * 100_000,
    "links": "[" * 100_000,
    "addresses": "https://" * 60_000,
    "tables": "|" * 200_000,
    "rules": "-" * 200_000 + "\n" + "| - " * 50_000,
    "spaces": " " * 400_000 + "x",
    "tags": "<h1" * 100_000,
    "assignments": "A=b " * 100_000 + "python x",
    "stars": "*" * 200_000,
    "figures": "1" * 200_000 + " % " * 50_000,
    "trained": "trained " * 60_000,
    "licence": "weights " * 60_000,
    "downloads": "download " * 50_000,
    "installs": "install " * 50_000,
    "versions": "tested 1.1, " * 30_000,
    "references": "] [a" * 50_000 + "\n[a]: b\n",
    "models": "models are available " * 20_000,
    "experiments": "python " + "main_" * 50_000,
    "scripts": "](" + "eval" * 100_000,
    "setups": "bash " + "install" * 60_000,
    "names of models": "model" * 90_000 + "\nfrom_pretrained('" * 20_000,
    "code for it": "code " * 80_000 + "\n## Evaluation\n" + "train " * 60_000,
    "hubs": "https://huggingface.co/" + "a/" * 200_000,
    "clones": "github.com/" * 40_000,
    "promises": "will be " * 60_000 + "[ ]" * 50_000,
}


@pytest.mark.parametrize("name", SLOW)
def test_no_text_takes_for_ever(name):
    """In a process of its own that is ended if it does."""
    code = (
        "import sys; sys.path[:0] = sys.argv[1:3]; from repos import report; t = sys.stdin.read();"
        "names = ('requirements.txt', 'LICENSE', 'pyproject.toml', 'a.py');"
        "report({**dict.fromkeys(names, t), 'README.md': '# X\\n' + t,"
        "'setup.cfg': '[options]\\ninstall_requires =\\n ' + t,"
        "'environment.yml': 'dependencies:\\n  - ' + t}); print('done')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(SRC), str(Path(__file__).parent)],
        input=SLOW[name],
        capture_output=True,
        text=True,
        timeout=40,
    )
    assert done.stdout == "done\n", done.stderr[-500:]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 3000,
        "a = [\n" * 5000,
        "[a]\n[a]\n",
        "\0",
        "[project]\ndependencies = 3",
        "project = 4",
        "tool = 1",
    ],
)
def test_broken_project_files_are_passed_over(text):
    files: dict[str, str | bytes] = dict.fromkeys(
        ("pyproject.toml", "setup.cfg", "setup.py", "Pipfile"), text
    )
    assert report(files).files == 4


def test_the_git_folder_is_read_as_files_only(tmp_path):
    root = tmp_path / "repo"
    commit = b"commit 100\0tree 0\ncommitter A <a@b> 1600000000 +0200\n\nx\n"
    name = "ab" + "0" * 38
    (root / ".git" / "objects" / "ab").mkdir(parents=True)
    (root / ".git" / "objects" / "ab" / name[2:]).write_bytes(zlib.compress(commit))
    (root / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (root / ".git" / "packed-refs").write_text(f"# pack-refs\n{name} refs/heads/main\n")
    (root / "a.py").write_text("")
    assert f"{scan(open_tree(root), 'x', TODAY).last_activity}" == "2020-09-13"
    (root / ".git" / "HEAD").write_text("ref: refs/../../../../etc/passwd\n")
    assert scan(open_tree(root), "x", TODAY).last_activity is None


def test_what_is_no_repository_is_said_in_one_line(tmp_path):
    done = command(tmp_path / "nothing", home=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "no folder or archive" in done.stderr


@pytest.mark.parametrize(
    "address", ["file:///etc", "ssh://git@x/y", "https://example.org/page", "https://github.com/a"]
)
def test_addresses_that_are_no_repository_are_refused(address):
    with pytest.raises(InputError, match="no address of a repository"):
        scan_named(address, TODAY)


def test_a_licence_in_the_readme_is_no_licence_of_weights():
    page = "# X\n\nCode is licensed under MIT.\nWeights: https://example.org/model.pth\n"
    assert item({"README.md": page}, "weights_licence").answer == "no"
