"""Whether a drill's folder is fit to learn from: its right answers pass, its wrong ones fail and are named.

For the test of all bundled drills and for those who write their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inroad.errors import InputError
from inroad.practice import content, guard, worker
from inroad.types import Drill, Verdict

WRONG, ALTERNATIVES, CARDS, HINTS = 8, 2, 3, 3
"""The least that a drill must have of each."""
PARTS = ("What it is", "The idea", "Formula", "Where it is used")
"""What an explanation tells, each in a paragraph that begins so."""
_DIAGNOSIS = re.compile(r"\A# diagnosis: (.+)$", re.MULTILINE)
_FILES = ("task.md", "stub.py", "solution.py", "checks.py", "mistakes.py", "cards.toml")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be, or, for a wrong answer, how it was told."""

    drill_id: str
    what: str
    serious: bool = True
    """False: a wrong answer was caught, but its mistake not recognised."""

    def __str__(self) -> str:
        return f"{self.drill_id}: {self.what}"


def validate(folder: Path) -> Iterator[Finding]:
    """Everything that is wrong with a drill; nothing if all is well."""
    try:
        drill = content.load(folder)
        cards = content.cards(drill)
    except InputError as error:
        yield Finding(folder.name, str(error))
        return
    missing = [file for file in _FILES if not (folder / file).is_file()]
    if missing or drill.drill_id != folder.name:
        what = f"without {', '.join(missing)}" if missing else f"its folder is called {folder.name}"
        yield Finding(drill.drill_id, what)
        return
    for what, count, least in (
        ("wrong answers", len(_answers(folder, "wrong")), WRONG),
        ("alternatives", len(_answers(folder, "alternatives")), ALTERNATIVES),
        ("cards", len(cards), CARDS),
        ("hints", len(drill.hints), HINTS),
    ):
        if count < least:
            yield Finding(drill.drill_id, f"{count} {what}, at least {least} are needed")
    yield from _explained(drill)
    yield from _stub(drill)
    yield from _nothing(drill)
    yield from _right(drill)
    yield from _wrong(drill)


def judge(drill: Drill, answer: str) -> Verdict:
    """The verdict on an answer that is known to be harmless, in this process."""
    refused = guard.refusals(answer, drill.banned)
    if refused:
        return Verdict(drill.drill_id, "refused", "guard", "; ".join(map(str, refused)), ())
    banned = [name for name in drill.banned if not name.startswith(".")]
    job = {"drill": drill.drill_id, "folder": drill.folder, "calls": drill.calls, "banned": banned}
    return worker.work({**job, "answer": answer})


def expected_diagnosis(answer: str) -> str | None:
    """What the first line of a wrong answer says its mistake is."""
    told = _DIAGNOSIS.search(answer)
    return told[1].strip() if told else None


def _answers(folder: Path, kind: str) -> list[Path]:
    return sorted((folder / kind).glob("*.py"))


def _explained(drill: Drill) -> Iterator[Finding]:
    text = content.explanation(drill)
    lacking = [part for part in PARTS if f"{part}:" not in (text or "")]
    if lacking:
        yield Finding(drill.drill_id, f"explain.md does not say: {', '.join(lacking)}")


def _stub(drill: Drill) -> Iterator[Finding]:
    verdict = judge(drill, (Path(drill.folder) / "stub.py").read_text("utf-8"))
    if verdict.outcome != "wrong" or "not written yet" not in verdict.message:
        yield Finding(drill.drill_id, f"its stub gives {verdict.outcome}: {verdict.message}")


def _nothing(drill: Drill) -> Iterator[Finding]:
    """Answers of no use at all must be told to be wrong, and not break the checks."""
    for gives in ("None", "'text'", "all[0] if all else 0"):
        answer = "".join(f"def {name}(*all, **more):\n    return {gives}\n\n\n" for name in drill.calls)
        verdict = judge(drill, answer)
        if verdict.outcome != "wrong":
            yield Finding(
                drill.drill_id, f"an answer that gives {gives} is {verdict.outcome}: {verdict.message}"
            )


def _right(drill: Drill) -> Iterator[Finding]:
    folder = Path(drill.folder)
    for file in (folder / "solution.py", *_answers(folder, "alternatives")):
        verdict = judge(drill, file.read_text("utf-8"))
        if verdict.outcome != "passed":
            yield Finding(
                drill.drill_id,
                f"{file.name} is refused: {verdict.stage}: {verdict.message}\n{verdict.example}",
            )


def _wrong(drill: Drill) -> Iterator[Finding]:
    for file in _answers(Path(drill.folder), "wrong"):
        answer = file.read_text("utf-8")
        expected = expected_diagnosis(answer)
        verdict = judge(drill, answer)
        if expected is None:
            yield Finding(drill.drill_id, f"wrong/{file.name} does not begin with `# diagnosis: ...`")
        elif verdict.outcome != "wrong":
            yield Finding(drill.drill_id, f"wrong/{file.name} gives {verdict.outcome}: {verdict.message}")
        elif verdict.diagnosis != expected:
            told = f"wrong/{file.name} ({verdict.stage}: {verdict.message}) is told as: {verdict.diagnosis}"
            yield Finding(drill.drill_id, told, serious=False)
