"""The site put together: pages, files, what went wrong in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from inroad.config import Config
from inroad.errors import InputError, InroadError, NotFound, StoreError
from inroad.web import pages, render
from inroad.web.desk import Desk, utc_now
from inroad.web.failures import Failure, shown
from inroad.web.guard import Guard

_KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


def create_app(config: Config, now: Callable[[], dt.datetime] = utc_now) -> FastAPI:
    """The site of one home.

    Args:
        config: the home.
        now: the clock; what is written down gets its time from it.
    """
    app = FastAPI(title="Inroad", openapi_url=None, docs_url=None, redoc_url=None)
    app.state.desk = Desk(config, now)
    app.add_middleware(Guard)
    app.add_api_route("/static/{digest}/{name}", _static, include_in_schema=False)
    for module in iter_modules(pages.__path__):
        app.include_router(import_module(f"{pages.__name__}.{module.name}").router)
    app.add_exception_handler(InroadError, _expected)
    app.add_exception_handler(RequestValidationError, _misasked)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)
    return app


def _static(digest: str, name: str) -> Response:
    """A style sheet, script or drawing; its address changes with its content."""
    known = {render.STYLE, *(path.name for path in render.STATIC.iterdir())}
    if name not in known or render.static(name) != f"/static/{digest}/{name}":
        raise HTTPException(404)
    body = render.style().encode() if name == render.STYLE else (render.STATIC / name).read_bytes()
    kept = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(body, media_type=_KINDS[name.rpartition(".")[2]], headers=kept)


# -- what goes wrong ------------------------------------------------------------------------------


def _expected(request: Request, error: Exception) -> Response:
    assert isinstance(error, InroadError)
    near = error.near if isinstance(error, NotFound) else ()
    return shown(request, Failure(_status(error), error.problem, error.remedy, near))


def _status(error: InroadError) -> int:
    if isinstance(error, NotFound):
        return 404
    return 400 if isinstance(error, InputError) else 503 if isinstance(error, StoreError) else 502


def _misasked(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    name, why = str(first["loc"][-1]), str(first["msg"]).lower()
    return shown(request, Failure(400, f"{name} cannot be used ({why})", "change it in the address or form"))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return shown(request, Failure(404, "there is no such page", "start from the first one, or search"))
    return shown(request, Failure(error.status_code, str(error.detail), "go back and try again"))


def _unexpected(request: Request, error: Exception) -> Response:
    """A mistake in this program; the trace is on the terminal, where the server was started."""
    problem = "something went wrong inside Inroad"
    return shown(request, Failure(500, problem, "the terminal where it runs says what; please report it"))
