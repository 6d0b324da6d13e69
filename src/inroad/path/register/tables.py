"""The arrays of a register, made of an atlas: tables in, arrays out (what they mean: :mod:`.register`)."""

from __future__ import annotations

import numpy as np
import polars as pl

from inroad.atlas.mapped import Array, Facts
from inroad.atlas.open import Atlas
from inroad.atlas.parts import spellings
from inroad.atlas.schema import FIELDS, ROLES, STATEMENTS
from inroad.path.people.names import folded
from inroad.path.register.register import NOBODY, NONE, NOWHEN, id_key
from inroad.path.register.words import EMPTY, MOST_CHARACTERS, WORD

_OWN = [ROLES.index(kind) for kind in ("method", "model")]
"""What authors are known for; data sets and tools are not asked for here."""


def arrays_of(atlas: Atlas) -> tuple[dict[str, Array], Facts]:
    """Arrays and facts of an atlas as of its day."""
    found: dict[str, Array] = {}
    labels = _papers(atlas, found)
    _words(atlas, found)
    _authors(atlas, found)
    _methods(atlas, found)
    _stated(atlas, found)
    coverage = atlas.coverage()
    days = {name: _iso(getattr(coverage, name)) for name in ("since", "until", "dense_since")}
    known = {"corpus": coverage.corpus, "papers": coverage.papers, "has_abstracts": coverage.has_abstracts}
    meanings = {"fields": list(FIELDS), "statements": list(STATEMENTS)}
    return found, {"coverage": known | days, **meanings, **labels}


def _iso(day: object) -> str | None:
    return None if day is None else str(day)


# -- papers ---------------------------------------------------------------------------------------


def _papers(atlas: Atlas, found: dict[str, Array]) -> dict[str, list[str]]:
    papers = atlas.papers
    found["day"] = papers["date"].cast(pl.Int32).fill_null(NOWHEN).to_numpy()
    found["newcomer"] = papers["newcomer"].cast(pl.Int8).fill_null(-1).to_numpy()
    ids = papers["paper_id"].to_list()
    texts_in(found, "id", papers["paper_id"])
    keys = np.array([id_key(each) for each in ids], np.uint64)
    order = np.argsort(keys, kind="stable")
    found["id_key"], found["id_at"] = keys[order], order.astype(np.uint32)
    _lists(found, "wrote", papers["authors"])
    return {name: _labelled(found, name, papers[name]) for name in ("primary", "domain", "venue")}


def _labelled(found: dict[str, Array], name: str, column: pl.Series) -> list[str]:
    """Few different texts as numbers; -1 for none."""
    labels = column.drop_nulls().unique().sort().to_list()
    codes = pl.DataFrame(
        {name: labels, "code": range(len(labels))}, schema={name: pl.String, "code": pl.Int32}
    )
    told = column.to_frame(name).join(codes, on=name, how="left", maintain_order="left")
    found[name] = told["code"].fill_null(-1).to_numpy()
    return labels


def _words(atlas: Atlas, found: dict[str, Array]) -> None:
    """Words of titles that titles often have; what is missing is too general or too rare to say anything."""
    known = atlas.phrases.filter(~pl.col("phrase").str.contains("[ _]")).sort("phrase")
    known = known.with_columns(word=pl.int_range(pl.len(), dtype=pl.UInt32))
    words = (
        atlas.papers.select("paper", phrase=pl.col("title").str.slice(0, MOST_CHARACTERS).str.to_lowercase())
        .with_columns(pl.col("phrase").str.extract_all(WORD))
        .explode("phrase")
        .filter(pl.col("phrase").str.len_chars() > 2, ~pl.col("phrase").is_in(sorted(EMPTY)))
        .with_columns(pl.col("phrase").str.strip_suffix("s"))
        .unique()
        .join(known.select("phrase", "word"), on="phrase")
        .sort("paper", "word")
    )
    _grouped(found, "words", words["paper"], words["word"], atlas.papers.height)
    found["word_papers"] = known["papers"].cast(pl.UInt32).to_numpy()


# -- authors --------------------------------------------------------------------------------------


def _authors(atlas: Atlas, found: dict[str, Array]) -> None:
    wrote = atlas.papers.select("paper", author="authors").explode("author").drop_nulls("author")
    # The starter names few of those who wrote its papers.
    size = max(_size(atlas.authors["author"]), _size(wrote["author"]))
    every = pl.DataFrame({"author": range(size)}, schema={"author": pl.UInt32})
    names = names_of(atlas.authors)
    table = every.join(names, on="author", how="left", maintain_order="left")
    texts_in(found, "text", table["text"])
    written = every.join(atlas.authors, on="author", how="left", maintain_order="left")
    texts_in(found, "name", written["name"])
    found["known"] = written["name"].is_not_null().to_numpy()
    found["bearers"] = table["bearers"].fill_null(0.0).to_numpy()
    person = pl.when(pl.col("given") != "").then(pl.struct("surname", "given").rank("dense"))
    found["person"] = table.select(person.cast(pl.Int32).fill_null(NOBODY)).to_series().to_numpy()
    keyed = names.with_columns(key=pl.concat_str(pl.col("given").str.slice(0, 1), pl.lit(" "), "surname"))
    keyed = keyed.sort("key", "author")
    texts_in(found, "key", keyed["key"])
    found["key_author"] = keyed["author"].to_numpy()
    wrote = wrote.sort("author", "paper")
    _grouped(found, "by", wrote["author"], wrote["paper"], every.height)


