"""The Python of a repository: every file parsed once, none imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from inroad.workshop.source import python
from inroad.workshop.source.tree import Tree

Function = ast.FunctionDef | ast.AsyncFunctionDef


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
        if name in module.functions:
            return module, module.functions[name]
        for each in module.imports:
            home = self.imported(module, each) if each.known_as == name and each.name else None
            if home is not None and each.name in home.functions:
                return home, home.functions[each.name]
        return None

    def constant(self, module: Module, name: str) -> ast.expr | None:
        """What a name at the top of a file is given, there or where it is imported from."""
        if name in module.constants:
            return module.constants[name]
        for each in module.imports:
            home = self.imported(module, each) if each.known_as == name and each.name else None
            if home is not None and each.name in home.constants:
                return home.constants[each.name]
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

    def scripts(self) -> Iterator[Module]:
        """The files in order of their paths."""
        for path in sorted(self.modules):
            yield self.modules[path]


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
