"""Files that a user may get from somebody else: claims, drills, journals, records; and what is typed."""

from __future__ import annotations

import ast
import tempfile
from functools import cache
from pathlib import Path

from fuzz.inputs import json_of, lines_of
from fuzz.table import parser
from inroad.errors import Damaged, InputError, InroadError
from inroad.journal import lines, take_in
from inroad.plain import from_json, to_json
from inroad.practice import content, guard
from inroad.types import ClaimEnvironment, ClaimRun, FieldReport, OpeningsReport, Protocol, Verdict
from inroad.workshop.claim import editing, manifest, runs

_CLAIM = """id = "x"
statement = "A beats B"
[paper]
id = "2402.00001"
[run]
file = "run.py"
variants = ["a", "b"]
seeds = [1, 2, 3]
data = ["d"]
varies = ["seed"]
fixed = []
seconds = 60
[decision]
alpha = 0.05
[[part]]
name = "p"
metric = "accuracy"
better = "higher"
kind = "better"
variant = "a"
baseline = "b"
interest = 0.01
figure = 0.02
tolerance = 0.01
source = "stated"
where = "Table 1"
[notes]
scope = "s"
"""
_TOML = "[part] [[part]] [run] [notes] = \" ''' [ ] { } , . 1979-05-27T07:32:00Z inf nan 0x true seeds variants figure alpha # \\u0000"


@parser(
    "a claim (claim.toml)",
    [_CLAIM],
    _TOML,
    lines_of("[{}]", "[[part]]", '{} = "{}"', "seeds = [{}, {}]", "alpha = {}", "figure = {}"),
)
def claim_manifest(data: bytes) -> None:
    """A claim, or an InputError that says what is wrong; a change keeps it readable."""
    text = data.decode("utf-8", "replace")
    try:
        raw = manifest.parse(text)
        claim = manifest.claim_of(raw)
    except InputError as error:
        assert str(error)
        return
    manifest.notes_of(raw)
    again = manifest.claim_of(manifest.parse(editing.renamed(text, "other")))
    assert again.claim_id == "other"
    assert again.parts == claim.parts


@cache
def _room() -> Path:
    return Path(
        tempfile.mkdtemp(prefix="inroad-fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
    )


_RUN = (
    '{"variant":"a","seed":1,"status":"ok","metrics":[["accuracy",0.5]],"seconds":1.0,"at":"2026-03-01T00:00:00+00:00",'
    '"protocol":"x","environment":"e","error":"","notes":[]}'
)
_RUN_KEYS = "variant seed status metrics seconds at protocol environment error python packages platform processor data started ended code"


@parser(
    "runs of a claim (runs.jsonl)", [_RUN + "\n" + _RUN, '{"environment":"e"}'], _RUN_KEYS, json_of(_RUN_KEYS)
)
def claim_runs(data: bytes) -> None:
    """Runs, environments and lines that are neither; together as many as there are lines."""
    path = _room() / "runs.jsonl"
    path.write_bytes(data)
    found = runs.read(path)
    lines_ = sum(bool(line.strip()) for line in data.split(b"\n"))
    assert len(found.runs) + len(found.environments) + found.unreadable <= lines_
    assert len(found.runs) + found.unreadable <= lines_


_DRILL = (
    'id = "d"\ntitle = "T"\nfamily = "networks"\nsource = "s"\nminutes = 10\nshapes = "x"\ncalls = "f"\nmethods = ["lora"]\nneeds = []\n'
    "banned = []\nteaches = []\n"
)


@parser("a drill (drill.toml)", [_DRILL], _TOML + " id title family minutes shapes banned methods")
def drill_manifest(data: bytes) -> None:
    """A drill, or an InputError."""
    path = _room() / "drill.toml"
    path.write_bytes(data)
    try:
        found = content._load.__wrapped__(_room(), (0, 0))
    except InputError:
        return
    assert isinstance(found.drill_id, str)


_ANSWER = "import numpy as np\ndef f(x):\n    return np.linalg.norm(x) + getattr(x, 'sum')()\n"


@parser("an answer to a drill", [_ANSWER, "from math import *\nx = [a for a in ().__class__.__bases__]", "import numpy.linalg as l; l.lstsq"],
        "import from as np numpy.linalg.lstsq getattr __class__ __dict__ exec lambda : ( ) . 'lstsq' match case global")  # fmt: skip
def answer(data: bytes) -> None:
    """Refusals with lines; what is no Python is refused."""
    text = data.decode("utf-8", "replace")
    found = guard.refusals(text, ("numpy.linalg.lstsq", ".var"))
    assert all(each.line >= 0 and each.what for each in found)
    if not found:
        ast.parse(text)
        assert "__subclasses__" not in {
            node.attr for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)
        }


_KINDS = (ClaimRun, ClaimEnvironment, Protocol, Verdict, OpeningsReport, FieldReport)
_RECORDS = (
    b'\x03{"drill_id":"d","result":"passed","stage":null,"message":"","passed":["a"],"failed":null,"seconds":1,"printed":""}',
    b"\x00" + _RUN.encode(),
)


@parser(
    "a stored record",
    _RECORDS,
    _RUN_KEYS + " drill_id outcome passed message NaN 1e999 null true",
    json_of(_RUN_KEYS + " drill_id stage passed"),
)
def stored_record(data: bytes) -> None:
    """What can be read is written as what is read again."""
    if not data:
        return
    kind = _KINDS[data[0] % len(_KINDS)]
    try:
        found = from_json(kind, data[1:])
    except Damaged:
        return
    try:
        text = to_json(found)
    except ValueError:  # not a number: never written, so never read again
        return
    assert from_json(kind, text) == found


_COLUMNS = lines.Columns(("at", "room", "data", "raw"), frozenset({"raw"}))
_ROW = '{"at":"2026-03-01T00:00:00Z","room":"drills","data":{"a":1},"raw":"aGk="}'


@parser(
    "a line of an exported journal",
    [_ROW + "\n" + _ROW],
    "at room data raw null { } [ ] aGk=",
    json_of("at room data raw"),
)
def journal_lines(data: bytes) -> None:
    """Rows that are written as what is read again, or Damaged."""
    text = data.decode("utf-8", "replace")
    try:
        found = list(lines.from_lines(text, _COLUMNS, "f"))
    except Damaged:
        return
    again = list(lines.from_lines("\n".join(map(lines.to_line, found)), _COLUMNS, "f"))
    assert repr(found) == repr(again)


@parser(
    "the manifest of an exported journal",
    ['{"schema":"inroad journal","format":1,"rows":{"events":0}}'],
    "schema format rows events 1e400 Infinity",
    json_of("schema format rows events", [1, "inroad journal"]),
    slow=True,
)
def journal_manifest(data: bytes) -> None:
    """Taken in, or one of our own errors."""
    folder = _room() / "export"
    folder.mkdir(exist_ok=True)
    (folder / "manifest.json").write_bytes(data)
    try:
        take_in.opened(folder).close()
    except InroadError:
        return


@parser(
    "a journal's file of somebody else",
    [b"SQLite format 3\x00"],
    [b"SQLite format 3\x00", b"\x10\x00\x01\x01\x00\x40\x20\x20"],
    slow=True,
)
def journal_file(data: bytes) -> None:
    """Opened, or one of our own errors."""
    path = _room() / "other.sqlite"
    path.write_bytes(data)
    try:
        take_in.opened(path).close()
    except InroadError:
        return
