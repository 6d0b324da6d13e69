"""Older ways to a command line: what optparse leaves over, and the settings of sacred."""

from __future__ import annotations

import ast
import re

from inroad.workshop.demo import uses
from inroad.workshop.demo.code import Code, Module, assigned, comment
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.values import UNKNOWN, value
from inroad.workshop.source.python import dotted

_MOST = 8


def left_over(code: Code, module: Module) -> list[Seen]:
    """The arguments without a name: ``args[0]`` of ``options, args = parser.parse_args()``."""
    holder = next((name for node in ast.walk(module.tree) if (name := _rest(node))), "")
    if not holder or not any(each.name.endswith("OptionParser") for each in module.calls):
        return []
    count = max([0, *(_place(node, holder) for node in ast.walk(module.tree))])
    names = _usage(module)
    return [_argument(code, module, holder, at, names) for at in range(min(count, _MOST))]


def _rest(node: ast.AST) -> str:
    if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Tuple):
        return ""
    call = node.value.func if isinstance(node.value, ast.Call) else None
    last = node.targets[0].elts[-1]
    is_parsed = call is not None and dotted(call).endswith(".parse_args")
    return last.id if is_parsed and isinstance(last, ast.Name) else ""


def _place(node: ast.AST, holder: str) -> int:
    """How many arguments an expression shows that there are: ``args[1]``, ``len(args) != 2``."""
    if isinstance(node, ast.Subscript) and dotted(node.value) == holder:
        at = value(node.slice)
        return at + 1 if type(at) is int and at >= 0 else 0
    if isinstance(node, ast.Compare) and isinstance(node.left, ast.Call) and node.left.args:
        told = value(node.comparators[0]) if dotted(node.left.func) == "len" else None
        return told if type(told) is int and dotted(node.left.args[0]) == holder else 0
    return 0


def _usage(module: Module) -> list[str]:
    """The names that the usage gives: ``%prog [options] TEXT OUT``."""
    texts = [
        n.value for n in ast.walk(module.tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    ]
    told = next((each for each in texts if "%prog" in each), "").partition("%prog")[2].split("\n")[0]
    return [each.lower() for each in re.findall(r"[A-Za-z]\w*", re.sub(r"\[?options\]?", "", told))]


def _argument(code: Code, module: Module, holder: str, at: int, names: list[str]) -> Seen:
    def is_it(node: ast.AST) -> bool:
        return isinstance(node, ast.Subscript) and dotted(node.value) == holder and value(node.slice) == at

    name = names[at] if at < len(names) else f"argument_{at + 1}"
    found = uses.of(code, module, module.tree, is_it)
    return Seen(name, name, "positional", module.path, 0, required=True, uses=found, position=at)


def experiment(code: Code, module: Module) -> list[Seen] | None:
    """The settings of a sacred experiment; None if a file is none."""
    if not any(each.top == "sacred" for each in module.imports):
        return None
    found: list[Seen] = []
    for function in module.functions.values():
        heads = {
            dotted(d.func if isinstance(d, ast.Call) else d).rpartition(".")[2]
            for d in function.decorator_list
        }
        for node in function.body if "config" in heads else ():
            for target, given in assigned(node):
                told = value(given, module.constants)
                if isinstance(target, ast.Name) and told is not UNKNOWN and not isinstance(told, tuple):
                    found.append(_setting(code, module, target.id, given, told, not found))
    return found


def _setting(code: Code, module: Module, name: str, node: ast.expr, told: object, first: bool) -> Seen:
    """A setting; the first is always handed over, as ``with`` wants at least one."""
    return Seen(
        name,
        name,
        "setting",
        module.path,
        node.lineno,
        default=told,
        required=first,
        help=comment(code, module, node.end_lineno),
        uses=uses.of(code, module, module.tree, uses.named(name)),
    )
