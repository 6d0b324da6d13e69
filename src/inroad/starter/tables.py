"""Each table of the starter as named parts, and back.

Much of a table follows from another one, so it is not stored: a method's id from its name, its name often
from the title that introduces it, the parent of a relation from the few methods its paper names.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import polars as pl

from inroad.atlas.phrases import PHRASES
from inroad.atlas.schema import ALIASES, AUTHORS, LOOKS, MENTIONS, METHODS, PAPERS, RELATED
from inroad.starter import codec, map_parts
from inroad.starter.codec import Ints, numbers, read_numbers, read_texts, texts
from inroad.starter.cut import LEVELS, STEPS, key, with_own_names

Parts = dict[str, bytes]
Read = Callable[[str], pl.DataFrame]
Packer = Callable[[pl.DataFrame, Read], Parts]
Unpacker = Callable[[Parts, Read], pl.DataFrame]


# -- columns --------------------------------------------------------------------------------------


def _ints(column: pl.Series) -> Ints:
    return column.cast(pl.Int64).to_numpy()


def _or_null(column: pl.Series) -> bytes:
    """Numbers or truth values: 0 for null, else one more."""
    return numbers(_ints((column.cast(pl.Int64) + 1).fill_null(0)))


def _read_or_null(data: bytes) -> pl.Series:
    values = pl.Series(read_numbers(data))
    return (values - 1).set(values == 0, None)


def _labels(column: pl.Series) -> bytes:
    """Texts out of few: each once, the most frequent first, and which stands where."""
    rows = column.to_frame("label")
    counted = rows.drop_nulls().group_by("label").len().sort(["len", "label"], descending=[True, False])
    table = counted.select("label", number=pl.int_range(1, pl.len() + 1))
    codes = rows.join(table, on="label", how="left", maintain_order="left")["number"]
    return codec.bundled([texts(counted["label"]), numbers(_ints(codes.fill_null(0)))])


def _read_labels(data: bytes, put: Callable[[pl.Series], pl.Series] = lambda labels: labels) -> pl.Series:
    """Undoes :func:`_labels`; ``put`` changes each label once, before it is spread over the rows."""
    listed, codes = codec.unbundled(data)
    labels = pl.concat([pl.Series([None], dtype=pl.String), read_texts(listed)], rechunk=True)
    return put(labels).gather(read_numbers(codes))


def _some(column: pl.Series) -> bytes:
    """Texts, some of them null."""
    return codec.bundled([numbers(_ints(column.is_not_null())), texts(column.drop_nulls())])


def _read_some(data: bytes) -> pl.Series:
    there, listed = codec.unbundled(data)
    return _placed(read_numbers(there) > 0, read_texts(listed))


def _placed(where: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], values: pl.Series) -> pl.Series:
    """``values`` in order, where it says so; else null."""
    places = pl.Series(np.cumsum(where) - 1).set(pl.Series(~where), None)
    return values.gather(places) if len(values) else pl.repeat(None, len(places), dtype=pl.String, eager=True)


def _steps(values: Ints) -> bytes:
    """Numbers that mostly grow, as differences."""
    return numbers(codec.signed(np.diff(values, prepend=0)))


def _read_steps(data: bytes) -> Ints:
    return np.cumsum(codec.read_signed(read_numbers(data)))


def _days(column: pl.Series) -> Ints:
    return _ints(column.cast(pl.Int32))


def _dates(days: Ints) -> pl.Series:
    return pl.Series(days).cast(pl.Int32).cast(pl.Date)


# -- papers ---------------------------------------------------------------------------------------

_NEW_ID = r"^(\d{2}(?:0[1-9]|1[0-2]))\.(\d{4,5})$"
_SCALE = 100_000
_LABELS = ("primary", "domain", "venue", "problem")
_SMALL = ("newcomer", "code", "survey", "problem_field", "problem_sentence")


def pack_papers(papers: pl.DataFrame, read: Read) -> Parts:
    """Parts of PAPERS."""
    return {
        "title": texts(papers["title"]),
        "date": _steps(_days(papers["date"])),
        "paper_id": _ids(papers["paper_id"]),
        "authors": _author_lists(papers["authors"]),
        "applied": numbers((papers["applied"].to_numpy() * LEVELS).astype(np.int64)),
        "tools": _labels(papers["tools"].list.join("\t")),
        **{name: _labels(papers[name]) for name in _LABELS},
        **{name: _or_null(papers[name]) for name in _SMALL},
    }


def unpack_papers(parts: Parts, read: Read) -> pl.DataFrame:
    """Undoes :func:`pack_papers`."""
    with ThreadPoolExecutor(1) as beside:  # titles take as long as all the rest
        titles = beside.submit(read_texts, parts["title"])
        columns = _facts_of_papers(parts)
        return _typed({"title": titles.result(), **columns}, PAPERS)


def _facts_of_papers(parts: Parts) -> dict[str, pl.Series]:
    """All columns of PAPERS but the titles."""
    dates = _dates(_read_steps(parts["date"]))
    none = pl.repeat(None, len(dates), dtype=pl.UInt32, eager=True)
    return {
        "paper": pl.int_range(len(dates), dtype=pl.UInt32, eager=True),
        "paper_id": _read_ids(parts["paper_id"]),
        "date": dates,
        "authors": _read_author_lists(parts["authors"]),
        "applied": pl.Series((read_numbers(parts["applied"]) + 0.5) / LEVELS),
        "tools": _read_labels(parts["tools"], _split),
        "problem_start": none,
        "problem_end": none,
        **{name: _read_labels(parts[name]) for name in _LABELS},
        **{name: _read_or_null(parts[name]) for name in _SMALL},
    }


def _split(labels: pl.Series) -> pl.Series:
    return labels.str.split("\t").list.filter(pl.element() != "")


def _typed(columns: dict[str, pl.Series], schema: pl.Schema) -> pl.DataFrame:
    return pl.DataFrame({name: columns[name].cast(dtype) for name, dtype in schema.items()})


def _ids(column: pl.Series) -> bytes:
    """Differences of arXiv's numbers; 0 stands for an id of another form, spelt in full."""
    month, number = (column.str.extract(_NEW_ID, group).cast(pl.Int64) for group in (1, 2))
    code = month * _SCALE + number
    code = code.set(_spelt(code) != column, None)
    other = code.is_null()
    return codec.bundled([_steps(_ints(code.forward_fill().fill_null(0))), texts(column.filter(other))])


