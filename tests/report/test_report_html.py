import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
import sample

from inroad.report import html
from inroad.report.clean import UNSAFE

VOID = {"meta", "br", "path", "rect", "circle"}


class Page(HTMLParser):
    """Tags, attributes and text of a page; unbalanced tags are an error."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data


@pytest.mark.parametrize(
    "report", [sample.FULL, sample.EMPTY, sample.hostile()], ids=["full", "empty", "hostile"]
)
def test_page_is_whole_and_loads_nothing(report):
    page = Page(html.field(report))
    assert set(page.tags).isdisjoint(
        {"script", "link", "img", "iframe", "object", "base", "form", "image", "use"}
    )
    names = {name for name, _ in page.attributes}
    assert not {name for name in names if name.startswith("on") or name in {"style", "src", "srcset"}}
    targets = [value for name, value in page.attributes if name == "href"]
    allowed = ("#", "https://arxiv.org/abs/", "https://aclanthology.org/", "https://doi.org/")
    assert all(target.startswith(allowed) for target in targets)
    assert not UNSAFE.search(page.text.replace("\n", ""))


def test_policy_names_the_only_style():
    text = html.field(sample.FULL)
    style = re.search("<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = re.search('Policy" content="(.*?)"', text)[1]
    assert policy.replace("&#39;", "'") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style
    assert "@import" not in style


def test_links_inside_the_page_have_a_target():
    page = Page(html.field(sample.FULL))
    places = {value for name, value in page.attributes if name == "id"}
    assert {value[1:] for name, value in page.attributes if name == "href" and value[0] == "#"} <= places


def test_titles_link_to_arxiv():
    text = html.field(sample.FULL)
    assert '<a href="https://arxiv.org/abs/2106.09685" rel="noreferrer">LoRA: Low-Rank Adaptation' in text


def test_text_and_page_say_the_same():
    page = " ".join(Page(html.field(sample.FULL)).text.split())
    for part in (
        "is a growing field: 5,321 of 244,524 papers",
        "introducing paper not in this corpus",
        "inferred from the name only",
        "412 of 1,130",
        "First step",
        "201 speech papers of the field",
    ):
        assert part in page


def test_top_limits_and_counts():
    page = " ".join(Page(html.field(sample.FULL, 2)).text.split())
    assert "… and 4 more" in page
    assert "forgetting" not in page


def test_nothing_reads_none():
    for report in (sample.FULL, sample.EMPTY):
        assert not re.search(r"\bNone\b|\bnan\b", Page(html.field(report)).text)


def test_hostile_text_is_shown_as_text():
    text = html.field(sample.hostile())
    assert "<script" not in text
    assert "{{7*7}}" in Page(text).text
    assert "[bold]x[/]" in Page(text).text


def test_a_huge_title_is_cut():
    assert len(html.field(sample.hostile(sample.NASTY + "A" * 10_000_000))) < 600_000
