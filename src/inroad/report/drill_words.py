"""What is said of practice: standings, stages, verdicts, time; text and pages say it in the same words."""

from __future__ import annotations

import datetime as dt

from inroad.report import words
from inroad.types import (
    Attempt,
    CheckReport,
    DrillReport,
    DrillState,
    PlacementReport,
    PracticeReport,
    PracticeStats,
    RecallReport,
    Verdict,
)

HEAD = {
    "passed": "Passed.",
    "wrong": "Not yet.",
    "refused": "Refused: this is not to be used.",
    "stopped": "Stopped.",
}
GRADE = {
    "again": "it was given up, so it comes back soon",
    "hard": "it was hard work",
    "good": "it went well",
    "easy": "it went easily",
}
GRADES = (("again", "not at all"), ("hard", "hardly"), ("good", "well"), ("easy", "at once"))
"""Grades of a card, and how well it was known, in the order of the keys 1 to 4."""
FAMILIES = {
    "foundations": "Foundations",
    "networks": "Networks",
    "adapting": "Adapting models",
    "probability": "Probability and decisions",
    "papers": "From single papers",
    "own": "Your own",
}
STANDING = {
    "new": "ready to begin",
    "locked": "needs others first",
    "open": "begun",
    "due": "due again",
    "learnt": "passed",
    "known": "passed over by placement",
}
KINDS = {
    "new": "ready",
    "open": "begun",
    "due": "due again",
    "learnt": "passed",
    "mastered": "mastered",
    "known": "passed over",
    "locked": "needs others first",
}
"""Names of the signs on the map."""
STAGES: dict[str, str] = {
    "guard": "what it uses",
    "runs": "whether it runs",
    "shape": "shapes",
    "dtype": "types",
    "values": "values",
    "invariance": "what must hold for any input",
    "stability": "extreme input",
    "gradient": "gradients",
    "cost": "cost",
}


def standing(state: DrillState) -> str:
    """How one stands with a drill, in a few words."""
    told = "mastered" if state.mastered else STANDING[state.standing]
    if state.due is not None and state.standing in ("learnt", "due"):
        told += (
            f", again {state.due:%Y-%m-%d}" if state.standing == "learnt" else f" since {state.due:%Y-%m-%d}"
        )
    return told


def kind(state: DrillState) -> str:
    """The same in one word, for classes and legends."""
    return "mastered" if state.mastered else state.standing


def head(verdict: Verdict) -> str:
    """How a verdict begins."""
    if verdict.outcome == "wrong" and verdict.passed:
        return f"Not yet: {words.plural(len(verdict.passed), 'check')} passed, then this one did not."
    if verdict.outcome == "passed":
        return f"Passed: all {words.plural(len(verdict.passed), 'check')}."
    return HEAD[verdict.outcome]


def time(minutes: float) -> str:
    """``35 minutes``, ``2.5 hours``."""
    return f"{minutes / 60:.1f} hours" if minutes >= 90 else words.plural(round(minutes), "minute")


def streak(days: tuple[tuple[dt.date, float], ...], today: dt.date) -> int:
    """Days in a row with any practice, up to today or yesterday."""
    practised, day, count = {day for day, _ in days}, today, 0
    if day not in practised:
        day -= dt.timedelta(days=1)
    while day in practised:
        count, day = count + 1, day - dt.timedelta(days=1)
    return count


def lede(report: PracticeReport) -> str:
    """Where somebody stands, in a sentence."""
    stats = report.stats
    if not stats.learnt and not stats.minutes:
        return "A method is understood when it can be built from memory. Each drill asks for one."
    due = f"{stats.due} due today" if stats.due else "none due today"
    return f"{stats.learnt} of {stats.of} drills learnt, {due}."


def figures(report: PracticeReport) -> list[tuple[str, str]]:
    """The figures at the top: value and what it counts."""
    stats: PracticeStats = report.stats
    run = streak(stats.days, report.day)
    spent = (
        (f"{stats.minutes / 60:.1f}", "hours of work")
        if stats.minutes >= 90
        else (f"{stats.minutes:.0f}", "minutes of work")
    )
    return [
        (f"{stats.learnt}", f"of {stats.of} drills learnt"),
        (f"{run}", "day in a row" if run == 1 else "days in a row"),
        spent,
        (f"{stats.cards_due}", "card to recall" if stats.cards_due == 1 else "cards to recall"),
    ]


def progress(report: PlacementReport) -> str:
    """How far a placement has come."""
    return f"Question {len(report.chosen) + 1} of at most {report.most}"


def why(state: DrillState) -> str:
    """Why a drill is proposed."""
    if state.standing == "open":
        return "You are at it"
    return "Due again" if state.standing == "due" else "Next new one"


def outcome(attempt: Attempt) -> str:
    """What a check came to, in a word or two."""
    if attempt.outcome == "wrong" and attempt.stage:
        return f"not yet: {STAGES.get(attempt.stage, attempt.stage)}"
    return attempt.outcome


def effort(report: DrillReport) -> str:
    """How long it takes, how long it took so far, and how often it was tried."""
    told = f"about {report.state.drill.minutes} minutes for a first time"
    if report.state.folder is None:
        return told
    tries = f"{report.state.attempts} tries" if report.state.attempts != 1 else "1 try"
    return f"{told} · {time(report.minutes)} and {tries} in this sitting"


def again(report: CheckReport) -> str:
    """When to come back, and why then."""
    if report.due is None:
        return ""
    if report.grade is None:
        return f"it was not due; the plan stays: again on {report.due:%Y-%m-%d}."
    return f"{GRADE[report.grade]}: again on {report.due:%Y-%m-%d}."


def kept_apart(verdict: Verdict) -> str:
    """How long it took and how it was kept from the rest of the machine."""
    return f"{verdict.seconds:.1f} s" + (f"; {verdict.protection}" if verdict.protection else "")


def cards(report: RecallReport) -> str:
    """How many cards are left, and how many were answered today."""
    done = f"{words.plural(report.answered, 'card')} answered today"
    return f"{words.plural(len(report.due), 'card')} due, {done}." if report.due else f"{done}."


def graded(grade: str) -> str:
    """What a grade was taken for."""
    return f"Taken: you knew it {dict(GRADES)[grade]}."


def placed(right: int, of: int, over: int) -> str:
    """What a placement came to."""
    return f"{right} of {of} right: {words.plural(over, 'drill')} passed over."
