"""Openings of kind *underplayed*: promising work that hardly anyone plays with because nobody made it easy.

The score is in log-odds: how much likelier than usual it is that others adopt the method, less what is seen
of play already, plus what an engineer can take out of the way.  Play that nobody has looked at counts as that
of a usual paper and is said to be open both ways; it is never taken for none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

import polars as pl

from inroad.atlas import describe
from inroad.atlas.asked import long_phrases, phrase_pattern
from inroad.atlas.field import Field
from inroad.atlas.open import Atlas
from inroad.atlas.parts import introduced_in, mentions_of, methods_at, papers_at, related_where
from inroad.atlas.schema import RELATIONS, ROLES
from inroad.atlas.text import name_key
from inroad.openings import removing
from inroad.openings.effort import estimate
from inroad.openings.meaning import of_known_families, says_name
from inroad.openings.play import Play, known, plays, today
from inroad.openings.points import points, usual_stars
from inroad.openings.promise.candidates import ENOUGH
from inroad.openings.promise.forecast import Promise, forecasts
from inroad.openings.released import is_release
from inroad.openings.signs import counted, listed, percent
from inroad.signals.seen import Signals
from inroad.types import Effort, Method, Opening, Part, Refutation

YOUNG = dt.timedelta(days=365)
"""Older methods have had their time: that hardly anyone plays with them has other reasons."""
_KINDS = [ROLES.index(kind) for kind in ("method", "model", "dataset", "benchmark")]
_MOSTLY = 0.4
"""Part of a method's papers that must be of the field, if its own paper is not."""
_LOOKED_UP = frozenset(("stars", "package", "code", *removing.POINTS))
"""What a look at the world can tell."""
_LOOKED_AT = 60
"""Methods of most promise whose play is looked at."""
_OFTEN = 2
"""Times that an abstract says what the field is called, if it is about it: once may be in passing."""
_CENTRAL = 2.0
"""Points of a method that is about the field: whoever asks for a field wants what is of it."""
_BUILDS_ON = RELATIONS.index("builds on")
_RELEASE = r"(?i)\b(?:technical|tech|system) (?:report|card)\b"
"""Titles of papers whose makers hand out what they made."""

Promised = Callable[[Atlas, Signals, Collection[int], int], Mapping[int, Promise]]
Estimated = Callable[[str, str | None], Effort]


@dataclass(frozen=True, slots=True)
class _Young:
    """A young method of the field, with what is known of it."""

    number: int
    method: Method
    origin: describe.Row
    """PAPERS row of the paper that introduces it."""
    promise: Promise


def find(
    field: Field,
    signals: Signals,
    most: int,
    *,
    promised: Promised = partial(forecasts, reasons=False),  # noqa: B008 - frozen
    estimated: Estimated = estimate,
) -> list[Opening]:
    """The best openings of this kind, best first.

    Args:
        field: where to look; the last day known is that of its atlas.
        signals: observations; those of a later day are not seen if the atlas was asked for a day.
        most: how many at most.
        promised: gives the likeliest forecasts of adoption, at most so many (default: the atlas's own).
        estimated: gives the effort of a paper's experiments from its title and abstract.
    """
    seen, day = known(field, signals), today(field, signals)
    young = _young(field, seen, day, promised)
    looks = plays([one.method for one in young], seen, day)
    usual = usual_stars(looks.values())
    central = _central(field)
    ranked = sorted((_ranked(one, looks[one.method.method_id], usual, central) for one in young), key=_place)
    standing = [each for each in ranked if _is_open(each.play)]
    chosen = list(islice(_surviving(standing, field.atlas, day), most))
    abstracts = _abstracts(field.atlas, [each.one.origin["paper_id"] for each, _ in chosen])
    return [_opening(each, refutation, abstracts, estimated) for each, refutation in chosen]


@dataclass(frozen=True, slots=True)
class _Ranked:
    one: _Young
    play: Play
    parts: tuple[Part, ...]


