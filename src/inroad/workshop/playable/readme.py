"""A README as lines: headings, code, commands, tables, links, each with its line.

Markdown, reStructuredText and plain text are read alike, because authors mix them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 500_000
"""Characters that are read; the rest says nothing new."""

_FENCE = re.compile(r"\s{0,8}(?:>\s*)?(```+|~~~+)")
_HEADING = re.compile(r"\s{0,3}(?:#{1,6}\s*(?P<marked>\S.*)|<h[1-6][^>]*>(?P<tagged>.*))", re.I)
_UNDERLINE = re.compile(r"(=|-|~|\^|\*|#){3,}\s*\Z")
_LINK = re.compile(r"https?://[^\s<>\"'\])}`|]+")
_TARGET = re.compile(r"\]\(([^()\s]{1,500})")
_REFERENCE = re.compile(r"\]\s?\[([^\[\]\n]{1,80})\]")
_DEFINED = re.compile(r"\s{0,3}\[([^\[\]\n]{1,80})\]:\s*<?(\S{1,500}?)>?(?:\s|\Z)")
_LEAD = r"(?:[A-Z_]+=\S+\s+){0,4}(?:sudo\s+|nohup\s+|time\s+|srun\s+(?:-\S+\s+)*)?"
_RUN = re.compile(
    rf"\W{{0,3}}{_LEAD}(?:python[\d.]*|ipython|bash|sh|source|\./[\w./-]+|torchrun|accelerate|deepspeed|mpirun|mpiexec"
    r"|horovodrun|make|jupyter(?:[ -]\w+)?|streamlit|julia|Rscript|matlab|docker|nvidia-docker|snakemake"
    r"|dvc|cargo|go"
    r"|fairseq-[a-z]+|uv\s+run|vllm|[\w./-]+\.(?:py|sh))\s+\S|\W{0,3}\./[\w./-]+\.sh\s*\Z",
)
_INSTALL = re.compile(
    rf"\W{{0,3}}{_LEAD}(?:(?:python[\d.]*\s+-m\s+)?pip[\d.]*\s+install|!pip|conda\s+(?:install|env|create)|mamba\s|poetry\s"
    r"|uv\s+(?!run\b)|apt(?:-get)?\s+install|brew\s+install|python[\d.]*\s+setup\.py\s+(?:install|develop|build)|easy_install"
    r"|git\s+clone|docker\s+(?:build|pull)|virtualenv\s|source\s+activate|conda\s+activate)",
)
_FETCH = re.compile(rf"\W{{0,3}}{_LEAD}(?:wget|curl|gdown|aria2c|gsutil|aws\s+s3|huggingface-cli|hf)\s")
_ROW = re.compile(r"\s*\|.*\||[^|]+\|[^|]+\|[^|]+")
_RULE = re.compile(r"\s*\|?\s*(?::?-{2,}:?|:-:?|-:)\s*(?:\|\s*:?-+:?\s*)*\|?\s*\Z")
_GRID = re.compile(r"\s*\+[-=+]{5,}\+\s*\Z|\s*={3,}(?:\s+={3,})+\s*\Z")
FIGURE = re.compile(r"(?<![\w.])\d{1,6}(?:\.\d+)?\s*%?(?![\w.])")


@dataclass(frozen=True, slots=True)
class Line:
    """A line and where it stands."""

    number: int
    text: str
    heading: str
    """The last heading above it; of a heading itself, its own."""
    code: bool
    """Within a code block."""
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table."""

    number: int
    heading: str
    header: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Readme:
    """A README that was read."""

    path: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(line.text for line in self.lines)


def read(path: str, text: str) -> Readme:
    """The lines of a README."""
    return Readme(path, tuple(_lines(text[:LONGEST])))


def _lines(text: str) -> Iterator[Line]:
    heading, fence = "", ""
    rows = [row[:4000] for row in text.split("\n")]
    before = ""
    for number, row in enumerate(rows, 1):
        found = _FENCE.match(row)
        if found and (not fence or found[1].startswith(fence[:3])):
            fence = "" if fence else found[1]
            yield Line(number, row, heading, True)
            before = row
            continue
        own = "" if fence else _heading(row, rows[number] if number < len(rows) else "")
        heading = own or heading
        code = bool(fence) or (not own and _indented(row, before))
        yield Line(number, row, heading, code, bool(own))
        before = row if row.strip() or not code else before


