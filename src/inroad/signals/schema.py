"""What was seen of the world's use of methods, one dated observation a row; nothing is ever overwritten.

A *subject* is what was looked at: ``repo:owner/name``, ``paper:2305.14314``, ``package:peft``, all in the
one spelling of :mod:`inroad.signals.subjects`.  A repository that took over the name of another one is a
subject of its own, ``repo:owner/name#number``.  Looking has three outcomes, and they are never mixed up:
something was *seen*, it was looked for and is *absent*, or it *could not be looked up* (rate limit, no key,
private, no network).
"""

from __future__ import annotations

import polars as pl

STATUS = ("seen", "absent", "unknown")
"""``status`` columns hold the position in this tuple."""

OBSERVATIONS = pl.Schema(
    [
        ("subject", pl.String),
        ("what", pl.String),  # one of WHAT
        ("value", pl.Float64),  # a number, null for words or if not seen
        ("text", pl.String),  # words, or why it could not be looked up
        ("status", pl.UInt8),
        ("observed", pl.Datetime("us", "UTC")),
        ("source", pl.String),  # "github", "hub", "pypi", "openalex", "semantic scholar", or a table's name
    ]
)

WHAT = {
    # of repositories
    "stars": "stars of a repository",
    "forks": "forks of a repository",
    "open_issues": "open issues of a repository",
    "contributors": "people who have contributed to a repository",
    "pushed": "day of the last push (text, ISO)",
    "created": "day the repository was made (text, ISO)",
    "archived": "1 if the owner has archived it",
    "licence": "licence (text, SPDX id; absent: there is none)",
    "readme": "length of the README in characters",
    "install": "how the README says to install it (text: pip, conda, docker, source; absent: it does not)",
    "weights": "the README points to trained weights (text: where; absent: it does not)",
    "demo": "the README points to a demo (text: where; absent: it does not)",
    "releases": "published releases of a repository",
    "renamed": "name under which the repository lives now (text)",
    "replaced": "another repository has taken the name (text: day it was made, by whom)",
    "name": "name of a repository as its owner writes it (text)",
    "id": "number that the host gave a repository, the same under every name",
    "owner": "number that the host gave its owner",
    "issues": "issues read in one look: those open, later those that changed (ISSUES has them)",
    "outside_merges": "pull requests of people outside the team that were merged in the last 90 days",
    "description": "what the repository says it is (text)",
    "topics": "topics its owner has given it (text, separated by commas)",
    # of papers
    "repository": "a repository that implements the paper (text, owner/name; absent: looked, none linked)",
    "upvotes": "upvotes on the Hub's paper page",
    "featured": "papers on the Hub's list of a day (subject day:2025-09-01)",
    "hub_models": "models on the Hub that carry the paper's arXiv tag",
    "hub_datasets": "datasets on the Hub that carry the paper's arXiv tag",
    "hub_spaces": "demos (Spaces) on the Hub that carry the paper's arXiv tag",
    "citations": "papers that cite it, as the source counts",
    # of packages
    "package": "latest version on PyPI (text; absent: there is no such package)",
    "package_released": "day of the latest release (text, ISO)",
    "package_repository": "repository that the package names as its own (text, owner/name; absent: none)",
}

ISSUES = pl.Schema(
    [
        ("repo", pl.String),  # owner/name
        ("number", pl.UInt32),
        ("title", pl.String),
        ("labels", pl.List(pl.String)),
        ("state", pl.String),  # "open", "closed", null: unknown
        ("author", pl.String),
        ("assignees", pl.List(pl.String)),  # empty: nobody; null: unknown
        ("comments", pl.UInt32),
        ("created", pl.Datetime("us", "UTC")),
        ("updated", pl.Datetime("us", "UTC")),
        ("answered", pl.Datetime("us", "UTC")),  # first comment by a member; null: none or unknown
        ("claimed", pl.Boolean),  # someone said they are on it; null: comments not read
        ("pull_request", pl.Boolean),  # a pull request is linked, or it is one; null: not looked
        ("said", pl.List(pl.String)),  # of signals.claims.SAID, told by comments; null: not read
        ("files", pl.List(pl.String)),  # paths named in title or body
        ("length", pl.UInt32),  # characters of the body; null: not read
        ("observed", pl.Datetime("us", "UTC")),
        ("source", pl.String),
    ]
)
"""Open tasks as they were seen.  Their text is not kept: only what is counted from it."""
