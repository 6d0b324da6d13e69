"""One value in the form that a reader asked for: a page, JSON, a table as CSV, a picture as SVG.

The form is chosen by ``?as=json`` and the like, or by ``Accept: application/json``.  A page module says once
what it can be (:class:`Page`); :meth:`Asked.give` does the rest.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlencode

import orjson
from fastapi import Depends, Query, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from inroad.errors import InroadError, NotFound
from inroad.report import svg
from inroad.report.clean import clean
from inroad.report.json import dumps
from inroad.web import render
from inroad.web.desk import Desk
from inroad.web.jobs import Job

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Form = Literal["html", "json", "csv", "svg"]
Cell = str | int | float | dt.date | bool | None
SAID = "said"
"""Cookie with one line that the next page shows: what was just done."""
THEME = "theme"
THEMES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is exported: every row, plain values."""

    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Page:
    """What a value can be shown as."""

    template: str
    tables: Mapping[str, Callable[[Any], Table]] = field(default_factory=dict)
    """Name of a table to how it is made of the value."""
    pictures: Mapping[str, Callable[[Any], Markup]] = field(default_factory=dict)
    """Name of a picture to how it is drawn; an empty drawing is none."""
    about: Callable[..., Mapping[str, Any]] = lambda value, **more: more
    """What the template needs beside the value, made of it and of what the page passes on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of one reader."""

    desk: Desk
    request: Request
    form: Form
    part: str
    """Which table or picture is meant."""

    def give(
        self,
        value: DataclassInstance,
        page: Page,
        *,
        personal: bool = False,
        state: Hashable = None,
        **more: Any,
    ) -> Response:
        """``value`` in the form asked for.

        Args:
            value: a record of :mod:`inroad.types` with a shape in ``report.json``.
            page: how it is shown.
            personal: whether the page also depends on the journal.
            state: what else the page depends on that may change (the day, work that goes on).
            more: what the page passes on to ``page.about``; it must follow from the address.

        Raises:
            NotFound: there is no such table or picture.
        """
        if self.form == "json":
            return Response(dumps(value), media_type="application/json")
        if self.form == "csv":
            made = _part(page.tables, self.part, "table")(value)
            return _attached(as_csv(made), "text/csv; charset=utf-8", f"{self.part}.csv")
        if self.form == "svg":
            drawn = _part(page.pictures, self.part, "picture")(value)
            return _attached(svg.alone(drawn), "image/svg+xml", f"{self.part}.svg")
        return self._html(value, page, personal, state, more)

    def refuse(self, error: InroadError, value: DataclassInstance, page: Page, **more: Any) -> Response:
        """The page again with what was typed and what is wrong with it (``failure``); JSON gets the error.

        Raises:
            InroadError: ``error``, where JSON was asked for.
        """
        if self.form != "html":
            raise error
        response = self.give(value, page, failure=error, **more)
        response.status_code = 400
        return response

    def wait(self, job: Job) -> Response:
        """What is being worked out and how far it is; the page looks again by itself."""
        if self.form == "json":
            told = {"what": job.what, "stage": job.stage, "done": job.done, "total": job.total}
            return Response(orjson.dumps({"waiting": told}), 202, media_type="application/json")
        seconds = max(0, round((self.desk.now() - job.began).total_seconds()))
        names = {"job": job, "seconds": seconds, "asked": self, "said": ""}
        return Response(render.page("waiting.html", names), 202, media_type="text/html; charset=utf-8")

    def back(self, to: str, said: str = "") -> Response:
        """After something was done: to the page it was done on, which says so once."""
        local = to if to.startswith("/") and not to.startswith(("//", "/\\")) else "/"
        response = RedirectResponse(local, status_code=303)
        if said:
            kept = urlencode({"": clean(said, 300)})[1:]
            response.set_cookie(SAID, kept, max_age=60, httponly=True, samesite="strict")
        return response

    @property
    def address(self) -> str:
        """This page's own address, without its host."""
        query = self.request.url.query
        return self.request.url.path + (f"?{query}" if query else "")

    @property
    def theme(self) -> str:
        """``auto``, ``light`` or ``dark``."""
        found = self.request.cookies.get(THEME, "")
        return found if found in THEMES else "auto"

    def _html(
        self, value: Any, page: Page, personal: bool, state: Hashable, more: Mapping[str, Any]
    ) -> Response:
        said = self.request.cookies.get(SAID, "")

        def make() -> bytes:
            names = {"report": value, "asked": self, "page": page, "said": render.line(said)}
            return render.page(page.template, {**names, **page.about(value, **more)})

        key = (self.address, self.theme, state)
        kept = self.request.method == "GET" and not said
        body = self.desk.page(key, make, personal=personal) if kept else make()
        response = Response(body, media_type="text/html; charset=utf-8")
        if said:
            response.delete_cookie(SAID, httponly=True, samesite="strict")
        return response


def asked(
    request: Request,
    form: Annotated[Form | None, Query(alias="as", description="page, JSON, table or picture")] = None,
    part: Annotated[str, Query(max_length=100, description="which table or picture")] = "",
) -> Asked:
    """The question as FastAPI hands it to a page."""
    wanted = form or ("json" if _prefers_json(request.headers.get("accept", "")) else "html")
    return Asked(request.app.state.desk, request, wanted, part)


Asking = Annotated[Asked, Depends(asked)]


def as_csv(table: Table) -> str:
    """A table for a spreadsheet; text that it would take for a formula is made plain."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return out.getvalue()


def _cell(value: Cell) -> str:
    if value is None:
        return ""  # unknown is not zero
    if not isinstance(value, str):
        return str(value)
    text = clean(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text


def _part(of: Mapping[str, Callable[[Any], Any]], name: str, kind: str) -> Callable[[Any], Any]:
    if name in of:
        return of[name]
    raise NotFound(f"this page has no {kind} {clean(name, 60)!r}", "choose one of its own", tuple(sorted(of)))


def _attached(text: str, kind: str, name: str) -> Response:
    return Response(text, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


def _prefers_json(accept: str) -> bool:
    return "application/json" in accept and "text/html" not in accept
