"""Functions and methods as entry points: what the class takes, what comes back."""

from __future__ import annotations

from dataclasses import replace

from inroad.types import DemoEntry, DemoOutput
from inroad.workshop.demo import docs, functions, inputs
from inroad.workshop.demo.about import About
from inroad.workshop.demo.code import Code, Function, Module, docstring
from inroad.workshop.demo.entry import made_of
from inroad.workshop.demo.inputs import Seen


def called(
    code: Code,
    module: Module,
    about: About,
    sort: str,
    name: str,
    function: Function,
    seen: list[Seen],
    setup: list[Seen],
) -> DemoEntry:
    """The entry point that is a function, or a method of a class that is made first."""
    runs = "notebook" if module.path.endswith(".ipynb") else "import"
    made = made_of(code, module, about, sort, function, name, seen, (runs, name))
    kept = tuple(replace(inputs.built(each), basic=False) for each in setup)
    if any(each.required for each in kept):
        unclear = any(each.required and not each.sure for each in kept)
        reason = "what its class wants first is not clear" if unclear else "its class wants something first"
        made = replace(made, score=made.score - (24 if unclear else 4), reasons=(*made.reasons, reason))
    given = functions.gives(code, module, function)
    if made.outputs:  # what is written where it is told outweighs the path that may be returned
        given = [*made.outputs, *(each for each in given if each.how == "returned" and each.kind == "table")]
    unknown = DemoOutput("text", "returned", "", "", None, "", False)
    return replace(
        made, setup=kept, outputs=tuple(given) or (unknown,), about=made.about or _class_about(module, name)
    )


def _class_about(module: Module, name: str) -> str:
    owner = module.classes.get(name.rpartition(".")[0])
    return docs.about(docstring(owner)) if owner else ""
