"""What is said of a model's worth; text and page say it in the same words, for those who decide."""

from __future__ import annotations

from collections.abc import Iterator

from inroad.report import words
from inroad.types import NextPoint, SimpleModel, ValueReport


def money(value: float, currency: str = "", signed: bool = False) -> str:
    """Three digits that count: ``12,300 EUR``, ``-0.45``."""
    rounded = float(f"{value:.3g}") + 0.0
    digits = f"{rounded:,.0f}" if abs(rounded) >= 100 or rounded == int(rounded) else f"{rounded:,.3g}"
    sign = "+" if signed and rounded > 0 else ""
    return f"{sign}{digits} {currency}".rstrip()


def between(interval: tuple[float, float], currency: str = "") -> str:
    """``9,800 to 14,900 EUR``."""
    return f"{money(interval[0])} to {money(interval[1], currency)}"


def score(value: float) -> str:
    """A threshold, with as many digits as tell it."""
    return f"{value:.4g}"


def per(report: ValueReport) -> str:
    """``a month``, ``per 1,000 cases``."""
    named = report.period[:1].isalpha()
    return f"a {report.period}" if named else f"per {report.period}"


def head(report: ValueReport) -> str:
    """The answer in a sentence."""
    best, unit = report.best, report.currency
    worth = f"{money(best.value, unit)} {per(report)} (95 % interval {between(best.interval)})"
    if best.threshold is None:
        return f"Acting on nobody is best: {worth}."
    acted = words.percent(best.acted)
    return f"Acting on cases that score {score(best.threshold)} or more, {acted} of all, is worth {worth}."


def gain(report: ValueReport) -> str:
    """What the model adds to doing without one."""
    best, unit = report.best, report.currency
    ways = {"on nobody": report.nobody, "on everybody": report.everybody}
    way = max(ways, key=lambda each: ways[each])
    without = f"Without a model it would be best to act {way}: {money(ways[way], unit)} {per(report)}."
    added = f"The model adds {money(best.gain, unit)} ({between(best.gain_interval)})"
    if best.gain_interval[0] > 0:
        return f"{without} {added}."
    if best.gain_interval[1] < 0:
        return f"{without} {added}: it is better to do without."
    return f"{without} {added}: that it adds anything cannot be told from these cases."


def honest(report: ValueReport) -> str:
    """How the figure came about."""
    best, flattering = report.best, money(report.best.chosen_on, report.currency)
    return (
        "The threshold was chosen on one half of the cases and valued on the other "
        f"({words.number(best.cases)}), so the figure does not flatter; on the first half it looks like "
        f"{flattering}."
    )


def basis(report: ValueReport) -> str:
    """What the figures rest on."""
    said = "as you said" if report.prevalence_said else "as in the file"
    cases = f"{words.number(report.cases)} cases of {report.source}"
    share = f"reckoned with {words.percent(report.prevalence)} positive ({said})"
    volume = f" and {words.number(report.volume)} cases {per(report)}" if report.period[:1].isalpha() else ""
    positives = f"{words.number(report.positives)} of them positive"
    return f"{cases}, {positives}; {share}{volume}. AUC of {report.score}: {report.auc:.3f}."


def worths(report: ValueReport) -> str:
    """What an outcome brings."""
    w, unit = report.worths, report.currency
    return (
        f"A case acted on rightly brings {money(w.tp, unit)}, wrongly {money(w.fp, unit)}; "
        f"one missed {money(w.fn, unit)}, one rightly left alone {money(w.tn, unit)}."
    )


def next_point(report: ValueReport, point: NextPoint) -> str:
    """What one more point is worth."""
    interval = f" ({between(point.interval)})" if point.interval else ""
    worth = f"{money(point.value, report.currency, signed=True)} {per(report)}{interval}"
    return f"{point.measure} from {point.now:.3f} to {point.then:.3f}: {worth}; {point.model}."


def simple(report: ValueReport, found: SimpleModel) -> Iterator[str]:
    """Whether a simple model would do."""
    unit, cost = report.currency, money(found.cost, report.currency)
    difference = f"{money(found.difference, unit, signed=True)} {per(report)} ({between(found.interval)})"
    yield f"{report.score} against {found.score}: {difference}, each at its best threshold, case by case."
    yield {
        "simple is enough": f"{found.score} is good enough: even at best, {report.score} brings no more than "
        f"the {cost} that it costs.",
        "better pays": f"{report.score} pays for itself: even at worst it brings more than its {cost}.",
        "cannot be told": f"Whether {report.score} is worth its {cost} cannot be told from these cases.",
    }[found.verdict]
    if found.cases_needed:
        yield f"About {words.number(found.cases_needed)} cases would tell."