def _read_ids(data: bytes) -> pl.Series:
    steps, listed = codec.unbundled(data)
    codes = pl.Series(_read_steps(steps))
    other = (codes.diff() == 0).fill_null(codes == 0)
    return _spelt(codes).zip_with(~other, _placed(other.to_numpy(), read_texts(listed)))


def _spelt(code: pl.Series) -> pl.Series:
    """arXiv ids of codes: four digits after the dot until 2014, five since."""
    month, number = code // _SCALE, code % _SCALE
    # Ones in front keep the zeros, and one cast gives both halves: several times as fast as filling them up.
    four, five = ((month + 10_000) * 10 * ones + ones + number for ones in (10_000, 100_000))
    digits = four.zip_with(month < 1501, five).cast(pl.String)
    halves = pl.DataFrame({"month": digits.str.slice(1, 4), "number": digits.str.slice(6)})
    return halves.select(id=pl.concat_str("month", "number", separator="."))["id"]


def _author_lists(column: pl.Series) -> bytes:
    """How many each paper has, and of each author how many came up since; 0: comes up here."""
    sizes = column.list.len().cast(pl.Int64) + 1
    flat = _ints(column.drop_nulls().explode().drop_nulls())
    before = np.concatenate([[-1], np.maximum.accumulate(flat)])[: len(flat)]
    back = np.where(flat > before, 0, before + 1 - flat)
    return codec.bundled([numbers(_ints(sizes.fill_null(0))), numbers(back)])


def _read_author_lists(data: bytes) -> pl.Series:
    sizes, back = (read_numbers(part) for part in codec.unbundled(data))
    new = back == 0
    flat = np.cumsum(new) - np.where(new, 1, back)
    paper = np.repeat(np.arange(len(sizes), dtype=np.uint32), np.maximum(sizes - 1, 0))
    rows = pl.DataFrame({"paper": paper, "author": flat.astype(np.uint32)})
    # Told that the papers are in order, grouping cuts instead of hashing.
    ordered = rows.with_columns(pl.col("paper").set_sorted())
    lists = ordered.group_by("paper", maintain_order=True).agg("author")["author"]
    places = pl.Series(np.where(sizes > 1, np.cumsum(sizes > 1), 0)).set(pl.Series(sizes == 0), None)
    empty = pl.Series("author", [[]], dtype=pl.List(pl.UInt32))
    return pl.concat([empty, lists], rechunk=True).gather(places)


