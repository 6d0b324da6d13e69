"""Other people's repositories: archives, git's files, Python, notebooks, READMEs, requirements."""

from __future__ import annotations

import ast
import datetime as dt
import hashlib
import io
import re
import struct
import tarfile
import zipfile
import zlib

from fuzz.inputs import json_of, lines_of
from fuzz.table import parser
from inroad.errors import InputError
from inroad.signals import claims, labels, subjects
from inroad.signals import readme as facts
from inroad.types import DemoEntry, DemoInput, DemoOutput
from inroad.workshop.demo import docs, questions, settings
from inroad.workshop.demo.words import block, code_span, doc, literal, markdown
from inroad.workshop.playable import readme, requirements
from inroad.workshop.source import python
from inroad.workshop.source.activity import last_activity
from inroad.workshop.source.archive import unpack
from inroad.workshop.source.packs import packed_commit
from inroad.workshop.source.tree import decoded, of_texts, reader

TODAY = dt.date(2026, 3, 31)


def _tar(mode: str) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:
        for name in ("x/README.md", "x/a.py"):
            told = tarfile.TarInfo(name)
            told.size, told.mtime = 6, 1_600_000_000
            archive.addfile(told, io.BytesIO(b"# text"))
        link = tarfile.TarInfo("x/out")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return made.getvalue()


def _zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("x/README.md", "# text")
        archive.writestr("../../out", "text")
    return made.getvalue()


_PLAIN_TAR = _tar("w:")[:4096]


@parser(
    "an archive of a repository",
    [_zip(), _PLAIN_TAR, zlib.compress(b""), _tar("w:gz"), _tar("w:bz2")],
    [b"../", b"/etc/", b"PK\x01\x02", b"PK\x03\x04", b"ustar\x0000"],
)
def archive(data: bytes) -> None:
    """No path leads out, nothing is larger than what it says, or an InputError."""
    try:
        tree = unpack(io.BytesIO(data), "x.zip")
    except InputError:
        return
    for each in tree.files:
        assert not each.path.startswith("/")
        assert ".." not in each.path.split("/")
        assert each.size >= 0
    assert len({each.path for each in tree.files}) == len(tree.files)


_NAME = "a" * 40
_COMMIT = zlib.compress(b"commit 99\0tree b\ncommitter A <a@b> 1700000000 +0100\n\ntext")


def _git(data: bytes) -> dict[str, bytes]:
    head, log, loose, index, pack = (data.split(b"\n--\n", 4) + [b""] * 5)[:5]
    return {
        ".git/HEAD": head, ".git/logs/HEAD": log, f".git/objects/aa/{'a' * 38}": loose, ".git/objects/pack/p.idx": index,
        ".git/objects/pack/p.pack": pack, ".git/packed-refs": log, "README.md": b"x",
    }  # fmt: skip


_INDEX = (
    b"\xfftOc\x00\x00\x00\x02"
    + struct.pack(">256I", *([0] * 0xAA + [1] * 86))
    + bytes.fromhex(_NAME)
    + b"\0" * 4
    + struct.pack(">I", 0)
)
_GIT = (
    b"ref: refs/heads/main\n--\n" + _NAME.encode() + b" refs/heads/main\n--\n" + _COMMIT + b"\n--\n",
    _NAME.encode()
    + b"\n--\n0 b A <a@b> 1700000000 +0100\tcommit: x\n--\n\n--\n"
    + _INDEX
    + b"\n--\n\x90\x01"
    + _COMMIT,
)


@parser(
    "git's own files", _GIT, [b"ref: ", b"\n--\n", b"refs/heads/", b"committer A <a@b> 9 +0100", b"../../"]
)
def git_files(data: bytes) -> None:
    """A day up to tomorrow, or None."""
    held = _git(data)
    tree = of_texts("x", held)
    found = last_activity(tree, TODAY)
    assert found is None or found <= TODAY + dt.timedelta(days=1)
    read = reader(held)
    text = packed_commit(_NAME, ".git/objects/pack/p.idx", lambda path, at, most: read(path, at, most))
    assert text is None or len(text) <= 2**20


