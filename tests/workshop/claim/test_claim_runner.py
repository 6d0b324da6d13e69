"""Runs as real processes: figures, failures, limits, kills, resuming; and the file they are written to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from claim_sample import MANIFEST, NOW, RUN, lay, run

from inroad.config import Config
from inroad.errors import InroadError, Locked
from inroad.workshop.claim import runs as log
from inroad.workshop.claim.bench import Bench
from inroad.workshop.claim.folder import Folder

SRC = Path(__file__).parents[3] / "src"
SMALL = MANIFEST.replace("seeds = 8", "seeds = [1, 2]")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(Config(tmp_path / "home"), lambda: NOW)


def made(bench: Bench, folder: Path, **options):
    usual = {"jobs": 2, "retry": False, "tell": lambda *_: None}
    return bench.run(str(folder), **usual | options)


def kept(folder: Path):
    return log.read(folder / "runs.jsonl").runs


def test_every_seed_and_variant_is_run_and_the_first_seed_twice(bench, tmp_path):
    folder = lay(tmp_path / "c", SMALL)
    ran = made(bench, folder)
    assert (ran.made, ran.failed, ran.planned, ran.left) == (6, 0, 4, 0)
    found = kept(folder)
    assert sorted((r.seed, r.variant, r.role) for r in found) == [
        (1, "new", "again"),
        (1, "new", "main"),
        (1, "old", "again"),
        (1, "old", "main"),
        (2, "new", "main"),
        (2, "old", "main"),
    ]
    assert all(r.processor > 0 and r.memory > 1 and r.seconds > 0 for r in found)


def test_what_was_run_is_not_run_again(bench, tmp_path):
    folder = lay(tmp_path / "c", SMALL)
    made(bench, folder)
    assert made(bench, folder).made == 0
    lay(folder, SMALL.replace("[1, 2]", "[1, 2, 3]"))
    assert made(bench, folder).made == 2
    lay(folder, SMALL, RUN + "# otherwise\n")
    assert made(bench, folder).made == 6
    assert len(kept(folder)) == 14


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("raise ValueError('out of luck')", "out of luck"),
        ("return {'score': float('nan')}", "not a finite number: score"),
        ("return {'score': 'high'}", "no figures"),
        ("return None", "must return a dictionary"),
        ("import os; os._exit(7)", "code 7"),
        ("import sys; sys.exit(0)", "SystemExit"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "code -11"),
        ("import time; time.sleep(60)", "longer than 6 s"),
    ],
)
def test_a_run_that_fails_is_failed_and_has_no_figures(bench, tmp_path, body, told):
    text = "def run(seed, variant):\n    if seed == 2 and variant == 'new':\n"
    text += f"        {body}\n    return {{'score': 1.0}}\n"
    limit = "seconds = 6" if "sleep" in body else "seconds = 60"
    folder = lay(tmp_path / "c", SMALL.replace("seconds = 20", limit), text)
    ran = made(bench, folder)
    assert (ran.failed, ran.left) == (1, 1)
    bad = next(r for r in kept(folder) if r.status == "failed")
    assert bad.metrics == ()
    assert told in bad.error


def test_failed_runs_are_made_again_when_asked(bench, tmp_path):
    text = "import os\ndef run(seed, variant):\n"
    text += "    assert os.path.exists('data.txt'), 'no data'\n    return {'score': 1.0}\n"
    folder = lay(tmp_path / "c", SMALL, text)
    assert made(bench, folder).failed == 6
    (folder / "data.txt").write_text("here")
    assert made(bench, folder).made == 0
    assert (made(bench, folder, retry=True).left, len(kept(folder))) == (0, 12)
    assert bench.verdict(str(folder)).failed == 0


def test_any_program_that_prints_json_will_do(bench, tmp_path):
    program = """import json, os, sys