def pack_authors(authors: pl.DataFrame, read: Read) -> Parts:
    """Parts of AUTHORS."""
    return {"author": _steps(_ints(authors["author"])), "name": texts(authors["name"])}


def unpack_authors(parts: Parts, read: Read) -> pl.DataFrame:
    """Undoes :func:`pack_authors`."""
    number = pl.Series(_read_steps(parts["author"]))
    return _typed({"author": number, "name": read_texts(parts["name"])}, AUTHORS)


# -- methods --------------------------------------------------------------------------------------


def _origins(papers: pl.DataFrame, first: Ints) -> pl.DataFrame:
    """What the first paper of each method says of it: id, day, and the title's words before a colon."""
    rows = papers.select("paper_id", "date", "title")[first]
    return rows.select("paper_id", "date", head=pl.col("title").str.extract(r"^([^:]+):"))


def pack_methods(methods: pl.DataFrame, read: Read) -> Parts:
    """Parts of METHODS."""
    first = _ints(methods["first_paper"])
    origins = _origins(read("papers"), first)
    headed = methods["name"].eq_missing(origins["head"])
    later = codec.signed(_ints(methods["introduced_by"].fill_null(0)) - first)
    return {
        "first_paper": _steps(first),
        "introduced_by": _or_null(pl.Series(later).set(methods["introduced_by"].is_null(), None)),
        "known": numbers(codec.signed(_days(methods["known"]) - _days(origins["date"]))),
        "kind": numbers(_ints(methods["kind"])),
        "name": codec.bundled([numbers(_ints(headed)), texts(methods["name"].filter(~headed))]),
        "long_form": _some(methods["long_form"]),
        "method_id": _method_ids(methods, origins),
    }


def unpack_methods(parts: Parts, read: Read) -> pl.DataFrame:
    """Undoes :func:`pack_methods`."""
    first = _read_steps(parts["first_paper"])
    origins = _origins(read("papers"), first)
    headed, names = codec.unbundled(parts["name"])
    said = read_numbers(headed) > 0
    name = origins["head"].zip_with(pl.Series(said), _placed(~said, read_texts(names)))
    shift = _read_or_null(parts["introduced_by"])
    introduced = pl.Series(first + codec.read_signed(_ints(shift.fill_null(0)))).set(shift.is_null(), None)
    columns = {
        "method": pl.int_range(len(first), dtype=pl.UInt32, eager=True),
        "method_id": _read_method_ids(parts["method_id"], name, origins),
        "name": name,
        "kind": pl.Series(read_numbers(parts["kind"])),
        "long_form": _read_some(parts["long_form"]),
        "introduced_by": introduced,
        "first_paper": pl.Series(first),
        "known": _dates(codec.read_signed(read_numbers(parts["known"])) + _days(origins["date"])),
    }
    return _typed(columns, METHODS)


def _derived_ids(name: pl.Series, origins: pl.DataFrame) -> list[pl.Series]:
    """Ids that follow from a name: its key, and its key with the first paper."""
    plain = name.to_frame("name").select(key("name"))["name"]
    return [plain, plain + "@" + origins["paper_id"]]


def _method_ids(methods: pl.DataFrame, origins: pl.DataFrame) -> bytes:
    plain, full = _derived_ids(methods["name"], origins)
    wanted = methods["method_id"]
    form = np.where((wanted == plain).to_numpy(), 0, np.where((wanted == full).to_numpy(), 1, 2))
    return codec.bundled([numbers(form), texts(wanted.filter(pl.Series(form == 2)))])


def _read_method_ids(data: bytes, name: pl.Series, origins: pl.DataFrame) -> pl.Series:
    forms, listed = codec.unbundled(data)
    form = read_numbers(forms)
    plain, full = _derived_ids(name, origins)
    other = _placed(form == 2, read_texts(listed))
    return plain.zip_with(pl.Series(form == 0), full.zip_with(pl.Series(form == 1), other))


def pack_looks(looks: pl.DataFrame, read: Read) -> Parts:
    """Parts of LOOKS."""
    methods = read("methods")[_ints(looks["method"])]
    return {
        "method": _steps(_ints(looks["method"])),
        "since": numbers(codec.signed(_days(looks["since"]) - _days(methods["known"]))),
        "kind": numbers(_ints(looks["kind"])),
        "name": _unless(looks["name"], methods["name"]),
        "long_form": _unless(looks["long_form"], methods["long_form"]),
    }


