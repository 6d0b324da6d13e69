"""Entry points that read their command line with argparse."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from inroad.workshop.demo import docs, kinds, lexicon, loops, uses
from inroad.workshop.demo.code import Code, Module, assigned, docstring
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.kinds import Annotated
from inroad.workshop.demo.values import UNKNOWN, value
from inroad.workshop.source.python import dotted

_TYPES: dict[str, Annotated] = {
    "int": Annotated("integer", "value"),
    "float": Annotated("number", "value"),
    "bool": Annotated("yes/no", "value"),
    "str2bool": Annotated("text", "str"),
    "Path": Annotated(None, "Path"),
    "FileType": Annotated(None, "Path"),
    "str": Annotated(None, "str"),
}
ADDS = frozenset({"add_argument", "add_option"})
HOLDERS = lexicon.words("names", "holds_arguments")
_SWITCH = {"store_true": False, "store_false": True, "store_const": False}


@dataclass
class Parser:
    """A parser or sub-parser and what is added to it."""

    command: str = ""
    about: str = ""
    line: int = 0
    seen: list[Seen] = field(default_factory=list)


def parsers(code: Code, module: Module) -> list[Parser]:
    """The parser of a file, and its sub-parsers; the main one comes first and may be alone.

    The options of files that are imported and only define options count as this file's.
    """
    scope = [module, *option_files(code, module)]
    found = _Found(code)
    for each in scope:
        found.read(each)
    if not any(parser.seen for parser in found.parsers.values()):
        return []
    for parser in found.parsers.values():
        seen = [_with_default(each, found.defaults) for each in _once(parser.seen)]
        parser.seen = [_with_uses(code, scope, each) for each in seen]
    subs = [parser for parser in found.parsers.values() if parser.command]
    return [found.main, *sorted(subs, key=lambda each: each.line)]


def option_files(code: Code, module: Module) -> list[Module]:
    """Imported files of the repository that add options and are no scripts themselves."""
    homes = [code.imported(module, each) for each in module.imports]
    found = {home.path: home for home in homes if home and home.path != module.path}
    for home in list(found.values()):
        more = [code.imported(home, each) for each in home.imports]
        found |= {one.path: one for one in more if one and one.path != module.path and _adds(one)}
    return [found[path] for path in sorted(found) if _adds(found[path]) and not found[path].has_main]


def parses(module: Module) -> bool:
    """Whether a file reads a command line."""
    return any(each.name.endswith((".parse_args", ".parse_known_args")) for each in module.calls)


def _adds(module: Module) -> bool:
    return any(each.name.rpartition(".")[2] in ADDS and "." in each.name for each in module.calls)


def _with_default(seen: Seen, defaults: Mapping[str, Any]) -> Seen:
    """An option with what ``set_defaults`` says of it; of a switch it would turn the meaning round."""
    told = defaults.get(seen.name, UNKNOWN)
    return seen if told is UNKNOWN or seen.switch is not None else replace(seen, default=told)


def _once(seen: list[Seen]) -> list[Seen]:
    kept: dict[str, Seen] = {}
    for each in seen:
        kept.setdefault(each.name, each)
    return list(kept.values())


class _Found:
    """Parsers by their commands; the main one has none."""

    def __init__(self, code: Code) -> None:
        self.code = code
        self.defaults: dict[str, Any] = {}
        self.main = Parser()
        self.parsers: dict[str, Parser] = {"": self.main}

    def read(self, module: Module) -> None:
        """Take all that a file adds, in its order."""
        self.main.about = self.main.about or _description(module)
        held = {dotted(t): g for node in _statements(module.tree) for t, g in assigned(node) if dotted(t)}
        for each in loops.made(self.code, module, frozenset({"add_parser"})):
            self._parser(each, held)
        found = [
            (_owner(each.call.func.value, each.names, held), each)
            for each in loops.made(self.code, module, ADDS)
            if isinstance(each.call.func, ast.Attribute)
        ]
        # A function that is given a parser is gone through twice: with it, and by itself.
        placed = {id(each.call) for owner, each in found if owner}
        for owner, each in found:
            if owner or id(each.call) not in placed:
                self._add(owner or "", each, module)
        for each in loops.made(self.code, module, frozenset({"set_defaults"})):
            self.defaults |= {k.arg: value(k.value, each.names) for k in each.call.keywords if k.arg}

    def _parser(self, made: loops.Made, held: loops.Names) -> None:
        command = _owner(made.call, made.names, held)
        told = value(next((k.value for k in made.call.keywords if k.arg in ("help", "description")), None))
        if command:
            about = told if isinstance(told, str) else ""
            self.parsers.setdefault(command, Parser(command, about, made.call.lineno))

    def _add(self, owner: str, made: loops.Made, module: Module) -> None:
        seen = _argument(made.call, module, made.names)
        parser = self.parsers.get(owner, self.main)
        if seen is None:
            return
        if seen.position is not None:
            seen = replace(seen, position=sum(each.position is not None for each in parser.seen))
        parser.line = parser.line or made.call.lineno
        parser.seen.append(seen)


def _description(module: Module) -> str:
    """What a parser says that it is for."""
    for call in module.calls:
        if call.name.rpartition(".")[2] in ("ArgumentParser", "OptionParser"):
            node = next((k.value for k in call.node.keywords if k.arg == "description"), None)
            if isinstance(node, ast.Name) and node.id == "__doc__":
                return docs.about(docstring(module.tree))
            about = value(node, module.constants)
            if isinstance(about, str):
                return about
    return ""


def _owner(node: ast.expr, names: loops.Names, held: loops.Names, depth: int = 0) -> str | None:
    """The command whose parser an expression is; empty: the main one; None: it cannot be told.

    Args:
        node: ``p``, ``self.parser``, ``sub.add_parser("predict")``.
        names: what names stand for at that place.
        held: what else is kept in the file, as ``self.parser``.
        depth: how far it was followed.
    """
    if depth > _DEEPEST:
        return None
    if not isinstance(node, ast.Call):
        known = names.get(node.id) if isinstance(node, ast.Name) else held.get(dotted(node))
        return _owner(known, names, held, depth + 1) if known is not None else None
    tail = dotted(node.func).rpartition(".")[2]
    above = node.func.value if isinstance(node.func, ast.Attribute) else None
    if tail == "add_parser" and above is not None and node.args:
        command = value(node.args[0], names)
        outer = _owner(above, names, held, depth + 1) or ""
        return f"{outer} {command}".strip() if isinstance(command, str) else None
    if tail in ("add_subparsers", "add_argument_group", "add_mutually_exclusive_group") and above is not None:
        return _owner(above, names, held, depth + 1)
    return "" if tail in ("ArgumentParser", "OptionParser") else None


_DEEPEST = 8


def _statements(tree: ast.Module) -> Iterator[ast.stmt]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.stmt))


def _argument(call: ast.Call, module: Module, known: loops.Names) -> Seen | None:
    """One ``add_argument``; None for help, version, what is counted (``-vv``) and what cannot be read."""
    names = [value(each, known) for each in call.args]
    given: dict[str, Any] = {k.arg: k.value for k in call.keywords if k.arg}
    told = {key: value(node, known) for key, node in given.items()}
    flags = [each for each in names if isinstance(each, str) and each]
    if not flags or told.get("action") in ("help", "version", "count") or told.get("help") == "==SUPPRESS==":
        return None
    flag = max(flags, key=lambda each: (each.startswith("--"), len(each)))
    positional = not flag.startswith("-")
    name = told.get("dest") if isinstance(told.get("dest"), str) else flag.lstrip("-").replace("-", "_")
    action = told.get("action")
    if action == "store_const":  # one of several that have a destination in common
        name = flag.lstrip("-").replace("-", "_")
    nargs = told.get("nargs")
    kind = _type(given.get("type"))
    if isinstance(told.get("default"), bool) and _own_type(given.get("type")):
        kind = Annotated("yes/no", "word")
    kind = replace(kind, form="each") if told.get("action") == "append" else kind
    choices = told.get("choices", ())
    numbers = isinstance(choices, tuple) and bool(choices) and all(isinstance(c, int) for c in choices)
    in_a_row = numbers and "range" in ast.dump(given["choices"])
    default = told.get("default", UNKNOWN)
    text = told.get("help")
    if not isinstance(text, str) and kinds.of_path(str(told.get("metavar", ""))):
        text = told["metavar"]  # OUT.wav
    return Seen(
        name=str(name),
        key=_key(flag, given.get("action"), action),
        how="positional" if positional else "option",
        file=module.path,
        line=call.lineno,
        told=kind,
        default=default,
        required=(positional and nargs not in ("?", "*")) or told.get("required") is True,
        choices=() if in_a_row or not isinstance(choices, tuple) else tuple(str(each) for each in choices),
        low=float(min(choices)) if in_a_row else None,
        high=float(max(choices)) if in_a_row else None,
        help=_told(text, default),
        position=0 if positional else None,
        many=nargs in ("+", "*") or (isinstance(nargs, int) and nargs > 1) or action == "append",
        switch=_switch(given.get("action"), action, default),
    )


def _key(flag: str, node: ast.expr | None, action: Any) -> str:
    """The option; of a switch the option that turns it on, a slash, and the option that turns it off."""
    if action in _SWITCH:
        return f"/{flag}" if action == "store_false" else f"{flag}/"
    if node is not None and dotted(node).endswith("BooleanOptionalAction"):
        return f"{flag}/--no-{flag.removeprefix('--')}"
    return flag


def _switch(node: ast.expr | None, action: Any, default: Any) -> bool | None:
    if isinstance(action, str):
        return _SWITCH.get(action)
    if node is not None and dotted(node).endswith("BooleanOptionalAction"):
        return default if isinstance(default, bool) else False
    return None


def _type(node: ast.expr | None) -> Annotated:
    if node is None:
        return Annotated()
    name = dotted(node.func if isinstance(node, ast.Call) else node).rpartition(".")[2]
    if isinstance(node, ast.Constant):  # optparse has names for types
        name = str(node.value)
    return _TYPES.get(name, Annotated())


def _own_type(node: ast.expr | None) -> bool:
    """Whether yes/no is read by a function of the authors, as ``str2bool``, and not by ``bool``."""
    return node is not None and dotted(node) != "bool"


def _told(text: Any, default: Any) -> str:
    """Help as argparse shows it, as far as that is plain."""
    if not isinstance(text, str):
        return ""
    shown = "" if default is UNKNOWN else str(default)
    return (
        text.replace("%(default)s", shown)
        .replace("%(default)d", shown)
        .replace("%default", shown)
        .replace("%%", "%")
    )


def _with_uses(code: Code, scope: list[Module], seen: Seen) -> Seen:
    is_it = uses.attribute(seen.name, HOLDERS)
    found = [uses.of(code, each, each.tree, is_it) for each in scope]
    return replace(seen, uses=uses.together(found))
