"""What one paper states about itself: the facts that depend on no other paper.

A batch goes in, a table with one row a paper comes out in the same order; cutting or mixing the batch
changes no row.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from inroad.atlas.code import code_literals, has_code
from inroad.atlas.kinds import domain_phrases, kinds
from inroad.atlas.lexicon import heard
from inroad.atlas.problems import problem_phrases, problems
from inroad.atlas.survey import is_survey, survey_literals
from inroad.atlas.tools import tool_literals, tools
from inroad.atlas.venues import venue


@cache
def _literals() -> tuple[str, ...]:
    listed = [domain_phrases()["literal"], problem_phrases()["literal"]]
    listed += [tool_literals(), code_literals(), survey_literals()]
    return tuple(pl.concat(listed).unique().sort())


def facts(papers: pl.DataFrame) -> pl.DataFrame:
    """Facts of each paper, named and typed as in ``atlas.schema.PAPERS``.

    Args:
        papers: columns paper_id, title, abstract, categories, comment, journal_ref, venue, code_url
            of the corpus; all but paper_id and title may be null.
    """
    # All but the venue share one pass over the text, the dearest step here.
    matches = heard(papers, _literals())
    columns = [
        papers["paper_id"].to_frame(),
        has_code(papers, matches).to_frame(),
        kinds(papers, matches),
        is_survey(papers, matches).to_frame(),
        venue(papers).to_frame(),
        tools(papers, matches).to_frame(),
        problems(papers, matches),
    ]
    return pl.concat(columns, how="horizontal")
