"""What an answer may use: read from its syntax tree, before a line of it runs.

A drill is worth nothing if the answer calls the thing that it should build.  Imports are a short list of
allowed modules; what a drill bans (``numpy.linalg.lstsq``) is followed through every name it could be
given; and whatever would get at names without writing them is refused altogether, since no drill needs it:
``importlib``, ``getattr`` with a computed name, ``exec``, ``__dict__``, a module that is handed on instead of
used (``reduce(getattr, names, np)``), private parts of modules.  :mod:`inroad.practice.poison` guards the
same names at run time.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from inroad.practice import modules

ALLOWED = modules.ALLOWED
_CALLS = frozenset(
    (
        *("__import__", "breakpoint", "compile", "delattr", "dir", "eval", "exec", "exit", "globals"),
        *("help", "input", "locals", "memoryview", "open", "quit", "setattr", "vars"),
    )
)
"""Built-in functions that no drill needs and that would get around the rest."""
_FRAMES = frozenset(
    (
        *("_getframe", "ag_frame", "cr_frame", "f_back", "f_builtins", "f_code", "f_globals", "f_locals"),
        *("gi_frame", "tb_frame", "tb_next"),
    )
)
"""Attributes that lead from running code to everything."""
_FILES = frozenset(("dump", "fromfile", "fromregex", "tofile"))
"""Attributes that read or write files, whatever they are attributes of."""
_DUNDER = re.compile(r"__\w+__")
_PLAIN = frozenset(
    f"__{name}__"
    for name in (
        *("init", "name", "doc", "repr", "str", "len", "iter", "next", "call", "getitem", "contains"),
        *("add", "radd", "sub", "rsub", "mul", "rmul", "truediv", "rtruediv", "matmul", "pow", "neg"),
        *("eq", "hash", "lt", "le", "gt", "ge", "post_init"),
    )
)
"""Attributes with two underscores that lead nowhere; all others lead from any object to everything."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that an answer must not use."""

    line: int
    what: str
    why: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what} - {self.why}"


