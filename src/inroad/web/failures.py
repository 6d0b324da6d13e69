"""What went wrong, as a page or as JSON: what it is, what to do, what comes near."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import orjson
from fastapi import Request
from fastapi.responses import Response

from inroad.web import render
from inroad.web.forms import asked


@dataclass(frozen=True, slots=True)
class Failure:
    """An expected failure."""

    status: int
    problem: str
    remedy: str
    near: tuple[str, ...] = ()


def shown(request: Request, failure: Failure) -> Response:
    """In the form in which the answer was asked for."""
    form = request.query_params.get("as")
    question = asked(request, "json" if form == "json" else None)
    if question.form == "json":
        body = orjson.dumps({"error": asdict(failure)}, option=orjson.OPT_INDENT_2)
        return Response(body, failure.status, media_type="application/json")
    page = render.page("failure.html", {"failure": failure, "asked": question, "said": ""})
    return Response(page, failure.status, media_type="text/html; charset=utf-8")
