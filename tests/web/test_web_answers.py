"""What is kept is made once, also when many ask at once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from inroad.web.answers import Answers


def test_many_readers_one_making():
    answers, made, gate = Answers(10), [], threading.Event()

    def make():
        gate.wait(5)
        made.append(1)
        return "value"

    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(answers.get, "key", make) for _ in range(8)]
        gate.set()
        assert {each.result(5) for each in waiting} == {"value"}
    assert len(made) == 1


def test_failure_reaches_all_and_is_not_kept():
    answers = Answers(10)
    with pytest.raises(ValueError, match="no"):
        answers.get("key", lambda: (_ for _ in ()).throw(ValueError("no")))
    assert answers.get("key", lambda: 2) == 2


def test_oldest_is_forgotten_and_size_counts():
    answers = Answers(5, len)
    answers.get("a", lambda: "xx")
    answers.get("b", lambda: "xx")
    answers.get("a", lambda: "never")
    answers.get("c", lambda: "xx")
    assert "a" in answers
    assert "b" not in answers
    assert "c" in answers


def test_what_was_begun_before_clear_is_not_kept():
    answers = Answers(5)

    def make():
        answers.clear()
        return 1

    assert answers.get("key", make) == 1
    assert "key" not in answers