def refusals(source: str, banned: tuple[str, ...] = ()) -> tuple[Refusal, ...]:
    """Everything in an answer that it must not use, by line.

    Args:
        source: the answer; one that is no Python gives one refusal at the broken line.
        banned: dotted names that the drill bans beside those that all do; one that begins with a full stop
            (".var") is an attribute of whatever object.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None) or 1
        return (Refusal(line, "this is no Python", getattr(error, "msg", None) or str(error)),)
    known = _known(tree)
    if known is None:
        return (
            Refusal(1, "names that come from themselves", "give what is made of a module a name of its own"),
        )
    reader = _Reader(modules.alike(banned), known)
    reader.visit(tree)
    return tuple(sorted(set(reader.found), key=lambda each: (each.line, each.what)))


# -- what names stand for -------------------------------------------------------------------------

Known = dict[str, set[str]]
"""Name in the answer -> dotted names that it stands for, here or there."""


_MOST_NAMES = 2_000
"""Meanings that a name may have: one that is given its own attributes has no end of them."""
_MOST_ROUNDS = 30
"""Names of names of names, as deep as this."""


def _known(tree: ast.Module) -> Known | None:
    """All that names stand for, wherever they are bound: a function may use what is bound below it.

    None where that has no end.
    """
    known: Known = {}
    for node in ast.walk(tree):
        _imported(node, known)
    bindings = [each for node in ast.walk(tree) for each in _bindings(node)]
    before = -1
    for _ in range(_MOST_ROUNDS):  # names of names
        if before == (before := sum(map(len, known.values()))):
            return known
        for target, value in bindings:
            if not _bind(target, value, known):
                return None
    return None


def _imported(node: ast.AST, known: Known) -> None:
    if isinstance(node, ast.Import):
        for alias in node.names:
            top = alias.name.split(".")[0]
            known.setdefault(alias.asname or top, set()).add(alias.name if alias.asname else top)
    elif isinstance(node, ast.ImportFrom) and not node.level:
        for alias in node.names:
            known.setdefault(alias.asname or alias.name, set()).add(f"{node.module}.{alias.name}")


def _bindings(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(node, ast.Assign):
        yield from ((target, node.value) for target in node.targets)
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
        yield node.target, node.value


def _bind(target: ast.expr, value: ast.expr, known: Known) -> bool:
    """Note what a name is given; False: it stands for too much by now."""
    if isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
        return all(_bind(each, its, known) for each, its in zip(target.elts, value.elts, strict=False))
    found = _dotted(value, known) if isinstance(target, ast.Name) else set()
    if isinstance(target, ast.Name) and found:
        known.setdefault(target.id, set()).update(found)
        return len(known[target.id]) <= _MOST_NAMES
    return True


def _dotted(node: ast.expr, known: Known) -> set[str]:
    """The dotted names that an expression may stand for, as far as it can be told."""
    if isinstance(node, ast.Name):
        return known.get(node.id, set())
    if isinstance(node, ast.Attribute):
        return {f"{base}.{node.attr}" for base in _dotted(node.value, known)}
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr":
        written = _as_attribute(node)
        return _dotted(written, known) if written else set()
    if isinstance(node, ast.IfExp):
        return _dotted(node.body, known) | _dotted(node.orelse, known)
    if isinstance(node, ast.BoolOp):
        return set[str]().union(*(_dotted(each, known) for each in node.values))
    return set()


# -- reading --------------------------------------------------------------------------------------


@dataclass
class _Reader(ast.NodeVisitor):
    """Looks at every import, attribute and name."""

    banned: frozenset[str]
    known: Known
    found: list[Refusal] = field(default_factory=list)

    def refuse(self, node: ast.AST, what: str, why: str) -> None:
        self.found.append(Refusal(getattr(node, "lineno", 1), what, why))

    # -- imports ----------------------------------------------------------------------------------

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._module(node, alias.name)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = node.module or ""
        if node.level:
            self.refuse(node, "a relative import", "an answer stands alone in its file")
            return
        self._module(node, module)
        for alias in node.names:
            if alias.name == "*":
                self.refuse(node, f"from {module} import *", "write the names that you use")
            self._used(node, f"{module}.{alias.name}")

    def _module(self, node: ast.AST, module: str) -> None:
        top = module.split(".")[0]
        if top in modules.FRAMEWORKS:
            self.refuse(node, f"import of {module}", "build it with plain NumPy; that is the drill")
        elif top not in ALLOWED or _within(module, modules.PARTS):
            self.refuse(
                node, f"import of {module}", "drills need NumPy and parts of the standard library only"
            )
        else:
            self._used(node, module)

    # -- names and attributes ---------------------------------------------------------------------

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if modules.are(_dotted(node, self.known)):
            self.refuse(node, ast.unparse(node), _HANDED_ON)
        self._chain(node)

    def _chain(self, node: ast.Attribute) -> None:
        """An attribute and all that stands before it; what is refused is refused once."""
        before = len(self.found)
        self._attribute(node)
        if len(self.found) == before:
            self._inside(node.value)

    def _attribute(self, node: ast.Attribute) -> None:
        name, dotted = node.attr, _dotted(node, self.known)
        if name in _FRAMES or (_DUNDER.fullmatch(name) and name not in _PLAIN):
            self.refuse(node, f".{name}", "it leads around the rules of the drill")
        if name in _FILES:
            self.refuse(node, f".{name}", "an answer neither reads nor writes files")
        if f".{name}" in self.banned:
            self.refuse(node, f".{name}", "this is what the drill asks you to build")
        if dotted and not isinstance(node.ctx, ast.Load):
            self.refuse(node, f"a change of {min(dotted)}", "an answer leaves modules as they are")
        for each in sorted(dotted):
            self._used(node, each)

    def _inside(self, base: ast.expr) -> None:
        """What stands before a full stop: here, and in a plain assignment, a module may stand."""
        if isinstance(base, ast.Attribute):
            self._chain(base)
        elif not (isinstance(base, ast.Name) and modules.are(self.known.get(base.id, set()))):
            self.visit(base)

    def visit_Name(self, node: ast.Name) -> None:
        if not isinstance(node.ctx, ast.Load):
            return
        if node.id in _CALLS and node.id not in self.known:
            self.refuse(node, node.id, "no drill needs it, and it leads around the rules")
        if node.id in ("getattr", "hasattr"):
            self.refuse(node, f"{node.id} as a value", "call it where it stands, with a written name")
        if _DUNDER.fullmatch(node.id) and node.id not in _PLAIN:
            self.refuse(node, node.id, "it leads around the rules of the drill")
        if modules.are(self.known.get(node.id, set())):
            self.refuse(node, node.id, _HANDED_ON)

    def visit_Call(self, node: ast.Call) -> None:
        if not (isinstance(node.func, ast.Name) and node.func.id in ("getattr", "hasattr")):
            self.generic_visit(node)
            return
        written = _as_attribute(node)
        if written is None:
            self.refuse(node, f"{node.func.id} with a computed name", "write the attribute as .name")
            self.generic_visit(node)
        else:
            self._chain(written)
            for each in node.args[2:]:
                self.visit(each)

    def visit_MatchClass(self, node: ast.MatchClass) -> None:
        """``case object(var=f)`` takes an attribute without writing it as one."""
        for name in node.kwd_attrs:
            if _DUNDER.fullmatch(name) or name in _FRAMES or f".{name}" in self.banned:
                self.refuse(node, f"the pattern {name}=", "write the attribute as .name")
        self.generic_visit(node)

    # -- assignments ------------------------------------------------------------------------------

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """What is bound in a class is reached through it (``A.m.lstsq``), where its name is not followed."""
        for each in node.body:
            if isinstance(each, ast.Import | ast.ImportFrom):
                self.refuse(each, "an import inside a class", "write imports at the top")
            elif isinstance(each, ast.Assign):
                self.visit(each.value)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        plain = all(isinstance(target, ast.Name) for target in node.targets)
        self._inside(node.value) if plain else self.visit(node.value)
        for target in node.targets:
            self.visit(target)

    def _used(self, node: ast.AST, dotted: str) -> None:
        if _within(dotted, self.banned):
            self.refuse(node, dotted, "this is what the drill asks you to build")
        elif _within(dotted, modules.PARTS | modules.FILES):
            self.refuse(node, dotted, "an answer neither reads nor writes files, nor loads foreign code")
        elif _within(dotted, modules.NAMERS):
            self.refuse(node, dotted, "write the attribute as .name")
        elif modules.foreign(dotted):
            self.refuse(node, dotted, "it is no public part of an allowed module")


_HANDED_ON = "a module is used by writing module.name; it is not handed on"


def _as_attribute(call: ast.Call) -> ast.Attribute | None:
    """``getattr(x, "name")`` as ``x.name``; None if the name is computed."""
    name = call.args[1] if len(call.args) > 1 else None
    if not (isinstance(name, ast.Constant) and isinstance(name.value, str)):
        return None
    return ast.copy_location(ast.Attribute(call.args[0], name.value, ast.Load()), call)


def _within(dotted: str, names: frozenset[str]) -> bool:
    """Whether a dotted name is one of ``names`` or something inside one."""
    return any(part in names for part in _prefixes(dotted))


def _prefixes(dotted: str) -> Iterator[str]:
    parts = dotted.split(".")
    return (".".join(parts[:count]) for count in range(1, len(parts) + 1))
