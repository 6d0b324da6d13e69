"""What a file does with a value: opened as an image, written as a table, printed.

A value is followed by name through assignments and into functions of the same repository, a few steps deep.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from inroad.workshop.demo import lexicon
from inroad.workshop.demo.code import Code, Module, assigned
from inroad.workshop.source.python import dotted

READS: dict[str, str] = {
    "Image.open": "image",
    "PIL.Image.open": "image",
    "cv2.imread": "image",
    "imread": "image",
    "load_img": "image",
    "load_image": "image",
    "read_image": "image",
    "wavfile.read": "audio",
    "sf.read": "audio",
    "soundfile.read": "audio",
    "torchaudio.load": "audio",
    "librosa.load": "audio",
    "wave.open": "audio",
    "load_audio": "audio",
    "VideoCapture": "video",
    "VideoReader": "video",
    "read_video": "video",
    "VideoFileClip": "video",
    "imageio.get_reader": "video",
    "read_csv": "table",
    "scan_csv": "table",
    "read_table": "table",
    "csv.reader": "table",
    "csv.DictReader": "table",
    "np.loadtxt": "table",
    "numpy.loadtxt": "table",
    "np.genfromtxt": "table",
    "numpy.genfromtxt": "table",
    "np.load": "file",
    "numpy.load": "file",
    "torch.load": "file",
    "pickle.load": "file",
    "json.load": "file",
    "open": "file",
    "read_text": "file",
    "read_bytes": "file",
    "os.listdir": "folder",
    "glob.glob": "folder",
    "glob": "folder",
    "rglob": "folder",
    "iterdir": "folder",
    "os.walk": "folder",
    "ImageFolder": "folder",
}
WRITES: dict[str, str] = {
    "imwrite": "image",
    "imsave": "image",
    "save_image": "image",
    "savefig": "image",
    "wavfile.write": "audio",
    "sf.write": "audio",
    "soundfile.write": "audio",
    "torchaudio.save": "audio",
    "write_videofile": "video",
    "VideoWriter": "video",
    "mimsave": "video",
    "mimwrite": "video",
    "write_video": "video",
    "to_csv": "table",
    "write_csv": "table",
    "np.savetxt": "table",
    "numpy.savetxt": "table",
    "np.save": "file",
    "numpy.save": "file",
    "np.savez": "file",
    "numpy.savez": "file",
    "torch.save": "file",
    "save": "file",
    "json.dump": "file",
    "write_text": "file",
    "write_bytes": "file",
    "to_json": "file",
    "to_excel": "file",
    "os.makedirs": "folder",
    "os.mkdir": "folder",
    "mkdir": "folder",
    "makedirs": "folder",
}
SHOWS = "matplotlib.pyplot.show"
_PASSES = lexicon.words("names", "passes_a_path_on")
_DEEPEST = 3
_MORE = ("file", "folder")
"""Uses that another use makes plainer: a table is also a file."""

Is = Callable[[ast.AST], bool]


@dataclass(frozen=True, slots=True)
class Uses:
    """What is done with a value."""

    read: str = ""
    """Kind that it is read as; empty: never."""
    written: str = ""
    """Kind that is written to it."""
    ends: tuple[str, ...] = ()
    """Endings that are joined to it: ``os.path.join(out, "x.png")``."""
    joined: bool = False
    """What is read or written lies below it: it is a folder."""


def of(code: Code, module: Module, scope: ast.AST, is_it: Is, depth: int = 0) -> Uses:
    """What is done with the value that ``is_it`` tells, in a part of a file and the functions it calls."""
    is_it, is_below = _with_aliases(scope, is_it)
    calls = (node for node in ast.walk(scope) if isinstance(node, ast.Call))
    return together([_one(code, module, call, is_it, is_below, depth) for call in calls])


def together(found: list[Uses]) -> Uses:
    """All that is done with a value."""
    return Uses(
        _plainest([each.read for each in found if each.read]),
        _plainest([each.written for each in found if each.written]),
        tuple(dict.fromkeys(end for each in found for end in each.ends)),
        any(each.joined for each in found),
    )


def _one(code: Code, module: Module, call: ast.Call, is_it: Is, is_below: Is, depth: int) -> Uses:
    given = [*call.args, *(each.value for each in call.keywords)]
    receiver = call.func.value if isinstance(call.func, ast.Attribute) else None
    held = [each for each in given if _holds(each, is_it)]
    on_it = receiver is not None and _holds(receiver, is_it)
    if not held and not on_it:
        return Uses()
    name = module.name_of(call.func)
    opened = held or ([receiver] if receiver else [])
    if known := known_use(name, call, on_it, opened):
        if known.written and not any(_holds(each, is_it, head=True) for each in opened):
            return Uses()  # a name for a file within a folder
        return replace(known, joined=any(_below(each, is_it, is_below) for each in opened))
    return _inside(code, module, call, is_it, depth) if held and depth < _DEEPEST else Uses()


def known_use(name: str, call: ast.Call, on_it: bool, opened: list[ast.expr]) -> Uses | None:
    """What a call of a library does with a value; None: nothing that is known."""
    tail = name.rpartition(".")[2]
    if tail == "open" and _writes(call, on_it):
        return Uses(written="audio" if name == "wave.open" else "file", ends=_ends(opened))
    for table, reading in ((READS, True), (WRITES, False)):
        kind = table.get(".".join(name.split(".")[-2:])) or table.get(tail)
        if kind is None or (tail == "save" and on_it):
            continue
        if tail in ("write", "load", "read") and kind == table.get(tail):
            continue
        kind = "image" if tail == "save" and not name.startswith(("np.", "numpy.", "torch.")) else kind
        return Uses(read=kind) if reading else Uses(written=kind, ends=_ends(opened))
    return None


def _writes(call: ast.Call, on_it: bool) -> bool:
    """Whether ``open`` opens for writing."""
    modes = [*call.args[0 if on_it else 1 :], *(k.value for k in call.keywords if k.arg == "mode")]
    return any(
        isinstance(m, ast.Constant) and isinstance(m.value, str) and set(m.value) & set("wax")
        for m in modes[:1]
    )


def _inside(code: Code, module: Module, call: ast.Call, is_it: Is, depth: int) -> Uses:
    """What a function of the repository does with the argument that it is given."""
    found = code.function(module, dotted(call.func))
    if found is None:
        return Uses()
    home, function = found
    names = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    pairs = [*zip(names, call.args, strict=False), *((k.arg, k.value) for k in call.keywords)]
    for name, given in pairs:
        if name and _holds(given, is_it):
            return of(code, home, function, named(name), depth + 1)
    return Uses()


def _holds(node: ast.AST, is_it: Is, head: bool = False) -> bool:
    """Whether an expression is the value, or a path made of it.

    Args:
        node: the expression.
        is_it: tells the value.
        head: the path has to begin with it.
    """
    if is_it(node):
        return True
    if isinstance(node, ast.Call):
        tail = dotted(node.func)
        passes = tail in _PASSES or tail.rpartition(".")[2] in _PASSES
        inner = [*([node.func.value] if isinstance(node.func, ast.Attribute) else []), *node.args]
        begins = inner[:2] if isinstance(node.func, ast.Attribute) else inner[:1]
        return passes and any(_holds(each, is_it, head) for each in (begins if head else inner))
    if isinstance(node, ast.BinOp):
        sides = [node.left, node.right] if isinstance(node.op, ast.Div) and not head else [node.left]
        return isinstance(node.op, ast.Div | ast.Add) and any(_holds(n, is_it, head) for n in sides)
    if isinstance(node, ast.JoinedStr):
        first = node.values[0] if node.values else None
        return isinstance(first, ast.FormattedValue) and _holds(first.value, is_it, head)
    if isinstance(node, ast.BoolOp):
        return any(_holds(each, is_it, head) for each in node.values)
    return (
        isinstance(node, ast.Attribute)
        and node.attr in ("name", "stem", "parent")
        and _holds(node.value, is_it, head)
    )


def _below(node: ast.AST, is_it: Is, is_below: Is) -> bool:
    """Whether an expression is the path of something within the value: ``os.path.join(it, name)``."""
    if is_below(node):
        return True
    if isinstance(node, ast.Call):
        tail = dotted(node.func).rpartition(".")[2]
        if tail == "join":
            return len(node.args) > 1 and _holds(node.args[0], is_it, head=True)
        if tail == "joinpath" and isinstance(node.func, ast.Attribute):
            return _holds(node.func.value, is_it, head=True)
        return any(_below(each, is_it, is_below) for each in node.args)
    if isinstance(node, ast.BinOp):
        end = node.right.value if isinstance(node.right, ast.Constant) else ""
        joins = isinstance(node.op, ast.Div) or (isinstance(node.op, ast.Add) and str(end).startswith("/"))
        return joins and _holds(node.left, is_it, head=True)
    if isinstance(node, ast.JoinedStr) and len(node.values) > 1:
        after = node.values[1]
        slash = isinstance(after, ast.Constant) and str(after.value).startswith("/")
        return slash and _holds(node, is_it, head=True)
    return False


def _with_aliases(scope: ast.AST, is_it: Is) -> tuple[Is, Is]:
    """Also names that are given the value: ``path = Path(args.input)``; and those of something below it."""
    names: set[str] = set()
    below: set[str] = set()
    for node in ast.walk(scope):
        if isinstance(node, ast.stmt):
            for target, value in assigned(node):
                if isinstance(target, ast.Name) and _holds(value, is_it):
                    names.add(target.id)
                    below |= {target.id} if _below(value, is_it, _never) else set()
        if isinstance(node, ast.For) and isinstance(node.target, ast.Name) and _holds(node.iter, is_it):
            names.add(node.target.id)
        if (
            isinstance(node, ast.withitem)
            and isinstance(node.optional_vars, ast.Name)
            and _opens(node, is_it)
        ):
            names.add(node.optional_vars.id)
    return _or_named(is_it, names), _or_named(_never, below)


def _never(node: ast.AST) -> bool:
    return False


def _or_named(is_it: Is, names: set[str]) -> Is:
    return (lambda node: is_it(node) or (isinstance(node, ast.Name) and node.id in names)) if names else is_it


def _opens(item: ast.withitem, is_it: Is) -> bool:
    call = item.context_expr
    return isinstance(call, ast.Call) and any(_holds(each, is_it) for each in call.args)


def _plainest(found: list[str]) -> str:
    told = sorted(dict.fromkeys(found), key=lambda kind: (kind in _MORE, kind == "folder", found.index(kind)))
    return told[0] if told else ""


def _ends(nodes: list[ast.expr]) -> tuple[str, ...]:
    from inroad.workshop.demo.kinds import ENDINGS

    texts = [
        n.value
        for node in nodes
        for n in ast.walk(node)
        if isinstance(n, ast.Constant) and isinstance(n.value, str)
    ]
    return tuple(end for text in texts for end in ENDINGS if text.lower().endswith(end))


def named(name: str) -> Is:
    """The value of a variable."""
    return lambda node: isinstance(node, ast.Name) and node.id == name


def attribute(name: str, holders: frozenset[str]) -> Is:
    """The value of ``args.name`` or ``args["name"]``, for any of the names that arguments are kept under."""

    def is_it(node: ast.AST) -> bool:
        if isinstance(node, ast.Attribute) and node.attr == name:
            return dotted(node.value) in holders
        key = node.slice if isinstance(node, ast.Subscript) else None
        return isinstance(key, ast.Constant) and key.value == name

    return is_it


def literal(text: object) -> Is:
    """A constant that stands in the text."""
    return lambda node: isinstance(node, ast.Constant) and node.value == text


def writes(code: Code, module: Module, scope: ast.AST, depth: int = 0) -> Iterator[tuple[str, ast.Call]]:
    """Everything that a part of a file writes or prints, with the functions that it calls: kind and call."""
    for call in (node for node in ast.walk(scope) if isinstance(node, ast.Call)):
        name = module.name_of(call.func)
        tail = name.rpartition(".")[2]
        if name == "print" or name in ("click.echo", "typer.echo", "click.secho", "sys.stdout.write"):
            yield "printed", call
        elif name == SHOWS or (
            tail == "save"
            and isinstance(call.func, ast.Attribute)
            and not name.startswith(("np.", "numpy.", "torch."))
        ):
            yield "image", call
        elif (found := known_use(name, call, False, list(call.args))) and found.written not in ("", "folder"):
            yield found.written, call
        elif depth < _DEEPEST and (inner := code.function(module, dotted(call.func))):
            yield from writes(code, inner[0], inner[1], depth + 1)
