"""Hostile and broken answers, run for real: each a clear verdict, within its limit, and nothing lost."""

import os
import socket
import time
from pathlib import Path

import pytest

from inroad.practice import content, sandbox
from inroad.practice.limits import Limits
from inroad.types import Drill, Verdict

LIMITS = Limits(seconds=4)
HEAD = "import numpy as np\n\ndef attention_backward(upstream, q, k, v):\n    return q, k, v\n\n"


@pytest.fixture(scope="module")
def drill() -> Drill:
    return content.load(content.bundled() / "networks" / "attention")


@pytest.fixture(params=[True, False], ids=["bubblewrap", "limits alone"])
def wrap(request: pytest.FixtureRequest) -> bool:
    if request.param and not sandbox.bubblewrap_works():
        pytest.skip("bubblewrap does not work here")
    return bool(request.param)


def attention(drill: Drill, body: str, wrap: bool, top: str = "") -> Verdict:
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    return sandbox.check(drill, f"{HEAD}{top}\ndef attention(q, k, v):\n{lines}\n", LIMITS, wrap=wrap)


def test_the_solution_passes_all(drill: Drill, wrap: bool) -> None:
    verdict = sandbox.check(drill, (Path(drill.folder) / "solution.py").read_text(), LIMITS, wrap=wrap)
    assert (verdict.outcome, len(verdict.passed)) == ("passed", 8)
    assert verdict.protection == (sandbox.BUBBLEWRAP if wrap else sandbox.LIMITS)


def test_parts_of_numpy_that_are_loaded_late_are_there(drill: Drill, wrap: bool) -> None:
    """Root becomes nobody, who may not be able to read where Python lies."""
    late = "np.quantile(q, 0.3), np.median(k), np.ma.masked, np.fft.fft(v), np.random.default_rng(0)"
    more = "np.polynomial.Polynomial, np.strings.upper, np.rec.array, np.histogram(q), np.unique(k)"
    body = f"import statistics, fractions\n{late}\n{more}\nraise ValueError('there')"
    verdict = attention(drill, body, wrap)
    assert "raises ValueError: there" in verdict.message


def test_an_endless_loop_is_stopped_and_told_with_its_check(drill: Drill, wrap: bool) -> None:
    start = time.monotonic()
    verdict = attention(drill, "while True: pass", wrap)
    assert verdict.outcome == "stopped"
    assert "4 seconds" in verdict.message
    assert "attention runs" in verdict.message
    assert time.monotonic() - start < 3 * LIMITS.seconds + sandbox._STARTING


def test_an_import_that_hangs(drill: Drill, wrap: bool) -> None:
    verdict = sandbox.check(drill, "while True: pass", LIMITS, wrap=wrap)
    assert verdict.outcome == "stopped"
    assert "imported" in verdict.message


def test_a_memory_bomb(drill: Drill, wrap: bool) -> None:
    verdict = attention(drill, "hoard = []\nwhile True: hoard.append(bytearray(1 << 24))", wrap)
    assert verdict.outcome == "stopped"
    assert "memory" in verdict.message


def test_too_much_memory_at_import(drill: Drill, wrap: bool) -> None:
    verdict = sandbox.check(drill, "import numpy as np\nx = np.ones(1 << 34)", LIMITS, wrap=wrap)
    assert verdict.outcome == "stopped"
    assert "memory" in verdict.message


def test_endless_output_is_cut(drill: Drill, wrap: bool) -> None:
    verdict = attention(drill, "while True: print('spam' * 1000)", wrap)
    assert verdict.outcome in ("wrong", "stopped")
    assert "large" in verdict.message
    assert len(verdict.printed) <= 4_000


def test_output_that_is_no_text(drill: Drill, wrap: bool) -> None:
    verdict = attention(drill, "print('\\udcff\\x1b[2Jcleared', flush=True)\nreturn q", wrap)
    assert verdict.outcome == "wrong"
    assert "\x1b" not in verdict.printed


def test_endless_recursion(drill: Drill, wrap: bool) -> None:
    verdict = attention(drill, "return attention(q, k, v)", wrap)
    assert verdict.outcome in ("wrong", "stopped")
    assert "recursion" in verdict.message.lower()


