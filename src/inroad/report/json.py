"""Reports as JSON: one documented shape a record, stable within a version.

The shape is the record of ``inroad.types``: same names, same order.  Dates are ISO, ``null`` is
unknown.  Two fields come first: ``schema`` names the shape, ``version`` counts incompatible changes;
new fields may appear without a new version.  docs/json.md describes every field.
"""

from __future__ import annotations

import re
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

import orjson

from inroad.report.clean import UNSAFE

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

VERSION = 1

SCHEMAS = {
    "FieldReport": "inroad.field-report",
    "MethodReport": "inroad.method-report",
    "OpeningsReport": "inroad.openings-report",
    "OpeningReport": "inroad.opening-report",
    "Choices": "inroad.choices",
    "BacktestReport": "inroad.backtest-report",
    "RecordsReport": "inroad.records-report",
    "HomeReport": "inroad.home-report",
    "Coverage": "inroad.coverage",
    "DrillsReport": "inroad.drills-report",
    "CheckReport": "inroad.check-report",
    "PracticeStats": "inroad.practice-stats",
    "PaperReport": "inroad.paper-report",
    "SearchReport": "inroad.search-report",
    "IndexStatus": "inroad.index-status",
    "MethodPapers": "inroad.method-papers",
    "Explanation": "inroad.explanation",
    "SimilarReport": "inroad.similar-report",
    "FollowsReport": "inroad.follows-report",
    "VotesReport": "inroad.votes-report",
    "FeedReport": "inroad.feed-report",
    "LibraryReport": "inroad.library-report",
    "PracticeReport": "inroad.practice-report",
    "DrillReport": "inroad.drill-report",
    "CheckStatus": "inroad.check-status",
    "Saved": "inroad.saved",
    "RecallReport": "inroad.recall-report",
    "PlacementReport": "inroad.placement-report",
    "FieldMethods": "inroad.field-methods",
    "Topics": "inroad.topics",
    "CompareReport": "inroad.compare-report",
    "MapReport": "inroad.map-report",
    "MapSelection": "inroad.map-selection",
    "ClaimVerdict": "inroad.claim-verdict",
    "ClaimReport": "inroad.claim-report",
    "ClaimPlan": "inroad.claim-plan",
    "ExploreReport": "inroad.explore-report",
    "ClaimsReport": "inroad.claims-report",
    "LogReport": "inroad.log-report",
    "LogChange": "inroad.log-change",
    "WeekReport": "inroad.week-report",
    "HelpedReport": "inroad.helped-report",
    "ValueReport": "inroad.value-report",
    "JournalExport": "inroad.journal-export",
    "JournalImport": "inroad.journal-import",
    "BackupsReport": "inroad.backups-report",
    "JournalRestore": "inroad.journal-restore",
    "DoctorReport": "inroad.doctor-report",
    "FigureReading": "inroad.figure-reading",
    "PeopleReport": "inroad.people-report",
    "VenuesReport": "inroad.venues-report",
    "ImportedList": "inroad.imported-list",
    "PlayReport": "inroad.play-report",
    "DemoReport": "inroad.demo-report",
    "DemoTestReport": "inroad.demo-test-report",
    "RolesReport": "inroad.roles-report",
    "LetterLint": "inroad.letter-lint",
    "OutreachDraft": "inroad.outreach-draft",
    "OutreachReport": "inroad.outreach-report",
}
"""Record to the name of its shape."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(record: DataclassInstance) -> str:
    """``record`` as indented JSON that is safe to print.

    Characters that steer a terminal stand as ``\\uXXXX``: the value is the same, the screen is not moved.
    """
    shape = SCHEMAS[type(record).__name__]
    value = {"schema": shape, "version": VERSION}
    value |= {f.name: getattr(record, f.name) for f in fields(record)}
    return UNSAFE.sub(_escape, _encode(value))


def _encode(value: dict[str, Any]) -> str:
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
    except TypeError:
        # A broken source may hold half a surrogate pair; such text exists in Python but in no encoding.
        return orjson.dumps(_encodable(value), option=orjson.OPT_INDENT_2).decode()


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_encodable(item) for item in value]
    return _encodable(asdict(value)) if hasattr(value, "__dataclass_fields__") else value


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    if char == "\n":  # orjson writes a raw line feed only between tokens
        return char
    units = char.encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
