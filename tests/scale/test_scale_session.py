"""What is missing is said before anything is started, and a wrong master as soon as it is tried."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import corpus
import pytest
from cluster import LOOPBACK, below, listening

import inroad
from inroad.atlas.build import build
from inroad.config import Config
from inroad.errors import InputError, SourceError
from inroad.scale import session as sessions
from inroad.scale.reading import spark
from inroad.scale.session import session


def inroad_(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """The real program."""
    environment = os.environ | {"PYTHONPATH": str(Path(inroad.__file__).parents[1])} | changes
    command = [sys.executable, "-m", "inroad.cli", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)


def test_all_of_it_listens_on_loopback_only(cluster: Any) -> None:
    assert cluster.range(1).count() == 1
    found = {address for pid in below(os.getpid()) for address in listening(pid)}
    assert found
    assert found <= LOOPBACK


def test_nothing_new_starts_nothing(built: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.setattr(sessions, "_started", lambda _: pytest.fail("Spark was started for nothing"))
    monkeypatch.setattr("pyspark.sql.SparkSession.getActiveSession", lambda: None)
    assert build(built, engine=spark("local[1]")).read == 0


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "find_spec", lambda _: None)
    with pytest.raises(InputError, match=r"pip install 'inroad\[spark\]'"), session("local[1]"):
        pass


def java(folder: Path, version: str) -> str:
    """A JAVA_HOME whose java says this."""
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2020-01-01' >&2\n")
    program.chmod(0o755)
    return str(folder)


def test_without_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "nothing"))
    with pytest.raises(InputError, match="Java 17 or later, and none"), session("local[1]"):
        pass


@pytest.mark.parametrize(("version", "told"), [("1.8.0_392", 8), ("11.0.2", 11)])
def test_a_java_that_is_too_old(
    version: str, told: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.setenv("JAVA_HOME", java(tmp_path / "java", version))
    with pytest.raises(InputError, match=f"is Java {told}"), session("local[1]"):
        pass


@pytest.mark.parametrize(
    "arguments",
    [
        ("--master", "local[2]"),
        ("--input", "papers", "--output", "atlas"),
        ("--engine", "spark", "--input", "papers"),
        ("--engine", "spark", "--output", "atlas"),
        ("--engine", "flink"),
        ("--engine", "spark", "--input", "papers", "--output", "atlas", "--index"),
    ],
)
def test_options_that_mean_nothing(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = inroad_("--home", str(tmp_path), "atlas", "build", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_a_master_that_nobody_knows(tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    corpus.put(Config(tmp_path), corpus.papers()[:3])
    done = inroad_("--home", str(tmp_path), "atlas", "build", "--engine", "spark", "--master", "mars:1")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == (
        "inroad: 'mars:1' is not a master that Spark knows: "
        "write it like local[4], spark://HOST:7077, yarn or k8s://https://HOST:443"
    )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("Py4JJavaError: An error occurred\n: java.net.ConnectException: Connection refused\n", "refused"),
        ("IllegalStateException: Cannot call methods on a stopped SparkContext.", "nobody answers there"),
    ],
)
def test_a_master_that_does_not_answer(told: str, says: str) -> None:
    error = sessions._refused("spark://nowhere:7077", told)
    assert isinstance(error, SourceError)
    assert says in str(error)
