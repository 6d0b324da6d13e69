"""Claims that were checked, and figures of papers read off their pictures."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query
from fastapi.responses import Response
from pydantic import BaseModel

from inroad.errors import InputError, NotFound
from inroad.near import near
from inroad.types import Claim, ClaimPart, ClaimReport, ClaimsReport, FigureReading
from inroad.web import links
from inroad.web.desk import Desk
from inroad.web.forms import Asking, Page, Table
from inroad.workshop.claim.bench import Bench
from inroad.workshop.claim.digitise import Axis, Spot, read
from inroad.workshop.claim.folder import Folder, find

router = APIRouter()


class Clicks(BaseModel):
    """Places in a picture, in pixels, and what stands at the ticks; all None: nothing was clicked yet."""

    part: str = ""
    low_x: float | None = None
    low_y: float | None = None
    low: float | None = None
    high_x: float | None = None
    high_y: float | None = None
    high: float | None = None
    log: bool = False
    variant_x: float | None = None
    variant_y: float | None = None
    baseline_x: float | None = None
    baseline_y: float | None = None
    where: str = ""


def _entries(report: ClaimsReport) -> Table:
    head = ("claim", "statement", "method", "paper", "outcome", "reason", "decided", "seconds", "shipped")
    rows = [
        (e.claim_id, e.statement, e.method, e.paper_id, e.outcome, e.reason, e.at and e.at.date(), e.seconds,
         e.shipped)
        for e in report.claims
    ]  # fmt: skip
    return Table(head, rows)


def _runs(report: ClaimReport) -> Table:
    names = sorted({name for run in report.runs for name, _ in run.metrics})
    rows = []
    for run in report.runs:
        metrics = dict(run.metrics)
        rows.append((run.seed, run.variant, run.data, run.status, *map(metrics.get, names)))
    return Table(("seed", "variant", "data", "status", *names), rows)


LIST = Page("claims.html", tables={"claims": _entries})
ONE = Page("claim.html", tables={"runs": _runs})
FIGURE = Page("figure.html")


@router.get("/claims")
def claims(asked: Asking) -> Response:
    """One's own claims and those that come with Inroad."""
    report = _bench(asked.desk).entries()
    return asked.give(report, LIST, personal=True, state=report)


@router.get("/claims/{claim_id}")
def claim(asked: Asking, claim_id: str, shipped: bool = False) -> Response:
    """What became of one claim, with all its seeds."""
    folder = _folder(asked.desk, claim_id, shipped)
    state = asked.desk.stamp(*sorted(folder.path.iterdir()))
    report = asked.desk.value(
        ("claim", folder.path, state), lambda: _bench(asked.desk).look(folder), personal=True
    )
    return asked.give(
        report, ONE, personal=True, state=state, own=not shipped and _is_own(asked.desk, folder)
    )


@router.get("/claims/{claim_id}/figure")
def figure(asked: Asking, claim_id: str, clicks: Annotated[Clicks, Query()]) -> Response:
    """What a picture shows for a part of a claim, as far as it was clicked."""
    folder = _folder(asked.desk, claim_id)
    part = _part(folder.claim, clicks.part)
    own = _is_own(asked.desk, folder)
    return asked.give(
        _reading(folder.claim, part, clicks), FIGURE, state=folder.manifest,
        claim=folder.claim, part=part, clicks=clicks, own=own,
    )  # fmt: skip


@router.post("/claims/{claim_id}/figure")
def keep(asked: Asking, claim_id: str, clicks: Annotated[Clicks, Form()]) -> Response:
    """Write into the claim what was read."""
    folder = _folder(asked.desk, claim_id)
    reading = _reading(folder.claim, _part(folder.claim, clicks.part), clicks)
    _bench(asked.desk).read_off(folder, reading, clicks.where)
    return asked.back(links.claim(claim_id), f"{reading.part}: the paper's figure is {reading.difference}.")


# -- asking ---------------------------------------------------------------------------------------


def _bench(desk: Desk) -> Bench:
    return Bench(desk.config, desk.now)


def _folder(desk: Desk, claim_id: str, shipped: bool = False) -> Folder:
    """The folder of a claim that is listed; nothing else on this disk can be asked for."""
    listed = _bench(desk).entries().claims
    found = [each for each in listed if each.claim_id == claim_id and (each.shipped or not shipped)]
    if not found:
        names = [each.claim_id for each in listed]
        raise NotFound(f"there is no claim {claim_id!r}", "choose one of those listed", near(claim_id, names))
    return find(desk.config, min(found, key=lambda each: each.shipped).folder)


def _is_own(desk: Desk, folder: Folder) -> bool:
    return any(each.folder == str(folder.path) and not each.shipped for each in _bench(desk).entries().claims)


def _part(claim: Claim, name: str) -> ClaimPart:
    found = next((part for part in claim.parts if part.name == name or not name), None)
    if found is None:
        names = tuple(part.name for part in claim.parts)
        raise NotFound(f"the claim has no part {name!r}", "choose one of its parts", names)
    return found


def _reading(claim: Claim, part: ClaimPart, clicks: Clicks) -> FigureReading:
    low, high = _spot(clicks.low_x, clicks.low_y), _spot(clicks.high_x, clicks.high_y)
    variant, baseline = _spot(clicks.variant_x, clicks.variant_y), _spot(clicks.baseline_x, clicks.baseline_y)
    needed = (low, high, clicks.low, clicks.high, variant)
    if all(each is None for each in needed):
        return FigureReading(claim.claim_id, part.name)
    if low is None or high is None or clicks.low is None or clicks.high is None or variant is None:
        raise InputError("something is still to be clicked", "two ticks with their values, and the variant")
    axis = Axis(low, high, clicks.low, clicks.high, clicks.log)
    return read(claim.claim_id, part, axis, variant, None if part.constant is not None else baseline)


def _spot(x: float | None, y: float | None) -> Spot | None:
    return Spot(x, y) if x is not None and y is not None else None
