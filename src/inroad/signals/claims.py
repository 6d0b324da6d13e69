"""What the thread of an issue says of its standing: taken, stale, blocked, dead, undecided, files named.

Rules over words, made for precision where a newcomer's time is at stake: an offer ("I can send a pull
request") counts as a claim, because somebody who waited to be told so may be at it.  Comments are given in
order of time: who lets go of a task frees it, who comments after the bot makes it fresh again.  Code,
quotations and hidden template text say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from inroad.signals import phrases
from inroad.signals.labels import titled

MOST_FILES = 8
_LONGEST = 20_000
"""Characters read of one text; what is longer is a log."""

# -- text -----------------------------------------------------------------------------------------

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_SILENT = re.compile(
    r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|<!--.*?(?:-->|\Z)|^[ \t]*>.*?$|^[ \t]*[-*] \[[ x]\].*?$",
    re.S | re.M | re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_EDGES = " \t\r*_-`~\"'("


def _sentences(text: str) -> Iterator[str]:
    """Sentences in lower case, without code, quotations, boxes to tick and hidden text."""
    plain = _SILENT.sub("\n", text[:_LONGEST]).replace("’", "'").replace("‘", "'").lower()
    return (part for one in _SENTENCE.split(plain) if (part := one.strip(_EDGES)))


def _says(pattern: re.Pattern[str], text: str) -> bool:
    return any(pattern.search(sentence) for sentence in _sentences(text))


# -- taken ----------------------------------------------------------------------------------------


def claimed(texts: Iterable[str], taken: bool = False) -> bool:
    """Whether somebody has said to be on it and nobody has let go since.

    Args:
        texts: comments in order of time.
        taken: whether it was taken before the first of them.
    """
    for sentence in (each for text in texts for each in _sentences(text)):
        if phrases.LET_GO.search(sentence):
            taken = False
        elif phrases.CLAIM.search(sentence) and not phrases.UNABLE.search(sentence):
            taken = True
    return taken


def offered(body: str) -> bool:
    """Whether the author of an issue says to be on it, or would do it."""
    return any(
        phrases.CLAIM.search(sentence)
        and phrases.OWN.search(sentence)
        and not phrases.UNABLE.search(sentence)
        for sentence in _sentences(body)
    )


def linked(texts: Iterable[str]) -> bool:
    """Whether comments say that a pull request for this task exists.

    Give comments only: the body of an issue speaks of pull requests that came before it.
    """
    return any(_says(phrases.LINKED, text) for text in texts)


def is_pull_request(body: str) -> bool:
    """Whether a body is that of a pull request, or names nothing but one as its author's contribution.

    Some lists of issues hold pull requests without saying so.
    """
    alone = any(phrases.ADDRESS.search(sentence) for sentence in _sentences(body))
    return alone or bool(phrases.PULL.search(_COMMENT.sub(" ", body[:_LONGEST])))


# -- other standings ------------------------------------------------------------------------------


def stale(texts: Iterable[str]) -> bool:
    """Whether the last word is a bot's (or a person's) that nothing has happened for long."""
    spoken = [text for text in texts if any(_sentences(text))]
    return bool(spoken) and _says(phrases.STALE, spoken[-1])


def blocked(texts: Iterable[str]) -> bool:
    """Whether comments say that something else must happen first."""
    return any(_says(phrases.BLOCKED, text) for text in texts)


def dead(texts: Iterable[str]) -> bool:
    """Whether comments say that it is done, a duplicate, or will never be done.

    Give comments only: a body may well ask to remove what is "no longer needed".
    """
    return any(_says(phrases.DEAD, text) for text in texts)


def undecided(texts: Iterable[str]) -> bool:
    """Whether comments doubt that it should be done, or ask for what is missing."""
    return any(_says(phrases.UNDECIDED, text) for text in texts)


_STANDINGS = {"stale": stale, "blocked": blocked, "dead": dead, "undecided": undecided}
SAID = tuple(_STANDINGS)


def said(comments: Iterable[str]) -> tuple[str, ...]:
    """Which of SAID the comments tell, in that order."""
    texts = list(comments)
    return tuple(name for name, tells in _STANDINGS.items() if tells(texts))


# -- what is named --------------------------------------------------------------------------------

_CODE = (
    "py pyx pyi cu cuh cpp cc cxx h hpp rs go js jsx ts tsx ipynb md mdx rst toml yaml yml sh jl r java scala"
)
_OTHER = "c json cfg txt html css proto cmake"
_ENDING = "|".join(f"{_CODE} {_OTHER}".split())
_BARE = re.compile(rf"\.(?:{'|'.join(_CODE.split())})$", re.I)
_BLOB = re.compile(
    r"https?://github\.com/([\w.-]+/[\w.-]+)/(?:blob|tree|edit)/[^/\s]+/([^\s#?)\]>\"'`]+\.\w+)"
)
_URL = re.compile(r"https?://\S+")
_PATH = re.compile(
    rf"(?<![\w/.@~-])((?:\.{{0,2}}/|~/|[A-Za-z]:[\\/])?(?:[\w.+-]+/)*[\w+-][\w.+-]*\.(?:{_ENDING}))(?![\w/(]|\.\w)",
    re.I,
)
_PACKAGES = re.compile(r"^.*(?:site|dist)-packages/")
_ELSEWHERE = re.compile(r"^(?:/|~|[A-Za-z]:|\.\.)")


def files(text: str, repo: str | None = None) -> tuple[str, ...]:
    """Paths that a text names, in order of first mention, at most MOST_FILES.

    Args:
        text: title and body.
        repo: ``owner/name``; links into other repositories are then left out.
    """
    read = _COMMENT.sub(" ", text[:_LONGEST])
    here = [match for match in _BLOB.finditer(read) if repo is None or match[1].lower() == repo.lower()]
    plain = _URL.sub(lambda match: " " * len(match[0]), read)
    named = [(match.start(2), match[2]) for match in here]
    named += [(match.start(), path) for match in _PATH.finditer(plain) if (path := _inside(match[1]))]
    return tuple(dict.fromkeys(path for _, path in sorted(named)))[:MOST_FILES]


def _inside(path: str) -> str | None:
    """A path within a repository; None if it lies elsewhere on somebody's disk or may be no path at all."""
    path = _PACKAGES.sub("", path)
    if _ELSEWHERE.match(path):
        return None
    path = path.removeprefix("./")
    return path if "/" in path or _BARE.search(path) else None


