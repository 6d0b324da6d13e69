"""Who one is, what one can, what shows it, with the picture of both axes."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from inroad.openings.profile import MACHINES
from inroad.path import saying
from inroad.path.profile import report as profile_of
from inroad.report import profile_svg, profile_words
from inroad.types import ProfileReport
from inroad.web import links
from inroad.web.forms import Asking, Page, Table

router = APIRouter()
PHONE = 250


def _skills(report: ProfileReport) -> Table:
    head = ("axis", "skill", "level", "own rating", "points", "why")
    rows = (
        (each.axis, each.name, each.level, each.own, each.points, profile_words.why(each))
        for each in report.skills
    )
    return Table(head, rows)


def _picture(report: ProfileReport) -> Markup:
    return profile_svg.picture(report)


PROFILE = Page(
    "profile.html",
    tables={"skills": _skills},
    pictures={"axes": _picture},
    about=lambda report: {
        "who": profile_words,
        "picture": _picture(report),
        "small_picture": profile_svg.picture(report, PHONE),
        "machines": MACHINES,
        "situations": saying.SITUATIONS,
    },
)


@router.get("/profile")
def profile(asked: Asking) -> Response:
    """What was said and what is shown."""
    desk = asked.desk
    key = ("profile", desk.now().date())
    report = desk.value(key, lambda: profile_of(desk.config, desk.now()), personal=True)
    return asked.give(report, PROFILE, personal=True, state=desk.now().date())


@router.post("/profile")
async def say(asked: Asking, request: Request) -> Response:
    """Keep what the form says; what stands empty is no longer said.  A script sends what changed alone."""
    form = {name: str(value) for name, value in (await request.form()).items()}
    if asked.form == "json":
        saying.say_some(asked.desk.config, form, asked.desk.now())
        return Response(status_code=204)
    saying.say_all(asked.desk.config, form, asked.desk.now())
    return asked.back(links.profile(), "Kept. “As before” takes it back.")


@router.post("/profile/undo")
def undo(asked: Asking) -> Response:
    """Take the last change back."""
    found = saying.undo(asked.desk.config, asked.desk.now())
    return asked.back(links.profile(), found.said)
