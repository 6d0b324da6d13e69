"""Can a stranger trust it: licences, results, tests, life?"""

from __future__ import annotations

import datetime as dt
import re

from inroad.types import Seen
from inroad.workshop.playable.answers import Answered, no, several, unknown, yes
from inroad.workshop.playable.readme import FIGURE, Line, Readme, Table, tables
from inroad.workshop.playable.survey import Survey

_LICENCE = re.compile(r"(?:^|/)(?:licen[cs]e|copying|unlicense)(?:[.-][\w.-]+)?\Z", re.I)
_NAMES = (
    ("Apache-2.0", r"apache license"),
    ("MIT", r"\bmit license|permission is hereby granted, free of charge"),
    ("BSD", r"redistribution and use in source and binary forms|bsd [23]-clause"),
    ("AGPL", r"gnu affero"),
    ("LGPL", r"gnu lesser"),
    ("GPL", r"gnu general public"),
    ("MPL-2.0", r"mozilla public"),
    ("CC BY-NC", r"non-?commercial"),
    ("CC BY", r"creative commons attribution"),
    ("CC0", r"cc0|public domain"),
)
_CARD = re.compile(
    r"(?:^|/)(?:model[_-]?card(?:\.(?:md|txt|rst|ya?ml|json))?|model[_-]licen[cs]e[\w.-]*"
    r"|licen[cs]e[_-]?models?[\w.-]*)\Z",
    re.I,
)
_AUTOMATION = re.compile(
    r"^\.github/workflows/[^/]+\.ya?ml\Z|^\.travis\.yml\Z|^\.circleci/|^\.gitlab-ci\.yml\Z|^azure-pipelines"
    r"|^appveyor|^\.appveyor|^tox\.ini\Z|^noxfile\.py\Z|^Jenkinsfile\Z|^\.cirrus\.yml\Z"
)
_WEIGHTS_LICENCE = re.compile(
    r"(?:model|weights?|checkpoints?)[^.\n]{0,80}licen[cs]|licen[cs][^.\n]{0,80}(?:model|weights?|checkpoints?)",
    re.I,
)
_RESULT = re.compile(
    r"result|performance|benchmark|accurac|comparison|evaluation|model zoo|leaderboard"
    r"|\bscores?\b|\btop-?1\b|\bmAP\b|\bBLEU\b"
    r"|\bF1\b|\bAUC\b"
    r"|\bFID\b|\berror\b|\bMRR\b|hits@|perplexity|\bIoU\b|\bacc\b|\bPSNR\b|\bbpd\b|bits/dim|\bnll\b",
    re.I,
)
_RESULT_HEADING = re.compile(
    r"results?\b|performance|benchmark|model zoo|leaderboard|reproduc|experiments?|comparison", re.I
)
_NAMED = re.compile(
    r"\b(?:precision|recall|accuracy|acc|fid|bleu|f1|auc|mrr|psnr|ssim|map|miou|error|perplexity)\b"
    r"[^\w\n]{1,6}\d+\.\d+",
    re.I,
)
"""A measure and its figure, as logs and lists have them."""
_IMAGE = re.compile(r"!\[[^\]]*\]\(|<img\s", re.I)
_NO_RESULT = re.compile(
    r"sampl|teaser|architect|frame_?work|overview|pipeline|diagram|logo|badge|shields\.io|banner|idea|\.gif|schem|concept"
    r"|flow_?chart|structure|_model\b|network\.|illustrat|travis|codecov|colab|method\b",
    re.I,
)
_TESTED = re.compile(r"findings?\b|comparison|leaderboard|baselines?\b|\bexperiments?\b|ablation", re.I)
_SHOWS = re.compile(
    r"result|compar|accura|curve|perform|score|loss\b|_vs_|simulation|denois|leaderboard|baseline|ablation",
    re.I,
)
_AGAIN = re.compile(
    r"\b(?:reproduc\w*|replicat\w*|re-?creat\w*)\b.{0,60}\b(?:results?|experiments?|figures?|tables?|paper)\b"
    r"|\breproducibility\b.{0,40}\bresults?\b",
    re.I,
)
"""A sentence that says how to get the results of the paper again."""
_TARGET = re.compile(r"\]\([^()\s]{0,500}\)|https?://\S{1,500}|\b(?:width|height|style|colspan)=\S+")
"""What holds figures in a row but tells none: addresses and sizes of pictures."""
_OF_DATA = re.compile(r"\bdata ?sets?\b|statistics|\bcorpus\b|annotation", re.I)
_SCRIPTS = re.compile(
    r"\]\((?:\./)?[\w./-]{0,80}(?:scripts?|eval\w{0,20}|experiments?|benchmarks?)/?\)", re.I
)
"""A link to a folder of scripts."""
STALE = 2 * 365
"""Days after which a repository counts as no longer kept."""