def unpack_looks(parts: Parts, read: Read) -> pl.DataFrame:
    """Undoes :func:`pack_looks`."""
    number = _read_steps(parts["method"])
    methods = read("methods")[number]
    columns = {
        "method": pl.Series(number),
        "since": _dates(codec.read_signed(read_numbers(parts["since"])) + _days(methods["known"])),
        "name": _read_unless(parts["name"], methods["name"]),
        "kind": pl.Series(read_numbers(parts["kind"])),
        "long_form": _read_unless(parts["long_form"], methods["long_form"]),
    }
    return _typed(columns, LOOKS)


def _unless(column: pl.Series, usual: pl.Series) -> bytes:
    """Texts that are mostly as usual."""
    same = column.eq_missing(usual)
    return codec.bundled([numbers(_ints(same)), _some(column.filter(~same))])


def _read_unless(data: bytes, usual: pl.Series) -> pl.Series:
    same, listed = codec.unbundled(data)
    as_usual = read_numbers(same) > 0
    return usual.zip_with(pl.Series(as_usual), _placed(~as_usual, _read_some(listed)))


def pack_aliases(aliases: pl.DataFrame, read: Read) -> Parts:
    """Parts of ALIASES without the names and long forms that METHODS has."""
    methods = read("methods")
    names = (methods.select("method", alias=name) for name in ("name", "long_form"))
    own = pl.concat(names).drop_nulls("alias")
    rows = aliases.join(own, on=["method", "alias"], how="anti", maintain_order="left")
    number = _ints(rows["method"])
    return {
        "method": _steps(number),
        "alias": texts(rows["alias"]),
        "since": numbers(codec.signed(_days(rows["since"]) - _first_days(read, number))),
    }


def _first_days(read: Read, number: Ints) -> Ints:
    """Days of the first papers of methods."""
    first = _ints(read("methods")["first_paper"])[number]
    return _days(read("papers")["date"])[first]


def unpack_aliases(parts: Parts, read: Read) -> pl.DataFrame:
    """Undoes :func:`pack_aliases`."""
    number = _read_steps(parts["method"])
    since = _dates(codec.read_signed(read_numbers(parts["since"])) + _first_days(read, number))
    rows = _typed({"method": pl.Series(number), "alias": read_texts(parts["alias"]), "since": since}, ALIASES)
    return with_own_names(rows, read("methods"), read("papers"))


# -- who names and uses what ----------------------------------------------------------------------


def pack_mentions(mentions: pl.DataFrame, read: Read) -> Parts:
    """Parts of MENTIONS."""
    counts = np.bincount(_ints(mentions["method"]), minlength=read("methods").height)
    paper = _ints(mentions["paper"])
    gaps = _gaps(paper, counts, _firsts(read, counts))
    return {"papers": numbers(counts), "paper": numbers(gaps), "field": numbers(_ints(mentions["field"]))}


def _firsts(read: Read, counts: Ints) -> Ints:
    """First paper of each method that any paper names."""
    return _ints(read("methods")["first_paper"])[counts > 0]


def _gaps(paper: Ints, counts: Ints, firsts: Ints) -> Ints:
    """How far each paper is from the one before it that names the method, or from the first of all."""
    starts = (np.cumsum(counts) - counts)[counts > 0]
    gaps = np.diff(paper, prepend=0) - 1
    gaps[starts] = paper[starts] - firsts
    return gaps


def unpack_mentions(parts: Parts, read: Read) -> pl.DataFrame:
    """Undoes :func:`pack_mentions`."""
    counts, gaps = read_numbers(parts["papers"]), read_numbers(parts["paper"])
    starts = (np.cumsum(counts) - counts)[counts > 0]
    steps = gaps + 1
    steps[starts] = gaps[starts] + _firsts(read, counts)
    total = np.cumsum(steps)
    before = np.repeat(total[starts] - steps[starts], counts[counts > 0])
    none = pl.repeat(None, len(gaps), dtype=pl.UInt32, eager=True)
    columns = {
        "method": pl.Series(np.repeat(np.arange(len(counts)), counts)),
        "paper": pl.Series(total - before),
        "field": pl.Series(read_numbers(parts["field"])),
        **dict.fromkeys(("start", "end", "sentence"), none),
    }
    return _typed(columns, MENTIONS)


