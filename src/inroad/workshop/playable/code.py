"""What Python files do, told from their text: train, evaluate, predict, ask for a GPU.

Only files with a word that could matter are parsed, the shallow ones first, up to ``PARSED`` bytes: entry
points lie near the top, and a tree of ten thousand files must not take a minute.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from inroad.workshop.source import python

PARSED = 4 * 2**20
_MATTERS = re.compile(
    r"__main__|backward\(|\.fit\(|\.train\(|minimize\(|GradientTape|value_and_grad|jax\.grad|apply_gradients|cuda"
    r"|no_grad|\.eval\(|evaluate|predict|map_location|from_pretrained|torch\.load|train_on_batch|Trainer\("
)
_TRAINS = frozenset(
    {
        "backward",
        "minimize",
        "GradientTape",
        "value_and_grad",
        "apply_gradients",
        "train_on_batch",
        "fit_generator",
    }
)
_TRAINING = re.compile(r"(?:train|fit|fine_?tune|pretrain)(?:_|\Z)", re.I)
_EVALUATES = re.compile(r"(?:^|_)(?:eval|evaluate|evaluation|validate|test|score|benchmark)(?:_|$)", re.I)
_PREDICTS = re.compile(
    r"(?:^|_)(?:infer|inference|predict|generate|sample|translate|detect|demo|transcribe)(?:_|$)", re.I
)
_HOME = re.compile(
    r"(?:/home/|/Users/|/data/users/|/mnt/|/scratch/|/nfs/)[A-Za-z][\w.-]*/|[A-Z]:\\\\?Users\\"
)


@dataclass(slots=True)
class Facts:
    """What one file does; every figure is a line of it, None: not seen."""

    path: str
    main: int | None = None
    arguments: int | None = None
    """Where options of a command line are read."""
    trains: int | None = None
    evaluates: int | None = None
    predicts: int | None = None
    loads: int | None = None
    """Where weights are loaded."""
    cuda: list[tuple[int, str]] = field(default_factory=list)
    """Calls that stop without a GPU."""
    homes: list[tuple[int, str]] = field(default_factory=list)
    """Paths that only its author has."""


@dataclass(frozen=True, slots=True)
class Code:
    """All Python of a repository."""

    files: tuple[Facts, ...]
    unread: int
    """Files that were not looked at closely."""


def facts(texts: Iterable[tuple[str, str]]) -> Code:
    """What the files do.

    Args:
        texts: (path, text), the shallow ones first.
    """
    found: list[Facts] = []
    spent, unread = 0, 0
    for path, text in texts:
        if not _MATTERS.search(text):
            continue
        spent += len(text)
        module = python.parse(text) if spent <= PARSED else None
        if module is None:
            unread += 1
        else:
            found.append(of_module(path, module))
    return Code(tuple(sorted(found, key=lambda each: each.path)), unread)


def of_module(path: str, module: ast.Module) -> Facts:
    """What one file does."""
    made = Facts(path, main=python.main_line(module))
    names = python.meanings(python.imports(module))
    for node, guarded in _walk(module):
        if isinstance(node, ast.Call):
            _call(made, node, python.dotted(node.func, names), guarded)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            _function(made, node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _HOME.match(node.value):
            made.homes.append((node.lineno, node.value[:80]))
    made.cuda.sort()
    made.homes.sort()
    return made


def _walk(module: ast.Module) -> Iterator[tuple[ast.AST, bool]]:
    """Every node, and whether it only runs if something was asked about the hardware."""
    waiting: list[tuple[ast.AST, bool]] = [(module, False)]
    while waiting:
        node, guarded = waiting.pop()
        yield node, guarded
        asks = isinstance(node, ast.If | ast.IfExp | ast.While) and _asks(node.test)
        tries = isinstance(node, ast.Try)
        waiting += [(child, guarded or asks or tries) for child in ast.iter_child_nodes(node)]


def _asks(test: ast.expr) -> bool:
    words = {node.id for node in ast.walk(test) if isinstance(node, ast.Name)}
    words |= {node.attr for node in ast.walk(test) if isinstance(node, ast.Attribute)}
    words |= {str(node.value) for node in ast.walk(test) if isinstance(node, ast.Constant)}
    return any(re.search(r"cuda|gpu|device|is_available|cpu", word, re.I) for word in words)


def _first(before: int | None, line: int) -> int:
    return line if before is None else min(before, line)


def _call(made: Facts, node: ast.Call, name: str, guarded: bool) -> None:
    last = name.rpartition(".")[2]
    if last in _TRAINS or (last == "fit" and node.args) or name.endswith("trainer.train"):
        made.trains = _first(made.trains, node.lineno)
    if last in ("evaluate", "no_grad", "eval") and "." in name:
        made.evaluates = _first(made.evaluates, node.lineno)
    if last in ("ArgumentParser", "OptionParser", "Fire", "tyro.cli", "run") and _line_of_options(name):
        made.arguments = _first(made.arguments, node.lineno)
    if last in ("from_pretrained", "load_state_dict", "load_weights", "load_from_checkpoint", "restore"):
        made.loads = _first(made.loads, node.lineno)
    if not guarded:
        made.cuda += _needs_gpu(node, name)


def _line_of_options(name: str) -> bool:
    return name.rpartition(".")[2] != "run" or name in (
        "app.run",
        "absl.app.run",
        "tf.app.run",
        "tensorflow.app.run",
    )


def _needs_gpu(node: ast.Call, name: str) -> list[tuple[int, str]]:
    """What a call needs of a GPU, if it does: the first such reason."""
    last = name.rpartition(".")[2]
    if last == "cuda" and "." in name:
        return [(node.lineno, ".cuda() whatever the machine has")]
    given = [python.literal(each) for each in node.args] + [
        python.literal(each.value) for each in node.keywords
    ]
    if any(isinstance(each, str) and re.match(r"cuda(:\d+)?\Z", each) for each in given) and last in (
        *("to", "device", "zeros", "ones", "randn", "tensor", "empty", "arange", "load"),
    ):
        return [(node.lineno, f'{last}("cuda") whatever the machine has')]
    if name in ("torch.cuda.set_device", "torch.cuda.synchronize"):
        return [(node.lineno, f"{name}() whatever the machine has")]
    return []


def _function(made: Facts, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    if _TRAINING.match(node.name) and [each.arg for each in node.args.args] not in (
        ["self", "mode"],
        ["self"],
    ):
        made.trains = _first(made.trains, node.lineno)
    if _EVALUATES.search(node.name) and not node.name.startswith("test_"):
        made.evaluates = _first(made.evaluates, node.lineno)
    if _PREDICTS.search(node.name):
        made.predicts = _first(made.predicts, node.lineno)


def by_path(code: Code) -> Mapping[str, Facts]:
    """Facts by path."""
    return {each.path: each for each in code.files}
