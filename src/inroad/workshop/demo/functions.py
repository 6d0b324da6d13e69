"""Functions and methods that do the thing itself: ``predict``, ``generate``, ``Pipeline.__call__``."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path

from inroad.types import DemoKind, DemoOutput
from inroad.workshop.demo import docs, kinds, lexicon, records, uses
from inroad.workshop.demo.clicks import parameters
from inroad.workshop.demo.code import Code, Function, Module, docstring
from inroad.workshop.demo.inputs import Seen
from inroad.workshop.demo.kinds import Annotated, annotated
from inroad.workshop.demo.values import UNKNOWN, value
from inroad.workshop.source.python import dotted

VERBS = lexicon.points("verbs")
CLASSES = lexicon.words("names", "class_for_use")


def verb(name: str) -> int:
    """How much a name sounds like doing the thing: its first word, or its last."""
    parts = kinds.words(name)
    return max(VERBS.get(parts[0], 0), VERBS.get(parts[-1], 0) - 4)


def candidates(code: Code, module: Module, called: frozenset[str]) -> list[tuple[str, Function]]:
    """Public functions and methods whose names sound like doing the thing.

    Args:
        code: all of it.
        module: the file.
        called: what the README calls; such a function is one whatever its name is.
    """
    found = []
    for name, function in module.functions.items():
        owner, _, own = name.rpartition(".")
        if owner.startswith("_") or (own.startswith("_") and own != "__call__"):
            continue
        if _is_command(function) or _is_empty(function):
            continue
        callable_class = own == "__call__" and CLASSES & set(kinds.words(owner))
        meant = verb(own) or own in called or (module.path, name) in code.exported
        if callable_class or (own != "__call__" and meant):
            found.append((name, function))
    return found


def _is_command(function: Function) -> bool:
    """Whether a function is a command of click, typer or hydra, and not to be called as it is."""
    heads = [dotted(each.func if isinstance(each, ast.Call) else each) for each in function.decorator_list]
    return any(
        head.endswith((".command", ".callback", "hydra.main", "property", ".fixture", "overload"))
        for head in heads
    )


def _is_empty(function: Function) -> bool:
    """Whether a function only says that somebody else is to write it."""
    body = [
        node
        for node in function.body
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    ]
    return all(isinstance(node, ast.Pass | ast.Raise) for node in body)


def takes(code: Code, module: Module, name: str, function: Function) -> list[Seen] | None:
    """What a function takes; None if a page cannot give it (tensors, models, callables)."""
    owner = name.rpartition(".")[0]
    is_static = any(dotted(each) == "staticmethod" for each in function.decorator_list)
    told = docs.parameters(docstring(function))
    pairs = parameters(function, skip_self=bool(owner) and not is_static)
    seen = [_parameter(code, module, function, each, default, told) for each, default in pairs]
    seen = _with_rate(seen)
    if any(one.required and _beyond(one, each) for one, (each, _) in zip(seen, pairs, strict=True)):
        return None
    return [one for one, (each, _) in zip(seen, pairs, strict=True) if not _beyond(one, each)]


_RATES = lexicon.words("names", "rates")


def _with_rate(seen: list[Seen]) -> list[Seen]:
    """A sound and its rate, which go together: the rate is that of the file, and nobody is asked for it."""
    rate = next((each for each in seen if each.name.lower() in _RATES), None)
    plain = [each for each in seen if each.told.form in ("", "array") and each.told.kind in (None, "audio")]
    sound = next((each for each in plain if each.required and each is not rate), None)
    if rate is None or sound is None or sound.uses.read:
        return seen
    changed = {sound.name: Annotated("audio", "array"), rate.name: Annotated("integer", "rate")}
    return [replace(each, told=changed.get(each.name, each.told)) for each in seen]


_THINGS = lexicon.words("names", "beyond_a_page")
_STRUCTURES = lexicon.words("names", "structures")
_GIVABLE = lexicon.words("names", "givable") | {""}


def _beyond(seen: Seen, each: ast.arg) -> bool:
    """Whether a page has nothing that could be given for a parameter."""
    if seen.told.form not in _GIVABLE:
        return True
    if seen.told.kind is None and seen.told.form == "" and each.annotation is not None and not seen.choices:
        return (
            dotted(each.annotation).rpartition(".")[2] not in ("Any", "object", "str") and not seen.uses.read
        )
    parts = kinds.words(seen.name)
    unknown = seen.told.form == "" and not seen.uses.read and each.annotation is None
    return unknown and (bool(_THINGS & set(parts)) or parts[-1] in _STRUCTURES)


def _parameter(
    code: Code,
    module: Module,
    function: Function,
    each: ast.arg,
    default: ast.expr | None,
    told: dict[str, str],
) -> Seen:
    from inroad.workshop.demo.clicks import enumerated

    default, said = records.of_default(default, module)
    given = value(default, module.constants) if default is not None else UNKNOWN
    choices, given = enumerated(code, module, each.annotation, default, given)
    kind = _told(code, each, told.get(f"{each.arg}:type", ""), module)
    return Seen(
        name=each.arg,
        key=each.arg,
        how="positional" if each in function.args.posonlyargs else "keyword",
        file=module.path,
        line=each.lineno,
        told=replace(_by_body(function, each.arg, kind), optional=kind.optional),
        default=given,
        required=default is None and not kind.optional,
        choices=said.get("choices") or choices,
        help=told.get(each.arg, "") or str(said.get("help", "")),
        uses=uses.of(code, module, function, uses.named(each.arg)),
        position=function.args.posonlyargs.index(each) if each in function.args.posonlyargs else None,
        many=kind.many,
        low=said.get("low"),
        high=said.get("high"),
    )


_ARRAY = re.compile(r"\b(nd)?array(_like|-like)?\b", re.I)
_FLAT = re.compile(r"\(\s*\w+\s*,\s*\)|\b(1-?d|one-dimensional|vector)\b", re.I)


def _told(code: Code, each: ast.arg, said: str, module: Module) -> Annotated:
    """What the annotation tells, else the type in the docstring, else a name such as ``lang_list``."""
    kind = annotated(each.annotation, module.meanings)
    if (
        isinstance(each.annotation, ast.Name) and not kind.form
    ):  # a name for a type, as in HtmlInput = str | bytes
        kind = annotated(code.constant(module, each.annotation.id), module.meanings)
    if kind.form == "array" and _FLAT.search(said):
        return replace(kind, form="vector")
    if each.annotation is None and said:
        first = re.split(r"[\s,]*optional|,|\s\[|\sor\s", said.strip(" ()"))[0]
        kind = annotated(ast.Constant(first.strip()))
        kind = Annotated(None, "vector" if _FLAT.search(said) else "array") if _ARRAY.search(said) else kind
    if each.annotation is None and not kind.form and kinds.words(each.arg)[-1] in ("list", "lists"):
        return Annotated("text", "words", many=True)
    return kind


_ARRAY_MARKS = lexicon.words("names", "array_method")
_IMAGE_MARKS = lexicon.words("names", "image_method")
_TEXT_MARKS = lexicon.words("names", "text_method")
_KNOWN = frozenset().union(*map(dir, (str, list, dict, int, float, Path))) | _ARRAY_MARKS | _IMAGE_MARKS


def _by_body(function: Function, name: str, told: Annotated) -> Annotated:
    """What the methods that are asked of a parameter tell, where no annotation does."""
    if told.form or told.kind:
        return told
    asked = {
        node.attr
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name
    }
    if asked - _KNOWN:
        return Annotated(None, "object")
    if asked & _TEXT_MARKS:
        return Annotated("text", "str")
    if asked & _IMAGE_MARKS and kinds.by_name(name) == "image":
        return Annotated("image", "pil")
    if asked & _ARRAY_MARKS and kinds.by_name(name) in ("image", "audio"):
        return Annotated(kinds.by_name(name), "array")
    return told


def gives(code: Code, module: Module, function: Function) -> list[DemoOutput]:
    """What a function gives: its return value, and what it writes or prints."""
    told = annotated(function.returns, module.meanings)
    returns = [node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value]
    none = isinstance(function.returns, ast.Constant) and function.returns.value is None
    found: list[DemoOutput] = []
    if not none and (returns or function.returns is not None or _yields(function)):
        kind, sure = _returned(module, function, told, returns)
        found.append(DemoOutput(kind, "returned", "", "", None, "", sure))
    for kind_written, call in uses.writes(code, module, function):
        how = "printed" if kind_written == "printed" else "written"
        kind_written = "text" if kind_written == "printed" else ending_of(kind_written, call)
        if how == "written" or not found:
            found.append(DemoOutput(kind_written, how, "", "", None, "", True))  # type: ignore[arg-type]
    return found[:1] + [each for each in found[1:] if each.how == "written" and found[0].how != "returned"]


def _yields(function: Function) -> bool:
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(function))


def ending_of(kind: str, call: ast.Call) -> str:
    """A literal name of a file tells the kind better than the call does."""
    texts = [
        node.value
        for node in ast.walk(call)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return next((told for each in texts if (told := kinds.of_path(each))), kind)


def _returned(
    module: Module, function: Function, told: Annotated, returns: list[ast.expr]
) -> tuple[DemoKind, bool]:
    if told.kind is not None and told.kind != "choice":
        return ("text" if told.kind in ("integer", "number", "yes/no") else told.kind), True
    if told.form in ("json", "words", "numbers", "value"):
        return "text", True
    if told.form == "Path":
        return _of_paths(function), True
    if changed := _changed(function):
        return changed, False
    last = function.name
    about = docstring(function).lower()
    for node in returns:
        name = module.name_of(node.func) if isinstance(node, ast.Call) else dotted(node)
        if name.endswith(("Image.fromarray", ".convert", "Image.open")):
            return "image", True
        if name.endswith("DataFrame"):
            return "table", True
        if isinstance(node, ast.JoinedStr | ast.Dict) or name.endswith(".join"):
            return "text", True
        if isinstance(node, ast.Name) and (kind := _name_of_result(node.id)):
            return kind, True
    if told.form == "array":
        named = kinds.by_name(last)
        if named == "audio" or "audio" in about:
            return "audio", bool(named)
        seen = {kinds.by_name(each.arg) for each, _ in parameters(function)}
        pictured = named == "image" or "image" in seen or re.search(r"\b(image|picture|mask)\b", about)
        return ("image", bool(named)) if pictured else ("table", named is None)
    if told.form in ("list", "paths") or (told.many and told.form != "words"):
        return (
            "table" if "dict" in ast.unparse(function.returns or ast.Constant("")).lower() else "text"
        ), True
    return "text", True


def _of_paths(function: Function) -> DemoKind:
    """The kind of the file whose path is given back, by the names of files in the function."""
    texts = [n.value for n in ast.walk(function) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return next((told for each in reversed(texts) if (told := kinds.of_path(each))), "file")


_CHANGES_SOUND = lexicon.words("names", "changes_sound")


def _changes_sound(function: Function) -> bool:
    """Whether a function takes a sound with its rate and is named for making another of it."""
    names = {each.arg.lower() for each, _ in parameters(function)}
    return bool(names & _RATES) and bool(_CHANGES_SOUND & set(kinds.words(function.name)))


def _changed(function: Function) -> DemoKind | None:
    """What a function gives that is named for changing what it takes."""
    return "audio" if _changes_sound(function) else "image" if _changes_picture(function) else None


_CHANGES_PICTURE = lexicon.words("names", "changes_picture")


def _changes_picture(function: Function) -> bool:
    """Whether a function takes a picture and is named for making another of it."""
    takes = any(kinds.by_name(each.arg) == "image" for each, _ in parameters(function))
    return takes and bool(_CHANGES_PICTURE & set(kinds.words(function.name)))


def _name_of_result(name: str) -> DemoKind | None:
    if (kind := kinds.by_name(name)) in ("image", "audio", "video", "table"):
        return kind
    return "file" if kinds.is_path(name) else None


def constructor(code: Code, module: Module, name: str) -> list[Seen] | None:
    """What the class of a method takes; None if a page cannot give it."""
    owner = name.rpartition(".")[0]
    function = module.functions.get(f"{owner}.__init__")
    if not owner or function is None:
        return []
    return takes(code, module, f"{owner}.__init__", function)
