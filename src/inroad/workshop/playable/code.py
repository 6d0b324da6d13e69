"""What Python files do, told from their text: train, evaluate, predict, ask for a GPU.

Only files with a word that could matter are parsed, the shallow ones first, up to ``PARSED`` bytes: entry
points lie near the top, and a tree of ten thousand files must not take a minute.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from inroad.workshop.source import python

PARSED = 2 * 2**20
_MATTERS = re.compile(
    r"__main__|backward\(|\.fit\(|\.train\(|minimize\(|GradientTape|value_and_grad|jax\.grad|apply_gradients|cuda"
    r"|ArgumentParser|add_argument|\.(?:valid_?)?test\(|no_grad|\.eval\(|evaluate|predict|map_location|from_pretrained|torch\.load|(?:test|val|eval)_(?:acc|err|score)|train_on_batch|Trainer\("
)
_TRAINS = frozenset(
    {
        "minimize",
        "GradientTape",
        "value_and_grad",
        "apply_gradients",
        "train_on_batch",
        "fit_generator",
    }
)
_MEASURE = re.compile(
    r"(?:^|_)(?:acc|accuracy|val|valid|validation|test|metrics?|correct|auc|fid|bleu|psnr|f1|mrr|rmse|perplexity)(?:_|\Z)",
    re.I,
)
_HELD_OUT = re.compile(r"(?:test|val|valid|eval)_(?:acc|accuracy|error|err|score|auc|f1|mse|rmse)\Z", re.I)
"""A measure on a held-out set: who names one so has computed it."""
_RUNS = re.compile(r"(?:^|/)(?:main|run|experiments?)(?:_\w+)?\.py\Z")
_TRAINING = re.compile(r"(?:train|fit|fine_?tune|pretrain)(?:_|\Z)", re.I)
_EVALUATES = re.compile(
    r"(?:run_|do_)?(?:eval|evaluate|evaluation|(test|validate|validation))"
    r"(?:_(?:model|epoch|one_epoch|loop|step|all|set|dataset|metrics?|loss|acc\w*|net\w*))*\Z",
    re.I,
)
_TESTS = re.compile(r"(?:valid_?)?test(?:_(?:model|epoch|loop|step|all|set))?\Z")
_RUNNER = re.compile(r"trainer|solver|runner|engine|learner|agent|experiment|\bexp\b|\bmodel\b", re.I)
"""Who is told to test is a trainer or a model; others only check something."""
_MODE = re.compile(r"--?(?:mode|phase|task|stage|action|job|run_?type|do|split)\Z")
_TRAIN_MODE = re.compile(r"(?:^|[^a-z])(?:pre-?)?train(?![a-z])", re.I)
_TEST_MODE = re.compile(r"(?:^|[^a-z])(?:test|eval|evaluate|evaluation)(?![a-z])", re.I)
_TRAIN_FLAG = re.compile(r"--?(?:do[_-]train|train[_-]only|only[_-]train|train)\Z")
_TEST_FLAG = re.compile(
    r"--?(?:do[_-](?:eval|test)|(?:eval|test|evaluate)(?:[_-]only)?|only[_-](?:eval|test)|evaluate|run[_-]eval)\Z"
)
_GIVEN = frozenset(
    {
        "model",
        "net",
        "network",
        "loader",
        "dataloader",
        "data_loader",
        "val_loader",
        "test_loader",
        "epoch",
        "args",
    }
    | {"dataset", "test_data", "sess", "agent", "policy", "env"}
)
"""What a function that tests or validates a model is given; others of that name check their arguments."""
_PREDICTS = re.compile(
    r"_?(?:infer|inference|predict|generate|translate|detect|transcribe|demo)(?:_|\Z)|sample\Z", re.I
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
    weak: dict[str, int] = field(default_factory=dict)
    """Lines that show training or evaluation only in a file that is run."""
    measures: bool = False
    """Whether anything in it is named for a measure or a held-out set."""
    steps: bool = False
    """Whether an optimizer makes a step."""
    homes: list[tuple[int, str]] = field(default_factory=list)
    """Paths that only its author has."""
    hub: list[tuple[int, str]] = field(default_factory=list)
    """Models that are loaded from a hub by a name that is written out."""


@dataclass(frozen=True, slots=True)
class Code:
    """All Python of a repository."""

    files: tuple[Facts, ...]
    unread: int
    """Files that were not looked at closely."""


def facts(texts: Iterable[tuple[str, str | None]]) -> Code:
    """What the files do.

    Args:
        texts: (path, text), the shallow ones first; None: it cannot be read.
    """
    found: list[Facts] = []
    spent, unread = 0, 0
    for path, text in texts:
        if text is not None and not _MATTERS.search(text):
            continue
        spent += len(text or "")
        module = python.parse(text) if text is not None and spent <= PARSED else None
        if module is None:
            unread += 1
        else:
            found.append(of_module(path, module))
    return Code(tuple(sorted(found, key=lambda each: each.path)), unread)


def of_module(path: str, module: ast.Module) -> Facts:
    """What one file does."""
    made = Facts(path, main=python.main_line(module))
    nodes = _walk(module)
    names = python.meanings(python.imports_of(node for node, _ in nodes))
    for node, guarded in nodes:
        if isinstance(node, ast.Name):
            _name(made, node)
        elif isinstance(node, ast.Constant):
            if isinstance(node.value, str) and _HOME.match(node.value):
                made.homes.append((node.lineno, node.value[:80]))
        elif isinstance(node, ast.Call):
            _call(made, node, python.dotted(node.func, names), guarded)
        elif isinstance(node, ast.Attribute):
            made.measures = made.measures or _is_measure(node.attr)
        elif isinstance(node, ast.arg):
            made.measures = made.measures or _is_measure(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            _function(made, node)
    _weigh(made)
    made.cuda.sort()
    made.homes.sort()
    made.hub.sort()
    return made


@lru_cache(8192)
def _is_measure(name: str) -> bool:
    return bool(_MEASURE.search(name))


@lru_cache(8192)
def _is_held_out(name: str) -> bool:
    return bool(_HELD_OUT.match(name))


def _weigh(made: Facts) -> None:
    """Believe what shows little by itself where the file is run, or an optimizer makes steps."""
    run = made.main is not None or made.arguments is not None or bool(_RUNS.search(made.path))
    gradients = made.weak.get("gradients")
    # A module that tries itself when it is started takes gradients there, but makes no step.
    if gradients is not None and (made.steps or made.main is None or gradients < made.main):
        made.weak["trains"] = _first(made.weak.get("trains"), gradients)
    if made.trains is None and (made.steps or run):
        made.trains = made.weak.get("trains")
    if made.evaluates is None and run:
        made.evaluates = made.weak.get("asked")
    if made.evaluates is None and made.measures and (run or made.trains is not None):
        made.evaluates = made.weak.get("evaluates")


_LEAVES = (ast.Return, ast.Raise, ast.Continue, ast.Break)
_ENDS = (ast.Name, ast.Constant)
"""Two of three nodes; nothing of use lies below."""


def _walk(module: ast.Module) -> list[tuple[ast.AST, bool]]:
    """Every node, and whether it only runs if something was asked about the hardware.

    What comes after ``if not available: return`` is guarded too.  Marks for loading and storing are left out.
    It is most of the time of a scan, hence one plain loop.
    """
    found: list[tuple[ast.AST, bool]] = []
    waiting: list[tuple[ast.AST, bool]] = [(module, False)]
    while waiting:
        node, guarded = waiting.pop()
        found.append((node, guarded))
        if isinstance(node, ast.If | ast.IfExp | ast.While):
            guarded = guarded or _asks(node.test)
        elif isinstance(node, ast.Try):
            guarded = True
        for name in node._fields:
            held = getattr(node, name, None)
            for child in held if type(held) is list else (held,):
                if isinstance(child, _ENDS):
                    found.append((child, guarded))
                elif isinstance(child, ast.AST) and name not in ("ctx", "op"):
                    waiting.append((child, guarded))
                    if (
                        isinstance(child, ast.If)
                        and _asks(child.test)
                        and isinstance(child.body[-1], _LEAVES)
                    ):
                        guarded = True
    return found


def _leaves(node: ast.If) -> bool:
    """``if not available: return``."""
    return _asks(node.test) and isinstance(node.body[-1], _LEAVES)


def _name(made: Facts, node: ast.Name) -> None:
    if _is_held_out(node.id):
        made.weak["evaluates"] = _first(made.weak.get("evaluates"), node.lineno)
    made.measures = made.measures or _is_measure(node.id)


def _asks(test: ast.expr) -> bool:
    words = {node.id for node in ast.walk(test) if isinstance(node, ast.Name)}
    words |= {node.attr for node in ast.walk(test) if isinstance(node, ast.Attribute)}
    words |= {str(node.value) for node in ast.walk(test) if isinstance(node, ast.Constant)}
    return any(re.search(r"cuda|gpu|device|is_available|cpu", word, re.I) for word in words)


def _first(before: int | None, line: int) -> int:
    return line if before is None else min(before, line)


def _call(made: Facts, node: ast.Call, name: str, guarded: bool) -> None:
    last = name.rpartition(".")[2]
    if last in _TRAINS or name.endswith(("trainer.train", "trainer.fit", "model.fit")):
        made.trains = _first(made.trains, node.lineno)
    if last == "backward":
        made.weak["gradients"] = _first(made.weak.get("gradients"), node.lineno)
    if last == "fit" and node.args:
        made.weak["trains"] = _first(made.weak.get("trains"), node.lineno)
    if last == "evaluate" and "." in name:
        made.evaluates = _first(made.evaluates, node.lineno)
    if last in ("no_grad", "eval") and "." in name:
        made.weak["evaluates"] = _first(made.weak.get("evaluates"), node.lineno)
    made.steps = made.steps or (last == "step" and "optim" in name.lower())
    if last in ("add_argument", "option"):
        _option(made, node)
    if _TESTS.match(last) and node.args and _RUNNER.search(name.rpartition(".")[0]):
        made.evaluates = _first(made.evaluates, node.lineno)
    if last in ("ArgumentParser", "OptionParser", "Fire", "tyro.cli", "run") and _line_of_options(name):
        made.arguments = _first(made.arguments, node.lineno)
    if last in ("from_pretrained", "load_state_dict", "load_weights", "load_from_checkpoint", "restore"):
        made.loads = _first(made.loads, node.lineno)
    if last == "from_pretrained" and node.args:
        model = python.literal(node.args[0])
        if isinstance(model, str) and re.fullmatch(r"[A-Za-z][\w.-]*/[\w.-]+", model):
            made.hub.append((node.lineno, model))
    if not guarded:
        made.cuda += _needs_gpu(node, name)


def _option(made: Facts, node: ast.Call) -> None:
    """An option that chooses between training and testing, or asks for one of them."""
    names = [each for each in map(python.literal, node.args) if isinstance(each, str)]
    said = str([python.literal(each.value) for each in node.keywords]) if any(map(_MODE.match, names)) else ""
    if _TRAIN_MODE.search(said) or any(map(_TRAIN_FLAG.match, names)):
        made.weak["trains"] = _first(made.weak.get("trains"), node.lineno)
    if _TEST_MODE.search(said) or any(map(_TEST_FLAG.match, names)):
        made.weak["asked"] = _first(made.weak.get("asked"), node.lineno)


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
    if last == "cuda" and "." in name and not _of_super(node):
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


def _of_super(node: ast.Call) -> bool:
    """``super().cuda()``: a class that says what moving it means."""
    held = node.func.value if isinstance(node.func, ast.Attribute) else None
    return isinstance(held, ast.Call) and isinstance(held.func, ast.Name) and held.func.id == "super"


def _function(made: Facts, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    if _TRAINING.match(node.name) and [each.arg for each in node.args.args] not in (
        ["self", "mode"],
        ["self"],
    ):
        made.trains = _first(made.trains, node.lineno)
    named = _EVALUATES.match(node.name)
    if named and (not named[1] or _GIVEN & {each.arg for each in node.args.args}):
        made.evaluates = _first(made.evaluates, node.lineno)
    if _PREDICTS.match(node.name):
        made.predicts = _first(made.predicts, node.lineno)


def by_path(code: Code) -> Mapping[str, Facts]:
    """Facts by path."""
    return {each.path: each for each in code.files}
