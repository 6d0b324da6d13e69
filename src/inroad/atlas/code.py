"""Does a paper's own text link to code?

True when it gives a link to a place where code lives, or says that code *is* available.  A promise
("code will be released") is not a link.  Silence says nothing, so the answer is never False.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from inroad.atlas.lexicon import heard, needles, rows_with

_LINK = (
    r"(?i)\b(?:github\.com|gitlab\.[a-z]|gitlab-|bitbucket\.org|huggingface\.co/|hf\.co/|codeberg\.org"
    r"|sourceforge\.net|anonymous\.4open\.science|gitee\.com|code\.google\.com|git\.io/|pypi\.org/"
    r"|pypi\.python\.org|colab\.research\.google|kaggle\.com/code)"
)
_THING = (
    r"(?:codes?|code-?\s?base|implementations?|toolkit|toolbox|software|library|framework|package|scripts"
    r"|repository|repo)"
)
_GIVEN = (
    r"(?:available|released|open-?\s?sourced|published|accessible|provided|hosted|found|public|shared"
    r"|downloaded)"
)
_STATED = "(?i)" + "|".join(
    (
        rf"\b{_THING}\b.*?\b(?:is|are|has been|have been|was|were|can be)\b[^;:]*?\b{_GIVEN}\b",
        r"\bwe\s+(?:\w+\s+)?(?:open-?\s?source|release|publish|provide|share|make)\s(?:[^;]*?\b(?:our|the|all|source|full)\s"
        r"(?:\w+[\s,]+){0,4}?)?(?:codes?|code-?\s?base|implementation|toolkit|software|library)\b",
        rf"\b{_THING}\s*(?:\w+\s+){{0,3}}(?:available|released)\s+(?:at|on|from|via|here|under|online)\b",
        r"\b(?:is|are|been)\s+(?:\w+\s+)?open-?\s?sourced\s+(?:at|on|under|here|via)\b",
        r"\b(?:code|repository|implementation)\s*(?:link|page|url)?\s*:\s*(?:\\url\{)?https?:",
    )
)
_PROMISED = (
    r"(?i)\b(?:will|shall|plan|plans|intend|going)\b|\bto be (?:released|made|published|open)\b"
    r"|\b(?:up)?on (?:\w+ )?(?:request|acceptance|publication)\b|\bsoon\b"
    r"|\bafter (?:acceptance|publication)\b"
    r"|\b(?:not|never|rarely|no|lack|without|if|once|when)\b"
)
_NEAR = rf"(?i)\b(?:{_THING[3:-1]}|open-?\s?sourced)\b"
# The sentence must speak of this paper's code: other work's is "available" too.
_OTHERS = r"(?i)\b(?:existing|previous|prior|several|widely|off-the-shelf|commercially)\b"


# A text that links or states holds one of these; open at the end.
_HINTS = (
    *(
        "github",
        "www.github",
        "gitlab",
        "bitbucket",
        "huggingface",
        "hf.co",
        "codeberg",
        "sourceforge",
        "gitee",
    ),
    *(
        "anonymous.4open",
        "git.io",
        "pypi",
        "colab",
        "kaggle.com",
        "code",
        "codes",
        "implementation",
        "toolkit",
    ),
    *(
        "toolbox",
        "software",
        "library",
        "framework is",
        "package",
        "scripts",
        "repo",
        "open sourc",
        "opensourc",
    ),
)


@cache
def code_literals() -> pl.Series:
    """What a text that links to code holds in flat form; many that hold one link to none."""
    return pl.Series("literal", [needle for hint in _HINTS for needle in needles(hint + "*")])


def _says_available(texts: pl.DataFrame) -> pl.Series:
    """Rows with a sentence that says the paper's code is available now."""
    each = texts.with_columns(
        pl.col("text").str.replace_all("\n", " ", literal=True).str.split(". ")
    ).explode("text")
    near = each.filter(pl.col("text").str.contains(_NEAR))
    text = pl.col("text")
    said = near.filter(text.str.contains(_STATED), ~text.str.contains(_PROMISED), ~text.str.contains(_OTHERS))
    return said["row"].unique()


def has_code(papers: pl.DataFrame, matches: pl.DataFrame | None = None) -> pl.Series:
    """``code``: true where the text links to code, null where it does not say.

    Args:
        papers: columns abstract, comment and code_url.
        matches: those of ``lexicon.heard`` for these papers, if at hand.
    """
    if matches is None:
        matches = heard(papers, code_literals())
    texts = papers.select(
        row=pl.int_range(pl.len(), dtype=pl.UInt32),
        text=pl.concat_str("abstract", "comment", separator=". ", ignore_nulls=True),
        comment="comment",
    )
    hinted = pl.col("row").is_in(rows_with(matches, code_literals()).implode())
    maybe = texts.filter(hinted | pl.col("comment").is_not_null()).select("row", "text")
    linking = maybe.filter(pl.col("text").str.contains(_LINK))["row"]
    told = (
        texts["row"].is_in(pl.concat([linking, _says_available(maybe)]).implode())
        | papers["code_url"].is_not_null()
    )
    return pl.select(code=pl.when(told).then(True)).to_series()
