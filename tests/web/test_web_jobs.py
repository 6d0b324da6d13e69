"""What takes long is done once, told while it lasts, and never waited for twice."""

import datetime as dt
import threading

import pytest

from inroad.config import Config
from inroad.errors import InputError, Locked
from inroad.web.desk import Desk
from inroad.web.jobs import MOST, Job, Jobs

NOW = dt.datetime(2026, 4, 2, tzinfo=dt.UTC)


@pytest.fixture
def gate():
    made = threading.Event()
    yield made
    made.set()


def test_one_work_for_all_who_ask(gate):
    jobs, made = Jobs(), []

    def work(tell):
        tell("stage", 1, 3)
        made.append(1)
        gate.wait(5)
        return "done"

    first, second = (jobs.start("key", "something", NOW, work) for _ in range(2))
    assert first is second
    assert not first.over(0.2)
    assert (first.stage, first.done, first.total) == ("stage", 1, 3)
    gate.set()
    assert first.over(5)
    assert first.result() == "done"
    assert made == [1]


def test_failure_is_told_to_who_asks_and_can_be_tried_again(tmp_path):
    desk, tries = Desk(Config(tmp_path), lambda: NOW), []

    def make(tell):
        tries.append(1)
        if len(tries) == 1:
            raise InputError("no", "try again")
        return "value"

    with pytest.raises(InputError, match="no"):
        desk.later("key", "something", make, patience=5)
    assert desk.later("key", "something", make, patience=5) == "value"
    assert desk.later("key", "something", make, patience=0) == "value"
    assert len(tries) == 2


def test_a_reader_is_not_kept_waiting(tmp_path, gate):
    desk = Desk(Config(tmp_path), lambda: NOW)

    def make(tell):
        gate.wait(5)
        return 7

    job = desk.later("key", "something", make, patience=0.01)
    assert isinstance(job, Job)
    assert (job.what, job.began) == ("something", NOW)
    gate.set()
    assert job.over(5)
    assert desk.later("key", "something", make, patience=0) == 7


def test_too_much_at_once_is_refused(gate):
    jobs = Jobs()
    for number in range(MOST):
        jobs.start(number, f"work {number}", NOW, lambda tell: gate.wait(5))
    with pytest.raises(Locked, match="work 0"):
        jobs.start("more", "more", NOW, lambda tell: None)
    assert isinstance(jobs.start(0, "the same", NOW, lambda tell: None), Job)
