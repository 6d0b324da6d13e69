"""Made-up papers about six plain things, with words of their own in titles and abstracts."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from inroad.config import Config
from inroad.search.vectors.build import build as learn
from inroad.search.vectors.train import Settings
from inroad.types import Paper

TOPICS = {
    "lattice routing": "packet hop gateway congestion queue latency router mesh",
    "harbour acoustics": "sonar quay echo hydrophone propeller vessel reverberation pier",
    "glacier imaging": "crevasse moraine albedo radar snowpack altimeter meltwater ridge",
    "orchard robotics": "gripper apple trellis picking blossom ladder canopy fruit",
    "violin synthesis": "bow timbre vibrato string luthier resonance pitch soundboard",
    "tidal forecasting": "gauge estuary surge moon current buoy shoreline harmonic",
}
SETTINGS = Settings(dimensions=32, epochs=12, batch=64)
FIRST = dt.date(2020, 1, 15)


def paper(number: int) -> Paper:
    """One paper; its number decides everything about it."""
    rng = random.Random(number)
    topic = list(TOPICS)[number % len(TOPICS)]
    own = TOPICS[topic].split()
    title = f"No{number}: {rng.choice(own)} and {rng.choice(own)} for {topic}"
    abstract = " ".join([*rng.choices(own, k=14), topic, "we show that this is so"])
    month = number // 12
    day = dt.date(FIRST.year + month // 12, month % 12 + 1, 15)
    return Paper(f"{day:%y%m}.{number:05}", title, abstract, (f"Writer {number % 50}",), ("cs.LG",), day)


def topic_of(paper_id: str) -> int:
    """Which thing a paper is about."""
    return int(paper_id[5:]) % len(TOPICS)


def table(papers: Iterable[Paper]) -> pl.DataFrame:
    """Papers as vectors are built from."""
    shape = {"paper_id": pl.String, "title": pl.String, "abstract": pl.String, "date": pl.Date}
    return pl.DataFrame([(p.paper_id, p.title, p.abstract, p.date) for p in papers], shape, orient="row")


def learnt(home: Path, papers: Iterable[Paper], full: bool = False) -> Config:
    """A home with vectors of these papers."""
    config = Config(home)
    learn(config, papers=table(papers), settings=SETTINGS, full=full)
    return config
