"""One entry point, put together from what a finder saw."""

from __future__ import annotations

import ast

from inroad.types import DemoEntry, DemoInput, DemoOutput
from inroad.workshop.demo import docs, functions, inputs, uses
from inroad.workshop.demo.about import About
from inroad.workshop.demo.code import Code, Function, Module, docstring
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.rank import console_of, scored


def made_of(
    code: Code, module: Module, about: About, sort: str, function: Function | None, name: str,
    seen: list[Seen], run: tuple[str, str], told: str = "", line: int = 0,
) -> DemoEntry:  # fmt: skip
    """The entry point that was seen, with its score and its reasons."""
    taken, written = parted(seen)
    runs, call = run
    scope: ast.AST = function if function is not None and runs in ("import", "notebook") else module.tree
    outputs = written + ([] if runs in ("import", "notebook") else _unasked(code, module, scope, written))
    score, reasons = scored(code, module, about, sort, name or module.path, taken, outputs)
    about_text = (
        told or docs.about(docstring(function) if function else "") or docs.about(docstring(module.tree))
    )
    return DemoEntry(
        entry_id=f"{module.path}:{name}" if name else module.path,
        found_by=sort,
        file=module.path,
        line=line or (function.lineno if function else 1),
        call=call,
        command="",
        runs=runs,  # type: ignore[arg-type]
        inputs=inputs.arranged(_unique(taken)),
        setup=(),
        outputs=tuple(outputs),
        about=about_text,
        score=score,
        reasons=tuple(reasons),
    )


def parted(seen: list[Seen]) -> tuple[list[DemoInput], list[DemoOutput]]:
    """Inputs, and outputs of those that say where results go."""
    outs = [each for each in seen if inputs.is_output(each)]
    return [inputs.built(each) for each in seen if each not in outs], [inputs.written(each) for each in outs]


def _unique(taken: list[DemoInput]) -> list[DemoInput]:
    kept: dict[str, DemoInput] = {}
    for each in taken:
        kept.setdefault(each.name, each)
    return list(kept.values())


def _unasked(code: Code, module: Module, scope: ast.AST, written: list[DemoOutput]) -> list[DemoOutput]:
    """What a script prints, and what it writes to places that it chooses itself."""
    found = list(uses.writes(code, module, scope))
    have = {each.kind for each in written}
    asked = {each.kind for each in written if each.target != "results"}
    made: list[DemoOutput] = []
    for kind, call in found:
        kind = functions.ending_of(kind, call)
        if kind not in ("printed", "file") and kind not in have and not asked:
            have.add(kind)  # type: ignore[arg-type]
            made.append(DemoOutput(kind, "written", "", "", None, "", True))  # type: ignore[arg-type]
    made.append(DemoOutput("text", "printed", "", "", None, "", True))
    return made


def run_by(module: Module, about: About, door: str) -> tuple[str, str]:
    """How a script is run, and the function that is called then."""
    main = module.path.endswith("__main__.py")
    if module.has_main or main:
        relative = module.is_relative or main or (module.in_package and _imports_itself(module))
        return ("module", "") if relative else ("file", "")
    target = console_of(module, about) or door
    return ("function", target) if target else ("file", "")


def _imports_itself(module: Module) -> bool:
    own = module.dotted.partition(".")[0]
    return any(each.top == own for each in module.imports)
