"""Letters with known faults; half for looking, half for testing."""

import re
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Labelled:
    id: str
    text: str
    faults: tuple[tuple[str, str], ...]  # rule, and words that it must touch ("": anywhere)
    part: str

    @property
    def good(self) -> bool:
        return not self.faults


def letters() -> list[Labelled]:
    return [*_read("letters_good.txt"), *_read("letters_bad.txt")]


def _read(name: str) -> list[Labelled]:
    made = []
    for number, block in enumerate(re.split(r"(?m)^=== ", (DATA / name).read_text(encoding="utf-8"))[1:]):
        head, text = block.split("\n", 1)
        id_, _, told = head.partition(" | ")
        faults = tuple(_fault(each) for each in told.split("; ") if each.strip())
        made.append(Labelled(id_.strip(), text.strip() + "\n", faults, "test" if number % 2 else "dev"))
    return made


def _fault(told: str) -> tuple[str, str]:
    rule, _, words = told.partition(": ")
    return rule.strip(), words.strip()
