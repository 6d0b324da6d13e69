"""The files of the package, made of an entry point: no disk, no clock, the same bytes for the same input."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from inroad.report.clean import clean
from inroad.types import DemoEntry, DemoObstacle, DemoQuestion
from inroad.workshop.demo import examples, kinds, passing, samples, words
from inroad.workshop.demo.about import About
from inroad.workshop.demo.code import Code
from inroad.workshop.demo.fields import Field, Shown
from inroad.workshop.demo.questions import outputs_of

if TYPE_CHECKING:
    import jinja2


@dataclass(frozen=True, slots=True)
class Plan:
    """All that goes into a package."""

    name: str
    title: str
    entry: DemoEntry
    code: Code
    about: About
    obstacles: tuple[DemoObstacle, ...]
    questions: tuple[DemoQuestion, ...]
    stub: bool


def files(plan: Plan) -> dict[str, bytes]:
    """Name to content of every file but the copy of the original."""
    context = _context(plan)
    made = {name: _rendered(template, context) for name, template in _templates(context).items()}
    made["notebook.ipynb"] = words.as_json(_notebook(plan, context))
    content = {name: text.encode() for name, text in made.items()}
    return content | {
        each.example: samples.content(each.seen.form if each.kind == "folder" else each.kind)
        for each in context["fields"]
        if _made_up(each)
    }


def _made_up(field: Field) -> bool:
    return bool(field.example and field.example.startswith("examples/"))


def _templates(context: Mapping[str, Any]) -> dict[str, str]:
    call = "call_process.py" if context["is_process"] else "call_import.py"
    names = [
        "ruff.toml",
        "app.py",
        "api.py",
        "stub.py",
        "files.py",
        "README.md",
        "Dockerfile",
        "cog.yaml",
        "cog_predict.py",
        "requirements.txt",
    ]
    found = {name: f"{name}.jinja" for name in names} | {"call.py": f"{call}.jinja"}
    found |= {"show/figures.py": "figures.py.jinja"} if context["has_figures"] else {}
    return found | ({"runner.py": "runner.py.jinja"} if context["has_runner"] else {})


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.PackageLoader("inroad", "data/demo"),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701  what goes into code is made a literal, which is more than escaping
        keep_trailing_newline=True,
    )
    made.filters |= {
        "py": words.literal,
        "assigned": words.assigned,
        "doc": words.doc,
        "md": words.markdown,
        "span": words.code_span,
        "component": lambda field, indent: field.source(indent),
        "shown_component": lambda shown: shown.source,
    }
    return made


def _rendered(template: str, context: Mapping[str, Any]) -> str:
    text = _environment().get_template(template).render(context)
    return re.sub(r"\n{4,}", "\n\n\n", text).strip("\n") + "\n"


# -- what the templates are told ----------------------------------------------------------------------


def _context(plan: Plan) -> dict[str, Any]:
    fields, outputs = _fields(plan), _shown(plan)
    gpu = any(each.kind == "gpu" for each in plan.obstacles)
    handed = passing.passing(plan.entry, plan.code, fields, outputs, gpu)
    shown = f"{plan.entry.call or plan.entry.file}"
    summary = plan.entry.about or f"Try {plan.title}."
    return {
        "title": clean(plan.title, 100),
        "name": words.code_span(plan.name),
        "summary": summary,
        "intro": _intro(plan, summary),
        "shown": shown if plan.entry.call in ("", plan.entry.file) else f"{shown} of {plan.entry.file}",
        "entry_id": words.code_span(plan.entry.entry_id),
        "reasons": plan.entry.reasons,
        "fields": fields,
        "basic": [each for each in fields if each.seen.basic],
        "more": [each for each in fields if not each.seen.basic],
        "needed": [each.var for each in fields if each.needed],
        "literals": [
            {"type": words.type_name(f.var), "choices": f.choices} for f in fields if f.kind == "choice"
        ],
        "takes_file": any(each.is_file and each.kind != "folder" for each in fields),
        "takes_folder": any(each.kind == "folder" for each in fields),
        "gives_file": any(each.is_file for each in outputs),
        "outputs": outputs,
        "kinds": {each.kind for each in outputs},
        "has_example": any(each.example for each in fields),
        "tells_given": any(each.kind not in ("image", "audio", "video") for each in outputs),
        "is_stub": plan.stub,
        "gpu": gpu,
        "obstacles": _obstacles(plan),
        "obstacle_lines": [_line(each) for each in plan.obstacles],
        "questions": [each.ask for each in plan.questions],
        "licence": plan.about.licence,
        "licence_file": plan.about.licence_file,
        "citation": words.block(plan.about.citation),
        "fence": words.fence(plan.about.citation),
        "requirements": [each for each in plan.about.requirements if clean(each, 300) == each],
        "named": True,
        "example": ", ".join(f"{each.var}=..." for each in fields if each.needed),
        "cog_optional": any("Optional" in each.cog_type for each in fields),
        "cog_path": any("Path" in each.cog_type for each in fields) or outputs[0].is_file,
        "cog_out": "Path" if outputs[0].is_file else "str",
        "cog_return": f"Path(result.{outputs[0].var})" if outputs[0].is_file else f"result.{outputs[0].var}",
        **handed,
    }


def _fields(plan: Plan) -> tuple[Field, ...]:
    """Every input that the page asks for, with what it begins with."""
    told = examples.of_calls(plan.entry, plan.about) | examples.of_commands(plan.entry, plan.about)
    asked = [each for each in (*plan.entry.inputs, *plan.entry.setup) if not each.fixed]
    asked = [each for each in asked if each.basic] + [each for each in asked if not each.basic]
    names = words.identifiers(each.name for each in asked)
    return tuple(
        Field(
            var,
            each,
            examples.shown(each, told, plan.entry.about),
            _example(each, plan, told.get(each.name, "")),
        )
        for var, each in zip(names, asked, strict=True)
    )


def _example(each: Any, plan: Plan, told: str) -> str | None:
    if each.kind not in kinds.MEDIA and each.kind != "video":
        return None
    if each.kind == "folder":
        return _in_folder(each, plan, told)
    if own := examples.own_example(each, plan.code.tree, told):
        return f"original/{own}"
    ends = set(kinds.by_ending(f"{each.help} {each.default or ''}"))
    special = each.kind == "file" and (kinds.is_weights(each.name) or ends - {".txt", ".md", ".json"})
    if not each.required or special:
        return None
    return f"examples/{samples.FILES[each.kind]}"


def _in_folder(each: Any, plan: Plan, told: str) -> str | None:
    """A file to lie in a folder that is needed: of the repository's own folder, else a made-up one."""
    if not each.required:
        return None
    if own := examples.own_content(each, plan.code.tree, told):
        return f"original/{own}"
    return f"examples/{samples.FILES[each.form]}" if each.form in samples.FILES else None


