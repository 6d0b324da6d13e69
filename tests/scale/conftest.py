"""One cluster for all tests of this room, and a home of a few thousand papers built without it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import corpus
import pytest
from cluster import MASTER

from inroad.config import Config
from inroad.scale.session import session
from inroad.types import Paper

_BRIEF = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""For Java that lives a minute: compiling well takes longer than it saves."""
SETTINGS = (
    f"--driver-java-options '{_BRIEF}' --conf spark.executor.extraJavaOptions='{_BRIEF}' "
    "--conf spark.sql.shuffle.partitions=2 --conf spark.sql.codegen.wholeStage=false "
    "--conf spark.sql.codegen.factoryMode=NO_CODEGEN pyspark-shell"
)


@pytest.fixture(scope="session", autouse=True)
def brief() -> Iterator[None]:
    """Settings for all sessions of these tests, given as docs/scale.md says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_SUBMIT_ARGS", SETTINGS)
        yield


@pytest.fixture(scope="session")
def cluster() -> Iterator[Any]:
    """A running session; whatever is built meanwhile uses it."""
    if find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("no Spark or no Java on this machine")
    import pyspark

    home = Path(os.environ.get("SPARK_HOME", Path(pyspark.__file__).parent))
    with session(MASTER) as running:
        name = running.sparkContext.applicationId
        yield running
    shutil.rmtree(home / "work" / name, ignore_errors=True)  # what its workers leave behind


@pytest.fixture(scope="session")
def papers() -> list[Paper]:
    """Papers of four months."""
    return corpus.at_random(7, 2_400)


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory, papers: list[Paper]) -> Config:
    """Their home, read and joined on this machine; for looking at only."""
    return corpus.home(tmp_path_factory.mktemp("plain"), papers)