def pack_related(related: pl.DataFrame, read: Read) -> Parts:
    """Parts of RELATED."""
    paper = _ints(related["paper"])
    return {
        "paper": numbers(np.diff(paper, prepend=0)),
        "child": _named(related["child"], paper, read),
        "parent": _named(related["parent"], paper, read),
        "confidence": numbers(np.rint(related["confidence"].to_numpy() * STEPS)),
        **{name: _or_null(related[name]) for name in _RELATED_PLAIN},
    }


_RELATED_PLAIN = ("relation", "field", "sentence", "inferred")


def unpack_related(parts: Parts, read: Read) -> pl.DataFrame:
    """Undoes :func:`pack_related`."""
    paper, named = np.cumsum(read_numbers(parts["paper"])), _places(read)
    none = pl.repeat(None, len(paper), dtype=pl.UInt32, eager=True)
    columns = {
        "paper": pl.Series(paper),
        "child": _read_named(parts["child"], paper, named),
        "parent": _read_named(parts["parent"], paper, named),
        "confidence": pl.Series(read_numbers(parts["confidence"]) / STEPS),
        "start": none,
        "end": none,
        **{name: _read_or_null(parts[name]) for name in _RELATED_PLAIN},
    }
    return _typed(columns, RELATED)


_NONE, _ELSEWHERE, _NAMED = 0, 1, 2


def _places(read: Read) -> tuple[Ints, Ints]:
    """Methods by naming paper, and where in that list each paper's methods begin."""
    mentions = read("mentions")
    counts = np.bincount(_ints(mentions["paper"]), minlength=read("papers").height)
    rows = mentions.select("paper", "method").sort("paper", maintain_order=True)
    return _ints(rows["method"]), np.cumsum(counts) - counts


def _named(method: pl.Series, paper: Ints, read: Read) -> bytes:
    """Which of the methods that the paper names; the few it does not name by their numbers."""
    _, starts = _places(read)
    naming = read("mentions").select("paper", "method").sort("paper", "method").with_row_index("at")
    rows = pl.DataFrame({"paper": paper, "method": method}).cast({"paper": pl.UInt32})
    at = rows.join(naming, on=["paper", "method"], how="left", maintain_order="left")["at"]
    place = np.where(at.is_null(), _ELSEWHERE, _ints(at.fill_null(0)) - starts[paper] + _NAMED)
    place = np.where(method.is_null(), _NONE, place)
    return codec.bundled([numbers(place), numbers(_ints(method.filter(pl.Series(place == _ELSEWHERE))))])


def _read_named(data: bytes, paper: Ints, named: tuple[Ints, Ints]) -> pl.Series:
    place, elsewhere = (read_numbers(part) for part in codec.unbundled(data))
    listed, starts = named
    method = np.zeros(len(place), dtype=np.int64)
    inside = place >= _NAMED
    method[inside] = listed[starts[paper[inside]] + place[inside] - _NAMED]
    method[place == _ELSEWHERE] = elsewhere
    return pl.Series(method).set(pl.Series(place == _NONE), None)


def pack_phrases(phrases: pl.DataFrame, read: Read) -> Parts:
    """Parts of PHRASES, in their order."""
    return {"phrase": texts(phrases["phrase"]), "papers": _steps(_ints(phrases["papers"]))}


def unpack_phrases(parts: Parts, read: Read) -> pl.DataFrame:
    """Undoes :func:`pack_phrases`."""
    papers = pl.Series(_read_steps(parts["papers"]))
    return _typed({"phrase": read_texts(parts["phrase"]), "papers": papers}, PHRASES)


WAYS: dict[str, tuple[Packer, Unpacker]] = {
    "papers": (pack_papers, unpack_papers),
    "authors": (pack_authors, unpack_authors),
    "methods": (pack_methods, unpack_methods),
    "looks": (pack_looks, unpack_looks),
    "aliases": (pack_aliases, unpack_aliases),
    "mentions": (pack_mentions, unpack_mentions),
    "related": (pack_related, unpack_related),
    "phrases": (pack_phrases, unpack_phrases),
    "map": (map_parts.pack_map, map_parts.unpack_map),
    "map_areas": (map_parts.pack_map_areas, map_parts.unpack_map_areas),
}
