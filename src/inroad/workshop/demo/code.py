"""The Python of a repository: every file parsed once, none imported."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from inroad.workshop.source import python
from inroad.workshop.source.tree import Tree

T = TypeVar("T")
Function = ast.FunctionDef | ast.AsyncFunctionDef
_HANDED_ON = 4
"""Files through which a package may hand on a name."""


@dataclass(frozen=True)
class Module:
    """A file of Python."""

    path: str
    tree: ast.Module
    root: str
    """Folder that must be on the path for ``dotted`` to be imported; empty: the repository itself."""
    dotted: str
    in_package: bool

    @cached_property
    def imports(self) -> tuple[python.Import, ...]:
        """All imports."""
        return python.imports(self.tree)

    @cached_property
    def meanings(self) -> dict[str, str]:
        """What names stand for."""
        return python.meanings(self.imports)

    @cached_property
    def calls(self) -> tuple[python.Call, ...]:
        """All calls."""
        return python.calls(self.tree, self.imports)

    @cached_property
    def functions(self) -> dict[str, Function]:
        """Functions by name: those at the top, and methods as ``Class.method``."""
        found: dict[str, Function] = {}
        for node in self.tree.body:
            if isinstance(node, Function):
                found[node.name] = node
            elif isinstance(node, ast.ClassDef):
                found |= {
                    f"{node.name}.{each.name}": each for each in node.body if isinstance(each, Function)
                }
        return found

    @cached_property
    def classes(self) -> dict[str, ast.ClassDef]:
        """Classes by name."""
        return {node.name: node for node in self.tree.body if isinstance(node, ast.ClassDef)}

    @cached_property
    def constants(self) -> dict[str, ast.expr]:
        """What names at the top of the file are given, the last time."""
        return {
            target.id: value
            for node in self.tree.body
            for target, value in assigned(node)
            if isinstance(target, ast.Name)
        }

    @cached_property
    def has_main(self) -> bool:
        """Whether it has ``if __name__ == "__main__"``."""
        return python.main_line(self.tree) is not None

    @cached_property
    def is_relative(self) -> bool:
        """Whether it imports from its own package with dots, so that it cannot be run as a file."""
        return any(each.level for each in self.imports)

    def name_of(self, node: ast.AST) -> str:
        """The dotted name of an expression, names of imports put in."""
        return python.dotted(node, self.meanings)


@dataclass(frozen=True)
class Code:
    """All Python of a repository."""

    tree: Tree
    modules: dict[str, Module] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    """Files of Python that could not be parsed."""

    def imported(self, module: Module, each: python.Import) -> Module | None:
        """The file of this repository that an import means."""
        if each.level:
            base = module.path.split("/")[: -each.level]
            stem = "/".join([*base, *filter(None, each.module.split("."))])
        else:
            stem = each.module.replace(".", "/")
        below = f"{stem}/{each.name}" if each.name else stem
        roots = ("",) if each.level else ("", f"{module.path.rpartition('/')[0]}/", "src/")
        for root in roots:
            for name in (below, stem):
                for ending in (".py", "/__init__.py"):
                    if found := self.modules.get(f"{root}{name}{ending}".lstrip("/")):
                        return found
        return None

    def function(self, module: Module, name: str) -> tuple[Module, Function] | None:
        """The function that a name means in a file, there or where it is imported from."""
        return self._meant(module, name, lambda each: each.functions)

    def constant(self, module: Module, name: str) -> ast.expr | None:
        """What a name at the top of a file is given, there or where it is imported from."""
        found = self._meant(module, name, lambda each: each.constants)
        return found[1] if found else None

    def owner(self, module: Module, name: str) -> tuple[Module, ast.ClassDef] | None:
        """The class that a name means in a file, there or where it is imported from."""
        return self._meant(module, name, lambda each: each.classes)

    def home(self, module: Module, name: str) -> tuple[Module, str] | None:
        """The file where a function or a thing at the top is defined, and what it is called there."""
        if (found := self.function(module, name)) is not None:
            return found[0], found[1].name
        held = self._meant(module, name, lambda each: each.constants)
        own = next((key for key, node in held[0].constants.items() if node is held[1]), "") if held else ""
        return (held[0], own) if held and own else None

    def _meant(
        self, module: Module, name: str, table: Callable[[Module], Mapping[str, T]], depth: int = 0
    ) -> tuple[Module, T] | None:
        """What a name means; packages may hand it on from one file to the next."""
        if name in table(module):
            return module, table(module)[name]
        for each in module.imports if depth < _HANDED_ON else ():
            wanted = _wanted(each, name)
            home = self.imported(module, each) if wanted else None
            if home is None or home is module:
                continue
            for one in wanted:
                if found := self._meant(home, one, table, depth + 1):
                    return found
        return None

    @cached_property
    def exported(self) -> frozenset[tuple[str, str]]:
        """What packages offer at their top: file and name of what ``__init__`` imports or defines."""
        found: set[tuple[str, str]] = set()
        for module in self.modules.values():
            if not module.path.endswith("__init__.py") or "." in module.dotted:
                continue
            found |= {(module.path, name) for name in (*module.functions, *module.classes)}
            for each in module.imports:
                home = self.imported(module, each) if each.name else None
                if home is not None and each.name:
                    found.add((home.path, each.name))
        return frozenset(found)

    @cached_property
    def groupings(self) -> tuple[tuple[Module, ast.Call], ...]:
        """Calls that add a command to a group, each with its file."""
        tails = (".add_command", ".add_typer")
        return tuple(
            (each, call.node) for each in self.scripts() for call in each.calls if call.name.endswith(tails)
        )

    def scripts(self) -> Iterator[Module]:
        """The files in order of their paths."""
        for path in sorted(self.modules):
            yield self.modules[path]


def _wanted(each: python.Import, name: str) -> tuple[str, ...]:
    """What a name may be called in the file that an import opens; nothing: it is not from there."""
    if each.known_as == "*":
        return (name,)
    head, _, tail = name.partition(".")
    if each.known_as != head:
        return ()
    if not each.name:
        return (tail,) if tail else ()
    return (f"{each.name}.{tail}", tail) if tail else (each.name,)


@python.keeping()
def read(tree: Tree) -> Code:
    """Parse all Python of a tree."""
    packages = {each.path.rpartition("/")[0] for each in tree.files if each.name == "__init__.py"}
    modules: dict[str, Module] = {}
    unread = []
    for each in tree.files:
        if each.suffix != ".py":
            continue
        text = tree.text(each.path)
        parsed = None if text is None else python.parse(text)
        if parsed is None:
            unread.append(each.path)
        else:
            modules[each.path] = _module(each.path, parsed, packages)
    return Code(tree, modules, tuple(unread))


def _module(path: str, parsed: ast.Module, packages: set[str]) -> Module:
    folder = path.rpartition("/")[0]
    root = folder
    while root and root in packages:
        root = root.rpartition("/")[0]
    inner = path.removeprefix(f"{root}/" if root else "").removesuffix(".py").removesuffix("/__init__")
    return Module(path, parsed, root, inner.replace("/", "."), folder in packages)


def assigned(node: ast.stmt) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Targets of an assignment, and what they are given."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield target, node.value
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        yield node.target, node.value


def docstring(node: ast.AST) -> str:
    """A docstring; empty if there is none."""
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return ast.get_docstring(node) or ""
    return ""


def comment(code: Code, module: Module, line: int | None) -> str:
    """The comment at the end of a line; empty without one."""
    lines = (code.tree.text(module.path) or "").split("\n")
    text = lines[line - 1].strip() if line and line <= len(lines) else ""
    try:
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        return next((each.string.lstrip("#").strip() for each in tokens if each.type == tokenize.COMMENT), "")
    except (tokenize.TokenError, SyntaxError):  # the line is the end of a longer text
        return ""
