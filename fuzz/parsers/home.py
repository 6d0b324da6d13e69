"""Our own files as a disk may give them back, what a worker tells, and small things that are typed."""

from __future__ import annotations

import json
import tempfile
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from fuzz.inputs import json_of
from fuzz.parsers.bulk import _YAML
from fuzz.table import parser
from inroad.atlas import calendar, kept, mapped
from inroad.config import Config
from inroad.corpus import digests, parts, store
from inroad.errors import InputError, InroadError
from inroad.openings import profile
from inroad.path import listed, scores, spans
from inroad.path.people import names as people
from inroad.path.venues import rounds
from inroad.path.venues.times import deadline
from inroad.practice import sandbox
from inroad.search import highlight, saying, spelling, stored
from inroad.search.vectors import arrays
from inroad.sources import deadlines, openalex_works, seen_tables
from inroad.sync import ledger
from inroad.types import Verdict
from inroad.workshop.demo import folder as demo_folder


@cache
def _room() -> Path:
    room = Path(
        tempfile.mkdtemp(prefix="inroad-fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
    )
    for name in ("papers", "list", "corpus", "atlas", "index/text", "demo", "arrays"):
        (room / name).mkdir(parents=True, exist_ok=True)
    return room


def _read(path: Path, data: bytes, look: Callable[[], object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    try:
        look()
    except InroadError as error:
        assert str(error)


_SHARD = {"file": "papers-0.parquet", "rows": 1, "bytes": 2, "sha256": "0"}
_MANIFEST = json.dumps({"format": 1, "tables": {"papers": _SHARD}, "facts": {"read": "2026-03-01"}})
_STATE = '{"format":1,"covered_since":null,"next_from":"2026-01-01","listing":null,"seen":{"etag":"a","modified":"b"}}'
_MAPPED = '{"arrays":{"a":["<f8",0,1]},"facts":{},"bytes":8,"sha256 of arrays":"0"}'
_NOTES = "format tables facts arrays bytes file rows sha256 read covered_since next_from listing seen validators files 1e400 -1 null"


@parser(
    "manifests and notes of a home",
    [_MANIFEST, _STATE, _MAPPED, '{"2026-03":["a",1,"b"]}', '[["a",1,2]]', '{"files":{"a":"b"}}'],
    _NOTES + ' { } [ ] " : , NaN Infinity',
    json_of(_NOTES, [1, "a", _SHARD]),
)
def own_notes(data: bytes) -> None:
    """What cannot be read is told as damaged, or made anew; nothing else comes out."""
    room, config = _room(), Config(_room())
    _read(
        store.papers_store(config).path / "manifest.json", data, lambda: store.papers_store(config).manifest()
    )
    _read(stored.text_folder(config) / stored.MANIFEST, data, lambda: stored.read(config))
    _read(room / "state.json", data, lambda: ledger.load_state(room / "state.json"))
    _read(room / "x-0.json", data, lambda: mapped.Mapped(room, "0").only("x"))
    assert mapped.damaged(room) != [] or not data
    _read(room / digests.NOTE, data, lambda: digests.faults(room, {"a": (1, "b")}))
    _read(config.corpus / parts.NOTES, data, lambda: parts._noted(config))
    _read(config.atlas / calendar.NOTES, data, lambda: calendar._noted(config))
    _read(room / "list" / "manifest.json", data, lambda: listed._digests(room / "list"))
    _read(room / "demo" / demo_folder.MANIFEST, data, lambda: demo_folder.manifest(room / "demo"))
    _read(
        room / "arrays" / "manifest.json",
        data,
        lambda: arrays.ArrayStore(room / "arrays", 1, "x", "y").manifest(),
    )


@parser("what was kept, with its digest behind it", [kept.sealed(b"{}"), b"", kept.sealed(b"")], [b"\0" * 32])
def kept_bytes(data: bytes) -> None:
    """Only what was sealed is believed."""
    try:
        found = kept.content(data)
    except ValueError:
        return
    assert kept.sealed(found) == data


_EVENTS = '{"stage":"runs","check":"a"}\n{"verdict":{"result":"passed","failed":null}}\n'


@parser(
    "what the process of an answer tells",
    [_EVENTS],
    "stage check verdict runs result null [ ] { } 1e400",
    json_of(
        "stage check verdict drill_id result message passed",
        ["runs", "passed", {"drill_id": "d", "result": "passed", "stage": None, "message": "", "passed": []}],
    ),
)
def worker_events(data: bytes) -> None:
    """A line of any kind ends nothing."""
    seen = sandbox._Seen(sandbox.Watch())
    for line in data.split(b"\n"):
        seen.take(line)
    assert seen.verdict is None or isinstance(seen.verdict, Verdict)
    assert isinstance(seen.name, str)


_PROFILE = 'machine = "laptop"\nhours_a_week = 10\nweeks = 8\nsoftware = 3\nml = 1\n'


@parser(
    "a profile for openings (TOML)",
    [_PROFILE, "weeks = inf", "ml = []"],
    'machine hours_a_week weeks software ml = " inf nan true [ ] { } 1e400',
)
def newcomer(data: bytes) -> None:
    """A person, or an InputError."""
    try:
        found = profile.from_toml(data.decode("utf-8", "replace"), "f")
    except InputError as error:
        assert str(error)
        return
    assert found.weeks > 0
    profile.adapted(found, None, 3.0)


@parser(
    "scores of cases (CSV)",
    ["score,label,simple\n0.5,1,0.1\n0.25,0,0.2\n", "score;label\n1e9;yes\n0,5;no\n", "a\tb\n"],
    'score label simple , ; \t \n \r\n " nan inf 1e400 yes no true -0',
)
def score_table(data: bytes) -> None:
    """Scores with labels of both kinds, or an InputError that says where."""
    try:
        found = scores.read(data)
    except InroadError as error:
        assert str(error)
        return
    assert len(found.positives)
    assert len(found.negatives)
    assert not any(np.isnan(each).any() for each in (found.positives, found.negatives))


@parser(
    "rounds of venues, as lists state them",
    [_YAML],
    "title: year: deadline: abstract_deadline: timezone: AoE commitment round 1 of 2 '2026-05-01 23:59:59' confs: timeline: TBD",
)
def venue_rounds(data: bytes) -> None:
    """Rounds are numbered from one on, and the word for them is read as it was written."""
    try:
        found, _ = deadlines.parse(data, "f")
    except InputError:
        return
    made = sorted((deadline(each) for each in found), key=lambda each: str(each.at))
    for each in rounds.rounds([one for one in made if one.at]):
        assert 1 <= each.number <= each.of
        assert each.papers
        assert not each.told or rounds.round_in(each.told) == each.told
    assert len(rounds.noted(made)) == len(made)


@parser(
    "ids of merged works (CSV)",
    ["merge_date,id,merge_into_id\n2026-01-01,W12,W3\n"],
    'merge_date id , W https://openalex.org/ " \n \r',
)
def merged_works(data: bytes) -> None:
    """Ids of works, whatever stands in the list."""
    assert all(each.startswith("openalex:W") and each[10:].isdigit() for each in openalex_works.merged(data))


@parser(
    "labels in a table",
    ['["a", {"name": "b"}]', "['a', {'name': 'b'}]"],
    "[ ] { } name : ' \" , None lambda f( __import__ 9**9**9",
)
def label_cell(data: bytes) -> None:
    """Short names, or None."""
    found = seen_tables.labels(data.decode("utf-8", "replace"))
    assert found is None or all(isinstance(each, str) and len(each) <= 100 for each in found)


@parser("a length of time", ["1.5h", "90m", "1h30", "1:30"], "h m min hours : . , 0 9 \u0661 +- _")
def time_spent(data: bytes) -> None:
    """Minutes of at most a day, or an InputError."""
    try:
        assert 0 < spans.minutes(data.decode("utf-8", "replace")) <= 24 * 60
    except InputError:
        return


@parser(
    "a person's name",
    ["Ada M. Byron|Byron, A.", "Jun-Yan Zhu Jr.|ZHU Junyan", "O'Neil|\u0130"],
    "van der Jr. III - . , ' \u00df \u0130 \u2010 (x) \u0301",
)
def person_name(data: bytes) -> None:
    """Words without accents, one space between them; agreement is the same both ways."""
    one, _, other = data.decode("utf-8", "replace").partition("|")
    folded = people.fold(one)
    assert folded == " ".join(folded.split()), (one, folded)
    assert not any(unicodedata.combining(sign) for sign in folded), (one, folded)
    a, b = people.read(folded), people.named(other)
    assert (people.agreement(a, b) is None) == (people.agreement(b, a) is None)
    people.joined_given(a)
    people.read.cache_clear()


_TEXT = "We propose LoRA, a low-rank adaptation. It is small. It works well on maps, and on nothing else!"


@parser(
    "words that are looked for in texts, and texts that are cut around them",
    [f"low-rank adaptation|{_TEXT}", f"maps|{_TEXT}"],
    "| - . , ; \u00df \u0130 \ufb01 ' lora loras",
)
def found_text(data: bytes) -> None:
    """Marks lie in order inside of the text, the part that is shown too."""
    word, _, text = data.decode("utf-8", "replace").partition("|")
    saying._saying(word)
    places = [each for each in range(len(text)) if word and text.startswith(word, each)][:50]
    met = [highlight.Met(at, at + len(word), word) for at in places]
    marks = highlight.marks(met, text)
    assert all(0 <= each.start < each.end <= len(text) for each in marks)
    assert all(one.end <= two.start for one, two in pairwise(marks))
    start, end = highlight.snippet(text, met)
    assert 0 <= start <= end <= len(text)
    lower = word.lower()
    if lower:
        near = spelling.near_words(lower, 0, lambda start: [(start + "xyz", 999), (lower + "s", 999)])
        assert lower not in near
