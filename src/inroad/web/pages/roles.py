"""Posts read side by side: where each stands, what it asks for, which step is near.  Nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import Response
from markupsafe import escape

from inroad.path import profile
from inroad.path.plain_text import MOST
from inroad.path.roles.mine import mine
from inroad.path.roles.read import read
from inroad.report import roles_words
from inroad.report.marked import Place, marked
from inroad.types import Role, RolesReport
from inroad.web.forms import Asking, Page

router = APIRouter(prefix="/roles")

Text = Annotated[str, Form(max_length=MOST)]
Have = Annotated[str, Form(max_length=2000)]


def _about(report: RolesReport, **more: Any) -> Mapping[str, Any]:
    posts = more.get("posts", ())
    shown = [marked(text, _places(role)) for role, text in zip(report.roles, posts, strict=True)]
    return {
        "tell_role": roles_words,
        "posts": [escape(each) for each in posts],
        "shown": shown,
        "have": more.get("have", ""),
    }


def _places(role: Role) -> list[Place]:
    cues = (*role.pure_applied.cues, *role.models_infrastructure.cues)
    return [(cue.start, cue.end, f"to-{cue.toward}", roles_words.cue(cue)) for cue in cues]


PAGE = Page("roles.html", about=_about)


@router.get("")
def ask(asked: Asking) -> Response:
    """An empty form."""
    return asked.give(RolesReport((), ()), PAGE)


@router.post("")
def look(asked: Asking, first: Text = "", second: Text = "", third: Text = "", have: Have = "") -> Response:
    """The posts that were pasted, read."""
    posts = [text for text in (first, second, third) if text.strip()]
    names = ("first post", "second post", "third post")
    known, unread = mine(profile.report(asked.desk.config, asked.desk.now()), have.split(","))
    report = read(zip(names, posts, strict=False), mine=known, unread=unread)
    return asked.give(report, PAGE, posts=posts, have=have)
