"""Functions of notebooks, which are run without the cells around them."""

from __future__ import annotations

import ast

from inroad.workshop.demo.code import Code, Module
from inroad.workshop.source import python
from inroad.workshop.source.tree import Tree


def notebooks(tree: Tree) -> list[Module]:
    """The code of every notebook as one file each; what cannot be parsed is left out cell by cell."""
    found = []
    for each in tree.files:
        if each.suffix != ".ipynb":
            continue
        text = tree.text(each.path, python.NOTEBOOK)
        body: list[ast.stmt] = []
        for cell in (python.cells(text) if text else None) or ():
            parsed = python.parse(cell.text) if cell.kind == "code" else None
            body += parsed.body if parsed else []
        if body:
            found.append(Module(each.path, ast.Module(body, []), "", "", False))
    return found


def with_notebooks(code: Code) -> Code:
    """All Python, notebooks included."""
    return Code(
        code.tree, {**code.modules, **{each.path: each for each in notebooks(code.tree)}}, code.unread
    )