def licence(s: Survey) -> Answered:
    """A licence of the code."""
    files = sorted((p for p in s.paths if _LICENCE.search(p)), key=lambda p: (p.count("/"), p))
    if files:
        kind = _kind(s.tree.head(files[0], 20_000) or "")
        return yes(
            f"Code is under {kind or 'a licence'} ({files[0]}).", [Seen(files[0], None, kind or "licence")]
        )
    for each in s.listings:
        text = s.tree.text(each.path) or ""
        told = re.search(r"^\s*license\s*[=:]\s*[{]?.{2,80}|License :: [^\"'\n]{3,80}", text, re.M)
        if told and each.path.endswith(("pyproject.toml", "setup.py", "setup.cfg")):
            at = text.count("\n", 0, told.start()) + 1
            return yes(
                f"{each.path} names a licence, but its text is not there.",
                [Seen(each.path, at, told[0].strip()[:80])],
            )
    if s.readme:
        lines = [
            line
            for line in s.readme.lines
            if re.search(
                r"licen[cs]ed? (?:under|:|is)|\b(?:MIT|Apache|BSD|GPL)\b.{0,20}licen[cs]e", line.text, re.I
            )
        ]
        if lines:
            return yes(
                "The README names a licence.",
                [Seen(s.readme.path, line.number, line.text.strip()[:100]) for line in lines],
            )
    return no("There is no licence, so nobody may use the code.", "Add a LICENSE file", 5)


def _kind(text: str) -> str:
    folded = re.sub(r"\s+", " ", text.lower())[:3000]
    return next((name for name, pattern in _NAMES if re.search(pattern, folded)), "")


def weights_licence(s: Survey) -> Answered:
    """A licence of the weights."""
    if not s.weights:
        return unknown("There are no weights that a licence could be for.")
    cards = s.fitting(_CARD)
    if cards:
        return yes(
            f"{cards[0]} speaks of the weights.", [Seen(p, None, "model card or licence") for p in cards]
        )
    if s.readme:
        lines = [line for line in s.readme.lines if _WEIGHTS_LICENCE.search(line.text)]
        if lines:
            return yes(
                "The README says under which licence the weights are.",
                [Seen(s.readme.path, line.number, line.text.strip()[:100]) for line in lines],
            )
    return no(
        "Nothing says under which licence the weights are.",
        "Say in the README or a model card under which licence the weights are",
        10,
    )


def results(s: Survey) -> Answered:
    """A README with results and the commands for them."""
    if s.readme is None:
        return no(
            "There is no README.", "Write a README with a table of results and the command for each", 90
        )
    found = [table for table in tables(s.readme) if _tells_results(table)]
    typed = [line for line, kind in s.commands if kind == "run"] or [
        line
        for line in s.readme.lines
        if (line.code and re.match(r"\s*(?:>>> )?(?:import|from)\s+\w", line.text))
        or _AGAIN.search(line.text)
        or re.search(r"\]\([^()]*\.(?:ipynb|py|sh)\)", line.text)
        or _SCRIPTS.search(line.text)
    ]
    seen = [Seen(s.readme.path, table.number, f"table under {table.heading!r}"[:100]) for table in found]
    if not found:
        seen = _pictures(s) or _stored(s)
    if seen and typed:
        return yes("The README shows results and the commands to run.", seen)
    if seen:
        return no(
            "The README shows results, but not the commands that give them.",
            "Add the command that gives each result to the README",
            30,
            seen,
        )
    return no(
        "The README shows no results.",
        "Add a table of the main results to the README, with the command for each",
        45,
    )


