"""The command line's door: what commands there are, in which room, and what each is for.

The table below is all that ``inroad --help`` needs, so help starts fast; a command's own file is
imported when that command runs.  To add a command, write ``cli/<name>.py`` with a function of the
command's name and add a line here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the table."""

    name: str
    help: str
    verbs: tuple[str, ...] = ()
    """Sub-commands, each a function of its own in the command's file; empty: the command itself."""
    usual: str = ""
    """The verb that is meant when the first word is none of them: ``inroad openings QUERY``."""
    alone: bool = False
    """Whether that verb is also meant when there is no word at all: ``inroad log``."""


ROOMS: dict[str, tuple[Command, ...]] = {
    "see the field": (
        Command("scout", "Show the state of a field and where you could get in."),
        Command("method", "Show one method: where it comes from, who uses it."),
        Command("compare", "Put two methods or two fields side by side."),
        Command("search", "Find papers by words, names of methods, authors, or an id."),
        Command("people", "Show who is active in a field, and who takes newcomers along."),
        Command("venues", "Show where a field publishes, by when, and where first papers are taken."),
        Command("similar", "Show papers that are about the same as some others, or as your own text."),
        Command("follow", "Follow a topic, method, author or category; show what you follow."),
        Command("unfollow", "Follow something no longer."),
        Command("like", "Tell the feed which papers you like."),
        Command("dislike", "Tell the feed which papers are nothing for you."),
        Command("feed", "Show the new papers that matter to you, and why."),
    ),
    "find an opening": (
        Command(
            "openings",
            "Show what you could take up in a field now; take or dismiss it.",
            ("find", "show", "take", "dismiss", "restore", "list"),
            usual="find",
        ),
        Command("backtest", "Show how often forecasts frozen at a past day were right."),
    ),
    "practise": (
        Command(
            "drill",
            "Build a method from memory, with NumPy alone, and have it checked.",
            ("list", "next", "start", "check", "hint", "explain", "solution", "stats", "map", "place", "new"),
        ),
        Command("recall", "Answer the cards that are due, in your own words."),
    ),
    "do the work": (
        Command(
            "claim",
            "Check a paper's claim: protocol, seeds, statistics, verdict, report.",
            ("new", "run", "plan", "verdict", "explore", "report", "list"),
        ),
        Command("playable", "Show how easily a stranger can use a repository, and what to mend first."),
        Command(
            "demo",
            "Make something that people can try of a repository, and test it in a browser.",
            ("make", "test"),
            usual="make",
        ),
    ),
    "your path": (
        Command(
            "profile",
            "Say who you are; see what you can and what shows it.",
            ("show", "set", "undo"),
            usual="show",
            alone=True,
        ),
        Command(
            "plan",
            "See what to do next and why; say what was done, missed or dropped.",
            ("show", "paths", "choose", "leave", "done", "missed", "drop", "note", "undo"),
            usual="show",
            alone=True,
        ),
        Command(
            "log",
            "Log your time by how hard it was; see the balance and the week.",
            ("show", "add", "start", "stop", "week", "undo"),
            usual="show",
            alone=True,
        ),
        Command(
            "helped",
            "Remember whom you helped with what, and what came back.",
            ("list", "add", "back", "undo"),
            usual="list",
            alone=True,
        ),
        Command(
            "portfolio",
            "See what you can show; choose what others may see, and write it.",
            ("list", "show", "hide", "add", "remove"),
            usual="list",
            alone=True,
        ),
        Command("value", "Work out what a model is worth, and what a better one would be."),
        Command("roles", "Show where a job post or a team stands, what it asks for, and what is near."),
        Command(
            "outreach",
            "Write to people whose work you used; keep track of what came of it.",
            ("list", "lint", "draft", "letter", "add", "sent", "replied", "closed", "due", "undo"),
            usual="list",
            alone=True,
        ),
    ),
    "data and service": (
        Command("serve", "Open the page in your browser: the field to look at."),
        Command("ingest", "Read papers from files into your corpus."),
        Command("sync", "Fetch new papers, or look at how methods are used.", ("arxiv", "signals")),
        Command(
            "import",
            "Take in your library of papers, a journal, or public lists.",
            ("library", "journal", "csrankings", "deadlines"),
        ),
        Command("export", "Write your journal out as plain files.", ("journal",)),
        Command("journal", "Show the journal's backups; put one in its place.", ("backups", "restore")),
        Command("doctor", "Look whether your data is whole; mend what can be made anew."),
        Command("atlas", "Work out what your papers say, or show what was worked out.", ("build", "status")),
        Command("index", "Make the index that search asks, or show how it stands.", ("build", "status")),
        Command("starter", "Make the starter atlas that is bundled (for maintainers).", ("build",)),
    ),
}
"""Commands by room, in the order of the help."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, 1 expected failure, 2 wrong usage, 130 interrupted."""
    try:
        from inroad.cli.door import run

        return run(argv)
    except KeyboardInterrupt:
        from inroad.cli.terminal import complain

        complain("interrupted; run it again to go on")
        return 130
