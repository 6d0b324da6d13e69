"""Words of strangers on their way into code and Markdown: as literals, comments and text, never as syntax."""

from __future__ import annotations

import builtins
import json
import keyword
import re
import textwrap
import unicodedata
from collections.abc import Iterable
from typing import Any

from inroad.report.clean import clean
from inroad.workshop.demo import lexicon

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&])")
_TAKEN = lexicon.words("generated", "taken")


def literal(value: Any) -> str:
    """A Python literal as ruff would write it: double quotes unless that needs more escapes."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return f'float("{value}")'
    if value is None or isinstance(value, bool | int | float):
        return repr(value)
    raise TypeError(f"{type(value).__name__} has no literal here")


def _quoted(text: str) -> str:
    # Lone halves of a pair have no encoding, so that not even an escaped one could be shown later.
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    quote = "'" if text.count('"') > text.count("'") else '"'
    inner = repr(text + "\"'")[1:-1]  # both kinds of quote in it, so that repr escapes the single one
    inner = inner[: -len("\"\\'")].replace("\\'", "'")
    return quote + inner.replace(quote, f"\\{quote}") + quote


WIDTH = 88
"""Of a line of generated code, as ruff and black have it."""


def assigned(name: str, value: Any) -> str:
    """``name = value``, in brackets where that makes it fit."""
    text = literal(value)
    fits = len(f"{name} = {text}") <= WIDTH or len(text) + 4 > WIDTH
    return f"{name} = {text}" if fits else f"{name} = (\n    {text}\n)"


def called(name: str, given: list[str], indent: int) -> str:
    """A call in one line, or with a line an argument where that is too long."""
    line = f"{name}({', '.join(given)})"
    if indent + len(line) + 1 <= WIDTH:
        return line
    lines = "".join(f"{' ' * (indent + 4)}{each},\n" for each in given)
    return f"{name}(\n{lines}{' ' * indent})"


def argument(key: str, code: str, indent: int) -> str:
    """``key=code`` of a call, broken at its bracket where that is too long."""
    line = f"{key}={code}" if key else code
    opening = re.match(r"[\w.]+[(\[]", code)
    if indent + len(line) + 1 <= WIDTH or opening is None or code[-1] not in ")]":
        return line
    head, inner = line[: len(line) - len(code) + opening.end()], code[opening.end() : -1]
    return f"{head}\n{' ' * (indent + 4)}{inner}\n{' ' * indent}{code[-1]}"


def doc(text: str) -> str:
    """Text within a docstring: one line that ends no string and escapes nothing."""
    return clean(text, 300).replace("\\", "/").replace('"', "'")


def markdown(text: str) -> str:
    """Text within Markdown, of which nothing is markup."""
    return _MARKDOWN.sub(r"\\\1", clean(text, 1000))


def code_span(text: str) -> str:
    """Text between backticks."""
    return clean(text, 300).replace("`", "'").replace("|", "/")


def fence(text: str) -> str:
    """A fence that the text does not close."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    return "`" * max(3, longest + 1)


def block(text: str) -> str:
    """Lines of a stranger's text, each harmless, for between fences."""
    return "\n".join(
        clean(line, 2000) if not line[:1].isspace() else "  " + clean(line, 2000)
        for line in text.splitlines()[:200]
    )


def identifiers(names: Iterable[str]) -> list[str]:
    """A name for each that Python takes, each once, in order."""
    made: list[str] = []
    for name in names:
        plain = unicodedata.normalize("NFKC", re.sub(r"\W", "_", name)).strip("_")[:60] or "value"
        plain = f"n{plain}" if not plain.isidentifier() else plain
        if keyword.iskeyword(plain) or plain in _TAKEN or plain in ("print", "open", "str", "float", "int"):
            plain += "_"
        number = 2
        base = plain
        while plain in made:
            plain, number = f"{base}_{number}", number + 1
        made.append(plain)
    return made


def type_name(name: str) -> str:
    """The name of a type for the choices of a field."""
    made = "".join(part[:1].upper() + part[1:] for part in name.split("_") if part)
    return (
        f"{made}Choice"
        if hasattr(builtins, made) or keyword.iskeyword(made) or made in ("Result", "Path", "Any", "Literal")
        else made or "Choice"
    )


def indented(source: str, by: int) -> str:
    """Lines below the first moved to the right."""
    return textwrap.indent(source, " " * by).lstrip(" ")


def as_json(value: Any) -> str:
    """JSON with sorted keys, one way to write it."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
