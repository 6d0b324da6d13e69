"""How often `inroad outreach lint` is right about letters that were judged before it was run on them.

    python benchmarks/letters.py [--part test] [--show]

61 letters that may be sent and 60 that may not, none copied.  Half were looked at while the rules were
written, half were not.  Right: nothing "wrong" in a good one, something in a bad one.  Beside it: how many of
the faults that were named beforehand are found at the words that were named, and a list of words.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "path"))
import letters

from inroad.path.outreach.lint import lint

BAD_WORDS = (
    "join your",
    "position",
    "passionate",
    "attached",
    "esteemed",
    "dear professor,",
    "dear sir",
    "gpa",
)


def ours(text: str) -> bool:
    return lint(text).verdict == "ready"


def by_words(text: str) -> bool:
    return not any(each in text.lower() for each in BAD_WORDS)


def found(each: letters.Labelled, rule: str, words: str) -> bool:
    """A complaint of the rule that touches the words."""
    made = [c for c in lint(each.text).complaints if c.rule == rule]
    places = [found.span() for found in re.finditer(re.escape(words) or "(?s:.*)", each.text)]
    return any(c.start < end and c.end > start for c in made for start, end in places)


def right(way: Callable[[str], bool], chosen: Sequence[letters.Labelled]) -> float:
    return sum(way(each.text) == each.good for each in chosen) / len(chosen)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=("dev", "test"))
    parser.add_argument("--show", action="store_true", help="letters of the dev half that are wrong")
    chosen = parser.parse_args()
    for part in (chosen.part,) if chosen.part else ("dev", "test"):
        mine = [each for each in letters.letters() if each.part == part]
        good, bad = ([e for e in mine if e.good == kind] for kind in (True, False))
        faults = [found(each, rule, words) for each in bad for rule, words in each.faults]
        for label, way in (("inroad outreach lint", ours), ("a list of words", by_words)):
            print(
                f"{part:<5}{label:<22}{len(mine)} letters   right {right(way, mine):.3f}   "
                f"good ones {right(way, good):.3f}   bad ones {right(way, bad):.3f}"
            )
        print(f"{part:<5}named faults found at their words: {sum(faults)} of {len(faults)}")
    if chosen.show:
        for each in letters.letters():
            if each.part == "dev":
                missed = [fault for fault in each.faults if not found(each, *fault)]
                wrong = [c for c in lint(each.text).complaints if c.severity == "wrong"]
                if (each.good and wrong) or (not each.good and (missed or not wrong)):
                    print(
                        each.id, "MISSED" if missed else "", missed, [(c.rule, c.words[:50]) for c in wrong]
                    )


if __name__ == "__main__":
    main()
