"""Calls as often as the loops around them run them: ``for name in NAMES: parser.add_argument(...)``.

Loops over what stands in the text are gone through, and so are functions with what they are given, as in
``add_dict_to_argparser(parser, defaults())``.  Nothing is run.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from inroad.workshop.demo.code import Code, Function, Module, assigned
from inroad.workshop.demo.values import UNKNOWN, value
from inroad.workshop.source.python import dotted

Names = Mapping[str, ast.expr]
_MOST = 400
"""Calls that are followed in a file."""
_ROUNDS = 64
_PARSERS = frozenset({"add_parser", "add_argument_group", "add_mutually_exclusive_group"})
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Made:
    """A call, and what the names in it are worth."""

    call: ast.Call
    names: Names


def made(code: Code, module: Module, tails: frozenset[str]) -> list[Made]:
    """The calls of some names (the last word of them) in a file, in its order."""
    homes = (code.imported(module, each) for each in module.imports)
    if not any(_may(each, tails) for each in (module, *homes) if each is not None):
        return []
    walk = _Walk(code, module, tails)
    walk.through(module.tree.body, module.constants, 0)
    return walk.found[:_MOST]


def _may(module: Module, tails: frozenset[str]) -> bool:
    return any(each.name.rpartition(".")[2] in tails for each in module.calls)


@dataclass
class _Walk:
    code: Code
    module: Module
    tails: frozenset[str]
    found: list[Made] = field(default_factory=list)
    left: int = _MOST * 10
    """Statements that may still be looked at."""

    def through(self, body: list[ast.stmt], names: Names, depth: int) -> None:
        """Take the statements of a block one after the other."""
        known = dict(names)
        for node in body:
            self.left -= 1
            if len(self.found) >= _MOST or depth > _DEEPEST * 4 or self.left < 0:
                return
            known |= _bound(node)
            _grown(self.code, self.module, node, known)
            if isinstance(node, ast.For):
                self._loop(node, known, depth)
            elif isinstance(node, Function):
                self.through(node.body, _hidden(node, known), depth + 1)
            else:
                self._one(node, known, depth)

    def _loop(self, node: ast.For, names: Names, depth: int) -> None:
        rounds = items(self.code, self.module, node.iter, names) if self._matters(node) else None
        for each in (rounds or [])[:_ROUNDS]:
            self.through(node.body, {**names, **_unpacked(node.target, each)}, depth + 1)
        if rounds is None:
            self.through(node.body, names, depth + 1)

    def _matters(self, node: ast.For) -> bool:
        """Whether a loop makes such a call, or calls a function that does."""
        names = {
            call.func.id
            for call in ast.walk(node)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        }
        homes = (self.code.function(self.module, each) for each in sorted(names))
        return _calls(node, self.tails) or any(home and _calls(home[1], self.tails) for home in homes)

    def _one(self, node: ast.stmt, names: Names, depth: int) -> None:
        """A statement that is no loop: its own calls, then its blocks."""
        for call in _own_calls(node):
            tail = dotted(call.func).rpartition(".")[2]
            if tail in self.tails:
                self.found.append(Made(call, names))
            elif isinstance(call.func, ast.Name):
                self._into(call, names, depth)
        for block in _blocks(node):
            self.through(block, names, depth + 1)

    def _into(self, call: ast.Call, names: Names, depth: int) -> None:
        """A function of the repository that makes such calls with what it is given here."""
        home = self.code.function(self.module, dotted(call.func))
        if home is None or depth > _DEEPEST or not _calls(home[1], self.tails):
            return
        where, function = home
        given = {name: self._settled(node, names) for name, node in _arguments(function, call).items()}
        known = {name: node for name, node in given.items() if node is not None}
        if known:
            inner = _Walk(self.code, where, self.tails, left=self.left // 2)
            inner.through(function.body, {**where.constants, **known}, depth + _DEEPEST // 2)
            self.left, self.found = self.left // 2, [*self.found, *inner.found]

    def _settled(self, node: ast.expr, names: Names) -> ast.expr | None:
        """What is given, without names of the one who gives it; None if it cannot be told."""
        if isinstance(node, ast.Name) and isinstance(names.get(node.id), ast.Call):
            node = names[node.id]
        if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] in _PARSERS:
            return node
        if (held := mapping(self.code, self.module, node, names)) is not None:
            return held
        told = value(node, names)
        if told is UNKNOWN:
            return None
        return (
            ast.Tuple([ast.Constant(each) for each in told])
            if isinstance(told, tuple)
            else ast.Constant(told)
        )


def _calls(node: ast.AST, tails: frozenset[str]) -> bool:
    calls = (each for each in ast.walk(node) if isinstance(each, ast.Call))
    return any(dotted(each.func).rpartition(".")[2] in tails for each in calls)


def _own_calls(node: ast.stmt) -> list[ast.Call]:
    """Calls in a statement that are not in a block of it."""
    inner = {id(each) for block in _blocks(node) for part in block for each in ast.walk(part)}
    found = [each for each in ast.walk(node) if isinstance(each, ast.Call) and id(each) not in inner]
    return sorted(found, key=lambda each: (each.lineno, each.col_offset))


def _blocks(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        block = getattr(node, name, None)
        if isinstance(block, list):
            yield block
    for handler in getattr(node, "handlers", ()):
        yield handler.body


def _bound(node: ast.stmt) -> dict[str, ast.expr]:
    return {target.id: given for target, given in assigned(node) if isinstance(target, ast.Name)}


def _grown(code: Code, module: Module, node: ast.stmt, known: dict[str, ast.expr]) -> None:
    """``defaults.update(more())`` of a dictionary that is known."""
    call = node.value if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) else None
    owner, _, tail = dotted(call.func).rpartition(".") if call else ("", "", "")
    held = mapping(code, module, known[owner], known) if tail == "update" and owner in known else None
    if call is not None and held is not None:
        made = {owner: held}
        _updated(code, module, call, made, 0)
        known |= made


def _hidden(function: Function, names: Names) -> Names:
    """What is known within a function: its parameters are not what is called so outside."""
    args = function.args
    own = {each.arg for each in (*args.posonlyargs, *args.args, *args.kwonlyargs)}
    return {name: node for name, node in names.items() if name not in own}


def _arguments(function: Function, call: ast.Call) -> dict[str, ast.expr]:
    names = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    placed = dict(zip(names, call.args, strict=False))
    return placed | {each.arg: each.value for each in call.keywords if each.arg}


def _unpacked(target: ast.expr, given: ast.expr) -> dict[str, ast.expr]:
    if isinstance(target, ast.Name):
        return {target.id: given}
    if isinstance(target, ast.Tuple | ast.List) and isinstance(given, ast.Tuple | ast.List):
        pairs = zip(target.elts, given.elts, strict=False)
        return {name: node for one, each in pairs for name, node in _unpacked(one, each).items()}
    return {}


# -- what a loop goes over ----------------------------------------------------------------------------


def items(code: Code, module: Module, node: ast.expr, names: Names, depth: int = 0) -> list[ast.expr] | None:
    """What a loop goes over, as expressions; None if that cannot be told."""
    if depth > _DEEPEST:
        return None
    if isinstance(node, ast.Name):
        known = names.get(node.id) or code.constant(module, node.id)
        return items(code, module, known, names, depth + 1) if known is not None else None
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return list(node.elts)
    if isinstance(node, ast.Dict):
        return [each for each in node.keys if each is not None]
    if isinstance(node, ast.Call):
        return _called(code, module, node, names, depth)
    told = value(node, names)
    return [ast.Constant(each) for each in told] if isinstance(told, str | tuple) else None


def _called(code: Code, module: Module, node: ast.Call, names: Names, depth: int) -> list[ast.expr] | None:
    """``zip(a, b)``, ``enumerate(a)``, ``d.items()``, ``range(3)``, or a dictionary that is made."""
    tail = dotted(node.func).rpartition(".")[2]
    if tail in ("items", "keys", "values") and isinstance(node.func, ast.Attribute) and not node.args:
        held = mapping(code, module, node.func.value, names, depth + 1)
        return _of_mapping(held, tail) if held else None
    if tail in ("zip", "enumerate", "sorted", "list", "tuple", "set", "reversed") and 0 < len(node.args) < 4:
        parts = [items(code, module, each, names, depth + 1) for each in node.args]
        known = [each for each in parts if each is not None]
        if len(known) != len(parts):
            return None
        if tail == "zip":
            return [ast.Tuple(list(each)) for each in zip(*known, strict=False)]
        if tail == "enumerate":
            return [ast.Tuple([ast.Constant(at), each]) for at, each in enumerate(known[0])]
        return known[0]
    told = value(node, names)
    if isinstance(told, tuple):
        return [ast.Constant(each) for each in told]
    held = mapping(code, module, node, names, depth + 1)
    return _of_mapping(held, "keys") if held else None


def _of_mapping(held: ast.Dict, what: str) -> list[ast.expr]:
    pairs = [(k, v) for k, v in zip(held.keys, held.values, strict=True) if k is not None]
    if what == "items":
        return [ast.Tuple([key, each]) for key, each in pairs]
    return [key if what == "keys" else each for key, each in pairs]


def mapping(code: Code, module: Module, node: ast.expr, names: Names, depth: int = 0) -> ast.Dict | None:
    """A dictionary as it stands in the text, is made by ``dict(a=1)``, or is given back by a function."""
    if depth > _DEEPEST:
        return None
    if isinstance(node, ast.Dict):
        return node
    if isinstance(node, ast.Name):
        known = names.get(node.id) or code.constant(module, node.id)
        return mapping(code, module, known, names, depth + 1) if known is not None else None
    if not isinstance(node, ast.Call):
        return None
    if dotted(node.func) in ("dict", "OrderedDict", "collections.OrderedDict"):
        named = [(ast.Constant(each.arg), each.value) for each in node.keywords if each.arg]
        first = mapping(code, module, node.args[0], names, depth + 1) if node.args else None
        return _merged([first] if first else [], named)
    home = code.function(module, dotted(node.func))
    return _given_back(code, *home, depth + 1) if home else None


def _merged(parts: list[ast.Dict], named: list[tuple[ast.Constant, ast.expr]]) -> ast.Dict:
    if sum(len(part.keys) for part in parts) > _MOST:
        return parts[0]
    keys: list[ast.expr | None] = [key for part in parts for key in part.keys]
    values = [each for part in parts for each in part.values]
    return ast.Dict([*keys, *(key for key, _ in named)], [*values, *(each for _, each in named)])


def _given_back(code: Code, module: Module, function: Function, depth: int) -> ast.Dict | None:
    """The dictionary that a function makes step by step and returns."""
    held: dict[str, ast.Dict] = {}
    for node in function.body:
        for target, given in assigned(node):
            if isinstance(target, ast.Name) and (made := mapping(code, module, given, held, depth)):
                held[target.id] = made
        call = node.value if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) else None
        if call is not None:
            _updated(code, module, call, held, depth)
        if isinstance(node, ast.Return) and node.value is not None:
            return mapping(code, module, node.value, held, depth)
    return None


def _updated(code: Code, module: Module, call: ast.Call, held: dict[str, ast.Dict], depth: int) -> None:
    """``defaults.update(other())``."""
    owner, _, tail = dotted(call.func).rpartition(".")
    if tail == "update" and owner in held:
        more = [each for node in call.args if (each := mapping(code, module, node, held, depth))]
        named = [(ast.Constant(each.arg), each.value) for each in call.keywords if each.arg]
        held[owner] = _merged([held[owner], *more], named)