def references(text: str) -> tuple[int, ...]:
    """Numbers of issues and pull requests that a text refers to as ``#12``, in order."""
    plain = _SILENT.sub("\n", text[:_LONGEST])
    return tuple(dict.fromkeys(int(number) for number in re.findall(r"(?<![\w&/#])#(\d{1,7})\b", plain)))


# -- all together ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an issue stands, by its own words."""

    claimed: bool | None
    """None: comments were not read, and nothing else tells."""
    pull_request: bool | None
    """None: nobody speaks of one, which is no proof: most are linked without a word in the thread."""
    said: tuple[str, ...] | None
    """Of SAID; None: comments were not read."""
    files: tuple[str, ...]


def standing(
    title: str, body: str | None, comments: Iterable[str] | None, repo: str | None = None
) -> Standing:
    """Everything that the words of one issue tell.

    Args:
        title: its title.
        body: None if it was not read.
        comments: in order of time; None if they were not read.
        repo: ``owner/name``, to leave out links into other repositories.
    """
    begun = titled(title) == "claimed" or (body is not None and offered(body))
    is_pull = body is not None and is_pull_request(body)
    named = files(f"{title}\n{body or ''}", repo)
    if comments is None:
        return Standing(begun or None, is_pull or None, None, named)
    texts = list(comments)
    return Standing(claimed(texts, begun), (is_pull or linked(texts)) or None, said(texts), named)
