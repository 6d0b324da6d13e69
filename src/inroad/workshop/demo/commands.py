"""Ways in that have a command line: argparse, docopt, click, typer, fire, hydra."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from inroad.types import DemoEntry
from inroad.workshop.demo import argparse_, clicks, docopt_, docs, functions, scripts, settings
from inroad.workshop.demo.about import About
from inroad.workshop.demo.called import called
from inroad.workshop.demo.code import Code, Function, Module, docstring
from inroad.workshop.demo.entry import made_of, run_by
from inroad.workshop.demo.rank import console_of
from inroad.workshop.demo.values import value
from inroad.workshop.source.python import dotted


def commands(code: Code, module: Module, about: About) -> Iterator[DemoEntry]:
    """Every command line of a file."""
    yield from _argparse(code, module, about)
    yield from _click_and_typer(code, module, about)
    if (seen := docopt_.options(code, module)) is not None:
        made = made_of(code, module, about, "docopt", None, "", seen, run_by(module, about, ""))
        yield replace(made, about=docs.about(docstring(module.tree)))
    for name, function in module.functions.items():
        settled = settings.hydra_settings(code, module, function)
        if settled is not None:
            yield made_of(code, module, about, "hydra", function, name, settled, run_by(module, about, name))
    yield from _fire(code, module, about)


def _argparse(code: Code, module: Module, about: About) -> Iterator[DemoEntry]:
    started = module.has_main or scripts.reads_nothing_else(module) or console_of(module, about)
    parses = any(
        each.name.endswith((".parse_args", ".parse_known_args")) or _gets(code, module, each.name)
        for each in module.calls
    )
    if not started or not parses:
        return
    found = argparse_.parsers(code, module)
    for parser in found:
        alone = len(found) == 1
        if parser.command or alone:
            seen = parser.seen if alone else [*found[0].seen, *parser.seen]
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
    tops = {each.top for each in module.imports}
    typed = "typer" in tops
    commands = [
        (name, function)
        for name, function in module.functions.items()
        if any("command" in dotted(d.func if isinstance(d, ast.Call) else d) for d in function.decorator_list)
    ]
    for name, function in commands:
        seen = (
            clicks.typer_command(code, module, function)
            if typed
            else clicks.click_command(code, module, function)
        )
        if seen is None:
            continue
        grouped = len(commands) > 1 or _in_group(function)
        made = made_of(
            code,
            module,
            about,
            "typer" if typed else "click",
            function,
            name,
            seen,
            run_by(module, about, _door(module, about, name)),
        )
        yield replace(made, command=_command_name(function, name) if grouped else "")
    if typed and not commands:
        for call in module.calls:
            if (
                call.name == "typer.run"
                and call.node.args
                and (f := module.functions.get(dotted(call.node.args[0])))
            ):
                yield made_of(
                    code,
                    module,
                    about,
                    "typer",
                    f,
                    f.name,
                    clicks.typer_command(code, module, f),
                    run_by(module, about, ""),
                )


def _in_group(function: Function) -> bool:
    """Whether a click command belongs to a group: ``@cli.command()`` and not ``@click.command()``."""
    heads = [dotted(d.func if isinstance(d, ast.Call) else d) for d in function.decorator_list]
    return any(h.endswith(".command") and h.split(".")[0] not in ("click", "app", "typer") for h in heads)


def _command_name(function: Function, name: str) -> str:
    for each in function.decorator_list:
        if isinstance(each, ast.Call) and dotted(each.func).endswith("command") and each.args:
            told = value(each.args[0])
            return told if isinstance(told, str) else name.replace("_", "-")
    return name.replace("_", "-")


def _door(module: Module, about: About, name: str) -> str:
    return name if name in module.functions else ""


def _fire(code: Code, module: Module, about: About) -> Iterator[DemoEntry]:
    """What is given to fire is called without it."""
    for call in module.calls:
        if call.name in ("fire.Fire", "Fire") and call.node.args:
            name = dotted(call.node.args[0])
            if (function := module.functions.get(name)) and (
                seen := functions.takes(code, module, name, function)
            ) is not None:
                yield called(code, module, about, "fire", name, function, seen, [])