print("epoch 1")
print(json.dumps({"score": 0.1, "name": "x"}))
print(json.dumps({"score": int(sys.argv[1]) + 0.5, "seen": float(os.environ["CLAIM_SEED"])}))
print(sys.argv[2:], file=sys.stderr)
"""
    command = 'command = ["python", "train.py", "{seed}", "--as={variant}"]\nfiles = ["train.py"]\n'
    folder = lay(tmp_path / "c", SMALL.replace("[run]\n", f"[run]\n{command}"), None)
    (folder / "train.py").write_text(program)
    assert made(bench, folder).failed == 0
    assert {r.seed: dict(r.metrics) for r in kept(folder)}[2] == {"score": 2.5, "seen": 2.0}
    (folder / "train.py").write_text("import sys; print('{\"score\": 1}'); sys.exit(3)")
    assert made(bench, folder).failed == 6
    assert "code 3" in kept(folder)[-1].error


def test_a_run_stands_in_its_own_folder_and_sees_no_module_of_ours(bench, tmp_path):
    text = "import helper, pathlib\ntry:\n    import verdict\n    ours = 1.0\n"
    text += "except ImportError:\n    ours = 0.0\n"
    text += "def run(seed, variant):\n    here = pathlib.Path('claim.toml').exists()\n"
    text += "    return {'score': helper.VALUE, 'ours': ours, 'here': float(here)}\n"
    folder = lay(tmp_path / "c", SMALL, text)
    (folder / "helper.py").write_text("VALUE = 3.0\n")
    made(bench, folder)
    assert dict(kept(folder)[0].metrics) == {"score": 3.0, "ours": 0.0, "here": 1.0}


def test_numbers_of_numpy_are_numbers(bench, tmp_path):
    text = "import numpy as np\ndef run(seed, variant): return {'score': np.float32(0.5), 'n': np.int64(3)}\n"
    folder = lay(tmp_path / "c", SMALL, text)
    made(bench, folder)
    assert dict(kept(folder)[0].metrics) == {"score": 0.5, "n": 3.0}
    assert "numpy==" in (folder / "environment.lock").read_text()


def test_the_same_seed_twice_tells_of_nondeterminism(bench, tmp_path):
    text = "import os\ndef run(seed, variant):\n    luck = int.from_bytes(os.urandom(2), 'big')\n"
    text += "    return {'score': float(luck) if variant == 'new' else 1.0, 'seconds': float(luck)}\n"
    folder = lay(tmp_path / "c", SMALL, text)
    made(bench, folder)
    found = bench.verdict(str(folder))
    assert found.unsteady == ("new",)
    assert any("same seed" in each for each in found.warnings)


def test_several_data_sets(bench, tmp_path):
    manifest = SMALL.replace('varies = ["noise"]', 'data = ["a", "b"]')
    text = "def run(seed, variant, data): return {'score': float(ord(data))}\n"
    folder = lay(tmp_path / "c", manifest, text)
    assert made(bench, folder).planned == 8
    assert {r.data: dict(r.metrics)["score"] for r in kept(folder)} == {"a": 97.0, "b": 98.0}


def test_a_pilot_neither_freezes_nor_decides(bench, tmp_path):
    folder = lay(tmp_path / "c", SMALL)
    ran = made(bench, folder, pilot=3)
    assert (ran.made, ran.froze) == (6, False)
    assert bench.verdict(str(folder)).outcome == "not attempted"
    assert bench.plan(str(folder), 0.9).parts[0].pilot == 3


# -- the file -------------------------------------------------------------------------------------


def test_half_a_line_costs_that_line_alone(tmp_path):
    path = tmp_path / "runs.jsonl"
    with log.writing(path) as file:
        file.add(run(1, "new", 1.0), None)
        file.add(run(2, "new", 2.0), None)
    whole = path.read_bytes()
    for cut in range(len(whole) // 2 + 2, len(whole) - 1):
        path.write_bytes(whole[:cut])
        with log.writing(path) as file:
            file.add(run(3, "new", 3.0), None)
        found = log.read(path)
        assert [r.seed for r in found.runs] == [1, 3]
        assert found.unreadable == 1


def test_lines_of_anything_else_are_passed_over_and_counted(tmp_path):
    path = tmp_path / "runs.jsonl"
    path.write_bytes(b'\xff\xfe\n[1]\n{"seed": 1}\nnull\n{"a": ' + b"[" * 5000 + b"\n\n")
    assert log.read(path) == log.Runs((), (), 5)


def test_one_process_at_a_time(bench, tmp_path):
    folder = lay(tmp_path / "c", SMALL)
    with log.writing(folder / "runs.jsonl"), pytest.raises(Locked):
        made(bench, folder)


# -- kills ----------------------------------------------------------------------------------------

SLOW = "import time, os\ndef run(seed, variant):\n    open(f'begun-{os.getpid()}', 'w').close()\n"
SLOW += "    time.sleep(0.1 if seed < 4 else 60)\n    return {'score': float(seed)}\n"


def begun(tmp_path: Path) -> tuple[subprocess.Popen[str], Path]:
    """A whole program that has made some runs and hangs in the next."""
    folder = lay(tmp_path / "c", MANIFEST.replace("seconds = 20", "seconds = 100"), SLOW)
    environment = os.environ | {"PYTHONPATH": str(SRC), "INROAD_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "inroad.cli", "claim", "run", str(folder)]
    process = subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    wait_for(lambda: len(list(folder.glob("begun-*"))) == 7)
    return process, folder


def wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes through /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_end_costs_the_runs_in_flight_alone(tmp_path, how):
    process, folder = begun(tmp_path)
    workers = [int(path.name.partition("-")[2]) for path in folder.glob("begun-*")]
    os.kill(process.pid, how)
    _, complaint = process.communicate(timeout=60)
    wait_for(lambda: not any(map(alive, workers)))
    assert sorted((r.seed, r.variant) for r in kept(folder)) == [
        (seed, variant) for seed in (1, 2, 3) for variant in ("new", "old")
    ]
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert "run it again to go on" in complaint
    lay(folder, run=SLOW.replace("60", "0"))
    ran = made(Bench(Config(tmp_path / "home"), lambda: NOW), folder)
    assert ran.left == 0


# -- what belongs to Inroad -----------------------------------------------------------------------


def test_a_shipped_claim_is_run_in_a_copy(bench):
    folder = bench.find("online-debiasing")
    before = {path.name: path.read_bytes() for path in folder.path.iterdir() if path.is_file()}
    from inroad.workshop.claim.folder import workable

    copy = workable(bench.config, folder)
    assert copy.path == bench.config.home / "claims" / "online-debiasing"
    assert not copy.runs.exists()
    assert not copy.kept_verdict.exists()
    assert {path.name: path.read_bytes() for path in folder.path.iterdir() if path.is_file()} == before
    assert bench.find("online-debiasing").path == copy.path


def test_what_is_not_there_is_told_with_near_names(bench):
    with pytest.raises(InroadError, match="no claim") as caught:
        bench.find("online-debias")
    assert "online-debiasing" in caught.value.near


def test_runs_are_plain_json_lines(bench, tmp_path):
    folder = lay(tmp_path / "c", SMALL)
    made(bench, folder)
    rows = [json.loads(line) for line in Folder(folder).runs.read_text().splitlines()]
    assert [row["status"] for row in rows if "seed" in row] == ["ok"] * 6
