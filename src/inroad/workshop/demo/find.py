"""All ways into a repository, the likeliest to be tried first, each with its reasons."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from dataclasses import replace

from inroad.types.demo import DemoEntry, DemoInput, DemoOutput
from inroad.workshop.demo import (
    argparse_,
    clicks,
    docopt_,
    docs,
    functions,
    inputs,
    kinds,
    scripts,
    settings,
    uses,
)
from inroad.workshop.demo.about import About
from inroad.workshop.demo.code import Code, Function, Module, docstring
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.notebooks import notebooks
from inroad.workshop.demo.rank import called_names, console_of, scored
from inroad.workshop.demo.values import value
from inroad.workshop.source.python import dotted

_MOST = 40


def entries(code: Code, about: About) -> tuple[DemoEntry, ...]:
    """Every entry point, best first; ties by id."""
    found = [
        each for module in code.scripts() if _considered(module.path) for each in _of(code, module, about)
    ]
    found += [
        each
        for module in notebooks(code.tree)
        if _considered(module.path)
        for each in _functions(code, module, about)
    ]
    found += _readme(code, about, found)
    kept: dict[str, DemoEntry] = {}
    for each in sorted(found, key=lambda each: (-each.score, each.entry_id)):
        kept.setdefault(each.entry_id, each)
    return tuple(kept.values())[:_MOST]


def _considered(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name not in (
        "setup.py",
        "conftest.py",
        "noxfile.py",
        "tasks.py",
        "versioneer.py",
    ) and not re.search(r"(^|/)(tests?|testing|unit_?tests?|docs?)/", path)


def _of(code: Code, module: Module, about: About) -> Iterator[DemoEntry]:
    parsed = list(_commands(code, module, about))
    yield from parsed
    yield from _functions(code, module, about)
    if not parsed:
        yield from _scripts(code, module, about)


# -- command lines ------------------------------------------------------------------------------------


def _commands(code: Code, module: Module, about: About) -> Iterator[DemoEntry]:
    yield from _argparse(code, module, about)
    yield from _click_and_typer(code, module, about)
    if (seen := docopt_.options(code, module)) is not None:
        made = _entry(code, module, about, "docopt", None, "", seen, _run(module, about, ""))
        yield replace(made, about=docs.about(docstring(module.tree)))
    for name, function in module.functions.items():
        settled = settings.hydra_settings(code, module, function)
        if settled is not None:
            yield _entry(code, module, about, "hydra", function, name, settled, _run(module, about, name))
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
            made = _entry(
                code,
                module,
                about,
                "argparse",
                None,
                name,
                seen,
                _run(module, about, ""),
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
        made = _entry(
            code,
            module,
            about,
            "typer" if typed else "click",
            function,
            name,
            seen,
            _run(module, about, _door(module, about, name)),
        )
        yield replace(made, command=_command_name(function, name) if grouped else "")
    if typed and not commands:
        for call in module.calls:
            if (
                call.name == "typer.run"
                and call.node.args
                and (f := module.functions.get(dotted(call.node.args[0])))
            ):
                yield _entry(
                    code,
                    module,
                    about,
                    "typer",
                    f,
                    f.name,
                    clicks.typer_command(code, module, f),
                    _run(module, about, ""),
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
                yield _called(code, module, about, "fire", name, function, seen, [])


def _run(module: Module, about: About, door: str) -> tuple[str, str]:
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


# -- functions and scripts ----------------------------------------------------------------------------


def _functions(code: Code, module: Module, about: About) -> Iterator[DemoEntry]:
    sort = "notebook" if module.path.endswith(".ipynb") else ""
    for name, function in functions.candidates(code, module, called_names(about)):
        seen = functions.takes(code, module, name, function)
        setup = functions.constructor(code, module, name)
        if not seen or setup is None or not any(each.required or _asked(each) for each in seen):
            continue
        yield _called(
            code,
            module,
            about,
            sort or ("method" if "." in name else "function"),
            name,
            function,
            seen,
            setup,
        )


def _asked(each: Seen) -> bool:
    return kinds.by_name(each.name) in ("text", "image", "audio", "video", "table")


def _called(
    code: Code,
    module: Module,
    about: About,
    sort: str,
    name: str,
    function: Function,
    seen: list[Seen],
    setup: list[Seen],
) -> DemoEntry:
    runs = "notebook" if module.path.endswith(".ipynb") else "import"
    made = _entry(code, module, about, sort, function, name, seen, (runs, name))
    kept = tuple(replace(inputs.built(each), basic=False) for each in setup)
    if any(each.required for each in kept):
        reasons = (*made.reasons, "its class wants something first")
        made = replace(made, score=made.score - 4, reasons=reasons)
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


def _scripts(code: Code, module: Module, about: About) -> Iterator[DemoEntry]:
    if not scripts.reads_nothing_else(module):
        return
    seen = scripts.arguments(code, module)
    seen += scripts.constants(code, module) if not module.has_main or not seen else []
    if seen and (module.has_main or not module.in_package):
        yield _entry(code, module, about, "script", None, "", seen, _run(module, about, ""))


def _readme(code: Code, about: About, found: list[DemoEntry]) -> Iterator[DemoEntry]:
    """Commands of the README that run something in the repository that is not found otherwise."""
    files = {each.path for each in code.tree.files}
    known = {each.file for each in found}
    for line, command in enumerate(about.commands):
        try:
            words = shlex.split(re.split(r"\s[|&;]|&&", command)[0])
        except ValueError:
            continue
        shell = words[:1] and words[0] in ("sh", "bash")
        target = (words[1] if shell and len(words) > 1 else words[0] if words else "").removeprefix("./")
        if target in files and target.endswith(".sh") and target not in known:
            yield _shell(about, target, words[2 if shell else 1 :], line)


def _shell(about: About, target: str, words: list[str], line: int) -> DemoEntry:
    """A shell script with the arguments of its example; ``> file`` takes what is printed."""
    at = words.index(">") if ">" in words else len(words)
    given = [each for each in words[:at] if not each.startswith("<")]
    seen = []
    for place, word in enumerate(given):
        stem = re.sub(r"\W+", "_", word.rpartition("/")[2].rpartition(".")[0] or word).strip("_").lower()
        used = uses.Uses(read=kinds.of_path(word) or "") if kinds.of_path(word) else uses.Uses()
        seen.append(
            Seen(
                stem or f"argument_{place + 1}",
                word,
                "positional",
                "README.md",
                0,
                required=True,
                uses=used,
                position=place,
            )
        )
    taken, written = _parted(seen)
    printed = DemoOutput("text", "printed", "", "", None, "", True)
    return DemoEntry(
        target, "README", target, 0, "", "", "shell", inputs.arranged(taken), (), (*written, printed), "", 30,
        ("the README tells to run it",),
    )  # fmt: skip


# -- putting together ---------------------------------------------------------------------------------


def _parted(seen: list[Seen]) -> tuple[list[DemoInput], list[DemoOutput]]:
    outs = [each for each in seen if inputs.is_output(each)]
    return [inputs.built(each) for each in seen if each not in outs], [inputs.written(each) for each in outs]


def _entry(
    code: Code, module: Module, about: About, sort: str, function: Function | None, name: str,
    seen: list[Seen], run: tuple[str, str], told: str = "", line: int = 0,
) -> DemoEntry:  # fmt: skip
    taken, written = _parted(seen)
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
