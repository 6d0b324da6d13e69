"""What will be in the way of running the code elsewhere, with file and line."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from inroad.types import DemoObstacle
from inroad.workshop.demo.code import Code, Module
from inroad.workshop.demo.scripts import is_local_path
from inroad.workshop.source.python import dotted

_MOST = 40
_LOADS = ("load", "from_pretrained", "load_model", "load_state_dict", "pipeline", "download", "setup_model")


def obstacles(code: Code, paths: frozenset[str]) -> tuple[DemoObstacle, ...]:
    """What stands in the files that are used, by file and line."""
    found = [each for module in code.scripts() if module.path in paths for each in _of(module)]
    return tuple(sorted(dict.fromkeys(found), key=lambda each: (each.file, each.line, each.what)))[:_MOST]


def _of(module: Module) -> Iterator[DemoObstacle]:
    yield from _paths(module)
    yield from _gpu(module)
    yield from _downloads(module)
    yield from _on_import(module)


def _paths(module: Module) -> Iterator[DemoObstacle]:
    for node in ast.walk(module.tree):
        path = node.value if isinstance(node, ast.Constant) else None
        if isinstance(node, ast.expr) and is_local_path(path):
            yield DemoObstacle("path", module.path, node.lineno, f"the path {path} is written into the code")


def _gpu(module: Module) -> Iterator[DemoObstacle]:
    """Calls that need a graphics card whatever the machine has."""
    guarded = {
        inner
        for node in ast.walk(module.tree)
        if isinstance(node, ast.If | ast.IfExp) and "is_available" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and node not in guarded and _on_gpu(node):
            yield DemoObstacle("gpu", module.path, node.lineno, "the code wants a graphics card here")


def _on_gpu(node: ast.Call) -> bool:
    tail = dotted(node.func).rpartition(".")[2]
    if tail == "cuda" and isinstance(node.func, ast.Attribute) and not node.args:
        return True
    given = [*node.args, *(k.value for k in node.keywords)]
    named = any(
        isinstance(n, ast.Constant) and isinstance(n.value, str) and n.value.startswith("cuda") for n in given
    )
    return named and tail in ("to", "device", "load", "tensor", "zeros", "ones", "randn", "set_device")


def _downloads(module: Module) -> Iterator[DemoObstacle]:
    for call in module.calls:
        tail = call.name.rpartition(".")[2]
        if tail in (
            "from_pretrained",
            "hf_hub_download",
            "snapshot_download",
            "urlretrieve",
            "load_state_dict_from_url",
        ):
            yield DemoObstacle(
                "download", module.path, call.line, f"{tail} may fetch something from the network"
            )


def _on_import(module: Module) -> Iterator[DemoObstacle]:
    """Models that are loaded as soon as a file is imported."""
    for node in module.tree.body:
        made = node.value if isinstance(node, ast.Assign | ast.Expr | ast.AnnAssign) else None
        if isinstance(made, ast.Call) and dotted(made.func).rpartition(".")[2].startswith(_LOADS):
            yield DemoObstacle(
                "import",
                module.path,
                node.lineno,
                "something is loaded as soon as the file is imported; the first answer takes longer",
            )
