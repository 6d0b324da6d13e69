"""What a value is to a person: told from names, endings, annotations and words of help."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from inroad.types import DemoKind
from inroad.workshop.demo import lexicon

ENDINGS: dict[str, DemoKind] = {
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".bmp", ".webp", ".tif", ".tiff", ".ppm"), "image"),
    **dict.fromkeys((".wav", ".flac", ".mp3", ".ogg", ".m4a"), "audio"),
    **dict.fromkeys((".mp4", ".avi", ".mov", ".mkv", ".webm", ".gif"), "video"),
    **dict.fromkeys((".csv", ".tsv"), "table"),
    **dict.fromkeys((".txt", ".md"), "file"),
    **dict.fromkeys((".json", ".jsonl", ".npy", ".npz", ".pkl", ".pdf", ".html", ".xml", ".h5"), "file"),
    **dict.fromkeys((".pt", ".pth", ".ckpt", ".safetensors", ".bin", ".onnx", ".yaml", ".yml"), "file"),
}
MEDIA: frozenset[DemoKind] = frozenset({"image", "audio", "video", "table", "file", "folder"})
"""Kinds that are handed over as files."""
_NAMES = cast("tuple[tuple[DemoKind, frozenset[str]], ...]", lexicon.lists("kinds"))
_PATHY = lexicon.words("names", "path")
_TEXT_OF_FILE = frozenset({"text", "file"})
_OUT = lexicon.words("names", "output")
_TO = lexicon.words("names", "to")
WEIGHTS = lexicon.words("names", "weights")
_ENDING = re.compile(r"(?<![\w/])\*?(\.[a-zA-Z][a-zA-Z0-9]{1,11})\b|\w(\.(?:[a-z]{3,4}|npz|h5|md))\b")


def words(name: str) -> tuple[str, ...]:
    """The words of a name: ``outPath`` and ``out_path`` are ``out``, ``path``."""
    return tuple(re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).replace("-", "_").lower().strip("_").split("_"))


def by_name(name: str) -> DemoKind | None:
    """What a name calls its value; the last word tells most."""
    parts = words(name)
    if parts[-1] in ("dir", "folder", "directory"):
        return "folder"
    for part in reversed(parts):
        stem = part.rstrip("0123456789")
        for kind, known in _NAMES:
            if stem in known and not (kind == "file" and len(parts) > 1 and _medium(parts)):
                return kind
    return None


def _medium(parts: tuple[str, ...]) -> bool:
    return any(part in known for part in parts for kind, known in _NAMES if kind not in ("file", "folder"))


def is_path(name: str) -> bool:
    """Whether a name says that its value is where something lies."""
    return bool(_PATHY & set(words(name)))


def is_output(name: str) -> bool:
    """Whether a name says where results go: ``--output``, ``out_path``, ``save_dir``; not ``output_size``."""
    parts = words(name)
    if parts == ("o",) or (len(parts) == 1 and parts[0] in _OUT):
        return True
    heads = parts[0] in _OUT or parts[-1] in ("out", "output", "outfile", "outdir")
    return heads and (parts[-1] in _TO or parts[-1] in _OUT)


def is_weights(name: str) -> bool:
    """Whether a name means learnt weights."""
    return bool(WEIGHTS & set(words(name)))


def by_ending(text: str) -> tuple[str, ...]:
    """Endings of files that a text names, as in "16-bit .wav", each once."""
    found = [(one or two).lower() for one, two in _ENDING.findall(text[:2000])]
    return tuple(dict.fromkeys(each for each in found if each in ENDINGS))


def of_path(text: str) -> DemoKind | None:
    """The kind of a file by its ending."""
    dot = text.rfind(".")
    return ENDINGS.get(text[dot:].lower()) if dot > 0 else None


@dataclass(frozen=True, slots=True)
class Annotated:
    """What an annotation tells."""

    kind: DemoKind | None = None
    form: str = ""
    choices: tuple[str, ...] = ()
    optional: bool = False
    many: bool = False
    low: float | None = None
    high: float | None = None


_PLAIN: dict[str, tuple[DemoKind | None, str]] = {
    "int": ("integer", "value"),
    "float": ("number", "value"),
    "bool": ("yes/no", "value"),
    "str": (None, "str"),
    "Path": (None, "Path"),
    "PathLike": (None, "Path"),
    "Image": ("image", "pil"),
    "PIL.Image": ("image", "pil"),
    "ndarray": (None, "array"),
    "array": (None, "array"),
    "NDArray": (None, "array"),
    "ArrayLike": (None, "array"),
    "Tensor": (None, "tensor"),
    "FloatTensor": (None, "tensor"),
    "LongTensor": (None, "tensor"),
    "DataFrame": ("table", "frame"),
    "bytes": ("file", "bytes"),
    "dict": (None, "json"),
    "Dict": (None, "json"),
    "UploadFile": ("file", "path"),
}
CONVERTED = {name: Annotated(*_PLAIN[name]) for name in ("int", "float")}
"""What a text becomes by a call of these."""
_LISTS = frozenset(["list", "List", "Sequence", "Iterable", "tuple", "Tuple", "Collection", "set", "Set"])


def annotated(node: ast.expr | None, names: Mapping[str, str] | None = None) -> Annotated:
    """What an annotation tells: ``Optional[int]``, ``Literal["a", "b"]``, ``list[str]``, ``Image.Image``.

    Args:
        node: the annotation; None: there is none.
        names: what names of the file stand for.
    """
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 200:
        try:
            node = ast.parse(node.value, mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return Annotated()
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _either([node.left, node.right], names)
    if isinstance(node, ast.Subscript):
        return _subscript(node, names)
    if isinstance(node, ast.Name | ast.Attribute):
        last = node.attr if isinstance(node, ast.Attribute) else (names or {}).get(node.id, node.id)
        last = last.rpartition(".")[2]
        kind, form = _PLAIN.get(last, (None, ""))
        return Annotated(kind, form)
    return Annotated()


def _subscript(node: ast.Subscript, names: Mapping[str, str] | None) -> Annotated:
    head = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
    inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if head == "Optional":
        return _either([*inner, ast.Constant(None)], names)
    if head == "Union":
        return _either(inner, names)
    if head == "Annotated":
        return annotated(inner[0], names)
    if head == "Literal":
        named = tuple(
            str(each.value) for each in inner if isinstance(each, ast.Constant) and each.value is not None
        )
        return Annotated("choice", "literal", named)
    if head in _LISTS:
        one = annotated(inner[0], names) if inner else Annotated()
        form = {"str": "words", "value": "numbers", "Path": "paths", "pil": "pils"}.get(one.form, "list")
        return Annotated(one.kind if one.form in ("pil",) else None, form, many=True)
    kind, form = _PLAIN.get(head, (None, ""))
    return Annotated(kind, form)


def _either(nodes: list[ast.expr], names: Mapping[str, str] | None) -> Annotated:
    """The first that a page can give; whether None is allowed too."""
    none = [isinstance(each, ast.Constant) and each.value is None for each in nodes]
    told = [annotated(each, names) for each, is_none in zip(nodes, none, strict=True) if not is_none]
    order = sorted(told, key=lambda each: _EASE.get(each.form, 3))
    best = order[0] if order else Annotated()
    return Annotated(
        best.kind, best.form, best.choices, any(none) or best.optional, best.many, best.low, best.high
    )


_EASE = {"str": 0, "Path": 0, "pil": 1, "value": 1, "literal": 0, "array": 2, "frame": 2, "tensor": 5, "": 6}


def settled(name: str, told: Annotated, hint: str, endings: tuple[str, ...]) -> tuple[DemoKind, bool]:
    """The kind of a value and whether that is sure, from its name, annotation, use and endings.

    Args:
        name: of the value.
        told: its annotation.
        hint: what the code does with it, as ``uses`` tells; empty: nothing seen.
        endings: of files that its help or default names.
    """
    if told.kind is not None:
        return told.kind, True
    kinds = {ENDINGS[each] for each in endings}
    if hint:
        return _hinted(hint, name, kinds)
    if len(kinds) == 1 and (told.form in ("Path", "", "str")):
        return kinds.pop(), True
    if not told.form and (counted := _counted(name)):
        return counted, True
    named = by_name(name)
    if told.form in ("array", "tensor", "vector"):
        return (named, True) if named in ("image", "audio", "table") else ("table", told.form == "vector")
    if told.form == "Path":
        return (named if named in MEDIA else "file"), True
    if told.form == "words":
        return "text", True
    if named == "file" or (named == "text" and is_path(name)):
        return "file", True
    if named is not None:
        return named, True
    return "text", told.form in ("str", "words", "numbers", "json", "paths", "list")


_COUNTS, _MEASURES = lexicon.words("names", "counts"), lexicon.words("names", "measures")


def _counted(name: str) -> DemoKind | None:
    """Whether a name is that of a number: ``sentences_count``, ``num_words``, ``threshold``."""
    ends = {words(name)[0], words(name)[-1]}
    return "integer" if ends & _COUNTS else "number" if ends & _MEASURES else None


def _hinted(hint: str, name: str, kinds: set[DemoKind]) -> tuple[DemoKind, bool]:
    """What is done with a value outweighs its name; ``open`` alone leaves room for it."""
    if hint == "image" and kinds == {"video"}:  # a film of few pictures, as GIF is
        return "video", True
    if hint != "file":
        return hint, True  # type: ignore[return-value]
    if len(kinds) == 1:
        return kinds.pop(), True
    named = by_name(name)
    return (named if named in ("image", "audio", "video", "table") else "file"), True