_CODE = (
    'import numpy as np\nfrom . import b\n"""doc"""\ndef f(x: int = 3, *a, k="v"):\n    return np.dot(x, a)\n'
    'class A:\n    pass\nif __name__ == "__main__":\n    f(1)\n'
)
_TOKENS = 'import from as def class return lambda if __name__ == "__main__": await async match case : ( ) [ ] { } \\ f" """ %% !pip'


@parser("Python of a stranger", [_CODE, "%matplotlib inline\n!pip install x\nx?\n", "\ufeffx = '''"], _TOKENS)
def python_source(data: bytes) -> None:
    """A tree or None; what is found in it has lines."""
    text = decoded(data)
    if text is None:
        return
    python.without_magics(text)
    module = python.parse(text)
    if module is None:
        return
    found = python.imports(module)
    python.meanings(found)
    for call in python.calls(module, found):
        assert isinstance(call.node if hasattr(call, "node") else call, ast.AST | object)
    python.main_line(module)
    list(python.definitions(module))


_CELLS = '{"cells":[{"cell_type":"code","source":["import a\\n","!pip install b"],"outputs":[]},{"cell_type":"markdown","source":"x"}],"nbformat":4}'


@parser(
    "a notebook",
    [_CELLS],
    "cells cell_type code markdown source outputs worksheets nbformat",
    json_of("cells cell_type source outputs worksheets nbformat", ["code"]),
)
def notebook(data: bytes) -> None:
    """Cells of text, or None."""
    text = decoded(data)
    for cell in (python.cells(text) or ()) if text is not None else ():
        assert isinstance(cell, python.Cell)


_README = (
    "# Engine\n\n[![ci](https://x/b.svg)](https://x)\n\nInstall\n-------\n```bash\n$ pip install engine\npython run.py --a b\n```\n"
    "| a | b |\n|---|---|\n| 1 | 2.5 |\n\n    indented code\n\n<details>x</details> https://github.com/ada/engine.git\n"
    "conda install -c forge engine\ndocker pull ada/engine\nWeights: [model](https://huggingface.co/ada/engine)\n"
)
_MARKS = "``` ~~~ | --- # == ** [a](b) ![x] <!-- --> $ pip install conda docker https://github.com/ada/engine huggingface.co/ .ckpt"


@parser(
    "a README as it is surveyed",
    [_README],
    _MARKS,
    lines_of("# {}", "| {} | {} |", "|---|---|", "```{}", "    {}", "$ pip install {}", "[{}]({})"),
)
def readme_survey(data: bytes) -> None:
    """Commands, links and tables stand on lines that are there."""
    text = decoded(data)
    if text is None:
        return
    found = readme.read("README.md", text)
    last = text.count("\n") + 1
    for line, command in readme.commands(found):
        assert 1 <= line.number <= last + 1
        assert command.strip()
    list(readme.links(found))
    list(readme.tables(found))


@parser("a README as it is observed", [_README], _MARKS)
def readme_facts(data: bytes) -> None:
    """One of a few words, and a length."""
    found = facts.facts(data, "ada/engine")
    assert found.install in (None, "pip", "conda", "docker", "source")
    assert found.length == len(facts.decoded(data)) if hasattr(found, "length") else True


_FILES = ("requirements.txt", "pyproject.toml", "setup.py", "setup.cfg", "environment.yml", "Pipfile")
_REQUIREMENTS = (
    "numpy>=1.20,<2; python_version<'3.9'\n-r more.txt\n-e git+https://x/y.git@a#egg=z\ntorch==2.0 --hash=sha256:0 \\\n\n# c\n",
    '[project]\ndependencies = ["numpy>=1", "a[b] @ https://x/y.whl"]\n[tool.poetry.dependencies]\npython = "^3.8"\na = {version="1", git="x"}\n',
    "from setuptools import setup\nR = ['a==1']\nsetup(name='x', install_requires=R + ['b'], extras_require={'c': ['d']})\n",
    "[options]\ninstall_requires =\n  numpy\n  torch>1\n",
    "name: x\ndependencies:\n  - python=3.8\n  - conda-forge::numpy=1\n  - pip:\n    - torch==2\n",
    '[packages]\nnumpy = "*"\ntorch = {version = "==2"}\n',
)