def _ranked(one: _Young, play: Play, usual: float, central: frozenset[int]) -> _Ranked:
    parts = points(one.method, one.promise.forecast, one.promise.parts, play, usual)
    if one.origin["paper"] in central:
        parts += (
            Part("of this field", _CENTRAL, "its title is about the field, or it builds on its methods"),
        )
    return _Ranked(one, play, parts)


def _central(field: Field) -> frozenset[int]:
    """Papers of the field that are about it, and do not only use its methods."""
    spelled = [phrase_pattern(phrase) for phrase in field.phrases]
    titled = field.papers.filter(pl.any_horizontal(pl.col("title").str.contains(p) for p in spelled))["paper"]
    of_founders = related_where(field.atlas, "parent", field.founders)
    builds = pl.col("relation") == _BUILDS_ON
    built = of_founders.filter(builds, pl.col("child").is_not_null())["paper"]
    return frozenset(titled) | frozenset(built)


def _place(each: _Ranked) -> tuple[float, str]:
    return -sum(part.points for part in each.parts), each.one.method.method_id


def _surviving(ranked: Sequence[_Ranked], atlas: Atlas, day: dt.date) -> Iterator[tuple[_Ranked, Refutation]]:
    later = _later([each.one for each in ranked], atlas)
    for each in ranked:
        refutation = _refutation(each.one, each.play, later[each.one.number], day)
        if refutation is not None:
            yield each, refutation


# -- candidates -------------------------------------------------------------------------------------------


def _young(field: Field, signals: Signals, day: dt.date, promised: Promised) -> list[_Young]:
    """Young methods of the field of most promise, one a paper."""
    origins = _origins(field, day)
    told = promised(field.atlas, signals, sorted(origins), 4 * _LOOKED_AT)
    likely = sorted(
        origins.keys() & told.keys(), key=lambda number: (-told[number].forecast.probability, number)
    )
    papers = _rows(field.atlas, {origins[number] for number in likely})
    best = _worth_a_look(field, {number: papers[origins[number]] for number in likely})[: 2 * _LOOKED_AT]
    records = describe.methods(field.atlas, best)
    young = [
        _Young(number, records[number], papers[origins[number]], told[number])
        for number in best
        if number in records
        and (records[number].papers_by_others or 0) < ENOUGH
        # What is no likelier than any method is not promising, however little it is played with.
        and told[number].forecast.probability >= told[number].forecast.record.base_rate
    ]
    return _one_a_paper(young)[:_LOOKED_AT]


def _worth_a_look(field: Field, origins: Mapping[int, describe.Row]) -> list[int]:
    """Methods of papers that are about the field, and whose makers do not hand them out, in order."""
    names = dict(methods_at(field.atlas, sorted(origins), ["method", "name"]).iter_rows())
    texts = _abstracts(field.atlas, [row["paper_id"] for row in origins.values()])
    about = _about(field, origins.values(), texts)
    return [
        number
        for number, row in origins.items()
        if row["paper"] in about
        and not is_release(names[number], row["title"], texts.get(row["paper_id"]), row["by"])
    ]


def _about(
    field: Field, papers: Iterable[describe.Row], abstracts: Mapping[str, str | None]
) -> frozenset[int]:
    """Papers that are central, or say what the field is called more than once; all whose text is unknown."""
    said = [
        re.compile(phrase_pattern(each)) for each in long_phrases(field.phrases).values() or field.phrases
    ]
    central = _central(field)
    return frozenset(
        row["paper"]
        for row in papers
        if row["paper"] in central
        or (abstract := abstracts.get(row["paper_id"])) is None
        or sum(len(each.findall(abstract)) for each in said) >= _OFTEN
    )


