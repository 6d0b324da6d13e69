"""One paper, with its abstract if the corpus has it, and what the atlas read in it."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from inroad.paper import paper as look
from inroad.report import paper_words
from inroad.types import PaperReport
from inroad.web.forms import Asking, Page, Table

router = APIRouter()


def _names(report: PaperReport) -> Table:
    return Table(
        ("method", "method_id", "relation", "confidence", "places"),
        (
            (each.method.name, each.method.method_id, each.relation, each.confidence, len(each.places))
            for each in report.names
        ),
    )


PAGE = Page("paper.html", tables={"methods": _names})


@router.get("/paper/{paper_id:path}")
def paper(asked: Asking, paper_id: str) -> Response:
    """Title, authors, abstract, methods, what it leaves open."""
    desk = asked.desk
    report = desk.value(("paper", paper_id), lambda: look(desk.stock, paper_id))
    return asked.give(report, PAGE, personal=True, tell=paper_words, vote_of=desk.votes.get(paper_id))
