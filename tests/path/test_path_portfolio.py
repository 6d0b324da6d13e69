"""The portfolio: statements with proofs, nothing before it is said, and nothing private in any byte."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from html.parser import HTMLParser
from pathlib import Path

import openings_sample as sample
import pytest
from people import DAY, NOW, drill, link, state

from inroad.config import Config
from inroad.errors import InputError, NotFound, StoreError
from inroad.journal import about_me, demos, events, helped, hours, openings, portfolio, steps
from inroad.journal.hours import Work
from inroad.journal.records import Event
from inroad.journal.store import open_journal
from inroad.path import showing
from inroad.path.portfolio import sheet
from inroad.path.portfolio.items import Sources, chosen, items
from inroad.path.portfolio.scrub import scrubbed
from inroad.practice.schedule import reviewed
from inroad.types import AboutMe, PortfolioItem
from inroad.workshop.claim.bench import Bench

CHROMIUM = any(map(shutil.which, sheet.BROWSERS))
VOID = {"meta", "br", "path", "rect", "circle", "link", "input"}
CLAIM = """id = "tiny"
statement = "The new way is better than the old one."
[paper]
title = "A Paper"
[run]
variants = ["new", "old"]
seeds = 8
varies = ["noise"]
seconds = 20
python = "{python}"
[[part]]
name = "better"
metric = "score"
better = "higher"
kind = "better"
variant = "new"
baseline = "old"
interest = 0.1
[notes]
easy = "PRIVATE-NOTE all of it, as grace@example.org said."
contact = "PRIVATE-CONTACT answered from /home/grace/letters."
"""
RUN = """def run(seed, variant):
    if seed == 8 and variant == "old":
        raise ValueError("PRIVATE-ERROR in " + __file__)
    return {"score": (1.0 if variant == "new" else 0.0) + 0.001 * seed}
"""
PRIVATE = (
    "PRIVATE",
    "grace@example.org",
    "Grace Hopper",
    "/home/grace",
    "ada@example.org",
    "C:\\Users\\ada",
    "/root",
)


class Html(HTMLParser):
    """Tags and addresses of a page; unbalanced tags are an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.hrefs: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.hrefs += [value for name, value in attrs if name == "href"]
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Somebody with work to show, and with much that is nobody's business."""
    config = Config(tmp_path_factory.mktemp("home") / "ada")
    journal = open_journal(config)
    said = {"name": "Ada Łukasz 王伟", "aim": "PRIVATE-AIM", "domain": "grids at C:\\Users\\ada\\grids"}
    about_me.put(journal, said, NOW)
    made = helped.add(journal, "Grace Hopper", "a loader in /home/grace/data", "data", DAY, 30, NOW)
    helped.came_back(journal, made.helped_id, "PRIVATE-BACK", DAY, NOW)
    hours.add(journal, Work("intense", "cuda", "PRIVATE-HOURS"), DAY, 600, NOW)
    openings.take(journal, sample.opening("vera"), NOW, "PRIVATE-OPENING")
    steps.decide(journal, "placement", "PRIVATE-STEP", "done", NOW)
    steps.note(journal, "placement", "PRIVATE-STEP", "PRIVATE-STEP-NOTE", NOW)
    portfolio.add(journal, "https://example.org/grids", "Grids, ask ada@example.org", "writing", "", DAY, NOW)
    _master(config, "lora")
    folder = config.home / "claims" / "tiny"
    folder.mkdir(parents=True)
    (folder / "claim.toml").write_text(CLAIM.format(python=sys.executable), encoding="utf-8")
    (folder / "run.py").write_text(RUN, encoding="utf-8")
    bench = Bench(config, lambda: NOW)
    bench.run(str(folder), jobs=1, retry=False, tell=lambda *_: None)
    bench.report(str(folder))
    return config


