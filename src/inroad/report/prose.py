"""Texts of drills as HTML: Markdown without anything that leads out, and lines whose spaces count.

Drills may be somebody's own, so nothing in them is believed: HTML, links and pictures stay what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

from inroad.report.clean import UNSAFE, verbatim

MOST = 200_000
"""Characters of a text that are shown."""
_POWER = re.compile(r"(?<=[\w)\]|])\^(-?\w+|\([\w\s+*/-]+\))")
_HEADING = re.compile(r"\A\s*# [^\n]*\n")


def markdown(text: str) -> Markup:
    """Paragraphs, lists, emphasis and code of a Markdown text; its first heading is left to the page."""
    safe = UNSAFE.sub(_kept, text[:MOST])
    return Markup(_reader().render(_HEADING.sub("", safe)))  # noqa: S704 - made of escaped text


def lines(text: str) -> Markup:
    """Lines of code or of a drawing, as they are."""
    return escape("\n".join(verbatim(line) for line in text[:MOST].splitlines()))


def source(text: str) -> Markup:
    """A file to edit: every character of it, only escaped."""
    return escape(text.encode("utf-8", "replace").decode())


def formula(text: str) -> Markup:
    """A line of code in a sentence, powers raised: ``k^T`` with the T above."""
    return Markup(_POWER.sub(r"<sup>\1</sup>", str(escape(text))))  # noqa: S704


@cache
def _reader() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).disable(
        ["link", "image", "autolink", "html_inline", "html_block", "reference"]
    )
    made.add_render_rule("code_inline", _code)
    made.add_render_rule("code_block", _block)
    made.add_render_rule("fence", _block)
    made.add_render_rule("heading_open", _heading)
    made.add_render_rule("heading_close", _heading)
    return made


def _code(self: RendererHTML, tokens: Sequence[Token], index: int, *_: object) -> str:
    return f"<code>{formula(tokens[index].content)}</code>"


def _block(self: RendererHTML, tokens: Sequence[Token], index: int, *_: object) -> str:
    shown = formula(tokens[index].content.rstrip())
    return f'<pre tabindex="0" role="region" aria-label="formula">{shown}</pre>\n'


def _heading(self: RendererHTML, tokens: Sequence[Token], index: int, *_: object) -> str:
    """Headings of a text stand below those of the page."""
    return "<h3>" if tokens[index].nesting > 0 else "</h3>\n"


def _kept(match: re.Match[str]) -> str:
    return match[0] if match[0] in "\n\t" else "\ufffd"