def _heading(row: str, below: str) -> str:
    found = _HEADING.match(row)
    if found:
        return re.sub(r"<[^<>]*>|[#*`]", "", found["marked"] or found["tagged"]).strip()[:200] or "-"
    if _bold(row):
        return row.strip().strip("*:_ ")[:200]
    if (
        row.strip()
        and _UNDERLINE.match(below)
        and len(below.strip()) >= 0.6 * len(row.strip())
        and "|" not in row
    ):
        return row.strip()[:200]
    return ""


def _bold(row: str) -> bool:
    return bool(re.match(r"\s{0,3}(\*\*|__)[^*_]{2,60}\1:?\s*\Z", row))


def _indented(row: str, before: str) -> bool:
    return bool(re.match(r"(?: {4}|\t)\s*\S", row)) and (
        not before.strip() or bool(re.match(r"(?: {4}|\t)", before)) or before.rstrip().endswith(":")
    )


# -- what stands in it --------------------------------------------------------------------------------


def commands(readme: Readme) -> Iterator[tuple[Line, str]]:
    """Lines to be typed, and for what: ``run``, ``install`` or ``fetch``."""
    for line in readme.lines:
        for piece in _typed(line):
            kind = _kind(piece)
            if kind:
                yield line, kind
                break


def _typed(line: Line) -> list[str]:
    if line.code:
        return [line.text.strip()]
    quoted = re.findall(r"`([^`\n]{3,400})`|<code>([^<\n]{3,400})", line.text)
    shown = [first or second for first, second in quoted]
    bare = re.match(r"\s*(?:[-*>]\s*|\d+[.)]\s*)?(?:\$|!|%)?\s*(.*)", line.text)
    return [*shown, bare[1]] if bare else shown


def _kind(piece: str) -> str:
    bare = re.sub(r"^\s*(?:[$>%#!]\s*|\(\w+\)\s*\$\s*|\w+@\w+:\S*\$\s*)", "", piece)
    if _INSTALL.match(bare):
        return "install"
    if _FETCH.match(bare):
        return "fetch"
    return "run" if _RUN.match(bare) and not _prose(bare) else ""


def _prose(text: str) -> bool:
    """Whether it is a sentence that only begins like a command ("Python 3.6 is needed", "make sure")."""
    return bool(
        re.match(
            r"(?:make\s+(?:sure|it|the|a)\b|go\s+(?:to|into)\b|source\s+(?:code|of)\b|python\s*[>=(]|python\s+\d)",
            text,
            re.I,
        )
    )


def links(readme: Readme) -> Iterator[tuple[Line, str]]:
    """Addresses, and targets of links in the tree; those by reference where they are referred to, too."""
    defined = {hit[1].lower(): hit[2] for line in readme.lines if (hit := _DEFINED.match(line.text))}
    for line in readme.lines:
        named = [defined[key.lower()] for key in _REFERENCE.findall(line.text) if key.lower() in defined]
        found = dict.fromkeys([*_LINK.findall(line.text), *_TARGET.findall(line.text), *named])
        for each in found:
            yield line, each.rstrip(".,;:")


def tables(readme: Readme) -> Iterator[Table]:
    """Tables in Markdown, reStructuredText or HTML."""
    lines = readme.lines
    at = 0
    while at < len(lines):
        line = lines[at]
        if _RULE.match(line.text) and "-" in line.text and at and "|" in lines[at - 1].text + line.text:
            end = _end(lines, at + 1, _ROW)
            yield _table(lines, at - 1, at + 1, end)
            at = end
        elif _GRID.match(line.text):
            end = _blank(lines, at + 1)
            yield _table(lines, at, at + 1, end)
            at = end
        elif "<table" in line.text.lower():
            end = (
                next((n for n in range(at, len(lines)) if "</table" in lines[n].text.lower()), len(lines) - 1)
                + 1
            )
            yield _table(lines, at, at, end)
            at = end
        at += 1


def _end(lines: tuple[Line, ...], at: int, row: re.Pattern[str]) -> int:
    while at < len(lines) and row.match(lines[at].text):
        at += 1
    return at


def _blank(lines: tuple[Line, ...], at: int) -> int:
    while at < len(lines) and lines[at].text.strip():
        at += 1
    return at


def _table(lines: tuple[Line, ...], head: int, first: int, end: int) -> Table:
    rows = tuple(line.text for line in lines[first:end])
    return Table(lines[head].number, lines[head].heading, lines[head].text, rows)
