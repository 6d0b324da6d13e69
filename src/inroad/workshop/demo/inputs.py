"""From what a finder saw to an input or an output as people meet it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, cast

from inroad.types import DemoInput, DemoKind, DemoOutput, DemoPassed, DemoValue
from inroad.workshop.demo import docs, kinds, lexicon
from inroad.workshop.demo.kinds import Annotated
from inroad.workshop.demo.uses import Uses
from inroad.workshop.demo.values import UNKNOWN, plain

HELP = 300
"""Characters of a help text that are kept."""
_BASIC = 6
_PLAYED_WITH = lexicon.words("names", "played_with")
_TUNED = lexicon.words("names", "tuned")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a finder saw of one input."""

    name: str
    key: str
    how: str
    file: str
    line: int
    told: Annotated = field(default_factory=Annotated)
    default: Any = UNKNOWN
    required: bool = False
    choices: tuple[str, ...] = ()
    help: str = ""
    uses: Uses = field(default_factory=Uses)
    position: int | None = None
    low: float | None = None
    high: float | None = None
    many: bool = False
    switch: bool | None = None
    """DemoValue while the switch is not given; None: it is no switch."""


def built(seen: Seen) -> DemoInput:
    """The input that was seen."""
    text = " ".join(seen.help.split())
    default = seen.switch if seen.switch is not None else seen.default
    choices = seen.choices or seen.told.choices or _alternatives(text, default)
    endings = kinds.by_ending(f"{text} {default if isinstance(default, str) else ''}")
    kind, sure = _kind(seen, default, choices, endings)
    low, high = (seen.low, seen.high) if (seen.low, seen.high) != (None, None) else docs.span(text)
    value = _fitting(plain(default), kind, choices)
    if isinstance(value, int | float) and low is not None and high is not None and not low <= value <= high:
        low = high = None
    return DemoInput(
        name=seen.name,
        kind=kind,
        required=seen.required,
        default=value,
        choices=choices if kind == "choice" else (),
        low=low if kind in ("integer", "number") else None,
        high=high if kind in ("integer", "number") else None,
        help=text[:HELP],
        basic=seen.required,
        how="switch" if seen.switch is not None else seen.how,  # type: ignore[arg-type]
        key=seen.key,
        form=_form(seen, kind) or ("path" if kind in kinds.MEDIA else "str" if kind == "text" else "value"),
        many=seen.many or seen.told.many,
        position=seen.position,
        file=seen.file,
        line=seen.line,
        sure=sure or not seen.required,
        fixed=seen.told.form == "rate",
    )


def _form(seen: Seen, kind: DemoKind) -> str:
    """What the code wants; of a folder what it reads there."""
    if kind == "folder" and seen.uses.read in ("image", "audio", "video", "table"):
        return seen.uses.read
    return seen.told.form


def _alternatives(text: str, default: Any) -> tuple[str, ...]:
    """Words that the help allows, if the default is one of them."""
    told = docs.alternatives(text)
    return told if isinstance(default, str) and default in told else ()


def _kind(
    seen: Seen, default: Any, choices: tuple[str, ...], endings: tuple[str, ...]
) -> tuple[DemoKind, bool]:
    if choices:
        return "choice", True
    if seen.switch is not None or (isinstance(default, bool) and seen.told.kind is None):
        return "yes/no", True
    if seen.many and seen.told.kind in ("integer", "number"):
        return "text", True
    if seen.told.kind is None and seen.told.form in ("", "value") and not seen.uses.read:
        if isinstance(default, int):
            return "integer", True
        if isinstance(default, float):
            return "number", True
    if seen.uses.joined and seen.uses.read and seen.told.form in ("", "str", "Path"):
        return "folder", True
    kind, sure = kinds.settled(seen.name, seen.told, seen.uses.read, endings)
    # A name that stands for a ready-made thing ("bert-base") is a text, whatever the option is called.
    if kind in kinds.MEDIA and isinstance(default, str) and default and not seen.uses.read:
        pathy = "/" in default or kinds.of_path(default) or kinds.is_path(seen.name)
        return (kind, sure) if pathy else ("text", True)
    return kind, sure