def _shown(plan: Plan) -> tuple[Shown, ...]:
    found = outputs_of(plan.entry)
    names = words.identifiers(
        "printed_text" if each.how == "printed" else f"{each.kind}".replace("yes/no", "text")
        for each in found
    )
    return tuple(Shown(name, each) for name, each in zip(names, found, strict=True))


def _intro(plan: Plan, summary: str) -> str:
    said = words.markdown(summary)
    licence = (
        f"Licence of the original: {words.markdown(plan.about.licence)}."
        if plan.about.licence
        else "No licence was found: ask before you publish."
    )
    return f"# {words.markdown(plan.title)}\n\n{said}\n\n{licence}"


def _line(each: DemoObstacle) -> str:
    return f"{each.file}, line {each.line}: {each.what}" if each.line else each.what


def _obstacles(plan: Plan) -> str:
    lines = [_line(each) for each in plan.obstacles] + [each.ask for each in plan.questions]
    return "\n".join(f"- {words.markdown(each)}" for each in lines)


# -- the notebook -------------------------------------------------------------------------------------


def _notebook(plan: Plan, context: Mapping[str, Any]) -> dict[str, Any]:
    """A notebook for Colab: unpack, install, one call, the page."""
    given = ",\n    ".join(f"{each.var}={_given(each)}" for each in context["fields"] if each.needed)
    call = f"run(\n    {given},\n)" if given else "run()"
    cells = [
        (
            "markdown",
            f"{context['intro']}\n\nUpload this folder as `demo.zip`, or run this where the folder lies.",
        ),
        ("code", _UNPACK),
        ("code", "%pip install -q -r requirements.txt"),
        ("code", _CALL.format(stub=1 if plan.stub else 0) + f"{call}\nresult"),
        ("code", "import app\n\napp.page().queue().launch()"),
    ]
    return {
        "cells": [_cell(sort, text, at) for at, (sort, text) in enumerate(cells, 1)],
        "metadata": {
            "colab": {"name": "demo.ipynb"},
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            **({"accelerator": "GPU"} if context["gpu"] else {}),
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _given(each: Field) -> str:
    """What the notebook gives for a field."""
    if each.kind == "folder":
        return f"[{words.literal(each.example)}]" if each.example else "[]"
    return words.literal(each.example if each.is_file else each.start)


def _cell(sort: str, text: str, number: int) -> dict[str, Any]:
    made: dict[str, Any] = {
        "cell_type": sort,
        "id": f"cell-{number}",
        "metadata": {},
        "source": text.splitlines(True),
    }
    return made | ({"execution_count": None, "outputs": []} if sort == "code" else {})


_CALL = """\
import os

os.environ["DEMO_STUB"] = "{stub}"  # 1: made-up answers

from api import run

result = """
_UNPACK = """\
import os
import zipfile

if not os.path.exists("api.py"):
    from google.colab import files

    files.upload()
    zipfile.ZipFile("demo.zip").extractall("demo")
    inner = [name for name, _, found in os.walk("demo") if "api.py" in found]
    os.chdir(inner[0])"""