def _origins(field: Field, day: dt.date) -> dict[int, int]:
    """Method -> introducing paper, of the field's methods that were introduced lately."""
    eased = pl.col("title").str.contains(_MADE_EASY.pattern)  # that is what such a paper itself does
    columns = ["method", "kind", "introduced_by"]
    inside = introduced_in(field.atlas, field.papers["paper"], columns)
    rows = pl.concat([inside, methods_at(field.atlas, field.named["method"], columns)])
    rows = rows.filter(pl.col("kind").is_in(_KINDS)).unique("method").drop_nulls("introduced_by")
    papers = papers_at(field.atlas, rows["introduced_by"], ["paper", "title", "date", "survey"])
    recent = papers.filter(pl.col("date") > day - YOUNG, ~pl.col("survey"))
    young = rows.join(recent.select("title", introduced_by="paper"), on="introduced_by")
    counts = young.select("method", "introduced_by", "title").join(field.named, on="method", how="left")
    own = pl.col("introduced_by").is_in(field.papers["paper"].implode())
    mostly = pl.col("in_field") >= _MOSTLY * pl.col("papers")
    released = pl.col("title").str.contains(_RELEASE)
    young = counts.filter(own | mostly).filter(~eased, ~released)
    named = young.join(methods_at(field.atlas, young["method"], ["method", "name"]), on="method")
    # What the title calls otherwise is letters to those who know the paper.
    young = young.filter(~pl.col("method").is_in(_untitled(named)))
    young = young.filter(~pl.col("method").is_in(sorted(of_known_families(named, field.atlas))))
    return dict(young.select("method", "introduced_by").sort("method").iter_rows())


def _untitled(named: pl.DataFrame) -> list[int]:
    """Methods whose paper's title does not have their name."""
    rows = named.select("method", "name", "title").iter_rows()
    return sorted(number for number, name, title in rows if not says_name(name, title))


def _rows(atlas: Atlas, papers: set[int]) -> dict[int, describe.Row]:
    columns = ["paper", "paper_id", "title", "date", "authors"]
    count = pl.col("authors").list.len()
    rows = papers_at(atlas, sorted(papers), columns).with_columns(by=pl.when(count > 0).then(count))
    return {row["paper"]: row for row in rows.iter_rows(named=True)}


def _one_a_paper(young: Sequence[_Young]) -> list[_Young]:
    """Of several names that one paper introduces, its main one; in the order of the most promising."""
    of_paper: dict[int, list[_Young]] = {}
    for one in young:
        of_paper.setdefault(one.origin["paper"], []).append(one)
    return [min(several, key=_how_minor) for several in of_paper.values()]


def _how_minor(one: _Young) -> tuple[bool, bool, int, int]:
    """Sorts a paper's main name first: the title's head, in the title at all, the most named."""
    title = name_key(one.origin["title"])
    name = name_key(one.method.name)
    return not title.startswith(name), name not in title, -one.method.papers, one.number


# -- refutation -------------------------------------------------------------------------------------------

_MADE_EASY = re.compile(
    r"(?i)\b(?:(?:re-?)?implementations? of|librar(?:y|ies)|toolkits?|toolbox|python package|made easy"
    r"|open-?source framework|easy-to-use|demo(?:nstration)? of|software|platform)\b"
)


def _is_open(play: Play) -> bool:
    """Not in a library yet, and something is missing or was not looked at."""
    looked = all(sign.answer == "yes" for sign in play.obstacles)
    return play.sign("library").answer != "yes" and not looked


def _refutation(one: _Young, play: Play, later: Sequence[describe.Row], day: dt.date) -> Refutation | None:
    """What was found against it in later papers; None if somebody else has made it easy already."""
    eased = [row for row in later if _MADE_EASY.search(row["title"])]
    names = tuple(dict.fromkeys((one.method.name, *one.method.aliases)))
    keys = {name_key(name) for name in names if len(name_key(name)) > 2}
    if any(key in name_key(row["title"]) for row in eased for key in keys):
        return None
    nearest = [describe.paper(row, "names it and offers a library or toolkit") for row in eased[:2]]
    nearest += [describe.paper(row, "names it") for row in later if row not in eased][: 3 - len(nearest)]
    package = play.sign("package")
    if package.answer == "yes" and package.evidence:
        nearest = [package.evidence, *nearest]
    return Refutation(
        searched=(*names, "implementation of", "library", "toolkit", "package"),
        looked_in=_looked_in(later, play, day),
        found=_found(eased, later, package.answer == "yes"),
        nearest=tuple(nearest[:4]),
    )


