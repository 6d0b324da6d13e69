"""Letters on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from inroad.report import blocks, outreach_words, words
from inroad.report.blocks import line
from inroad.report.clean import clean
from inroad.types import ContactStanding, LetterLint, OutreachDraft, OutreachReport


def lint(report: LetterLint) -> Group:
    """A letter: the verdict, each complaint with its words, what it already has."""
    rows: list[RenderableType] = [line((outreach_words.verdict(report), "bold"))]
    for group in outreach_words.by_rule(report):
        rows += [
            Text(),
            line((outreach_words.complaint(group), "bold" if group[0].severity == "wrong" else "")),
            blocks.indent(line(f"why: {group[0].reason}")),
            blocks.indent(line(f"better: {group[0].better}")),
        ]
    if report.found:
        rows += [Text(), line(("What it has", "bold"))]
        rows += [
            blocks.indent(
                line((f"{outreach_words.PARTS[each.part]}: ", "dim"), f"“{clean(each.words, 160)}”")
            )
            for each in report.found
        ]
    notes = blocks.notes(report.warnings)
    return Group(*rows, *([notes] if notes else []))


def draft(made: OutreachDraft) -> Group:
    """A draft: the letter to copy, where each sentence is from, what could be asked."""
    to = f"{made.to} <{made.email}>" if made.email else f"{made.to} (no address is known)"
    rows: list[RenderableType] = [line(("To: ", "dim"), to), line(("Subject: ", "dim"), made.subject), Text()]
    rows += [line(each) for each in made.body.split("\n")]
    traces = [line(f"{outreach_words.trace(each)}: ", (each.text, "dim")) for each in made.sentences]
    rows.append(blocks.section("Where each sentence is from", "", traces))
    if made.questions:
        rows.append(
            blocks.section(
                "Questions that only they can answer",
                "The rest of the words is yours.",
                list(_questions(made)),
            )
        )
    gaps = sum(each.gap for each in made.sentences)
    if gaps:
        rows += [
            Text(),
            line(f"{words.plural(gaps, 'gap')} to fill before it can be sent. Nothing is sent from here."),
        ]
    notes = blocks.notes(made.warnings)
    return Group(*rows, *([notes] if notes else []))


def _questions(made: OutreachDraft) -> Iterator[RenderableType]:
    for each in made.questions:
        yield line(f"- {each.ask}")
        if each.source:
            said = f": “{clean(each.words, 200)}”" if each.words else ""
            yield blocks.indent(line((f"{each.kind}, {each.place}{said}", "dim")))


def contacts(report: OutreachReport) -> Group:
    """Everybody, and how many answered."""
    if not report.standings:
        return Group(line(outreach_words.NOBODY))
    rows: list[RenderableType] = [line((outreach_words.funnel(report.funnel), "bold"))]
    rows += [line((outreach_words.rate(report.funnel), "dim")), Text()]
    for each in report.standings:
        rows += _contact(each)
    return Group(*rows)


def due(report: OutreachReport) -> Group:
    """Whom to follow up now."""
    mine = [each for each in report.standings if each.state == "follow up"]
    if not mine:
        waiting = [each.due for each in report.standings if each.due]
        later = f" The next one is due on {min(waiting)}." if waiting else ""
        return Group(line(f"Nobody is due today.{later}"))
    return Group(*(row for each in mine for row in _contact(each)))


def _contact(each: ContactStanding) -> list[RenderableType]:
    email = f" <{each.contact.email}>" if each.contact.email else ""
    rows: list[RenderableType] = [
        line((each.contact.name, "bold"), f"{email}: {outreach_words.standing(each)}"),
        blocks.indent(line(each.advice)),
    ]
    if each.contact.why:
        rows.append(blocks.indent(line((f"why: {each.contact.why}", "dim"))))
    rows.append(blocks.indent(line((f"id {each.contact.contact_id[:6]}", "dim"))))
    return rows