def _tells_results(table: Table) -> bool:
    """Whether a table has figures, and speaks of how good something is."""
    rows = [_TARGET.sub("", row) for row in table.rows]
    numbers = sum(bool(FIGURE.search(row)) for row in rows)
    decimals = sum(bool(re.search(r"(?<![\w.])\d+\.\d+(?![\w.]*[A-Za-z])", row)) for row in rows)
    spread = any(re.search(r"\d\s*%?\s*\(?(?:±|\+/?-|\\pm)\s*\d", row) for row in rows)
    about = _RESULT.search(table.header) or _RESULT_HEADING.search(table.heading)
    if _OF_DATA.search(table.heading) and not about:
        return False
    return (numbers >= 1 and bool(about)) or decimals >= 3 or spread


def _pictures(s: Survey) -> list[Seen]:
    """Results as pictures or lists of figures below a heading that announces them."""
    if s.readme is None:
        return []
    named = [line for line in s.readme.lines if _NAMED.search(line.text)]
    if len(named) > 1:
        return [Seen(s.readme.path, line.number, line.text.strip()[:100]) for line in named]
    shown = [
        line
        for line in s.readme.lines
        if not (line.is_heading or line.code)
        and re.search(r"results?\b|performance", line.heading, re.I)
        and (_IMAGE.search(line.text) or re.search(r"\d+\.\d+\s*%?", line.text))
    ]
    return [Seen(s.readme.path, line.number, line.text.strip()[:100]) for line in shown or _figures(s.readme)]


def _stored(s: Survey) -> list[Seen]:
    """Files of results in the tree that the README names."""
    named = {
        path.rpartition("/")[2]: path
        for path in s.paths
        if re.search(r"(?:^|/)[\w-]*results?[\w-]*\.(?:csv|tsv)\Z", path, re.I)
    }
    page = s.readme
    few = sorted(named)[:50]
    return [
        Seen(page.path, line.number, f"names {named[name]}"[:100])
        for line in (page.lines if page else ())
        for name in few
        if page and name in line.text
    ]


def _figures(page: Readme) -> list[Line]:
    """Pictures that seem to show results, by name or heading; methods, samples and teasers are none."""
    return [
        line
        for line in page.lines
        if _IMAGE.search(line.text)
        and not _NO_RESULT.search(f"{line.heading} {line.text}")
        and (_TESTED.search(line.heading) or _SHOWS.search(line.text))
    ]


def tests(s: Survey) -> Answered:
    """Tests of the code itself."""
    found = [
        p
        for p in s.paths
        if re.search(r"(?:^|/)tests?/(?:.*/)?[\w-]+\.py\Z|(?:^|/)(?:test_[\w-]+|[\w-]+_test)\.py\Z", p)
        and not p.endswith("__init__.py")
    ]
    real = [p for p in found if _tests_something(s, p)]
    if real:
        return yes(f"{several(len(real), 'file')} with tests.", [Seen(p, None, "tests") for p in real])
    return no("There are no tests.", "Add one test that runs the method on made-up data", 45)


def _tests_something(s: Survey, path: str) -> bool:
    text = s.tree.head(path, 200_000)
    return text is not None and bool(
        re.search(r"^\s*(?:async )?def test|unittest|^\s*assert\b|pytest|absltest", text, re.M)
    )


def automation(s: Survey) -> Answered:
    """Tests that run by themselves."""
    found = s.fitting(_AUTOMATION)
    if found:
        found.sort(key=lambda path: ("test" not in path.lower(), path))
        return yes(f"{found[0]} checks every change.", [Seen(p, None, "runs by itself") for p in found])
    if "PKG-INFO" in s.paths:
        return unknown("Packages of an index often leave out what checks changes.")
    return no("Nothing checks changes by itself.", "Add a workflow that installs it and runs the tests", 30)


def active(s: Survey, last: dt.date | None, today: dt.date) -> Answered:
    """Whether somebody still looks after it."""
    if last is None:
        return unknown("When it was last changed cannot be told from the files.")
    days = (today - last).days
    if days <= STALE:
        return yes(f"Last changed on {last}.")
    return no(
        f"Last changed on {last}, {days / 365:.0f} years ago.",
        "Say in the README whether it is still kept",
        5,
    )
