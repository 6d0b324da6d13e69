"""Python is read as a text; what is made to break the reader does not."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from inroad.workshop.source import python

DEEP = {
    "brackets": "x = " + "(" * 100_000 + ")" * 100_000,
    "lists": "x = " + "[" * 150 + "]" * 150,
    "not": "x = " + "not " * 100_000 + "1",
    "minus": "x = " + "-" * 100_000 + "1",
    "dots": "x = a" + ".b" * 100_000,
    "lines of dots": "x = (a" + "\n.b" * 100_000 + ")",
    "plus": "x = 1" + "+1" * 100_000,
    "lines of plus": "x = (1" + "\n+1" * 100_000 + ")",
    "quoted plus": "x = ''" + "+''" * 100_000,
    "calls": "f" + "()" * 50_000,
    "indents": "".join(" " * n + "if x:\n" for n in range(400)) + " " * 400 + "pass",
    "else": "if x: pass\n" + "elif x: pass\n" * 20_000,
    "lambda": "x = " + "lambda: " * 50_000 + "1",
    "nul": "x = 1\0",
    "f-strings": "x = " + 'f"{' * 90 + "1" + '}"' * 90,
    "big": "x = 1\n" * 400_000,
    "surrogate": "x = '\ud800'",
    "tabs": "if x:\n\ty\n        z\n",
}


@pytest.mark.parametrize("name", DEEP)
def test_no_file_breaks_the_reader(name):
    """In a process of its own: a broken interpreter would take the tests with it."""
    code = "import sys; from inroad.workshop.source import python as p; t = p.parse(eval(sys.stdin.read()));"
    code += "t and (p.calls(t), p.imports(t), p.main_line(t), list(p.definitions(t))); print('read')"
    done = subprocess.run(
        [sys.executable, "-c", code], input=ascii(DEEP[name]), capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "read\n", "")


def test_nothing_is_run_and_nothing_is_said(tmp_path, capsys):
    text = f"open({str(tmp_path / 'ran')!r}, 'w')\nprint('ran')\nx = '\\d'\nassert (1, 'always')\n"
    assert python.parse(text) is not None
    assert list(tmp_path.iterdir()) == []
    assert capsys.readouterr() == ("", "")


def test_calls_are_named_by_what_was_imported():
    module = python.parse(
        "import torch.nn as nn\nfrom torch import cuda as c, load\nimport os.path\n"
        "nn.Linear(1, 2)\nc.is_available()\nload('x').eval()\nos.path.join('a')\n"
    )
    assert module is not None
    assert [(each.name, each.line) for each in python.calls(module)] == [
        ("torch.nn.Linear", 4),
        ("torch.cuda.is_available", 5),
        ("?.eval", 6),
        ("torch.load", 6),
        ("os.path.join", 7),
    ]
    assert [(each.top, each.known_as) for each in python.imports(module)] == [
        ("torch", "nn"),
        ("torch", "c"),
        ("torch", "load"),
        ("os", "os"),
    ]


def test_main_is_found_either_way_round():
    for test in ('__name__ == "__main__"', '"__main__" == __name__'):
        module = python.parse(f"x = 1\nif {test}:\n    pass\n")
        assert module is not None
        assert python.main_line(module) == 2
    other = python.parse('if name == "__main__":\n    pass\n')
    assert other is not None
    assert python.main_line(other) is None


def test_notebooks_lose_their_magics_but_no_line():
    cells = [
        {"cell_type": "markdown", "source": ["# A\n", "b"]},
        {
            "cell_type": "code",
            "source": ["%matplotlib inline\n", "if x:\n", "    !pip install y\n", "z = !ls\n", "f?\n"],
        },
        {"cell_type": "code", "source": "%%bash\nrm -rf /"},
        {"cell_type": "code", "source": "%%time\nx = 5 % 3"},
    ]
    found = python.cells(json.dumps({"nbformat": 4, "cells": cells}))
    assert found is not None
    assert [(each.number, each.kind) for each in found] == [
        (1, "markdown"),
        (2, "code"),
        (3, "code"),
        (4, "code"),
    ]
    assert found[1].text == "pass\nif x:\n    pass\npass\npass\n"
    assert found[2].text == ""
    assert found[3].text == "pass\nx = 5 % 3"
    assert all(python.parse(each.text) for each in found if each.kind == "code")


def test_old_notebooks_have_sheets():
    book = {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": ["x = 1"]}]}]}
    found = python.cells(json.dumps(book))
    assert found is not None
    assert found[0].text == "x = 1"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "[]",
        "3",
        '{"cells": 3}',
        "[" * 100_000,
        '{"cells": ' + "[" * 5000,
        '{"worksheets": 4}',
        "null",
    ],
)
def test_what_is_no_notebook_gives_none(text):
    assert python.cells(text) is None


def test_broken_cells_are_passed_over():
    found = python.cells('{"cells": [3, null, {"cell_type": 5, "source": {"a": 1}}, {"source": [1, null]}]}')
    assert found is not None
    assert [each.number for each in found] == [3, 4]
