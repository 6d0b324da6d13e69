"""Inputs and outputs as generated code needs them: names, types, components."""

from __future__ import annotations

from dataclasses import dataclass

from inroad.types import DemoInput, DemoOutput, DemoValue
from inroad.workshop.demo import kinds
from inroad.workshop.demo.words import indented, literal, type_name

_TYPES = {"integer": "int", "number": "float", "yes/no": "bool", "text": "str", "folder": "list[str]"}
_COG = {"integer": "int", "number": "float", "yes/no": "bool"}


@dataclass(frozen=True, slots=True)
class Field:
    """An input of the generated function."""

    var: str
    seen: DemoInput
    start: DemoValue
    """What the page begins with."""
    example: str | None
    """A file to begin with, relative to the package."""

    @property
    def name(self) -> str:
        """Its key among the values."""
        return self.var

    @property
    def kind(self) -> str:
        """What it is to a person."""
        return self.seen.kind

    @property
    def is_file(self) -> bool:
        """Whether it is handed over as a file."""
        return self.kind in kinds.MEDIA or self.kind == "video"

    @property
    def needed(self) -> bool:
        """Whether there is no answer without it."""
        return self.seen.required and self.seen.default is None

    @property
    def has_default(self) -> bool:
        """Whether it may be left away."""
        return not self.needed

    @property
    def default(self) -> DemoValue:
        """What it is if it is left away; a file is then the original's own."""
        return None if self.is_file else self.seen.default

    @property
    def choices(self) -> tuple[str, ...]:
        """Of a choice."""
        return self.seen.choices

    @property
    def type(self) -> str:
        """Its annotation in ``api.run``."""
        plain = "str | Path" if self.is_file and self.kind != "folder" else _TYPES.get(self.kind, "str")
        plain = type_name(self.var) if self.kind == "choice" else plain
        return plain if self.needed or (self.default is not None) else f"{plain} | None"

    @property
    def may_be_empty(self) -> bool:
        """Whether it is a number that may be left to the original; Gradio's own field has no empty state."""
        return self.kind in ("integer", "number") and self.start is None

    @property
    def page_type(self) -> str:
        """Its annotation where the page calls."""
        if self.may_be_empty:
            return "str"
        if self.kind == "choice":
            return "Any"
        plain = "str" if self.is_file and self.kind != "folder" else _TYPES.get(self.kind, "str")
        return f"{plain} | None" if self.is_file or (self.default is None and not self.needed) else plain

    @property
    def from_page(self) -> str:
        """What the page hands over."""
        if self.may_be_empty:
            return f"{_TYPES[self.kind]}({self.var}) if {self.var} else None"
        if self.kind == "text" and not self.needed and self.default is None:
            return f"{self.var} or None"
        return (
            f'{self.var} or ""'
            if self.is_file and self.needed and self.kind != "folder"
            else (f"{self.var} or []" if self.kind == "folder" and self.needed else self.var)
        )

    @property
    def absolute(self) -> str:
        """Its value, files as whole paths: the original works in a folder of its own."""
        if self.kind == "folder":
            return f"[path_of(each) for each in {self.var} or []]"
        return f"path_of({self.var})" if self.is_file else self.var

    @property
    def about(self) -> str:
        """In words."""
        many = " (several, parted by spaces)" if self.seen.many and self.seen.how != "keyword" else ""
        many = " (one a line)" if self.seen.form == "words" else many
        return (self.seen.help or self.seen.name.replace("_", " ")) + many

    @property
    def label(self) -> str:
        """What stands above it; a field for files has no other place for what is said of it."""
        name = self.seen.name.replace("_", " ")
        said = [*(["all files of the folder"] if self.kind == "folder" else []), self.seen.help[:80]]
        told = "; ".join(filter(None, said)) if self.is_file else ""
        return f"{name}: {told}" if told else name

    @property
    def default_words(self) -> str:
        """The default as a table shows it."""
        if self.seen.default is None:
            return ""
        return (
            {True: "yes", False: "no"}[self.seen.default]
            if isinstance(self.seen.default, bool)
            else str(self.seen.default)
        )

    @property
    def cog_type(self) -> str:
        """Its annotation for cog."""
        plain = "Path" if self.is_file else _COG.get(self.kind, "str")
        return plain if self.needed or self.default is not None else f"Optional[{plain}]"

    @property
    def component(self) -> str:
        """The name of its component."""
        return f"{self.var}_in"

    def source(self, indent: int) -> str:
        """Its component as code."""
        widget, options = _widget(self)
        options = {"label": literal(self.label), **options}
        lines = "".join(f"    {key}={value},\n" for key, value in options.items())
        return indented(f"{self.component} = gr.{widget}(\n{lines})", indent)


