"""Is the paper a survey, review or tutorial, by its own words?

Title words count unless they belong to something else (survey data, peer review, a review of a
product); in the abstract only the paper speaking of itself counts ("this survey", "we review").
"""

from __future__ import annotations

from functools import cache

import polars as pl

from inroad.atlas.lexicon import heard, needles, rows_with

_KIND = r"(?:survey|review|tutorial|overview|primer|literature\s+study)"
_OTHER = (
    r"(?:peer|code|product|movie|film|book|customer|user|app|hotel|restaurant|paper|scientific|manuscript|academic"
    r"|online|amazon|yelp|clinical\s+audit|opinion|household|health|population|social|sky|land|field|national|student"
    r"|online\s+user|patient|conference|performance|judicial|expert|security|design)[\s-]+"
)
_AFTER = (
    r"[\s-]+(?:data|datasets?|questions?|questionnaires?|responses?|respondents?|items?|participants?|results|"
    r"comments?|scores?|ratings?|process|generation|generators?|summari[sz]ation|classification|analysis|mining|"
    r"helpfulness|spam|text|texts|instruments?|simulation|experiments?|research|answers?|design|writing|assistants?|"
    r"assistance|systems?|platform|management|automation|screening|prediction|detection|bench|agents?|sentiment|"
    r"websites?|weighting|sampling|methodology|of\s+(?:the\s+)?(?:shared|task|\w+\s+(?:shared\s+)?task|\w+\s+track)"
    r"|based)\b"
)
_TASK = (
    r"\boverview\s+(?:of\s+)?(?:the\s+)?.{0,60}\b(?:task|track|challenge|lab|campaign|semeval|clef|trec|competition"
    r"|workshop)\b"
)
_SYSTEM = r"\boverview\s+of\s+(?:the\s+|our\s+)?\w+\s+(?:system|submission|dataset|corpus|project)\b"
_REVIEW = (
    r"\ban?\s+(?:[\w-]+\s+){0,2}review\b|:\s*(?:[\w-]+\s+)?review\b|^(?:[\w-]+\s+){0,2}review\s+(?:of|on)\b"
    r"|\breview\s+and\s+(?:analysis|benchmark|challenges|comparison|directions|evaluation|future|new|open|outlook"
    r"|perspectives?|prospects|recommendations|taxonomy)\b"
    r"|\b(?:comparative|comprehensive|critical|literature|mapping|narrative|scoping|state[\s-]of[\s-]the[\s-]art|structured"
    r"|systematic|technical)[\s-]+review\b"
)
"""A review of papers, not one of a contract; many reviews are data."""
_TITLE_YES = (
    rf"\b(?:{_KIND.replace('|review', '')})s?\b|{_REVIEW}|\bstate[\s-]of[\s-]the[\s-]art\s+and\b"
    r"|\bfrom\s+.{3,40}:\s+a\s+roadmap\b|\badvances\s+and\s+(?:challenges|open)"
    r"|\bchallenges\s+and\s+opportunities\b|\btaxonomy\s+and\b"
)
_SELF = "|".join(
    (
        r"\b(?:this|our|the\s+present|presents?\s+a|provides?\s+a|offers?\s+a|conduct\s+a)\s+(?:\w+,?\s+){0,3}?"
        r"(?:survey|literature\s+review|systematic\s+review|scoping\s+review|tutorial|review\s+(?:paper|article|of"
        r"|examines|covers|provides|explores|discusses|focuses|presents|aims|synthesi[sz]es)|overview\s+of\s+"
        r"(?:the\s+)?(?:recent|existing|current|state|field|literature|methods|approaches|main|various|different"
        r"|major|advances))\b",
        r"\b(?:we|this\s+(?:paper|article|chapter|work)|here\s+we)\s+(?:\w+ly\s+)?"
        r"(?:survey|surveys|review|reviews)\s+(?:the|recent|existing|current|and|how|methods|a\s+(?:wide|broad)"
        r"|several|various|over|more|state|literature|research|work|approaches|key|some|different|papers|studies"
        r"|\d+)\b",
    )
)
_SELF_NO = (
    r"\b(?:survey|review)\s+(?:of|with|among)\s+\d*\s*(?:\w+\s+)?(?:participants|respondents|users|experts|practitioners"
    r"|students|developers|teachers)\b|\bsurvey\s+(?:data|questions?|responses?|respondents|participants|items)\b"
)


@cache
def survey_literals() -> pl.Series:
    """What a text that calls itself a survey holds in flat form."""
    hints = (
        "survey*",
        "review*",
        "tutorial*",
        "overview*",
        "primer*",
        "literature stud*",
        "state of the art and*",
    )
    more = ("roadmap*", "advances*", "challenges and opportunities*", "taxonomy and*")
    return pl.Series("literal", [needle for hint in hints + more for needle in needles(hint)])


def is_survey(papers: pl.DataFrame, matches: pl.DataFrame | None = None) -> pl.Series:
    """``survey``: true where title or abstract calls the paper a survey, review or tutorial.

    Args:
        papers: columns title and abstract.
        matches: those of ``lexicon.heard`` for these papers, if at hand.
    """
    if matches is None:
        matches = heard(papers, survey_literals())
    rows = pl.int_range(pl.len(), dtype=pl.UInt32)
    maybe = papers.select("title", "abstract", row=rows).filter(
        pl.col("row").is_in(rows_with(matches, survey_literals()).implode())
    )
    title = pl.col("title").fill_null("").str.to_lowercase()
    own = title.str.replace_all(rf"\b{_OTHER}{_KIND}s?\b|\b{_KIND}s?{_AFTER}|{_TASK}|{_SYSTEM}", "")
    abstract = pl.col("abstract").fill_null("")
    says = abstract.str.contains(f"(?i){_SELF}") & ~abstract.str.contains(f"(?i){_SELF_NO}")
    found = maybe.filter(own.str.contains(_TITLE_YES) | says)["row"]
    return papers.select(survey=rows.is_in(found.implode())).to_series()
