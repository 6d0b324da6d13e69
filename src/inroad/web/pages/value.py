"""What acting on a model's scores is worth.  What is sent is worked out and forgotten."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup, escape
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from inroad.errors import InputError
from inroad.path.valued import Asked as Wanted
from inroad.path.valued import report_of
from inroad.report import html, value_svg
from inroad.types import ValueReport, Worths
from inroad.web.entered import number, typed
from inroad.web.forms import Asked, Asking, Page, Table
from inroad.web.guard import MOST_BYTES

router = APIRouter(prefix="/value")
PASTED = "what was pasted"
EXAMPLE = {"tp": "120", "fp": "-10", "volume": "5000", "currency": "EUR"}
FIELDS = {
    "tp": "What a case acted on rightly brings",
    "fp": "What one acted on wrongly brings",
    "fn": "What one missed brings",
    "tn": "What one rightly left alone brings",
    "volume": "Cases in a period",
    "prevalence": "Share of positive cases in use",
    "cost": "What the better model costs in a period",
}
OPTIONS = {"--score": "“Score”", "--label": "“Label”", "--positive": "“Positive label”"}
"""What options of the command line are called in the form."""


def _thresholds(report: ValueReport) -> Table:
    head = ("score from", "acted on", "recall", "value", "low", "high")
    return Table(head, ((e.threshold, e.acted, e.recall, e.value, *e.interval) for e in report.curve))


def _picture(report: ValueReport) -> Markup:
    return value_svg.curve(report)


def _about(report: ValueReport, **more: Any) -> Mapping[str, Any]:
    return {
        "chart": _picture(report),
        "small_chart": value_svg.curve(report, html.NARROW, 260),
        "names": FIELDS,
        "failure": None,
        "data": "",
        **more,
        "typed": typed(more),
    }


PAGE = Page("value_ask.html", tables={"thresholds": _thresholds}, pictures={"worth": _picture}, about=_about)


@router.get("")
def ask(asked: Asking) -> Response:
    """An empty form, and an example with scores that were made up."""
    return asked.give(_example(asked), PAGE, example=True)


@router.post("")
async def look(asked: Asking, request: Request) -> Response:
    """What the scores that were sent are worth."""
    found = await _worked_out(asked, request)
    if isinstance(found, Response):
        return found
    report, said, data = found
    return asked.give(report, PAGE, example=False, typed=said, data=escape(data))


@router.post("/page")
async def page(asked: Asking, request: Request) -> Response:
    """The same as a page for those who decide, to save."""
    found = await _worked_out(asked, request)
    if isinstance(found, Response):
        return found
    head = {"content-disposition": 'attachment; filename="worth.html"'}
    return Response(html.value(found[0]), media_type="text/html; charset=utf-8", headers=head)


# -- what was sent --------------------------------------------------------------------------------


async def _worked_out(asked: Asked, request: Request) -> tuple[ValueReport, dict[str, str], str] | Response:
    """The report with what was typed and the table; or the form again, with what is wrong with it."""
    said: dict[str, str] = {}
    data = b""
    try:
        _small_enough(request)
        said, data = await _sent(request)
        if not data.strip():
            raise InputError("there are no scores", "choose a CSV file, or paste one")
        wanted = _wanted(said)
        report = await run_in_threadpool(report_of, data, said["source"], wanted)
    except InputError as error:
        shown = escape(data.decode(errors="replace").replace("\0", ""))
        return asked.refuse(_on_page(error), _example(asked), PAGE, example=True, typed=said, data=shown)
    return report, said, data.decode("utf-8-sig")


def _small_enough(request: Request) -> None:
    if int(request.headers.get("content-length") or 0) > MOST_BYTES:
        megabytes = MOST_BYTES // 1_000_000
        raise InputError(
            f"the file is larger than {megabytes} MB",
            "draw a sample of its rows, or run `inroad value FILE`, which takes larger ones",
        )


async def _sent(request: Request) -> tuple[dict[str, str], bytes]:
    """Fields as they were said, and the table: the file, or else what was pasted."""
    async with request.form(max_part_size=MOST_BYTES) as form:  # a large file's own copy goes with the form
        said = {name: value for name, value in form.items() if isinstance(value, str)}
        text = said.pop("text", "")
        said = {name: value.strip() for name, value in said.items()}
        file = form.get("file")
        if isinstance(file, UploadFile) and file.filename:
            return {**said, "source": PurePath(file.filename).name}, await file.read()
        return {**said, "source": said.get("source") or PASTED}, text.encode()


def _wanted(said: Mapping[str, str]) -> Wanted:
    numbers = {name: number(said.get(name, ""), words) for name, words in FIELDS.items()}
    if numbers["tp"] is None or numbers["fp"] is None:
        name = FIELDS["tp" if numbers["tp"] is None else "fp"]
        raise InputError(f"{name}: nothing is said", "write a number; a cost is negative")
    volume, usual = numbers["volume"], Wanted(Worths(0, 0, 0, 0))
    return Wanted(
        Worths(numbers["tp"], numbers["fp"], numbers["fn"] or 0.0, numbers["tn"] or 0.0),
        usual.volume if volume is None else volume,
        usual.period if volume is None else said.get("period") or "month",
        said.get("currency", ""),
        numbers["prevalence"],
        numbers["cost"] or 0.0,
        *(said.get(name) or None for name in ("score", "label", "simple", "positive")),
    )


def _on_page(error: InputError) -> InputError:
    """Remedies of the command line, as the form has them; columns that come near are named."""
    remedy = error.remedy
    for option, name in OPTIONS.items():
        remedy = remedy.replace(f"with {option}", f"under {name}")
    return InputError(error.problem, remedy)


# -- the example ----------------------------------------------------------------------------------


def _example(asked: Asked) -> ValueReport:
    return asked.desk.value(
        "value example", lambda: report_of(_made_up(), "a made-up table", _wanted(EXAMPLE))
    )


def _made_up(cases: int = 600) -> bytes:
    """Scores of a model that is right more often than not."""
    chance = random.Random(11)
    rows = ["score,label"]
    for number_ in range(cases):
        label = number_ % 8 == 0
        rows.append(f"{chance.gauss(0.6 if label else 0.35, 0.15):.4f},{int(label)}")
    return "\n".join(rows).encode()
