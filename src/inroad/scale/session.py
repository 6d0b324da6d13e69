"""A Spark session for one piece of work: quiet, without a page of its own, ended when the work ends.

A session that is there already (a notebook's, that of ``spark-submit``, a test's) is used as it is and
left running.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from inroad.errors import InputError, SourceError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

OLDEST_JAVA = 17
LOCAL = "local[*]"
_OURS = re.compile(r"local(\[.*\]|-cluster\[.*\])?")
"""Masters that run on this machine, started by us."""
_QUIET = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "4000",
    # One task a core: more threads would only get in each other's way.
    "spark.executorEnv.POLARS_MAX_THREADS": "1",
    "spark.executorEnv.OMP_NUM_THREADS": "1",
}
_LOOPBACK = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


@contextmanager
def session(master: str) -> Iterator[SparkSession]:
    """A session on ``master``, as Spark writes it (``local[4]``, ``spark://host:7077``, ``yarn``).

    Raises:
        InputError: Spark or Java is not there, or the master cannot be read.
        SourceError: the master does not answer.
    """
    check()
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None:
        yield running
        return
    made = _started(master)
    try:
        yield made
    finally:
        made.stop()


def check() -> None:
    """Make sure that Spark and Java are there, before either is loaded.

    Raises:
        InputError: one is not.
    """
    if find_spec("pyspark") is None:
        raise InputError("Spark is not installed here", "run `pip install 'inroad[spark]'`")
    java = _java()
    if java is None:
        raise InputError(
            f"Spark needs Java {OLDEST_JAVA} or later, and none was found",
            "install it (on Debian: apt install openjdk-17-jre-headless) or set JAVA_HOME",
        )
    version = _version(java)
    if version is not None and version < OLDEST_JAVA:
        raise InputError(
            f"Spark needs Java {OLDEST_JAVA} or later, and {java} is Java {version}",
            "install a later one or set JAVA_HOME to it",
        )


def _java() -> str | None:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin") if home else None)


def _version(java: str) -> int | None:
    """Java's version; None if it does not tell."""
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr  # noqa: S603
    found = re.search(r'version "(?:1\.)?(\d+)', told)
    return int(found[1]) if found else None


def _started(master: str) -> SparkSession:
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    here = _OURS.fullmatch(master) is not None
    builder = SparkSession.builder.master(master).appName("inroad")
    for name, value in (_QUIET | (_LOOPBACK if here else {})).items():
        builder = builder.config(name, value)
    if here:
        # Elsewhere the cluster's own settings say which Python, and which address, is to be used.
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with tempfile.TemporaryFile("w+", prefix="inroad-spark-") as log:
        try:
            with _stderr_into(log.fileno()):
                made = builder.getOrCreate()
        except Exception as error:
            # Py4J's errors and PySpark's have no base in common.
            known = isinstance(error, PySparkException) or type(error).__module__.startswith("py4j")
            if not known and not isinstance(error, RuntimeError):
                raise
            log.seek(0)
            raise _refused(master, f"{error}\n{log.read()}") from error
    return made


@contextmanager
def _stderr_into(file: int) -> Iterator[None]:
    """What is started meanwhile writes its messages there, for good: Java's logs are not the user's."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        os.dup2(file, 2)
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, 2)
        os.close(kept)


_NO_MASTER = (
    "Could not parse Master URL",
    "Master must either be",
    "Invalid master URL",
    "Invalid Spark URL",
)

_NO_ANSWER = ("masters are unresponsive", "stopped SparkContext")


def _refused(master: str, told: str) -> InputError | SourceError:
    if any(sign in told for sign in _NO_MASTER):
        return InputError(
            f"{master!r} is not a master that Spark knows",
            "write it like local[4], spark://HOST:7077, yarn or k8s://https://HOST:443",
        )
    causes = re.findall(r"(?m)^.*?[\w.]+(?:Exception|Error): (.+)$", told)
    reason = causes[-1] if causes else told.strip().splitlines()[0]
    if any(sign in told for sign in _NO_ANSWER):
        reason = "nobody answers there"
    return SourceError(
        f"Spark could not start on {master!r} ({reason[:200]})",
        "look whether the master runs and can be reached from here, then run it again: what was read is kept",
    )