def _fitting(value: DemoValue, kind: DemoKind, choices: tuple[str, ...]) -> DemoValue:
    """A default that the field can show."""
    if kind == "choice":
        return str(value) if value is not None and str(value) in choices else None
    if kind == "yes/no":
        return bool(value)
    if kind == "integer":
        return value if isinstance(value, int) and not isinstance(value, bool) else None
    if kind == "number":
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
    return None if value is None else str(value)


def written(seen: Seen) -> DemoOutput:
    """The output that an input for a path stands for."""
    default = seen.default if isinstance(seen.default, str) else ""
    leaf = default.rstrip("/").rpartition("/")[2]
    kind = kinds.of_path(leaf) or next((kinds.ENDINGS[e] for e in kinds.by_ending(seen.help)), None)
    kind = kind or next((kinds.ENDINGS[end] for end in seen.uses.ends), None)
    told: str = kind or (seen.uses.written if seen.uses.written not in ("", "folder") else "")
    folder = seen.uses.written == "folder" or seen.uses.joined or kinds.by_name(seen.name) == "folder"
    folder = folder or bool(leaf and "." not in leaf and not kind and seen.uses.written != "file")
    named = kinds.by_name(seen.name)
    told = told or (named if named in ("image", "audio", "video", "table") else "file")
    target = "results" if folder and not kinds.of_path(leaf) else _target(leaf, told)
    sure = bool(kind or seen.uses.written)
    passed = cast("DemoPassed", seen.how)
    return DemoOutput(cast("DemoKind", told), "written", seen.key, passed, seen.position, target, sure)


_SUFFIX = {"image": ".png", "audio": ".wav", "video": ".mp4", "table": ".csv", "text": ".txt", "file": ".txt"}


def _target(leaf: str, kind: str) -> str:
    """A plain name for a result; the ending of the original's own."""
    dot = leaf.rfind(".")
    ending = leaf[dot:].lower() if dot > 0 and leaf[dot + 1 :].isalnum() and len(leaf) - dot < 8 else ""
    return f"result{ending or _SUFFIX.get(kind, '.txt')}"


def is_output(seen: Seen) -> bool:
    """Whether an input says where results go."""
    if seen.switch is not None or seen.choices or seen.told.kind is not None:
        return False
    if seen.default is not UNKNOWN and not isinstance(seen.default, str | None):
        return False
    if seen.uses.read:
        return kinds.is_output(seen.name) and (seen.uses.read == "folder" or bool(seen.uses.written))
    return kinds.is_output(seen.name) or (bool(seen.uses.written) and not kinds.is_weights(seen.name))


def arranged(found: list[DemoInput]) -> tuple[DemoInput, ...]:
    """What is needed first, then what one plays with; all others are for "more settings"."""
    needed = [each for each in found if each.required]
    media = [e for e in found if not e.required and e.kind in kinds.MEDIA | {"video"} and _inviting(e)]
    likely = [e for e in found if not e.required and e not in media and _inviting(e)]
    basic = [*needed, *media, *likely][: max(_BASIC, len(needed))]
    names = {each.name for each in basic}
    rest = [replace(each, basic=False) for each in found if each.name not in names]
    return (*(replace(each, basic=True) for each in basic), *rest)


def _inviting(each: DemoInput) -> bool:
    """Whether somebody who tries the thing will want to change it."""
    parts = set(kinds.words(each.name))
    if parts & _TUNED:
        return False
    if each.kind in ("image", "audio", "video", "table", "text") and each.default in (None, ""):
        return True
    return bool(parts & _PLAYED_WITH) or (each.kind == "choice" and bool(each.help))
