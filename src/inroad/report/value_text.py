"""What a model is worth, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from inroad.report import value_words as say
from inroad.report import words
from inroad.report.blocks import line, right, section
from inroad.types import ValueAt, ValueReport

ROWS, BAR = 12, 24


def report(found: ValueReport) -> Group:
    """The answer first, then value by threshold, the next point, and the simple model."""
    parts: list[RenderableType] = [line((say.head(found), "bold")), line(say.gain(found))]
    parts += [line(("Note: ", "bold"), each) for each in found.warnings]
    parts.append(
        section("What it rests on", "", [line(f(found)) for f in (say.basis, say.worths, say.honest)])
    )
    intro = f"{found.currency or 'Value'} {say.per(found)}, all cases; intervals of 95 %, each for itself."
    parts.append(section("Value by threshold", intro, [_curve(found)]))
    points = [line("- ", say.next_point(found, each)) for each in found.next_points]
    parts.append(section("What one more point would be worth", "", points))
    if found.simple:
        rows = [line(each) for each in say.simple(found, found.simple)]
        parts.append(section("Would a simple model do?", "", rows))
    return Group(*parts)


def _curve(found: ValueReport) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_row(
        *(line((each, "dim")) for each in ("score from", "acted on", "recall", "value", "interval", ""))
    )
    chosen = chosen_rows(found.curve)
    low = min(0.0, *(each.value for each in chosen))
    span = max(max(each.value for each in chosen) - low, 1e-300)
    for each in chosen:
        from_ = "nobody" if each.threshold is None else say.score(each.threshold)
        bar = "█" * round(BAR * max(each.value - max(low, 0.0), 0.0) / span)
        table.add_row(
            right(line(from_)),
            right(line(words.percent(each.acted))),
            right(line(words.percent(each.recall))),
            right(line(say.money(each.value))),
            line(say.between(each.interval)),
            line(bar),
        )
    return table


def chosen_rows(curve: Sequence[ValueAt], most: int = ROWS) -> list[ValueAt]:
    """A few of many thresholds, by even steps of the share acted on, with both ends and the best."""
    wanted = [number / (most - 2) for number in range(most - 1)]
    found = {min(range(len(curve)), key=lambda i: (abs(curve[i].acted - share), i)) for share in wanted}
    found |= {0, len(curve) - 1, max(range(len(curve)), key=lambda i: curve[i].value)}
    return [curve[i] for i in sorted(found)]