@parser(
    "what a repository needs, in six forms",
    [bytes([n]) + text.encode() for n, text in enumerate(_REQUIREMENTS)],
    "== >= ~= ; @ git+ -r -e --hash= # [ ] { } = dependencies install_requires",
)
def needs(data: bytes) -> None:
    """Requirements with names, or None for what cannot be read."""
    text = decoded(data[1:])
    if not data or text is None:
        return
    for each in requirements.of_file(_FILES[data[0] % len(_FILES)], text) or ():
        assert isinstance(each, requirements.Requirement)
    requirements.needs_nothing(text)


_SAID = "I'd like to work on this! See `src/a.py#L3`, fixes #12, https://github.com/ada/engine/pull/8, is this still open?"


@parser(
    "comments on an issue",
    [_SAID, "/claim\n> quoted\nThis is stale", "good first issue: help wanted"],
    "#12 fixes closes https://github.com/ada/engine /issues/ `a.py` stale blocked duplicate",
)
def comments(data: bytes) -> None:
    """Numbers of references are positive, names of repositories have two parts."""
    text = data.decode("utf-8", "replace")
    for told in (claims.claimed, claims.linked, claims.stale, claims.blocked, claims.dead, claims.undecided):
        assert told([text]) in (True, False)
    claims.offered(text)
    claims.files(text, "ada/engine")
    assert all(number >= 0 for number in claims.references(text))
    labels.labelled(text.split(","))
    labels.titled(text)
    for name in subjects.repositories_in(text):
        assert name.count("/") == 1
        assert subjects.repository(name) == name, name
    subjects.package_name(text)


_ANSWERS = (
    'entry = "a.py:f"\ntitle = "T"\noutput = "text"\n[inputs.x]\nkind = "number"\nlow = 1\nchoices = ["a"]\n'
)


_ENTRY = DemoEntry(
    "a.py:f", "function", "a.py", 1, "f", "", "function",
    (DemoInput("x", "number", True, None, (), None, None, "", True, "keyword", "x", "value", False, None, "a.py", 1, False),),
    (), (DemoOutput("text", "returned", "", "value", None, "", True),), "", 1, (),
)  # fmt: skip


@parser(
    "answers about a demo (demo.toml)",
    [_ANSWERS, "inputs = 3", "[inputs]\nx = 1"],
    "entry title output [inputs.x] kind low high choices default = \" ' [ ] { }",
)
def demo_answers(data: bytes) -> None:
    """Tables, or an InputError."""
    try:
        told = questions.answers(data.decode("utf-8", "replace"))
    except InputError:
        return
    assert set(told) <= {"entry", "title", "inputs", "output"}
    try:
        made = questions.answered(_ENTRY, told)
    except InputError:
        return
    for each in made.inputs:
        assert each.kind in questions.KINDS
        assert all(isinstance(choice, str) for choice in each.choices)


_SETTINGS = "defaults:\n  - a\nmodel:\n  lr: 1e-3 # rate\n  name: 'x'\n  on: true\n  big: 1_000\n  n: 0o17\n"


@parser(
    "settings and descriptions of a repository",
    [_SETTINGS, "Args:\n    x (int): number between 0 and 10, one of 'a', 'b'\n"],
    "Args: Parameters ---- : int, optional between and one of {'a','b'} true null 1e-3 0x 0o ~ '",
)
def settings_and_docs(data: bytes) -> None:
    """Leaves have a key; what goes into generated code is read as what it was."""
    text = decoded(data)
    if text is None:
        return
    assert all(leaf.key for leaf in settings.leaves(text))
    settings.scalar(text)
    docs.about(text)
    docs.parameters(text)
    docs.span(text)
    docs.alternatives(text)
    assert ast.literal_eval(literal(text)) == text
    assert ast.literal_eval(f'"""{doc(text)}"""') == doc(text)
    assert not re.search(r"(?<!\\)[<\[`]", markdown(text))
    assert "`" not in code_span(text)
    assert "\x1b" not in block(text)


assert hashlib
