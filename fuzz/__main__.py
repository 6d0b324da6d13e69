"""``python -m fuzz NAME ... --runs N``: long runs with coverage (Atheris); ``python -m fuzz --list``.

Needs the extra ``fuzz``.  A parser runs in a process of its own.  A crash is told with its input as Python
writes it, which is what its regression test wants, and the exit code is 1.

``--keep FOLDER`` lets parsers run in turns and writes down after each how many inputs each has had, so that
a run of days can be stopped and goes on; ``--counts`` tells them.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from fuzz.table import Parser, one, parsers
from fuzz.turns import Ran, counts, turns

_COVERED = re.compile(r"\bcov: (\d+)")
_INITED = re.compile(r"^#(\d+)\s+INITED", re.M)
_WHOLE = ("-keep_seed=1", "-len_control=0")
"""Seeds stay, and inputs are as long as they: what expressions read has no branches that would keep them."""
_MARGIN = 64
"""Inputs that are run beyond what was asked for: what is tried at the start is not counted to the last."""
_DONE = re.compile(r"^#(\d+)\s", re.M)
_TOTAL = re.compile(r"stat::number_of_executed_units:\s+(\d+)")
_RSS = re.compile(r"stat::peak_rss_mb:\s+(\d+)")


def main() -> int:
    """Run what was named, tell a line for each."""
    asked = _arguments()
    if asked.list:
        for parser in parsers().values():
            print(f"{parser.name:<20} {parser.reads}")
        return 0
    names = [one(name).name for name in asked.names] if asked.names != ["all"] else list(parsers())
    if asked.counts:
        print("\n".join(each.told() for each in counts(asked.keep, names)))
        return 0
    crashes = 0
    for ran in _runs(asked, names):
        crashes += ran.crash is not None
        print(told(ran), flush=True)
        if asked.out:
            with asked.out.open("a") as out:
                out.write(told(ran) + "\n")
    return min(crashes, 1)


def _runs(asked: argparse.Namespace, names: Sequence[str]) -> Iterator[Ran]:
    if not asked.keep:
        yield from (run(one(name), asked.runs, asked.seconds, asked.seed, asked.corpus) for name in names)
        return

    def turn(name: str, inputs: int, seconds: int, seed: int) -> Ran:
        return run(one(name), inputs, seconds, seed, asked.keep / "corpus")

    yield from turns(asked.keep, names, asked.runs, asked.seconds or 120, turn)


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    reader.add_argument("names", nargs="*", default=["all"], help="parsers; all if none is named")
    reader.add_argument("--runs", type=int, default=1_000_000, help="inputs for each")
    reader.add_argument("--seconds", type=int, default=0, help="stop each after so many seconds; 0: never")
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--corpus", type=Path, help="folder in which inputs are kept from run to run")
    reader.add_argument(
        "--keep", type=Path, help="folder of a run in turns (of --seconds, else 120) that goes on"
    )
    reader.add_argument("--counts", action="store_true", help="only tell what a kept run came to")
    reader.add_argument("--out", type=Path, help="file to which the lines are added")
    reader.add_argument("--list", action="store_true", help="only tell which parsers there are")
    asked = reader.parse_args()
    if asked.counts and not asked.keep:
        reader.error("--counts needs --keep FOLDER")
    return asked


def run(parser: Parser, runs: int, seconds: int = 0, seed: int = 1, corpus: Path | None = None) -> Ran:
    """A run of one parser; it ends at the first crash."""
    with tempfile.TemporaryDirectory(prefix="inroad-fuzz-") as room:
        folder = _seeded(parser, Path(room))
        kept = [str(corpus / parser.name)] if corpus else []
        for each in kept:
            Path(each).mkdir(parents=True, exist_ok=True)
        tried = _files([*kept, str(folder / "seeds")]) + 1
        began = time.monotonic()
        ended = subprocess.run(
            [sys.executable, "-m", "fuzz.atheris_run", parser.name, *kept, str(folder / "seeds"),
             f"-dict={folder / 'words'}", f"-runs={runs + tried + _MARGIN}", f"-max_total_time={seconds}", f"-seed={seed}",
             f"-artifact_prefix={folder}/", "-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1",
             "-max_len=1024", "-reload=0", *_WHOLE],
            capture_output=True, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        log = ended.stderr.decode("utf-8", "replace") + ended.stdout.decode("utf-8", "replace")
        found = next((path.read_bytes() for path in sorted(folder.glob("*-*")) if path.is_file()), None)
        if found is None and ended.returncode:
            found = b""
        done = (_last(_TOTAL, log) or _last(_DONE, log)) - _last(_INITED, log)
        return Ran(parser.name, done, time.monotonic() - began,
                   _last(_COVERED, log), _last(_RSS, log), found, log)  # fmt: skip


def _files(folders: Sequence[str]) -> int:
    """Inputs that are tried at the start; an empty one comes before them."""
    return sum(1 for folder in folders for _ in Path(folder).iterdir())


def _seeded(parser: Parser, folder: Path) -> Path:
    (folder / "seeds").mkdir()
    for number, seed in enumerate(parser.seeds):
        (folder / "seeds" / str(number)).write_bytes(seed)
    rows = ("".join(f"\\x{byte:02x}" for byte in word) for word in parser.words if word)
    (folder / "words").write_text("".join(f'"{row}"\n' for row in rows))
    return folder


def _last(sign: re.Pattern[str], log: str) -> int:
    found: Sequence[str] = sign.findall(log)
    return int(found[-1]) if found else 0


def told(ran: Ran) -> str:
    """One line, and for a crash its input and the end of its traceback."""
    crashed = "none" if ran.crash is None else "CRASH"
    line = f"{ran.name:<20} {ran.inputs:>10,} inputs {ran.seconds:>7.0f} s {ran.edges:>6,} edges"
    line += f" {ran.megabytes:>5} MB  crashes: {crashed}"
    if ran.crash is None:
        return line
    return f"{line}\n{ran.crash!r}\n" + "\n".join(ran.log.splitlines()[-45:])


if __name__ == "__main__":
    sys.exit(main())
