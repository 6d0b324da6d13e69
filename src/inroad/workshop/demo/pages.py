"""Pages that the authors have made with Gradio: the functions behind them, and what their fields say."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from inroad.types import DemoKind
from inroad.workshop.demo import docs, uses
from inroad.workshop.demo.clicks import parameters
from inroad.workshop.demo.code import Code, Function, Module, docstring
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.kinds import Annotated
from inroad.workshop.demo.values import UNKNOWN, number, value
from inroad.workshop.source.python import dotted, keyword

_SHORT = {"text": "Textbox", "image": "Image", "audio": "Audio", "number": "Number", "checkbox": "Checkbox"}
_KINDS: dict[str, Annotated] = {
    "Textbox": Annotated("text", "str"),
    "TextArea": Annotated("text", "str"),
    "Code": Annotated("text", "str"),
    "Number": Annotated("number", "value"),
    "Slider": Annotated("number", "value"),
    "Checkbox": Annotated("yes/no", "value"),
    "Image": Annotated("image", "array"),
    "Audio": Annotated("audio", "path"),
    "Video": Annotated("video", "path"),
    "File": Annotated("file", "path"),
    "Dataframe": Annotated("table", "frame"),
    "Radio": Annotated(None, "str"),
    "Dropdown": Annotated(None, "str"),
}
_SHOWN: dict[str, DemoKind] = {
    **dict.fromkeys(("Label", "JSON", "HTML", "Markdown", "HighlightedText", "Chatbot"), "text"),
    **dict.fromkeys(("Gallery", "Plot", "AnnotatedImage", "ImageSlider"), "image"),
    "Model3D": "file",
}
_FORMS = {"pil": "pil", "filepath": "path", "numpy": "array"}


@dataclass(frozen=True, slots=True)
class Called:
    """A function that a page calls."""

    name: str
    function: Function
    seen: list[Seen]
    """What the page asks for."""
    gives: DemoKind | None
    """What it shows; None: not told."""


def functions(code: Code, module: Module) -> Iterator[Called]:
    """Functions of a file that its own page calls."""
    if not any(each.top == "gradio" for each in module.imports):
        return
    for call in module.calls:
        tail = dotted(call.node.func).rpartition(".")[2]
        if tail not in ("Interface", "click", "submit", "change", "ChatInterface"):
            continue
        given = dict(zip(("fn", "inputs", "outputs"), call.node.args, strict=False))
        given |= {k.arg: k.value for k in call.node.keywords if k.arg}
        name = dotted(given.get("fn", ast.Constant("")))
        function = module.functions.get(name)
        if function is not None and tail != "ChatInterface":
            seen = _fields(code, module, function, _listed(given.get("inputs")))
            shown = _listed(given.get("outputs"))
            tail = _component(module, shown[0])[0] if shown else ""
            gives = _KINDS[tail].kind if tail in _KINDS else _SHOWN.get(tail)
            if seen:
                yield Called(name, function, seen, gives)


def _listed(node: ast.expr | None) -> list[ast.expr]:
    if node is None:
        return []
    return list(node.elts) if isinstance(node, ast.List | ast.Tuple) else [node]


def _fields(code: Code, module: Module, function: Function, nodes: list[ast.expr]) -> list[Seen]:
    """One field a parameter; what the page does not ask for is left to its default."""
    said = docs.parameters(docstring(function))
    pairs = [(arg, node) for (arg, _), node in zip(parameters(function), nodes, strict=False)]
    return [_field(code, module, function, arg, _component(module, node), said) for arg, node in pairs]


def _component(module: Module, node: ast.expr) -> tuple[str, dict[str, Any]]:
    """A component's class and what it is given; of a name, what it stands for anywhere in the file."""
    if isinstance(node, ast.Constant):
        return _SHORT.get(str(node.value), "Textbox"), {}
    if isinstance(node, ast.Name):
        node = next((n.value for n in ast.walk(module.tree) if _binds(n, node.id)), node)  # type: ignore[attr-defined]
    if not isinstance(node, ast.Call):
        return "", {}
    tail = dotted(node.func).rpartition(".")[2]
    order = {
        "Slider": ("minimum", "maximum", "value"),
        "Radio": ("choices", "value"),
        "Dropdown": ("choices", "value"),
    }
    placed = dict(zip(order.get(tail, ("value",)), node.args, strict=False))
    told = {name: value(each, module.constants) for name, each in placed.items()}
    return tail, told | {k.arg: value(keyword(node, k.arg), module.constants) for k in node.keywords if k.arg}


def _binds(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Assign) and any(
        isinstance(t, ast.Name) and t.id == name for t in node.targets
    )


def _field(
    code: Code, module: Module, function: Function, arg: ast.arg, component: tuple[str, dict[str, Any]],
    said: dict[str, str],
) -> Seen:  # fmt: skip
    tail, told = component
    kind = _KINDS.get(tail, Annotated())
    if isinstance(told.get("type"), str) and kind.kind in ("image", "audio"):
        kind = Annotated(kind.kind, _FORMS.get(told["type"], kind.form))
    default = told.get("value", UNKNOWN)
    if kind.kind == "number" and isinstance(default, int) and isinstance(told.get("step", 1), int):
        kind = Annotated("integer", "value")
    choices = told.get("choices")
    label = told.get("info") if isinstance(told.get("info"), str) else told.get("label")
    media = kind.kind in ("image", "audio", "video", "file", "table")
    return Seen(
        name=arg.arg,
        key=arg.arg,
        how="keyword",
        file=module.path,
        line=arg.lineno,
        told=kind,
        default=UNKNOWN if media else default,
        required=media or default is UNKNOWN,
        choices=tuple(map(str, choices)) if isinstance(choices, tuple) else (),
        help=said.get(arg.arg, "") or (label if isinstance(label, str) else ""),
        uses=uses.of(code, module, function, uses.named(arg.arg)),
        low=number(told.get("minimum")),
        high=number(told.get("maximum")),
    )
