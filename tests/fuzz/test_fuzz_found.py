"""What fuzzing found, each as the smallest input that did it."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from inroad.atlas import mapped
from inroad.atlas.text import fold
from inroad.config import Config
from inroad.corpus import digests, store
from inroad.errors import Damaged, InputError, SourceError
from inroad.journal import lines, take_in
from inroad.openings import effort, profile
from inroad.path import plain_text
from inroad.path.outreach import mail
from inroad.path.portfolio import scrub
from inroad.practice import content, guard, sandbox
from inroad.query import parse
from inroad.search import stored
from inroad.sources import (
    bibtex,
    bodies,
    feedxml,
    headers,
    openalex_works,
    seen_files,
    seen_tables,
    zotero_json,
)
from inroad.sources.authors import split_authors
from inroad.sync import ledger
from inroad.workshop.claim import figures, manifest
from inroad.workshop.demo import questions
from inroad.workshop.source.archive import unpack


@pytest.mark.parametrize("text", ["a NOT ?(b)", "-(?(b))", "a -(.(2) OR b)"])
def test_an_excluded_word_without_a_letter_before_its_bracket_is_written_as_it_is_read(text: str) -> None:
    query = parse(text)
    assert parse(query.text) == query


def test_a_bibtex_file_without_entries() -> None:
    assert bibtex.parse(b"nothing here", "f").entries == ()


def test_an_item_of_zotero_whose_type_is_no_word() -> None:
    found = zotero_json.parse(b'[{"itemType": {"a": 1}, "title": "LoRA"}]', "f")
    assert [each.title for each in found.entries] == ["LoRA"]


def test_an_item_of_zotero_nested_deeper_than_can_be_shown() -> None:
    assert zotero_json.parse(b"[" * 990 + b"]" * 990, "f").rejects


@pytest.mark.parametrize("location", ["http://[x", "//[", "https://" + "a" * 70 + "..example/"])
def test_a_redirect_to_what_is_no_address(location: str) -> None:
    target = bodies.led("https://api.example.org/", location)
    if "[" in location:
        with pytest.raises(SourceError, match="no web address"):
            bodies.refuse_redirect("https://api.example.org/", target)
    else:
        bodies.refuse_redirect("https://api.example.org/", target)


@pytest.mark.parametrize(
    "text", ["inputs = 3", "[inputs.x]\nlow = 'a'", "[inputs.x]\nchoices = 3", "[inputs.x]\nhigh = true"]
)
def test_answers_about_a_demo_of_the_wrong_type(text: str) -> None:
    with pytest.raises(InputError):
        questions.answers(text)


@pytest.mark.parametrize("text", ["x = " + "[" * 5000, "a" + ".a" * 900 + " = 1", "x = " + "{a=" * 5000])
def test_a_claim_nested_too_deep(text: str) -> None:
    with pytest.raises(InputError, match="too deep"):
        manifest.parse(text)


def test_a_profile_nested_too_deep() -> None:
    with pytest.raises(InputError, match="is not TOML"):
        profile.from_toml("weeks = " + "[" * 5000, "f")


def test_a_drill_nested_too_deep(tmp_path) -> None:
    (tmp_path / "drill.toml").write_text("x = " + "[" * 5000)
    with pytest.raises(InputError, match="too deep"):
        content.load(tmp_path)


@pytest.mark.parametrize(
    "answer",
    [
        "import numpy as np\nnp = np.linalg",
        "import numpy as np\nnp, q = np.a, np.b\nq, np = np.a, q.c",
        "import a\n" + "a = (a.b or a.c).d or (a.b or a.c).e\n" * 30,
    ],
)
def test_an_answer_whose_names_come_from_themselves_is_refused(answer: str) -> None:
    # It was read without end.
    (refusal,) = guard.refusals(answer)
    assert refusal.what == "names that come from themselves"


def test_names_of_names_are_still_followed() -> None:
    chain = "".join(f"a{each} = a{each + 1}\n" for each in range(20))
    found = guard.refusals(f"{chain}import os as a20\na0.system('x')")
    assert any("os" in each.what for each in found)
    assert not any("themselves" in each.what for each in found)


def test_a_file_without_a_name_in_an_archive() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("x", "inside")
        archive.writestr("y/a.py", "inside")
    spoilt = bytearray(made.getvalue())
    for name in (spoilt.index(b"xinside"), spoilt.index(b"PK\x01\x02") + 46):
        spoilt[name] = 0  # where a name ends
    assert [each.path for each in unpack(io.BytesIO(spoilt), "x.zip").files] == ["a.py"]


def test_a_name_whose_accent_stands_apart_is_folded_once() -> None:
    assert fold("o}\u00b4") == fold(fold("o}\u00b4")) == "\u00f3"


@pytest.mark.parametrize("address", ["a@\u00e1.de", "ada@m\u00fcller.example"])
def test_an_address_of_other_letters_begins_no_header(address: str) -> None:
    made = mail.eml("\u00e9" * 40, address, "s", "b").split(b"\r\n\r\n")[0]
    own = [line.split(b":")[0] for line in made.split(b"\r\n") if line[:1] not in b" \t"]
    assert len(own) == len(set(own)) == 6
    assert b"@xn--" in made


@pytest.mark.parametrize("address", ["a@\ufffd.de", "\u00e4@x.de"])
def test_an_address_that_no_message_can_have(address: str) -> None:
    with pytest.raises(InputError, match="no address that a message can be sent to"):
        mail.eml("\ufffd" * 13, address, "s", "b")


DEEP = b"[" * 100_000


@pytest.mark.parametrize("data", [DEEP, b'{"a":' * 100_000, b"[]", b"1", b"null", b'{"format": 1e999}'])
def test_notes_of_a_home_that_are_none(data: bytes, tmp_path) -> None:
    config = Config(tmp_path)
    for file, look in (
        (store.papers_store(config).path / "manifest.json", lambda: store.papers_store(config).manifest()),
        (stored.text_folder(config) / stored.MANIFEST, lambda: stored.read(config)),
        (tmp_path / "state.json", lambda: ledger.load_state(tmp_path / "state.json")),
    ):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        with pytest.raises(Damaged):
            look()
    (tmp_path / "x-0.json").write_bytes(data)
    assert mapped.Mapped(tmp_path, "0").only("x") is None
    assert mapped.damaged(tmp_path) == [tmp_path / "x-0.json"]
    (tmp_path / digests.NOTE).write_bytes(data)
    assert digests.faults(tmp_path, {"a": (1, "b")}) == {"a": "is missing"}


@pytest.mark.parametrize(
    "line", [b"null", b"8", DEEP, b'{"stage":"runs"}', b'{"stage":"x","check":"a"}', b'{"verdict":{"a":1}}']
)
def test_an_answer_that_writes_where_the_checks_tell(line: bytes) -> None:
    seen = sandbox._Seen(sandbox.Watch())
    seen.take(line)
    assert (seen.stage, seen.name, seen.verdict) == ("runs", "", None)


def test_a_list_of_merged_works_with_other_ends_of_lines() -> None:
    assert openalex_works.merged(b"merge_date,id,merge_into_id\r2026-01-01,W12,W3\r") == ("openalex:W12",)
    assert openalex_works.merged(b"id\nW1\n" + b"W" * 200_000) == ("openalex:W1",)


@pytest.mark.parametrize("cell", ["[{'a', {'name': 'b'}}]", "[{[]: 1}]"])
def test_labels_that_python_could_not_hold(cell: str) -> None:
    assert seen_tables.labels(cell) is None


def test_a_journal_whose_head_tells_a_format_that_is_none(tmp_path) -> None:
    head = (
        b"SQLite format 3\0"
        + b"\x10\x00\x01\x01\x00\x40\x20\x20"
        + b"=ite format 3\0\x10\0\x01\x01\0@  =\x10"
    )
    (tmp_path / "journal.sqlite3").write_bytes(head + b"\0\x01\x01\x10\0\x01\x01\0@  ")
    with pytest.raises(Damaged, match="unsupported file format"):
        take_in.opened(tmp_path / "journal.sqlite3")


def test_an_address_that_begins_where_another_ends_is_scrubbed_too() -> None:
    once = scrub.scrubbed("mail ada@example.org.@example.org. Or bo@example.com.")
    assert once == "mail (address). Or (address)."
    assert not scrub.leaks(once, ())
    assert _spent(scrub.scrubbed, "a@b.c." * 10_000) < 2
    assert _spent(scrub.scrubbed, "a@b.c@" * 10_000) < 2


def test_rows_of_a_journal_nested_too_deep() -> None:
    known = lines.Columns(("a",), frozenset())
    with pytest.raises(Damaged):
        list(lines.from_lines('{"a":' * 5000, known, "f"))
    assert lines.to_line({"a": "[" * 5000}) == '{"a":"' + "[" * 5000 + '"}'


def test_a_saved_page_with_a_record_nested_too_deep() -> None:
    page = b'[{"labels_url":1,"x":' + b"[" * 500 + b"]" * 500 + b"}]"
    assert len(seen_files.saved_page(page, "f", None).rejects) == 1


@pytest.mark.parametrize(
    "last", ["h?page=\x1d\x1d8", "http://[x?page=8", "https://api.example.org/x?page=8&per_page=1#end"]
)
def test_the_number_of_the_last_page_in_a_strange_address(last: str) -> None:
    assert headers.last_page({"link": f'<{last}>; rel="last"'}) == 8


def _spent(call, text) -> float:
    began = time.process_time()
    call(text)
    return time.process_time() - began


@pytest.mark.parametrize(
    ("call", "piece"),
    [
        (lambda text: effort.estimate("a", text), "9"),
        (figures.stated, "9"),
        (split_authors, " "),
        (scrub.scrubbed, "9"),
        (lambda text: plain_text.plain("<p>" + text), "a"),
        (lambda text: plain_text.plain("<p>" + text), "<script>"),
        (lambda text: plain_text.plain("<p>" + text), "<!--"),
        (lambda text: feedxml.read(text.encode(), "record"), "<record>"),
    ],
)
def test_text_that_took_the_square_of_its_length(call, piece: str) -> None:
    # 60,000 characters took from two seconds to half a minute.
    assert _spent(call, piece * (60_000 // len(piece))) < 2


def test_scripts_and_comments_are_blanked_in_place_and_one_without_end_hides_nothing() -> None:
    text = "<p>a<script>b</script>c<!-- d -->e<STYLE>f</style >g<script>h"
    found = plain_text.plain(text)
    assert len(found) == len(text)
    assert found.split() == ["a", "c", "e", "g", "h"]
