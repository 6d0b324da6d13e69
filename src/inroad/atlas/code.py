"""Does a paper's own text link to code?

True when it gives a link to a place where code lives, or says that code *is* available.  A promise
("code will be released") is not a link.  Silence says nothing, so the answer is never False.
"""

from __future__ import annotations

import polars as pl

_LINK = (
    r"(?i)\b(?:github\.com|gitlab\.[a-z]|gitlab-|bitbucket\.org|huggingface\.co/|hf\.co/|codeberg\.org"
    r"|sourceforge\.net|anonymous\.4open\.science|gitee\.com|code\.google\.com|git\.io/|pypi\.org/"
    r"|pypi\.python\.org|colab\.research\.google|kaggle\.com/code)"
)
_LINK_HINTS = ("github", "gitlab", "bitbucket", "huggingface", "hf.co/", "codeberg", "sourceforge", "4open", "gitee")
_LINK_HINTS += ("code.google", "git.io/", "pypi.", "colab.research", "kaggle.com/code")

_THING = r"(?:codes?|code-?\s?base|implementations?|toolkit|toolbox|software|library|framework|package|scripts|repository|repo)"
_THING_HINTS = (" code", "open-sourc", "open sourc", "implementation", "toolkit", "toolbox", "software", "library")
_THING_HINTS += ("framework is", "package", "scripts", "repositor", "repo ", "\ncode")
_GIVEN = r"(?:available|released|open-?\s?sourced|published|accessible|hosted|found|public|shared|downloaded)"
_GIVEN_HINTS = ("availab", "releas", "open-sourc", "open sourc", "opensourc", "publi", "accessible", "hosted")
_GIVEN_HINTS += ("found", "share", "download", "provide", "http", "make")

_STATED = "(?i)" + "|".join(
    (
        rf"\b{_THING}\b.*?\b(?:is|are|has been|have been|was|were|can be)\b[^;:]*?\b{_GIVEN}\b",
        r"\bwe\s+(?:\w+\s+)?(?:open-?\s?source|release|publish|provide|share|make)\s[^;]*?\b(?:our|the|all|source|full)\s"
        r"(?:\w+[\s,]+){0,4}?(?:codes?|code-?\s?base|implementation|toolkit|software|library)\b",
        rf"\b{_THING}\s*(?:\w+\s+){{0,3}}(?:available|released)\s+(?:at|on|from|via|here|under|online)\b",
        r"\b(?:is|are|been)\s+(?:\w+\s+)?open-?\s?sourced\s+(?:at|on|under|here|via)\b",
        r"\b(?:code|repository|implementation)\s*(?:link|page|url)?\s*:\s*(?:\\url\{)?https?:",
    )
)
_PROMISED = (
    r"(?i)\b(?:will|shall|plan|plans|intend|going)\b|\bto be (?:released|made|published|open)\b"
    r"|\b(?:up)?on (?:\w+ )?(?:request|acceptance|publication)\b|\bsoon\b|\bafter (?:acceptance|publication)\b"
    r"|\b(?:not|never|rarely|no|lack|without|if|once|when)\b"
)
# The sentence must speak of this paper's code: other work's is "available" too.
_OTHERS = r"(?i)\b(?:existing|previous|prior|many|several|most|other|widely|off-the-shelf|commercially|any)\b"


def _stating(papers: pl.DataFrame) -> pl.Series:
    """Rows with a sentence that says the paper's code is available now."""
    said = papers.select(
        row=pl.int_range(pl.len(), dtype=pl.UInt32),
        text=pl.concat_str("abstract", "comment", separator=". ", ignore_nulls=True),
    )
    maybe = said.filter(pl.col("text").str.contains_any(_THING_HINTS, ascii_case_insensitive=True))
    each = maybe.with_columns(pl.col("text").str.split(". ")).explode("text")
    near = each.filter(
        pl.col("text").str.contains_any(_THING_HINTS, ascii_case_insensitive=True)
        | pl.col("text").str.starts_with("Code"),
        pl.col("text").str.contains_any(_GIVEN_HINTS, ascii_case_insensitive=True),
    ).with_columns(pl.col("text").str.replace_all("\n", " ", literal=True))
    text = pl.concat_str(pl.lit(" "), "text")
    return near.filter(
        text.str.contains(_STATED), ~text.str.contains(_PROMISED), ~text.str.contains(_OTHERS)
    )["row"]


def has_code(papers: pl.DataFrame) -> pl.Series:
    """``code``: true where the text links to code, null where it does not say.

    Args:
        papers: columns abstract, comment and code_url.
    """

    def linked(column: str) -> pl.Expr:
        text = pl.col(column)
        hinted = pl.when(text.str.contains_any(_LINK_HINTS, ascii_case_insensitive=True)).then(text)
        return hinted.str.contains(_LINK).fill_null(False)

    stated = pl.int_range(pl.len(), dtype=pl.UInt32).is_in(_stating(papers).implode())
    told = linked("abstract") | linked("comment") | pl.col("code_url").is_not_null() | stated
    return papers.select(code=pl.when(told).then(True)).to_series()
