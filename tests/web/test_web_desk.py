"""What tells a page that something changed, and what does not."""

from __future__ import annotations

import datetime as dt
import gc
import threading
import weakref

import corpus

from inroad.journal.follows import follow, following
from inroad.web.desk import Desk
from inroad.web.jobs import Job

NOW = dt.datetime(2024, 6, 1, 12, tzinfo=dt.UTC)


def test_reading_the_journal_changes_nothing_and_writing_does(tmp_path):
    desk = Desk(corpus.home(tmp_path, corpus.papers()[:5]), lambda: NOW)
    assert follow(desk.journal, "query", "adapters", NOW)
    before = desk.journal_stamp
    with desk.journal.reading() as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        assert desk.journal_stamp == before
    assert following(desk.journal).follows
    assert desk.journal_stamp == before
    follow(desk.journal, "query", "entropy", NOW)
    assert desk.journal_stamp != before


def test_what_was_worked_out_is_forgotten_with_its_atlas(tmp_path):
    config = corpus.home(tmp_path, corpus.papers()[:5])
    desk, made = Desk(config, lambda: NOW), []

    def make() -> int:
        made.append(1)
        return desk.atlas.papers.height

    assert desk.value("papers", make) == desk.value("papers", make) == 5
    assert len(made) == 1
    corpus.home(tmp_path, corpus.papers()[:9])
    assert desk.value("papers", make) == 9


def test_work_that_nobody_came_back_for_goes_with_its_atlas(tmp_path):
    """Each held its atlas, and so the files of a build, until fifty others were over."""
    desk, gate = Desk(corpus.home(tmp_path, corpus.papers()[:5]), lambda: NOW), threading.Event()
    assert desk.atlas.size == 5

    def make(tell):
        gate.wait(20)
        return set(), desk.atlas

    job = desk.later("slow", "something slow", make, patience=0)
    assert isinstance(job, Job)
    gate.set()
    assert job.over(20)
    before, job = weakref.ref(desk.atlas), None
    corpus.home(tmp_path, corpus.papers()[:9])
    assert desk.atlas.size == 9
    gc.collect()
    assert before() is None