def _master(config: Config, name: str) -> None:
    memory, at = None, NOW - dt.timedelta(days=200)
    with open_journal(config).writing(NOW) as connection:
        for wait in (0, 20, 60, 100):
            at += dt.timedelta(days=wait)
            review = reviewed(memory, "easy", at)
            memory = review.memory
            folder = {"folder": str(config.home / "practice" / name)}
            events.add(connection, Event(at, "practice", "started", name, folder))
            data = {"due": (NOW + dt.timedelta(days=90)).isoformat(), "memory": memory, "grade": "easy"}
            events.add(connection, Event(at, "practice", "passed", name, data))


@pytest.fixture(scope="module")
def written(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which everything of that home is shown that can be."""
    every = [each.item for each in showing.report(config, NOW).items if each.item != "about:aim"]
    showing.mark(config, [*every, "hours:all"], "shown", NOW)
    folder = tmp_path_factory.mktemp("site")
    showing.write(config, NOW, folder, None)
    return folder


def texts(folder: Path) -> dict[str, str]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8") for path in found}


# -- statements -------------------------------------------------------------------------------------


def test_nothing_is_shown_before_it_is_said(tmp_path):
    made = items(Sources(AboutMe(name="Ada"), links=(link("writing"),)), {})
    assert made
    assert {each.state for each in made} == {"undecided"}
    assert chosen(made) == ()


def test_every_statement_but_ones_own_word_has_a_proof(config):
    found = showing.report(config, NOW).items
    assert {each.kind for each in found} >= {"about", "claim", "drills", "link", "helped"}
    assert all(bool(each.proof) == (each.kind != "about") for each in found)


def test_hours_are_offered_only_to_who_asks_by_name(tmp_path):
    home = Config(tmp_path / "home")
    hours.add(open_journal(home), Work("intense"), DAY, 60, NOW)
    assert showing.report(home, NOW).items == ()
    assert showing.mark(home, ["hours:all"], "shown", NOW).items[0].kind == "hours"


def test_drills_that_are_only_passed_are_no_statement():
    once = state(drill("lora", "adapting"), "learnt", 1)
    assert items(Sources(AboutMe(), drills=(once,)), {}) == ()


def test_whom_one_helped_is_nobodys_business(config):
    mine = [each for each in showing.report(config, NOW).items if each.kind == "helped"]
    assert mine[0].statement == "Helped with a loader in (place on my disk)"


def test_a_demo_counts_by_its_last_test():
    def demo_event(what: str, **data: str) -> Event:
        return Event(NOW, "demos", what, "vera", {"title": "VeRA in a page", **data})

    good, bad = demo_event("passed", url="https://example.org/demo"), demo_event("failed")
    assert [each.kind for each in items(Sources(AboutMe(), events=(bad, good)), {})] == ["demo"]
    assert items(Sources(AboutMe(), events=(good, bad)), {}) == ()
    assert items(Sources(AboutMe(), events=(demo_event("passed"),)), {}) == ()


def test_a_demo_that_ran_for_real_can_be_shown_where_it_runs(tmp_path):
    home = Config(tmp_path / "home")
    journal = open_journal(home)
    demos.tested(journal, "vera", "VeRA in a page", True, None, NOW)
    assert showing.report(home, NOW).items == ()
    demos.tested(journal, "vera", "VeRA in a page", True, "https://example.org/demo", NOW)
    (shown,) = showing.report(home, NOW).items
    assert (shown.kind, shown.statement, shown.proof) == (
        "demo",
        "VeRA in a page",
        "https://example.org/demo",
    )
    demos.tested(journal, "vera", "VeRA in a page", False, None, NOW)
    assert showing.report(home, NOW).items == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("see /home/ada/x.py, line 3", "see (place on my disk), line 3"),
        ("at ~/work/notes and C:\\Users\\ada\\x", "at (place on my disk) and (place on my disk)"),
        ("file:///tmp/a b", "(place on my disk) b"),
        ("mail ada.l+x@mail.example.org!", "mail (address)!"),
        ("https://example.org/home/ada is mine", "https://example.org/home/ada is mine"),
        ("and/or, 1/2, a / b, w^T/n", "and/or, 1/2, a / b, w^T/n"),
        ("\\\\server\\share\\x", "(place on my disk)"),
    ],
)
def test_places_and_addresses_are_taken_out_and_the_web_stays(before, after):
    assert scrubbed(before) == after


# -- marking and adding -----------------------------------------------------------------------------


def test_marking_needs_a_statement_that_there_is(config):
    with pytest.raises(NotFound, match="there is no statement"):
        showing.mark(config, ["claim:nonsuch"], "shown", NOW)
    with pytest.raises(InputError, match="statements begin with"):
        showing.mark(config, ["about:"], "shown", NOW)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://x.org",
        "javascript:alert(1)",
        "https://ada:pw@x.org",
        "http://localhost/x",
        "x",
        "https://[",
        "https://x.org/a b",
    ],
)
def test_only_what_others_can_open_is_kept(config, url):
    with pytest.raises(InputError):
        showing.add(config, url, "Title", "writing", "", DAY, NOW)


def test_a_link_that_was_taken_out_is_gone(tmp_path):
    home = Config(tmp_path / "home")
    made = showing.add(home, "https://example.org/1", "A text", "writing", "", DAY, NOW).items[0]
    assert showing.remove(home, made.item, NOW).items == ()


# -- the folder -------------------------------------------------------------------------------------


def test_pages_are_whole_without_script_and_every_proof_is_there(written):
    made = texts(written)
    assert {"index.html", "proofs/claim-tiny.html", "proofs/journal.html", "portfolio.json"} == set(made)
    for name, text in made.items():
        if not name.endswith(".html"):
            continue
        page = Html(text)
        assert text.startswith("<!doctype html>")
        assert page.tags.count("h1") == 1
        assert not {"script", "iframe", "img", "link", "form"} & set(page.tags)
        assert "light-dark(" in text
        assert len(set(page.ids)) == len(page.ids)
        for href in page.hrefs:
            target, _, anchor = href.partition("#")
            if not href.startswith(("https://", "http://")):
                goal = ((written / name).parent / target).resolve().relative_to(written.resolve()).as_posix()
                assert goal in made
                assert not anchor or f'id="{anchor}"' in made[goal]


def test_nothing_private_stands_in_any_byte(config, written):
    made = texts(written)
    assert "Ada Łukasz 王伟" in made["index.html"]
    assert "Reproduced" in made["proofs/claim-tiny.html"]
    for name, text in made.items():
        for secret in (*PRIVATE, str(config.home), str(Path.home()), sys.executable, config.home.name + "/"):
            assert secret not in text, (name, secret)
        assert not re.search(r"[\w.]+@[\w-]+\.\w", text), name


def test_what_is_hidden_later_leaves_the_folder(config, written, tmp_path):
    folder = tmp_path / "site"
    shutil.copytree(written, folder)
    (folder / "mine.txt").write_text("not ours")
    showing.mark(config, ["claim:tiny"], "hidden", NOW)
    try:
        showing.write(config, NOW, folder, None)
        assert not (folder / "proofs" / "claim-tiny.html").exists()
        assert "The new way" not in (folder / "index.html").read_text(encoding="utf-8")
        assert (folder / "mine.txt").read_text() == "not ours"
    finally:
        showing.mark(config, ["claim:tiny"], "shown", NOW)


def test_a_page_of_somebody_else_is_never_replaced(config, tmp_path):
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(InputError, match="no portfolio of Inroad"):
        showing.write(config, NOW, tmp_path, None)
    assert (tmp_path / "index.html").read_text() == "mine"


def test_a_list_of_files_that_was_tampered_with_deletes_nothing_else(config, written, tmp_path):
    folder = tmp_path / "site"
    shutil.copytree(written, folder)
    (tmp_path / "precious").write_text("stay")
    (folder / "portfolio.json").write_text(json.dumps({"files": ["../precious", "/etc/x", "index.html"]}))
    showing.write(config, NOW, folder, None)
    assert (tmp_path / "precious").read_text() == "stay"


def test_what_would_leak_after_all_is_not_written(tmp_path):
    home = Config(tmp_path / "home")
    about_me.put(
        open_journal(home), {"name": f"x{home.home}x"}, NOW
    )  # glued to a word, so that scrubbing misses it
    showing.mark(home, ["about:name"], "shown", NOW)
    with pytest.raises(StoreError, match="private"):
        showing.write(home, NOW, tmp_path / "site", None)
    assert not (tmp_path / "site").exists()


def test_the_same_is_written_twice(config, written, tmp_path):
    showing.write(config, NOW, tmp_path / "again", None)
    assert texts(tmp_path / "again") == texts(written)


def test_the_archive_holds_the_folder_and_is_the_same_bytes_tomorrow(config, written):
    made = showing.zipped(config, NOW)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert {each: archive.read(each).decode("utf-8") for each in archive.namelist()} == texts(written)
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert showing.zipped(config, NOW + dt.timedelta(hours=1)) == made


def test_what_would_leak_after_all_is_not_packed(tmp_path):
    home = Config(tmp_path / "home")
    about_me.put(open_journal(home), {"name": f"x{home.home}x"}, NOW)
    showing.mark(home, ["about:name"], "shown", NOW)
    with pytest.raises(StoreError, match="private"):
        showing.zipped(home, NOW)
    with pytest.raises(StoreError, match="private"):
        showing.printed(home, NOW)


# -- the sheet --------------------------------------------------------------------------------------


def _many(count: int) -> tuple[PortfolioItem, ...]:
    return tuple(
        PortfolioItem(f"link:{n:03}", "link", f"Statement number {n} " + "word " * 12, "Writing", DAY,
                      f"https://example.org/{n}", "example.org", 3.0 + 0.01 * n, "shown")
        for n in range(count)
    )  # fmt: skip


def test_one_page_is_cut_by_weight_and_says_what_was_left_out():
    def paper(page: str) -> bytes:
        return b"/Type /Page\n" * (1 + page.count("<li>") // 11) + b"/Type /Pages" + page.encode()

    pdf, left = sheet.fitted(_many(40), DAY, "https://ada.example.org", paper)
    assert sheet.pages(pdf) == 1
    assert [each.item for each in left] == [f"link:{n:03}" for n in range(29, -1, -1)]
    assert b"30 more statements on the page" in pdf
    assert sheet.fitted(_many(3), DAY, "", paper)[1] == ()


def test_words_of_oneself_that_fill_a_page_are_refused():
    with pytest.raises(StoreError, match="more than a page"):
        sheet.fitted(_many(1), DAY, "", lambda page: b"/Type /Page /Type /Page")


def test_without_a_browser_the_way_out_is_told(config, tmp_path, monkeypatch):
    monkeypatch.setenv("INROAD_BROWSER", "nonsuch-browser")
    with pytest.raises(InputError, match="print it from any browser"):
        showing.write(config, NOW, None, tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()
    with pytest.raises(InputError, match="print it from any browser"):
        showing.printed(config, NOW)


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")
def test_a_real_browser_prints_one_page_with_text_and_nothing_private(config, written, tmp_path):
    made = showing.write(config, NOW, None, tmp_path / "ada.pdf", "https://ada.example.org/work")
    pdf = (tmp_path / "ada.pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    assert sheet.pages(pdf) == 1
    assert made.left_out == ()
    plain = pdf + b"".join(map(_inflated, re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)))
    for secret in (*PRIVATE, str(config.home), "file:", "/tmp/"):
        assert secret.encode() not in plain, secret
    assert b"https://ada.example.org/work/proofs/claim-tiny.html" in plain
    if shutil.which("pdftotext"):
        command = ["pdftotext", "-layout", str(tmp_path / "ada.pdf"), "-"]
        text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        assert text.count("\f") == 1
        assert "The new way is better" in text
        assert "Built from memory" in text
        assert "Łukasz" in text
        assert not any(secret in text for secret in PRIVATE)


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")
def test_a_real_page_that_is_too_full_is_cut():
    print_ = sheet.print_with(sheet.browser())
    pdf, left = sheet.fitted(_many(60), DAY, "", print_)
    assert sheet.pages(pdf) == 1
    assert 10 < len(left) < 60


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompress(data.strip(b"\r\n"))
    except zlib.error:
        return b""