def _widget(field: Field) -> tuple[str, dict[str, str]]:
    """The component of a field and what it is given."""
    kind, seen = field.kind, field.seen
    value = literal(field.start)
    example = f"str(HERE / {literal(field.example)})" if field.example else "None"
    info = {"info": literal(field.about)} if seen.help or seen.many else {}
    if kind == "image":
        return "Image", {"type": '"filepath"', "format": '"png"', "value": example}
    if kind == "audio":
        return "Audio", {"type": '"filepath"', "value": example}
    if kind in ("video", "table", "file", "folder"):
        types = {"video": '["video", ".gif"]', "table": '[".csv", ".tsv"]'}.get(kind)
        types = '[".csv", ".npy", ".txt"]' if kind == "table" and seen.form in ("array", "vector") else types
        extra = {"file_types": types} if types else {}
        extra |= {"file_count": '"multiple"'} if kind == "folder" else {}
        example = f"[{example}]" if kind == "folder" and field.example else example
        return "File", {"value": example, **extra}
    if kind == "yes/no":
        return "Checkbox", {"value": value, **info}
    if kind == "choice":
        inner = "".join(f"        {literal(each)},\n" for each in field.choices)
        return "Dropdown", {"choices": f"[\n{inner}    ]", "value": value, **info}
    if field.may_be_empty:
        return "Textbox", {"value": '""', "placeholder": '"left to the original"', **info}
    if kind in ("integer", "number"):
        return _number(field, value, info)
    return "Textbox", {"value": value, "lines": "3" if seen.basic else "1", **info}


def _number(field: Field, value: str, info: dict[str, str]) -> tuple[str, dict[str, str]]:
    seen = field.seen
    whole = field.kind == "integer"
    if seen.low is not None and seen.high is not None and seen.low < seen.high and field.start is not None:
        low, high = (literal(int(end) if whole else end) for end in (seen.low, seen.high))
        step = "1" if whole else literal(round((seen.high - seen.low) / 100, 6))
        return "Slider", {"minimum": low, "maximum": high, "step": step, "value": value, **info}
    ends = {"minimum": seen.low, "maximum": seen.high}
    kept = {key: literal(int(end) if whole else end) for key, end in ends.items() if end is not None}
    return "Number", {"value": value, **({"precision": "0"} if whole else {}), **kept, **info}


@dataclass(frozen=True, slots=True)
class Shown:
    """An output of the generated function."""

    var: str
    seen: DemoOutput

    @property
    def kind(self) -> str:
        """What it is to a person."""
        return self.seen.kind

    @property
    def how(self) -> str:
        """Returned, printed or written."""
        return self.seen.how

    @property
    def target(self) -> str:
        """The file that is looked for first."""
        return self.seen.target

    @property
    def is_file(self) -> bool:
        """Whether it is a file."""
        return self.kind not in ("text", "number", "integer", "yes/no", "choice")

    @property
    def type(self) -> str:
        """Its annotation."""
        return "Path | None" if self.is_file else "str"

    @property
    def shown(self) -> str:
        """What the page is given."""
        if self.kind == "table":
            return f"_table(result.{self.var})"
        if self.is_file:
            return f"str(result.{self.var}) if result.{self.var} else None"
        return f"result.{self.var}"

    @property
    def component(self) -> str:
        """The name of its component."""
        return f"{self.var}_out"

    @property
    def source(self) -> str:
        """Its component as code."""
        widget = {"image": "Image", "audio": "Audio", "video": "Video", "table": "Dataframe"}.get(self.kind)
        widget = widget or ("File" if self.is_file else "Textbox")
        extra = ", lines=4" if widget == "Textbox" else ""
        return f'{self.component} = gr.{widget}(label="{self.var.replace("_", " ").capitalize()}"{extra})'
