"""Running text: abstracts and LaTeX, names, ids, figures, posts, letters; and what makes text harmless."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
import unicodedata

from fuzz.inputs import lines_of
from fuzz.table import parser
from inroad.atlas import names
from inroad.atlas import text as words
from inroad.corpus import clean as corpus_clean
from inroad.corpus.id_text import called, split_arxiv
from inroad.errors import InputError
from inroad.openings import effort
from inroad.path import plain_text
from inroad.path.outreach import lint as letters
from inroad.path.outreach import mail
from inroad.path.portfolio import scrub
from inroad.path.roles import read as roles
from inroad.path.venues import times
from inroad.report import clean, marked, prose
from inroad.sources.authors import split_authors
from inroad.web import entered, forms, render
from inroad.workshop.claim import figures

TODAY = dt.date(2026, 3, 31)
_ABSTRACT = (
    "We propose LoRA (Low-Rank Adaptation), i.e. $W + \\Delta W$ with $r \\ll d$ on GPT-3 175B. It trains 10,000x fewer "
    "parameters, 3.5\\% better than \\emph{Adapters} et al. (2019). Code: https://github.com/ada/engine. We call it $\\mathrm{X}^2$-Net."
)
_LATEX = "$ \\( \\) $$ \\emph{ } \\'{e} \\\" ^ _ { } et al. i.e. (LoRA) -based 10,000x 175B % \\u00df \u00b2"


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


@parser(
    "text of papers, with LaTeX, accents and rubbish",
    [_ABSTRACT, "Erd\\H{o}s \\'etude &amp; &lt;b&gt; \u00c3\u00a9"],
    _LATEX + " &amp; &#x41; \\H{o} \u00c3\u00a9",
)
def cleaning(data: bytes) -> None:
    """Nothing hidden is left, spaces stand alone, letters are composed.

    Cleaning again may change more: what an entity stood for can look like markup (``&lt;b&gt;x&lt;/b&gt;``).
    """
    once = corpus_clean.one(_text(data))
    if once is None:
        return
    assert once == once.strip() != ""
    assert not re.search(corpus_clean._HIDDEN, once), once
    assert "  " not in once
    assert once == unicodedata.normalize("NFC", once), once


@parser("a sentence with names and formulas", [_ABSTRACT], _LATEX)
def naming(data: bytes) -> None:
    """Names and sentences lie inside the text; formulas keep their length."""
    text = _text(data)
    assert len(names.blank_latex(text)) == len(text)
    starts = words.sentences(text)
    assert all(0 <= start <= end <= len(text) for start, end in starts)
    for each in names.surfaces(text, titled=bool(len(text) % 2)):
        assert 0 <= each.start < each.end <= len(text)
    folded = words.fold(text)
    words.name_key(text)
    assert words.fold(folded) == folded, folded


@parser(
    "an id, a day or a number",
    ["arXiv:2402.00001v2", "https://arxiv.org/abs/cond-mat.str-el/0104214v2", "10.1000/x"],
    "arXiv: v2 2402.00001 https://arxiv.org/pdf/ .pdf doi: 10.48550/",
)
def paper_id(data: bytes) -> None:
    """An id is read as itself."""
    text = _text(data)
    found = split_arxiv(text)
    if found:
        assert split_arxiv(found[0]) == (found[0], None)
        assert split_arxiv(called(found[0])) == (found[0], None)
    for read in (lambda: entered.day(text, TODAY), lambda: entered.number(text, "x")):
        try:
            read()
        except InputError as error:
            assert str(error)
    split_authors(text)


@parser(
    "figures in running text",
    [_ABSTRACT, "8x A100 for 3 days, 1.3B tokens, 175 billion parameters"],
    "A100 GPU hours days 175B billion 10^6 1e9 x % , . TPUv4 1_000",
)
def costs(data: bytes) -> None:
    """An effort and its reasons; a figure is a number."""
    text = _text(data)
    effort.estimate(text[:200], text)
    found = effort.billions(text)
    assert found is None or found[0] >= 0
    figures.stated(text)


_POST = "<h2>Research Engineer</h2><p>You will write papers &amp; ship code.</p><ul><li>PyTorch</li></ul>**Requirements** - 3 years"


@parser(
    "a post",
    [_POST, "About us\n\nWe build things.\n\n## You\n* Python"],
    "<p> </p> <h2> <script> <!-- --> &amp; &#65; ** - ## \u2022 PyTorch PhD",
)
def post(data: bytes) -> None:
    """Markup is overwritten in place; nothing but InputError."""
    try:
        text = plain_text.decoded(data, "f")
        found = plain_text.plain(text)
        plain_text.headings(text)
        if len(data) % 8 == 0:  # a whole reading takes milliseconds
            roles.read([("f", text)])
    except InputError:
        return
    assert len(found) == len(text), (len(found), len(text))


_LETTER = "Subject: Question on LoRA\nTo: ada@example.org\n\nDear Ada,\n\nI read your paper and ran it. See https://x.example.\n\nBest,\nBo\n"


@parser(
    "a letter",
    [_LETTER],
    "Subject: To: Dear Best, \n\n I am proficient in Python, CV Re: https:// urgent",
    slow=True,
)
def letter(data: bytes) -> None:
    """Hints, or an InputError."""
    try:
        letters.lint(_text(data), "x" if len(data) % 2 else None)
    except InputError:
        return


@parser(
    "names, addresses and subjects of mail",
    ["Ada\nada@example.org\nHello\nBody\n"],
    '@ \r\n Bcc: \r\nBcc:x@y.z < > " , ; =?utf-8?q?a?= \\',
)
def mail_headers(data: bytes) -> None:
    """Nothing begins a header of its own: a message has those that we set, each once."""
    name, address, subject, body = (_text(data).split("\n", 3) + [""] * 4)[:4]
    try:
        made = mail.eml(name, address, subject, body)
    except InputError:
        return
    head = made.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    own = [line.split(b":")[0].lower() for line in head.split(b"\n") if line[:1] not in b" \t"]
    assert set(own) <= {
        b"subject",
        b"to",
        b"x-unsent",
        b"content-type",
        b"content-transfer-encoding",
        b"mime-version",
    }, own
    assert len(own) == len(set(own)), own
    email.message_from_bytes(made, policy=email.policy.default)
    try:
        link = mail.mailto(address, subject, body)
    except InputError:
        return
    assert re.fullmatch(r"mailto:[!-~]*", link), link


@parser(
    "a deadline's date and zone",
    ["2026-05-01 23:59:59|UTC-12", "2026-02-30|AoE", "TBD|Europe/Berlin"],
    "2026- 24:00 23:59:59 UTC+ UTC- AoE PT /Berlin | 0001-01-01 9999-12-31",
)
def moments(data: bytes) -> None:
    """A moment in UTC or a reason."""
    date, _, name = _text(data).partition("|")
    at, note = times.moment(date, name)
    assert (at is not None and at.tzinfo is dt.UTC) or note


_ODD = "\x1b[31mred\x1b[0m\u202e<script>alert(1)</script>{{7*7}}[a](javascript:alert(1))"


@parser(
    "any text on its way to a terminal, a page or a table",
    [_ODD, "# h\n\n- a\n\n```\n<b>\n```\n`k^T`", _ABSTRACT],
    "<script> \x1b[ \u202e ``` ` ** [a](b) ![x](y) <a href= &lt; \" ' = + @ - \t \r javascript: http://",
)
def harmless(data: bytes) -> None:
    """No control characters, no tag that is not ours, no formula in a table, no line break in a cookie."""
    text = _text(data)
    for made in (clean.clean(text, 80), clean.verbatim(text.replace("\n", " "), 80), render.line(text)):
        assert not clean.UNSAFE.search(made), made
        assert len(made) <= 300
    assert "<" not in re.sub(
        r"</?(?:p|ul|ol|li|em|strong|code|pre|h3|sup|hr|br|blockquote)(?: (?:start|tabindex|role|aria-label)=\"[\w ]*\")*(?: /)?>",
        "",
        str(prose.markdown(text)),
    )
    assert "<" not in str(prose.lines(text)) + str(prose.source(text))
    assert "<" not in re.sub(r"</?sup>", "", str(prose.formula(text)))
    half = len(text) // 2
    made = marked.marked(text, [(0, half, 'a"><b>', 'b"><i>')])
    assert "<" not in re.sub(r"<mark class=\"[^\"<>]*\" title=\"[^\"<>]*\">|</mark>", "", str(made)), made
    cell = forms._cell(text)
    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r")


_PRIVATE = "See /home/ada/x.py, C:\\Users\\ada\\y, ~/z and file:///home/ada; mail ada@example.org. https://x.example/home/a"


@parser(
    "notes on their way into a portfolio",
    [_PRIVATE],
    "/home/ ~/ C:\\Users\\ @example.org file:// https:// .. \\\\server\\",
)
def scrubbing(data: bytes) -> None:
    """No address of mail is left, and scrubbing again changes nothing."""
    once = scrub.scrubbed(_text(data))
    assert not scrub.leaks(once, ()), once
    assert "file://" not in once.lower()


assert lines_of
