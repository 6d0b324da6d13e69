"""``python -m inroad.cli.docs [FOLDER]`` writes docs/cli.md and docs/json.md from the program itself.

A test compares the files with what this writes, so neither can fall behind.  Meanings of JSON fields
are the doc lines beside the fields in the source, read without importing it.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typer

from inroad.cli import ROOMS, door
from inroad.report.json import SCHEMAS, VERSION

CLI_HEAD = """# The command line

Written by `python -m inroad.cli.docs` from the program; change it there.

`inroad --home DIR COMMAND` works on the data in DIR; else `INROAD_HOME`, else your user data folder.
Results go to standard output, progress and complaints to standard error.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | an expected failure: one line on standard error says what is wrong and what to do |
| 2 | wrong usage |
| 130 | interrupted; run it again to go on |
| 141 | the reader of the output went away |
"""
JSON_HEAD = f"""# JSON

Written by `python -m inroad.cli.docs` from the program; change it there.

Every answer is one object.  Its first two fields are `schema`, the name of the shape, and `version`,
now {VERSION}, which counts changes that break readers; new fields may come without a new version.  Dates
are `YYYY-MM-DD`, months their first day, times ISO 8601 in UTC.  `null` always means unknown, never
zero.  Characters that could steer a terminal are written as `\\uXXXX`.  A share is `papers / corpus`.
"""
PACKAGE = "inroad.types"


# -- the command line -----------------------------------------------------------------------------


def cli_page() -> str:
    """docs/cli.md."""
    group = door.program()
    context = group.make_context("inroad", [], resilient_parsing=True)
    parts = [CLI_HEAD]
    for room, entries in ROOMS.items():
        parts.append(f"## {room.capitalize()}\n")
        for entry in entries:
            parts += _command(group.commands[entry.name], context)
    return "\n".join(parts)


def _command(command: Any, parent: Any) -> Iterator[str]:
    real = command.real if isinstance(command, door.Lazy) else command
    context = typer.Context(real, info_name=command.name, parent=parent)
    verbs = getattr(real, "commands", {})
    if not verbs:
        yield _section(real, context)
    for verb in verbs.values():
        yield from _command(verb, context)


def _section(command: Any, context: Any) -> str:
    """One command.  Typer's own wording is not used: it changes from version to version."""
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    usage = " ".join([context.command_path, "[OPTIONS]", *map(_usage, arguments)])
    rows = "\n".join(map(_row, command.params))
    table = f"| argument or option | meaning |\n|---|---|\n{rows}\n" if rows else ""
    return f"### {context.command_path}\n\n    {usage}\n\n{command.help}\n\n{table}"


def _usage(argument: Any) -> str:
    name = _value(argument) + ("..." if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _row(param: Any) -> str:
    if param.param_type_name == "argument":
        name = _value(param)
    else:
        name = ", ".join(param.opts) + ("" if param.is_flag else f" {_value(param)}")
    notes = [] if param.default in (None, False, "") or param.required else [f"default: {param.default}"]
    notes += ["required"] if param.required else []
    note = f" ({', '.join(notes)})" if notes else ""
    return f"| `{name}` | {_cell(param.help or '')}{note} |"


def _value(param: Any) -> str:
    return str(param.metavar or param.name.upper()).rstrip(".")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


# -- JSON -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record, as its source describes it."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Record:
    """One record, as its source describes it."""

    meaning: str
    fields: tuple[Field, ...]


def json_page() -> str:
    """docs/json.md."""
    source = _source(PACKAGE)
    known, choices = records(source), aliases(source)
    roots = {name: schema for name, schema in SCHEMAS.items() if name in known}
    parts = [JSON_HEAD]
    parts += [_record(f"`{schema}`", known[name], choices) for name, schema in roots.items()]
    parts += [_record(name, known[name], choices) for name in _inner(roots, known)]
    return "\n".join(parts)


def records(source: str) -> dict[str, Record]:
    """The dataclasses of a source."""
    classes = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    return {node.name: Record(ast.get_docstring(node) or "", tuple(_fields(node))) for node in classes}


def aliases(source: str) -> dict[str, str]:
    """The closed vocabularies of a source: name to its ``Literal[...]``."""
    found = (node for node in ast.parse(source).body if isinstance(node, ast.Assign))
    pairs = {ast.unparse(node.targets[0]): ast.unparse(node.value) for node in found}
    return {name: value for name, value in pairs.items() if value.startswith("Literal[")}


def _fields(node: ast.ClassDef) -> Iterator[Field]:
    for item, after in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            yield Field(item.target.id, ast.unparse(item.annotation), _doc(after))


def _doc(node: ast.stmt | None) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return " ".join(str(node.value.value).split())
    return ""


def _inner(roots: Sequence[str] | dict[str, str], known: dict[str, Record]) -> list[str]:
    """Records that are reached from the roots, in order of appearance."""
    found, waiting = list(roots), list(roots)
    while waiting:
        types = " ".join(field.type for field in known[waiting.pop(0)].fields)
        new = [name for name in re.findall(r"\w+", types) if name in known and name not in found]
        found += dict.fromkeys(new)
        waiting += dict.fromkeys(new)
    return found[len(roots) :]


def _record(title: str, record: Record, choices: dict[str, str]) -> str:
    head = [f"## {title}\n\n{record.meaning}\n", "| field | type | meaning |", "|---|---|---|"]
    rows = [
        f"| `{field.name}` | {_cell(_shape(field.type, choices))} | {_cell(field.meaning)} |"
        for field in record.fields
    ]
    return "\n".join([*head, *rows, ""])


_TYPES = (
    (r"tuple\[(.*), \.\.\.\]", r"list of \1"),
    (r"tuple\[float, float\]", "[low, high]"),
    (r"tuple\[int, int\]", "[least, most]"),
    (r"tuple\[str, str, str\]", "list of three texts"),
    (r"tuple\[str, str\]", "[name, text]"),
    (r"tuple\[str, float\]", "[name, number]"),
    (r"tuple\[int, float\]", "[number, share]"),
    (r"\bdt\.datetime\b", "time"),
    (r"\bdt\.date\b", "date"),
    (r"\bNone\b", "null"),
    (r"\bstr\b", "text"),
    (r"\b(int|float)\b", "number"),
    (r"\bbool\b", "true or false"),
    (r" \| ", " or "),
)


def _shape(annotation: str, choices: dict[str, str]) -> str:
    for name, literal in choices.items():
        annotation = re.sub(rf"\b{name}\b", literal, annotation)
    for pattern, words in _TYPES:
        annotation = re.sub(pattern, words, annotation)
    return re.sub(r"Literal\[(.*?)\]", lambda match: match[1].replace("'", '"'), annotation)


def _source(package: str) -> str:
    """The files of a package, one after the other."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(package)
    files = sorted(Path(spec.submodule_search_locations[0]).glob("*.py"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


# -- the program ----------------------------------------------------------------------------------


def pages() -> dict[str, str]:
    """File name to text."""
    return {"cli.md": cli_page(), "json.md": json_page()}


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    folder.mkdir(exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