def names_of(authors: pl.DataFrame) -> pl.DataFrame:
    """author, ``text`` (folded), ``surname``, ``given`` (joined), ``bearers``."""
    table = authors.drop_nulls("name").select("author", text=folded("name"))
    bare = pl.col("text").str.replace_all("[-‐‑]", "")
    table = table.with_columns(
        surname=bare.str.extract(r"([^ ]+)$", 1).fill_null(""),
        given=bare.str.replace(r" ?[^ ]+$", "").str.replace_all(" ", ""),
        bare=bare.str.replace(r" ?[^ ]+$", ""),
    )
    # Whoever has only initials may be anybody whose names begin so.
    full = pl.col("bare").str.contains(r"[^ ]{2}")
    initial = pl.col("given").str.slice(0, 1)
    given = pl.when(full).then(pl.len().over("given")).otherwise(pl.len().over(initial))
    both = given.cast(pl.Float64) * pl.len().over("surname").cast(pl.Float64)
    return table.with_columns(bearers=(both / max(table.height, 1)).cast(pl.Float32)).drop("bare")


# -- methods --------------------------------------------------------------------------------------


def _methods(atlas: Atlas, found: dict[str, Array]) -> None:
    every = pl.DataFrame({"method": range(_size(atlas.methods["method"]))}, schema={"method": pl.UInt32})
    table = every.join(atlas.methods, on="method", how="left", maintain_order="left")
    for array, column in (("method_id", "method_id"), ("method_name", "name"), ("long_form", "long_form")):
        texts_in(found, array, table[column])
    found["origin"] = table["introduced_by"].fill_null(NONE).to_numpy()
    own = table.filter(pl.col("kind").is_in(_OWN)).drop_nulls("introduced_by").sort("introduced_by", "method")
    _grouped(found, "own", own["introduced_by"], own["method"], atlas.papers.height)
    pairs = atlas.mentions.select("paper", "method").unique().sort("paper", "method")
    _grouped(found, "named", pairs["paper"], pairs["method"], atlas.papers.height)
    found["uses"] = np.bincount(pairs["method"].to_numpy(), minlength=every.height).astype(np.uint32)
    spelt = spellings(atlas).join(atlas.methods.select("method"), on="method", how="semi")
    spelt = spelt.unique().sort("key", "method")
    texts_in(found, "spelt", spelt["key"])
    found["spelt_method"] = spelt["method"].to_numpy()


def _stated(atlas: Atlas, found: dict[str, Array]) -> None:
    """What papers say of their limits."""
    if atlas.stated is None:
        return
    rows = atlas.stated.sort("paper", "field", "start")
    _grouped(found, "stated", rows["paper"], rows["kind"], atlas.papers.height)
    for column in ("field", "start", "end", "sentence"):
        found[f"stated_{column}"] = rows[column].to_numpy()


# -- arrays ---------------------------------------------------------------------------------------


def _size(numbers: pl.Series) -> int:
    return 0 if not len(numbers) else int(numbers.max()) + 1  # type: ignore[arg-type]


def texts_in(found: dict[str, Array], name: str, column: pl.Series) -> None:
    """All texts in a row, and where each ends; none is empty."""
    filled = column.fill_null("")
    joined = "".join(filled.to_list()).encode()
    found[name] = np.frombuffer(joined, np.uint8)
    found[f"{name}_ends"] = filled.str.len_bytes().cast(pl.Int64).cum_sum().to_numpy().astype(np.uint32)


def _lists(found: dict[str, Array], name: str, column: pl.Series) -> None:
    """Lists in a row, and where each ends."""
    items = column.to_frame(name).explode(name).drop_nulls().to_series()
    found[name] = items.to_numpy()
    found[f"{name}_ends"] = _ends(column.list.drop_nulls().list.len().fill_null(0).to_numpy())


def _grouped(found: dict[str, Array], name: str, of: pl.Series, items: pl.Series, size: int) -> None:
    """The same for pairs that are sorted by whose they are."""
    found[name] = items.to_numpy()
    found[f"{name}_ends"] = _ends(np.bincount(of.to_numpy(), minlength=size))


def _ends(counts: Array) -> Array:
    return np.cumsum(counts, dtype=np.int64).astype(np.uint32)