def _looked_in(later: Sequence[describe.Row], play: Play, day: dt.date) -> str:
    places = [counted(len(later), "later paper") + " naming it"]
    for name, place in (("library", "a list of libraries"), ("package", "packages of its name")):
        places.append(place if play.sign(name).answer != "unknown" else f"{place} (not possible)")
    return f"{listed(places)}; up to {day}"


def _later(young: Sequence[_Young], atlas: Atlas) -> dict[int, list[describe.Row]]:
    """Method number -> later papers that name it, the latest first."""
    origins = {one.number: one.origin["paper"] for one in young}
    naming = mentions_of(atlas, sorted(origins), ["method", "paper"]).unique()
    rows = _rows(atlas, set(naming["paper"]))
    later: dict[int, list[describe.Row]] = {number: [] for number in origins}
    for method, paper in naming.sort("paper", descending=True).iter_rows():
        if paper != origins[method]:
            later[method].append(rows[paper])
    return later


def _found(eased: Sequence[describe.Row], later: Sequence[describe.Row], package: bool) -> str:
    told = []
    if package:
        told.append("a package of its name: see whether it is this method's")
    if eased:
        told.append(f"{counted(len(eased), 'later paper')} on libraries, none of them for it alone")
    if not told:
        told.append(f"nobody who made it easy, in {counted(len(later), 'later paper')} naming it")
    return "; ".join(told)


# -- openings ---------------------------------------------------------------------------------------------


def _opening(
    each: _Ranked, refutation: Refutation, abstracts: Mapping[str, str | None], estimated: Estimated
) -> Opening:
    method, play, origin, forecast = each.one.method, each.play, each.one.origin, each.one.promise.forecast
    paper = estimated(origin["title"], abstracts.get(origin["paper_id"]))
    others, chance = play.sign("papers by others").said, forecast.probability
    return Opening(
        opening_id=f"underplayed:{method.method_id}",
        kind="underplayed",
        title=_title(method, play),
        why=f"{method.name} ({origin['date']}): forecast {percent(chance)} ({forecast.asked}); {others}",
        obstacle=play.obstacle,
        parts=each.parts,
        effort=removing.effort(play, paper),
        steps=removing.steps(method, play),
        refutation=refutation,
        wrong_if=_wrong_if(method, play),
        evidence=(describe.paper(origin, f"introduces {method.name}"), *play.evidence)[:8],
        method=method.method_id,
        paper_id=method.introduced_by,
        url=f"https://github.com/{play.repo}"
        if play.repo
        else f"https://arxiv.org/abs/{method.introduced_by}",
        forecast=forecast,
        unknown=tuple(f"{name}: run `inroad sync signals`" for name in play.unknown if name in _LOOKED_UP),
    )


_TITLES = {
    "code": "write the first public code of {}",
    "upkeep": "bring the code of {} up to date",
    "install instructions": "make {} installable",
    "package": "make a package of {}",
    "weights": "publish weights of {}",
    "demo": "make a demo of {}",
    "copy on the Hub": "make {} loadable in one line",
    "licence": "get {} a licence",
}


def _title(method: Method, play: Play) -> str:
    for name, title in _TITLES.items():
        if name in play.missing:
            return title.format(method.name)
    return f"make {method.name} easy to try"


def _wrong_if(method: Method, play: Play) -> str:
    if not play.missing:
        return f"{method.name} turns out to have code, installation and a demo, or its authors are at it"
    return f"somebody already offers {listed(play.missing)} for {method.name}, or its authors are at it"


def _abstracts(atlas: Atlas, papers: Sequence[str]) -> dict[str, str | None]:
    """Paper id -> abstract, where there is a corpus."""
    found = atlas.texts_of(pl.Series(papers, dtype=pl.String))
    return dict(found.select("paper_id", "abstract").iter_rows())
