"""Entry points that read their command line with docopt, whose help is the grammar."""

from __future__ import annotations

import re

from inroad.workshop.demo import uses
from inroad.workshop.demo.code import Code, Module, docstring
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.kinds import Annotated
from inroad.workshop.demo.values import UNKNOWN

_OPTION = re.compile(r"^\s+(?:-\w,?\s+)?(--[\w-]+)(?:[ =](<[^>]+>|[A-Z][A-Z_]*))?(?:\s{2,}(.*))?$")
_DEFAULT = re.compile(r"\[default:\s*([^\]]*)\]")
_GROUP = re.compile(r"\(([^()\[\]]*\|[^()\[\]]*)\)")
_PLACE = re.compile(r"(\[)?(<[\w -]+>|(?<![-\w=<])[A-Z][A-Z_]+(?![\w>]))")


def options(code: Code, module: Module) -> list[Seen] | None:
    """What a docopt program takes: options of its help, alternatives and places of its usage.

    Returns:
        None if the file is no such program.
    """
    if not any(each.name.rpartition(".")[2] == "docopt" for each in module.calls):
        return None
    doc = docstring(module.tree)
    lines = [_OPTION.match(line) for line in doc.split("\n")]
    found = [_option(code, module, *told.groups()) for told in lines if told and told[1] not in _ASIDE]
    return [*_places(module, doc), *found]


_ASIDE = ("--help", "--version")


def _option(code: Code, module: Module, flag: str, value: str | None, text: str | None) -> Seen:
    told = _DEFAULT.search(text or "")
    return Seen(
        name=flag.lstrip("-").replace("-", "_"),
        key=flag if value else f"{flag}/",
        how="option",
        file=module.path,
        line=1,
        told=Annotated(None, "str") if value else Annotated(),
        default=told[1] if told else UNKNOWN,
        help=_DEFAULT.sub("", text or "").strip(),
        uses=uses.of(code, module, module.tree, uses.attribute(flag, frozenset())),
        switch=None if value else False,
    )


def _places(module: Module, doc: str) -> list[Seen]:
    """What stands without a name in the first way of use."""
    told = re.search(r"usage:\s*(\S.*?)(?:\n\s*\n|\Z)", doc, re.IGNORECASE | re.DOTALL)
    text = " ".join(told[1].split()) if told else ""
    name = text.partition(" ")[0]
    first = re.split(rf"\s{re.escape(name)}\s", text)[0] if name else ""
    seen: list[Seen] = []
    for group in _GROUP.findall(first)[:1]:
        choices = tuple(each.strip() for each in group.split("|"))
        if all(re.fullmatch(r"[\w-]+", each) for each in choices):
            seen.append(_place(module, "method", len(seen), True, choices))
    for optional, place in _PLACE.findall(re.sub(r"--[\w-]+[ =]\S+|\(.*?\)", "", first.partition(" ")[2])):
        seen.append(_place(module, place, len(seen), not optional))
    return seen


def _place(module: Module, name: str, at: int, needed: bool, choices: tuple[str, ...] = ()) -> Seen:
    plain = re.sub(r"\W+", "_", name.strip("<>")).lower()
    return Seen(plain, name, "positional", module.path, 1, required=needed, choices=choices, position=at)
