"""The first page: where to begin, what changed, what is due."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from inroad import __version__
from inroad.web.forms import THEME, THEMES, Asking, Page

router = APIRouter()

PAGE = Page("home.html")


@router.get("/")
def home(asked: Asking) -> Response:
    """Search box and what the corpus covers."""
    coverage = asked.desk.value("coverage", lambda: asked.desk.atlas.coverage())
    return asked.give(coverage, PAGE)


@router.get("/theme")
def theme(asked: Asking, to: str = "auto", back: str = "/") -> Response:
    """Light, dark, or as the system has it; kept in a cookie, so it works without script."""
    response = asked.back(back)
    response.set_cookie(THEME, to if to in THEMES else "auto", max_age=31_536_000, samesite="strict")
    return response


@router.get("/about")
def about(asked: Asking) -> JSONResponse:
    """Which home this is, for a second server that finds the port taken."""
    return JSONResponse({"program": "inroad", "version": __version__, "home": str(asked.desk.config.home)})
