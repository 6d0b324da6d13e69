"""One spelling for everything that is looked at, so that observations from all sides meet.

Hosts of code do not tell ``Owner/Name`` from ``owner/name``, and lists of links are often in lower case, so
names of repositories are kept in lower case everywhere, in subjects and in texts alike.
"""

from __future__ import annotations

import re

import polars as pl

REPOSITORY = r"[A-Za-z0-9](?:[A-Za-z0-9]|-){0,38}/[A-Za-z0-9._-]{1,100}"
_URL = rf"(?i)^\s*(?:git\+)?(?:https?://|git://|ssh://git@|git@)?(?:www\.)?github\.com[/:]({REPOSITORY})"
_IN_TEXT = rf"(?i)\bgithub\.com/({REPOSITORY})"
_NO_OWNERS = frozenset(
    {
        *(
            "about",
            "apps",
            "collections",
            "contact",
            "customer-stories",
            "enterprise",
            "events",
            "explore",
            "features",
            "issues",
            "login",
        ),
        *(
            "marketplace",
            "new",
            "notifications",
            "orgs",
            "pricing",
            "pulls",
            "search",
            "security",
            "settings",
            "site",
            "sponsors",
            "topics",
            "trending",
            "users",
        ),
    }
)
"""Parts of the host's own site that stand where owners stand."""
_PACKAGE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,80}[A-Za-z0-9])?")


def repo(name: str) -> str:
    """``repo:owner/name``."""
    return f"repo:{name.lower()}"


def paper(paper_id: str) -> str:
    """``paper:2305.14314``."""
    return f"paper:{paper_id}"


def package(name: str) -> str:
    """``package:flash-attn``: runs of dots, dashes and underscores are one dash, as package indexes fold."""
    return f"package:{re.sub(r'[-_.]+', '-', name).lower()}"


def name_of(subject: str) -> str:
    """What is behind the colon, without the number of a repository that took over a name."""
    return subject.partition(":")[2].partition("#")[0]


def repository(address: str | None) -> str | None:
    """``owner/name`` in lower case from a web address or such a name itself; None if it is none."""
    if address is None:
        return None
    found = re.match(_URL, address) or re.fullmatch(rf"\s*({REPOSITORY})/?\s*", address)
    return _usual(found[1]) if found else None


def repositories_in(text: str) -> list[str]:
    """``owner/name`` of every repository that a running text links to, in order, each once."""
    # A full stop, comma or bracket behind an address belongs to the sentence.
    found = (_usual(name.rstrip(".-")) for name in re.findall(_IN_TEXT, text))
    return list(dict.fromkeys(name for name in found if name))


def repository_column(column: str) -> pl.Expr:
    """:func:`repository` for a whole column."""
    text = pl.col(column)
    named = pl.coalesce(text.str.extract(_URL, 1), text.str.extract(rf"^\s*({REPOSITORY})/?\s*$", 1))
    folded = named.str.to_lowercase().str.strip_suffix(".git")
    owner, name = folded.str.extract("^([^/]*)/", 1), folded.str.extract("/(.*)$", 1)
    return pl.when(~owner.is_in(sorted(_NO_OWNERS)), ~name.is_in(["", ".", ".."])).then(folded)


def package_name(name: str) -> str | None:
    """A method's name as a package could have it; None if no package can be called so."""
    return package(name).partition(":")[2] if _PACKAGE.fullmatch(name) else None


def _usual(name: str) -> str | None:
    folded = name.lower().removesuffix(".git")
    owner, _, rest = folded.partition("/")
    return None if owner in _NO_OWNERS or rest in ("", ".", "..") else folded
