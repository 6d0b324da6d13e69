"""Ways in that have a command line: argparse, docopt, click, typer, fire, hydra."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from inroad.types import DemoEntry, DemoOutput
from inroad.workshop.demo import (
    absl_,
    argparse_,
    clicks,
    docopt_,
    docs,
    doors,
    functions,
    getopt_,
    hydra_,
    lines,
    older,
    pages,
    scripts,
    settings,
    trees,
)
from inroad.workshop.demo.about import About
from inroad.workshop.demo.called import called
from inroad.workshop.demo.code import Code, Module, docstring
from inroad.workshop.demo.entry import made_of, run_by
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.rank import console_of
from inroad.workshop.source.python import dotted


def commands(code: Code, module: Module, about: About) -> Iterator[DemoEntry]:
    """Every command line of a file."""
    made = lines.line(code, module)
    if made is not None:
        yield _line(code, module, about, made)
    else:
        yield from _argparse(code, module, about)
    yield from _click_and_typer(code, module, about)
    yield from _flags(code, module, about, made is not None)
    for name, function in module.functions.items():
        settled = hydra_.settings(code, module, function)
        if settled is not None:
            yield made_of(code, module, about, "hydra", function, name, settled, run_by(module, about, name))
    yield from _fire(code, module, about)
    for each in pages.functions(code, module):
        made_by = called(code, module, about, "gradio", each.name, each.function, each.seen, [])
        shown = DemoOutput(each.gives or "text", "returned", "", "", None, "", each.gives is not None)
        yield replace(made_by, outputs=(shown,)) if each.gives else made_by


def _flags(code: Code, module: Module, about: About, has_line: bool) -> Iterator[DemoEntry]:
    """What is read in ways that know one program a file."""
    run = run_by(module, about, "")
    parses = has_line or argparse_.parses(module)
    merged = [] if parses else settings.merged(code, module, [])
    if merged:
        yield made_of(code, module, about, "OmegaConf", None, "", merged, run)
    if flags := [*(absl_.options(code, module) or ()), *trees.flags(code, module)]:
        yield made_of(code, module, about, "absl", None, "", flags, run)
    if held := older.experiment(code, module):
        yield replace(made_of(code, module, about, "sacred", None, "", held, run), command="with")
    if read := getopt_.options(code, module):
        yield made_of(code, module, about, "getopt", None, "", read, run)
    if (told := docopt_.options(code, module)) is not None:
        made = made_of(code, module, about, "docopt", None, "", told, run)
        yield replace(made, about=docs.about(docstring(module.tree)))


def _line(code: Code, module: Module, about: About, made: lines.Line) -> DemoEntry:
    """What a library makes of classes, with the options that are added beside them."""
    more = [] if made.alone else [each for one in argparse_.parsers(code, module)[:1] for each in one.seen]
    said = (made.about, docs.about(docstring(module.tree)))
    told = next(filter(None, said if made.alone else said[::-1]), "")
    run = run_by(module, about, "")
    entry = made_of(
        code, module, about, made.library, None, "", [*made.seen, *more], run, told, line=made.line
    )
    return replace(entry, call=entry.call if entry.runs == "function" else "")


def _argparse(code: Code, module: Module, about: About) -> Iterator[DemoEntry]:
    started = module.has_main or scripts.reads_nothing_else(module) or console_of(module, about)
    parses = any(
        each.name.endswith((".parse_args", ".parse_known_args")) or _gets(code, module, each.name)
        for each in module.calls
    ) or any(argparse_.parses(each) for each in argparse_.option_files(code, module))
    if not started or not parses:
        return
    found = argparse_.parsers(code, module)
    for parser in found:
        alone = len(found) == 1
        if parser.command or alone:
            seen = parser.seen if alone else [*found[0].seen, *parser.seen]
            seen = [*seen, *older.left_over(code, module)]
            if more := trees.pairs(code, module):
                seen = [*(each for each in seen if each.name != "opts"), *more]
            seen = [*seen, *settings.merged(code, module, seen)]
            told = parser.about or found[0].about or docs.about(docstring(module.tree))
            name = parser.command
            made = made_of(
                code,
                module,
                about,
                "argparse",
                None,
                name,
                seen,
                run_by(module, about, ""),
                told,
                line=parser.line,
            )
            yield replace(made, command=parser.command, call=made.call if made.runs == "function" else "")


def _gets(code: Code, module: Module, name: str) -> bool:
    """Whether a call is to a function of the repository that parses the command line."""
    found = code.function(module, name) or code.function(module, name.rpartition(".")[2])
    return found is not None and any(
        isinstance(node, ast.Call)
        and dotted(node.func).rpartition(".")[2] in ("parse_args", "parse_known_args")
        for node in ast.walk(found[1])
    )


def _click_and_typer(code: Code, module: Module, about: About) -> Iterator[DemoEntry]:
    typed = "typer" in {each.top for each in module.imports}
    for name, function in module.functions.items():
        if not doors.is_command(function):
            continue
        read = clicks.typer_command if typed else clicks.click_command
        seen = read(code, module, function)
        if seen is not None:
            yield _command(code, module, about, "typer" if typed else "click", name, seen)
    for call in module.calls if typed else ():
        held = module.functions.get(dotted(call.node.args[0])) if call.node.args else None
        if call.name == "typer.run" and held is not None:
            taken = clicks.typer_command(code, module, held)
            yield made_of(code, module, about, "typer", held, held.name, taken, run_by(module, about, ""))


def _command(code: Code, module: Module, about: About, sort: str, name: str, seen: list[Seen]) -> DemoEntry:
    """A command, reached through its group, which may be of another file."""
    function = module.functions[name]
    door = doors.door(code, module, function)
    run = run_by(module, about, door.name)
    if door.module is not module:
        run = ("function", f"{door.module.dotted}:{door.name}")
    made = made_of(code, module, about, sort, function, name, seen, run)
    return replace(made, command=door.words)


def _fire(code: Code, module: Module, about: About) -> Iterator[DemoEntry]:
    """What is given to fire and its like is called without them."""
    for call in module.calls:
        if (call.name in lines.CALLS_FUNCTIONS or call.name == "Fire") and call.node.args:
            name = dotted(call.node.args[0])
            yield from _methods(code, module, about, name)
            if (function := module.functions.get(name)) and (
                seen := functions.takes(code, module, name, function)
            ) is not None:
                yield called(code, module, about, "fire", name, function, seen, [])


def _methods(code: Code, module: Module, about: About, owner: str) -> Iterator[DemoEntry]:
    """The public methods of a class that is given to fire."""
    for name, function in module.functions.items():
        if name.rpartition(".")[0] != owner or name.rpartition(".")[2].startswith("_"):
            continue
        seen = functions.takes(code, module, name, function)
        setup = functions.constructor(code, module, name)
        if seen is not None and setup is not None:
            yield called(code, module, about, "fire", name, function, seen, setup)
