"""Ways out of the sandbox that tests/practice/test_sandbox.py does not take: /proc, links, hooks, signals, sockets."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from inroad.practice import content, guard, poison, sandbox
from inroad.practice.limits import Limits
from inroad.types import Drill, Verdict

HEAD = "import numpy as np\n\ndef attention_backward(upstream, q, k, v):\n    return q, k, v\n\n"

pytestmark = pytest.mark.skipif(not sandbox.bubblewrap_works(), reason="bubblewrap does not work here")


@pytest.fixture(scope="module")
def drill() -> Drill:
    return content.load(content.bundled() / "networks" / "attention")


@pytest.fixture(autouse=True)
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the reading had overlooked everything."""
    monkeypatch.setattr(guard, "refusals", lambda source, banned=(): ())


def attention(drill: Drill, body: str) -> Verdict:
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    answer = f"{HEAD}\ndef attention(q, k, v):\n{lines}\n"
    return sandbox.check(drill, answer, Limits(seconds=6), wrap=True)


def test_proc_shows_no_process_but_its_own(drill: Drill, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "ghp_beside0123456789")
    body = (
        "import os\n"
        "said = ''\n"
        "for number in filter(str.isdigit, os.listdir('/proc')):\n"
        "    for name in ('environ', 'cmdline'):\n"
        "        try:\n"
        "            said += open(f'/proc/{number}/{name}', 'rb').read().decode('utf-8', 'replace')\n"
        "        except OSError:\n"
        "            pass\n"
        "raise ValueError(repr(said)[-1500:])"
    )
    verdict = attention(drill, body)
    assert "raises ValueError" in verdict.message
    assert "ghp_beside" not in verdict.message + verdict.printed
    assert "pytest" not in verdict.message


def test_signals_reach_nobody_outside(drill: Drill) -> None:
    attention(
        drill, f"import os\nfor each in ({os.getpid()}, {os.getppid()}):\n    os.kill(each, 9)\nreturn q"
    )
    assert Path(f"/proc/{os.getpid()}").exists()  # whoever reads this lives


def test_a_link_leads_to_nothing_and_takes_nothing_along(drill: Drill, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "journal").write_text("precious")
    body = (
        f"import os\nif not os.path.lexists('link'):\n    os.symlink({str(precious)!r}, 'link')\n"
        "try:\n    said = open('link/journal').read()\nexcept OSError as error:\n    said = 'nothing'\n"
        "raise ValueError(said)"
    )
    verdict = attention(drill, body)
    assert "raises ValueError: nothing" in verdict.message
    assert (precious / "journal").read_text() == "precious"


@pytest.mark.parametrize("place", ["/", "/usr", "/etc", "/proc/sys/kernel", "/sys", "/dev", str(Path(sys.prefix)), str(Path(poison.__file__).parent)])  # fmt: skip
def test_nothing_outside_its_folder_can_be_written(drill: Drill, place: str) -> None:
    name = f"{place}/inroad-escape"
    attention(drill, f"open({name!r}, 'w').write('x')\nreturn q")
    assert not Path(name).exists()


def test_hooks_that_one_answer_leaves_do_not_meet_the_next(drill: Drill) -> None:
    hook = "raise SystemExit('hooked')"
    names = ("sitecustomize.py", "numpy.py", "json.py", "inroad.py", "usercustomize.py")
    body = f"for each in {names!r}:\n    open(each, 'w').write({hook!r})\nimport sys\nsys.meta_path.clear()\nsys.modules.clear()\nreturn q"
    attention(drill, body)
    solution = (Path(drill.folder) / "solution.py").read_text()
    assert sandbox.check(drill, solution, Limits(), wrap=True).outcome == "passed"


def test_sockets_of_other_programs_are_out_of_sight(drill: Drill, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as nameless:
        server.bind(str(tmp_path / "s"))
        server.listen()
        nameless.bind("\0inroad-escape")
        nameless.listen()
        for name in (str(tmp_path / "s"), "\0inroad-escape"):
            body = f"import socket\nsocket.socket(socket.AF_UNIX).connect({name!r})\nreturn q"
            verdict = attention(drill, body)
            assert verdict.outcome == "wrong", verdict
            assert "raises" in verdict.message
