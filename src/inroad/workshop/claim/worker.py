"""One run in a process of its own; needs nothing but Python 3.8, so that any environment can do it.

    python worker.py TASK RESULT

TASK and RESULT are JSON files.  A task names the folder and either a Python file with ``run(seed, variant)``
or a command that prints JSON objects.  What the run prints stays what it prints; figures go into RESULT.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import Any, Dict  # noqa: UP035

TAIL = 4000
"""Characters of a complaint that are kept."""
MOST_OUTPUT = 50_000_000
"""Bytes that a command may print and still be read."""
Task = Dict[str, Any]  # noqa: UP006


def main(task_file: str, result_file: str) -> None:
    """Do the task and write down what came out."""
    task = json.loads(Path(task_file).read_text(encoding="utf-8"))
    goal = Path(result_file).absolute()
    _end_with_parent()
    result: Task = {}
    try:
        result["metrics"] = _command(task) if task["command"] else _function(task)
    except BaseException:  # also SystemExit: a run that leaves without figures has failed
        told = traceback.format_exc()
        sys.stderr.write(told)
        result["error"] = told[-TAIL:]
    result.update(_used(), packages={} if task["command"] else _packages())
    part = goal.with_name(goal.name + ".part")
    part.write_text(json.dumps(result), encoding="utf-8")
    part.replace(goal)
    if "error" in result:
        sys.exit(1)


def _function(task: Task) -> dict[str, float]:
    folder = task["folder"]
    os.chdir(folder)
    # This file's own folder must not lend its modules to the user's code.
    sys.path[0] = folder
    sys.argv = [os.path.join(folder, task["file"])]  # noqa: PTH118
    spec = importlib.util.spec_from_file_location("claimed_run", sys.argv[0])
    if spec is None or spec.loader is None:
        raise ImportError(f"{task['file']} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules["claimed_run"] = module
    spec.loader.exec_module(module)
    return _figures(module.run(task["seed"], task["variant"], *([task["data"]] if task["data"] else [])))


def _command(task: Task) -> dict[str, float]:
    words = {"seed": str(task["seed"]), "variant": task["variant"], "data": task["data"]}
    line = [_filled(part, words) for part in task["command"]]
    if line[0] in ("python", "python3"):
        line[0] = sys.executable
    told = {f"CLAIM_{name.upper()}": word for name, word in words.items()}
    done = subprocess.run(  # noqa: S603
        line, cwd=task["folder"], env={**os.environ, **told}, stdout=subprocess.PIPE, check=False
    )
    if done.returncode:
        raise RuntimeError(f"the command ended with code {done.returncode}")
    found: Task = {}
    for text in done.stdout[:MOST_OUTPUT].decode("utf-8", "replace").splitlines():
        if text.lstrip().startswith("{"):
            try:
                found.update(json.loads(text))
            except ValueError:
                continue
    return _figures(found)


def _filled(part: str, words: dict[str, str]) -> str:
    for name, word in words.items():
        part = part.replace("{" + name + "}", word)
    return part


def _figures(said: Any) -> dict[str, float]:
    """Numbers by name; what is no number is left out."""
    if not isinstance(said, dict):
        raise TypeError(f"run() must return a dictionary of figures, not {type(said).__name__}")
    found = {}
    for name, value in said.items():
        if hasattr(value, "item"):  # a number of NumPy, PyTorch and their like
            value = value.item()
        if isinstance(value, (int, float)):
            found[str(name)] = float(value)
    bad = sorted(name for name, value in found.items() if value != value or abs(value) == float("inf"))
    if bad:
        raise ValueError("not a finite number: " + ", ".join(bad))
    if not found:
        raise ValueError("no figures: names with numbers are needed")
    return found


def _used() -> Task:
    """Processor time in seconds and peak memory in MB, of this process and its children."""
    try:
        import resource
    except ImportError:  # not on Windows
        return {"processor": time.process_time(), "memory": None}
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return {"processor": seconds, "memory": max(_peak() or own.ru_maxrss / unit, children.ru_maxrss / unit)}


def _peak() -> float | None:
    """This program's own peak in MB: what getrusage says includes that of the process it was forked from."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
        return next(int(line.split()[1]) / 1e3 for line in lines if line.startswith("VmHWM"))
    except (OSError, StopIteration, ValueError, IndexError):
        return None


def _packages() -> dict[str, str]:
    """Versions of what was imported and was installed as a package."""
    try:
        from importlib import metadata

        owners = metadata.packages_distributions()
        loaded = {name.partition(".")[0] for name in list(sys.modules) if not name.startswith("_")}
        names = sorted({owner for name in loaded for owner in owners.get(name, ())})
        return {name: metadata.version(name) for name in names}
    except Exception:  # an old or broken environment: what ran there is then not known
        return {}


def _end_with_parent() -> None:
    """End this run and all that it started when the program that asked for it is gone."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        if hasattr(os, "killpg"):
            os.killpg(0, 9)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    main(*sys.argv[1:])
