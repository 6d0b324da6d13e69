"""A small made-up field: a few dozen papers with all that makes an atlas hard.

A method ("TiRA") with its descendants, users, namesake-free and namesaked kin, applications, surveys; a
name that three parties use for different things ("DENT"); a name that everybody uses and that no paper
here introduces ("MoLeNet"), and that is taken for a dataset at first; papers without authors, without
abstract, of the same day.  Every text is made up.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from inroad.atlas.build import Built, build
from inroad.config import Config
from inroad.corpus.ingest import add
from inroad.types import Paper

TODAY = dt.date(2024, 6, 1)
CUTS = (dt.date(2021, 2, 5), dt.date(2021, 4, 24), dt.date(2021, 7, 12), dt.date(2021, 9, 10))
"""Days at which the corpus is cut: on the day of a paper, between two, and in the middle of a month."""

Said = tuple[str, str | None, str]
"""Title, abstract, primary category."""


def home(path: Path, papers: Iterable[Paper], workers: int = 1) -> Config:
    """A home with these papers and their atlas."""
    config = Config(path)
    put(config, papers)
    build(config, workers=workers)
    return config


def put(config: Config, papers: Iterable[Paper], deleted: Iterable[str] = ()) -> None:
    """More papers for a home, the atlas not yet told of them."""
    add(config, papers, deleted=deleted, today=TODAY)


def rebuilt(path: Path, papers: Iterable[Paper]) -> tuple[Config, Built]:
    """A fresh home, and what its build did."""
    config = Config(path)
    put(config, papers)
    return config, build(config, workers=1)


def papers() -> list[Paper]:
    """The whole field, oldest first."""
    return [_paper(number, day, said) for number, (day, said) in enumerate(_in_time())]


def until(day: dt.date) -> list[Paper]:
    """The papers that were there on a day."""
    return [paper for paper in papers() if paper.date is not None and paper.date <= day]


def made(
    day: dt.date, title: str, abstract: str | None, primary: str = "cs.LG", number: int = 90_000
) -> Paper:
    """One paper more; its number tells it from the others of its month."""
    paper_id = f"{day:%y%m}.{number:05}"
    return Paper(paper_id, title, abstract, (f"Extra Author {number}",), (primary,), day)


def later(day: dt.date) -> list[Paper]:
    """What could betray itself in a view of the past: new senses, new uses, new spellings, new long forms."""
    texts = (
        ("TiRA: Tiny Recurrent Actors", "We introduce TiRA (Tiny Recurrent Actors), a policy."),
        ("QTiRA: Quick Tree Ranking", "We propose QTiRA (Quick Tree Ranking), a new method."),
        ("MoLeNet: Modular Lesion Networks", "We propose MoLeNet (Modular Lesion Networks), a model."),
        ("VoxPine: Voxels for Pine Forests", "We present VoxPine, a method that extends TiRA."),
        ("ARGON: Adaptive Rank for Graphs", "We present ARGON, which builds on DENT, TiRA and MoLeNet."),
        ("TiRA-9: Thin Rank Adapters Again", "We propose TiRA-9, which improves TiRA and beats QTiRA."),
        ("Thin Rank Adapters in Practice", "Thin Rank Adapters (TRA) are also called TIRA or Ti-RA."),
    )
    days = (day + dt.timedelta(days=1 + number) for number in range(len(texts)))
    return [
        made(one, *text, number=91_000 + number)
        for number, (one, text) in enumerate(zip(days, texts, strict=True))
    ]


def reread(paper: Paper) -> Paper:
    """The same paper in a later version, with another abstract."""
    again = f"{paper.abstract or 'Nothing was said.'} We also compare with RidgeForm, a method of our own."
    return replace(paper, abstract=again, version=2, updated=paper.date)


# -- at random ------------------------------------------------------------------------------------

_NAMES = ("ZAP", "KoRA", "QKoRA", "KoRA-2", "LUMO", "Brindle", "TAR", "VeTiNet", "CAPE")
_LONG = (
    "Zonal Arc Pooling",
    "Kernel of Rank Adapters",
    "Zero Added Parameters",
    "Lattice Unit Motion",
    "Timed Actor Rewards",
)
_SAYS = (
    "We propose {a} ({long}), a new method.",
    "We introduce {a}, a model that builds on {b}.",
    "We evaluate on the {a} dataset and on the {b} dataset.",
    "Our method is based on {a} and outperforms {b}.",
    "We use {long} ({a}) together with {b}.",
    "Existing work such as {a} and {b} is slow.",
    "The {a} model is compared with the {b} model.",
    "{long} is all that one needs, unlike {b}.",
)


def at_random(seed: int, count: int = 120) -> list[Paper]:
    """Papers that say whatever comes to mind of a few names, in the order of the corpus."""
    chance = random.Random(seed)
    found = [_at_random(chance, number) for number in range(count)]
    return sorted(found, key=lambda paper: (paper.date, paper.paper_id))


def _at_random(chance: random.Random, number: int) -> Paper:
    day = _FIRST_DAY + dt.timedelta(days=chance.randrange(120))
    a, b = chance.sample(_NAMES, 2)
    long = chance.choice(_LONG)
    title = chance.choice((f"{a}: {long}", f"{a}: More on {b}", f"Experiments with {a}", "On Small Things"))
    said = (
        chance.choice(_SAYS).format(a=x, b=y, long=long)
        for x, y in ((a, b), (b, a), chance.sample(_NAMES, 2))
    )
    authors = (
        None if chance.random() < 0.2 else (f"Writer {chance.randrange(25)}", f"Coder {chance.randrange(25)}")
    )
    categories = (chance.choice(("cs.LG", "cs.CV", "cs.CL")),)
    abstract = None if chance.random() < 0.1 else " ".join(said)
    return Paper(f"{day:%y%m}.{number:05}", f"{title} {number}", abstract, authors, categories, day)


# -- who writes what when -------------------------------------------------------------------------

_FIRST_DAY = dt.date(2021, 1, 4)
_STEP = dt.timedelta(days=4)


def _in_time() -> Iterator[tuple[dt.date, Said]]:
    """The founding papers at their places, and the rest between them as in a shuffled pack."""
    fixed = {place: said for said, place in _FOUNDING.items()}
    rest = [*_users(), *_unintroduced(), *_namesakes(), *_SURVEYS, *_ODD]
    random.Random(5).shuffle(rest)
    # What first says "MoLeNet dataset" must come before what says "MoLeNet model".
    rest.sort(key=lambda said: "MoLeNet model" in (said[1] or ""))
    filler = iter(rest)
    for place in range(len(fixed) + len(rest)):
        day = _FIRST_DAY + _STEP * (place // 2 if place % 10 == 1 else place)
        yield day, fixed[place] if place in fixed else next(filler)


def _paper(number: int, day: dt.date, said: Said) -> Paper:
    title, abstract, primary = said
    authors = None if number % 7 == 3 else (f"Ada Writer{number % 23}", f"Ben Coder{number % 11}")
    comment = "code at https://github.com/nobody/nothing" if number % 9 == 0 else None
    venue = "ICLR 2022" if number % 13 == 5 else None
    paper_id = f"{day:%y%m}.{number:05}"
    return Paper(paper_id, title, abstract, authors, (primary, "cs.AI"), day, comment=comment, venue=venue)


_FOUNDING: dict[Said, int] = {
    (
        "TiRA: Thin Rank Adapters for Tuning Frozen Models",
        "Tuning every weight of a large model is costly. We propose TiRA (Thin Rank Adapters), a method that "
        "adds a thin matrix beside each frozen layer. TiRA needs little memory. TiRA matches full tuning.",
        "cs.LG",
    ): 2,
    (
        "QTiRA: Quantized Thin Rank Adapters",
        "TiRA still holds the frozen model in memory. We introduce QTiRA, which builds on TiRA and keeps the "
        "frozen weights in four bits. QTiRA reduces memory. QTiRA is based on TiRA and outperforms TiRA.",
        "cs.LG",
    ): 14,
    (
        "AdaTiRA: Choosing the Rank of Thin Adapters",
        "TiRA uses one rank for all layers. We propose AdaTiRA, a method that extends TiRA and chooses ranks "
        "by itself. AdaTiRA is better than TiRA and QTiRA.",
        "cs.CL",
    ): 30,
    (
        "DENT: Dialogue Entity Tracking with Memory",
        "We propose DENT (Dialogue Entity Tracking), a model that follows entities through a dialogue with "
        "users. DENT keeps a memory of slots. DENT improves task-oriented dialogue.",
        "cs.CL",
    ): 8,
    (
        "DENT: Differentiable Entropy Targets for Exploration",
        "We introduce DENT (Differentiable Entropy Targets), an algorithm that sets entropy targets for "
        "reinforcement learning agents. DENT explores better than fixed targets.",
        "cs.LG",
    ): 40,
    (
        "WideBench: A Benchmark of Thin Adapters",
        "We present WideBench, a benchmark for adapters. We evaluate TiRA and QTiRA on WideBench.",
        "cs.CL",
    ): 52,
}

_DOMAINS = (
    ("Segmenting Tumours in Clinical Scans", "clinical radiology images of patients", "eess.IV"),
    ("Summarising Court Rulings", "legal documents and court rulings", "cs.CL"),
    ("Completing Source Code", "software repositories", "cs.SE"),
    ("Grasping with a Robot Hand", "robot manipulation", "cs.RO"),
    ("Predicting Protein Folds", "protein sequences", "q-bio.QM"),
)


def _users() -> list[Said]:
    """Papers that apply, extend or compare what the founding ones introduce."""
    applied = [
        (
            f"{title} with TiRA, Study {number}",
            f"We study {what}. We fine-tune a large model using TiRA, applied to {what}. "
            f"We compare TiRA with QTiRA in setting {number}.",
            primary,
        )
        for number in (1, 2, 3, 4)
        for title, what, primary in _DOMAINS
    ]
    general = [
        (
            f"On the Rank of Adapters, Part {number}",
            f"We analyse why TiRA works. Thin Rank Adapters (TiRA) are studied in case {number}. "
            "Our analysis is based on TiRA and on AdaTiRA.",
            "stat.ML",
        )
        for number in range(6)
    ]
    return applied + general


def _unintroduced() -> list[Said]:
    """A name that no paper here introduces: a dataset to the first ones, a model to the others."""
    early = [
        (
            f"Counting Leaves in Images {number}",
            f"We count leaves in photographs of set {number}. We evaluate on the MoLeNet dataset. "
            "Our model is based on TiRA and trained on the MoLeNet dataset.",
            "cs.CV",
        )
        for number in range(6)
    ]
    late = [
        (
            f"Following Birds in Videos {number}",
            "We follow birds. We fine-tune the MoLeNet model with TiRA; the MoLeNet model (Modular Leaf "
            f"Network, MoLeNet) and Modular Leaf Network (MoLeNet) variants are compared in case {number}.",
            "cs.CV",
        )
        for number in range(12)
    ]
    return early + late


def _namesakes() -> list[Said]:
    """Papers that say DENT: some tell which by a long form, some only by their company, one is neither."""
    dialogue = [
        (
            f"Tracking Slots in Dialogue with Users {number}",
            f"Task-oriented dialogue needs memory. We use DENT to track entities in domain {number}.",
            "cs.CL",
        )
        for number in range(4)
    ]
    entropy = [
        (
            f"Exploration by Entropy Targets {number}",
            f"Agents explore. We use Differentiable Entropy Targets (DENT) in game {number}.",
            "cs.LG",
        )
        for number in range(4)
    ]
    other = [
        (
            f"Dents in Steel Plates, Report {number}",
            f"We measure plates with Deep Extraction of Notch Traces (DENT) on line {number}.",
            "eess.SP",
        )
        for number in range(3)
    ]
    return dialogue + entropy + other


_SURVEYS: tuple[Said, ...] = (
    (
        "A Survey of Thin Rank Adapters",
        "This survey reviews thin rank adapters. We discuss TiRA, QTiRA, AdaTiRA and their limits.",
        "cs.LG",
    ),
    (
        "Adapters: A Comprehensive Review",
        "We review adapters of frozen models, such as TiRA and QTiRA.",
        "cs.CL",
    ),
)

_ODD: tuple[Said, ...] = (
    ("A Reproduction of TiRA", None, "cs.LG"),
    ("Notes on Thin Rank Adapters", None, "cs.CL"),
    (
        "Do Adapters Forget? A Closer Look",
        "We revisit TiRA on WideBench and find that TiRA forgets.",
        "cs.LG",
    ),
)
