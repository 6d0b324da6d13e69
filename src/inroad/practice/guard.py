"""What an answer may use: read from its syntax tree, before a line of it runs.

A drill is worth nothing if the answer calls the thing that it should build.  Imports are a short list of
allowed modules; what a drill bans (``numpy.linalg.lstsq``) is followed through every name it could be
given; and whatever would get at names without writing them (``importlib``, ``getattr`` with a computed name,
``exec``, ``__dict__``) is refused altogether, since no drill needs it.  :mod:`inroad.practice.poison` guards
the same names at run time.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

ALLOWED = frozenset(
    (
        *("__future__", "abc", "bisect", "collections", "copy", "dataclasses", "enum", "fractions"),
        *("functools", "heapq", "itertools", "math", "numbers", "numpy", "operator", "random", "re"),
        *("statistics", "string", "typing", "warnings"),
    )
)
"""Modules that answers may import."""
_PARTS = frozenset(("numpy.ctypeslib", "numpy.f2py", "numpy.testing", "numpy.lib.format", "numpy.distutils"))
"""Parts of allowed modules that reach files, compilers or foreign code."""
_CALLS = frozenset(
    (
        *("__import__", "breakpoint", "compile", "delattr", "dir", "eval", "exec", "exit", "globals"),
        *("help", "input", "locals", "memoryview", "open", "quit", "setattr", "vars"),
    )
)
"""Built-in functions that no drill needs and that would get around the rest."""
_HIDDEN = frozenset(
    (
        *("__bases__", "__builtins__", "__class__", "__closure__", "__code__", "__dict__", "__func__"),
        *("__getattribute__", "__globals__", "__import__", "__loader__", "__mro__", "__self__", "__spec__"),
        *("__subclasses__", "__wrapped__", "_getframe", "f_back", "f_globals", "f_locals", "gi_frame"),
    )
)
"""Attributes that lead from any object to everything."""
_NAMERS = frozenset(("operator.attrgetter", "operator.methodcaller"))
_FILES = frozenset(
    f"numpy.{name}"
    for name in ("fromfile", "genfromtxt", "load", "loadtxt", "memmap", "save", "savetxt", "savez", "tofile")
)
_FRAMEWORKS = frozenset(("jax", "keras", "scipy", "sklearn", "statsmodels", "tensorflow", "torch"))


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
    reader = _Reader(frozenset(banned))
    reader.visit(tree)
    return tuple(sorted(set(reader.found), key=lambda each: (each.line, each.what)))


@dataclass
class _Reader(ast.NodeVisitor):
    """Follows names through imports and assignments: ``from numpy import linalg as la; f = la.lstsq``."""

    banned: frozenset[str]
    found: list[Refusal] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    """Name in the answer -> dotted name that it stands for."""

    def refuse(self, node: ast.AST, what: str, why: str) -> None:
        self.found.append(Refusal(getattr(node, "lineno", 1), what, why))

    # -- imports ----------------------------------------------------------------------------------

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._imported(node, alias.name)
            top = alias.name.split(".")[0]
            self.known[alias.asname or top] = alias.name if alias.asname else top

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = node.module or ""
        if node.level:
            self.refuse(node, "a relative import", "an answer stands alone in its file")
            return
        self._imported(node, module)
        for alias in node.names:
            if alias.name == "*":
                self.refuse(node, f"from {module} import *", "write the names that you use")
            self.known[alias.asname or alias.name] = f"{module}.{alias.name}"
            self._used(node, f"{module}.{alias.name}")

    def _imported(self, node: ast.AST, module: str) -> None:
        top = module.split(".")[0]
        if top in _FRAMEWORKS:
            self.refuse(node, f"import of {module}", "build it with plain NumPy; that is the drill")
        elif top not in ALLOWED or _within(module, _PARTS):
            self.refuse(
                node, f"import of {module}", "drills need NumPy and parts of the standard library only"
            )
        else:
            self._used(node, module)

    # -- names ------------------------------------------------------------------------------------

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if node.attr in _HIDDEN:
            self.refuse(node, f".{node.attr}", "it leads around the rules of the drill")
        if node.attr in ("tofile", "dump"):
            self.refuse(node, f".{node.attr}", "an answer neither reads nor writes files")
        if f".{node.attr}" in self.banned:
            self.refuse(node, f".{node.attr}", "this is what the drill asks you to build")
        dotted = self._dotted(node)
        if dotted:
            self._used(node, dotted)
        self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            if node.id in _CALLS and node.id not in self.known:
                self.refuse(node, f"{node.id}", "no drill needs it, and it leads around the rules")
            if node.id in _HIDDEN:
                self.refuse(node, f"{node.id}", "it leads around the rules of the drill")

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id in ("getattr", "hasattr"):
            self._by_name(node)
        self.generic_visit(node)

    def _by_name(self, node: ast.Call) -> None:
        """``getattr(np.linalg, "lstsq")`` is read as ``np.linalg.lstsq``; a computed name is refused."""
        written = _as_attribute(node)
        if written is None:
            self.refuse(node, "getattr with a computed name", "write the attribute as .name")
        else:
            self.visit_Attribute(written)

    # -- assignments ------------------------------------------------------------------------------

    def visit_Assign(self, node: ast.Assign) -> None:
        self.generic_visit(node)
        for target in node.targets:
            self._bind(target, node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.generic_visit(node)
        if node.value is not None:
            self._bind(node.target, node.value)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.generic_visit(node)
        self._bind(node.target, node.value)

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
            for each, its in zip(target.elts, value.elts, strict=False):
                self._bind(each, its)
        elif isinstance(target, ast.Name):
            dotted = self._dotted(value)
            if dotted:
                self.known[target.id] = dotted

    # -- dotted names -----------------------------------------------------------------------------

    def _dotted(self, node: ast.expr) -> str | None:
        """The dotted name that an expression stands for, as far as it can be told."""
        if isinstance(node, ast.Name):
            return self.known.get(node.id)
        if isinstance(node, ast.Attribute):
            base = self._dotted(node.value)
            return f"{base}.{node.attr}" if base else None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr":
            written = _as_attribute(node)
            return self._dotted(written) if written else None
        if isinstance(node, ast.IfExp):
            return self._dotted(node.body) or self._dotted(node.orelse)
        if isinstance(node, ast.BoolOp):
            return next((found for each in node.values if (found := self._dotted(each))), None)
        return None

    def _used(self, node: ast.AST, dotted: str) -> None:
        if _within(dotted, self.banned):
            self.refuse(node, dotted, "this is what the drill asks you to build")
        elif _within(dotted, _PARTS | _FILES):
            self.refuse(node, dotted, "an answer neither reads nor writes files, nor loads foreign code")
        elif dotted in _NAMERS:
            self.refuse(node, dotted, "write the attribute as .name")


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