LORA = content.load(content.bundled() / "adapting" / "lora")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("", "there is no function lora_init"),
        ("lora_init = 3", "there is no function lora_init"),
        ("def lora_init(*_): pass", "cannot be used (TypeError: cannot unpack"),
        ("def lora_init(*_): return 'a', None", "must have shape"),
        ("def lora_init(*_): return 1 / 0", "raises ZeroDivisionError"),
        ("def lora_init(*_): raise NotImplementedError", "lora_init is not written yet"),
    ],
)
def test_what_is_missing_or_of_no_use_is_told(answer: str, told: str) -> None:
    verdict = sandbox.check(LORA, answer, LIMITS)
    assert verdict.outcome == "wrong"
    assert told in verdict.message
    assert verdict.printed == ""
    assert verdict.stage == ("runs" if "function" in told or "written" in told else "invariance")


def test_an_answer_that_ends_the_program(drill: Drill, wrap: bool) -> None:
    assert attention(drill, "raise SystemExit(0)", wrap).outcome != "passed"
    assert sandbox.check(drill, "raise SystemExit(0)", LIMITS, wrap=wrap).outcome != "passed"


# What the guard refuses by reading is run here without it: the sandbox must hold alone.


@pytest.fixture
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inroad.practice.guard.refusals", lambda *_: ())


@pytest.mark.usefixtures("unguarded")
def test_a_fork_bomb(drill: Drill, wrap: bool) -> None:
    verdict = attention(drill, "import os\nwhile True: os.fork()", wrap)
    assert verdict.outcome == "wrong"
    assert "Resource temporarily unavailable" in verdict.message


@pytest.mark.usefixtures("unguarded")
def test_files_of_the_user_stay(drill: Drill, wrap: bool, tmp_path: Path) -> None:
    journal = tmp_path / "journal.sqlite3"
    journal.write_text("precious")
    journal.chmod(0o600)
    tmp_path.chmod(0o700)
    attention(drill, f"import shutil\nshutil.rmtree({str(tmp_path)!r}, ignore_errors=True)\nreturn q", wrap)
    if wrap or os.geteuid() == 0:
        assert journal.read_text() == "precious"


@pytest.mark.usefixtures("unguarded")
def test_the_journal_cannot_be_read(drill: Drill, wrap: bool, tmp_path: Path) -> None:
    if not wrap and os.geteuid() != 0:
        pytest.skip("limits alone do not hide a user's files from the user; the verdict says so")
    journal = tmp_path / "journal.sqlite3"
    journal.write_text("precious")
    journal.chmod(0o600)
    verdict = attention(drill, f"raise ValueError(open({str(journal)!r}).read())", wrap)
    assert "precious" not in verdict.message


@pytest.mark.usefixtures("unguarded")
def test_a_large_file_is_refused(drill: Drill, wrap: bool) -> None:
    verdict = attention(drill, "open('big', 'wb').write(bytes(64 << 20))\nreturn q", wrap)
    assert "large" in verdict.message


@pytest.mark.usefixtures("unguarded")
def test_no_network(drill: Drill, wrap: bool) -> None:
    if not wrap:
        pytest.skip("limits alone do not close the network; the verdict says so")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        body = f"import socket\nsocket.socket().connect((b'127.0.0.1', {server.getsockname()[1]}))\nreturn q"
        assert attention(drill, body, wrap).outcome == "wrong"
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.usefixtures("unguarded")
def test_a_banned_function_is_poisoned_whatever_its_name(drill: Drill) -> None:
    from dataclasses import replace

    from inroad.practice.validate import judge

    banned = replace(drill, banned=("numpy.linalg.lstsq",))
    for call in ("getattr(np.linalg, 'lst' + 'sq')(q, q)", "list(map(np.linalg.lstsq, [q], [q]))"):
        try_all = f"try:\n    {call}\nexcept Exception:\n    pass\nreturn q"
        lines = "\n".join(f"    {line}" for line in try_all.splitlines())
        verdict = judge(banned, f"{HEAD}\ndef attention(q, k, v):\n{lines}\n")
        assert (verdict.outcome, verdict.stage) == ("refused", "guard")


def test_nothing_of_the_users_environment_reaches_an_answer(
    drill: Drill, monkeypatch: pytest.MonkeyPatch, unguarded: None
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "secret-token")
    verdict = attention(drill, "import os\nraise ValueError(str(dict(os.environ)))", wrap=False)
    assert "raises ValueError" in verdict.message
    assert "secret-token" not in verdict.message
