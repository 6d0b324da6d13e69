"""How well `inroad playable` reads repositories, and how fast.

    python benchmarks/playable.py speed
    python benchmarks/playable.py stars
    python benchmarks/playable.py agreement FOLDER [FOLDER ...]
    python benchmarks/playable.py fresh FOLDER [FOLDER ...] [--part choose]

``speed`` makes a tree of 10,000 files and shows, beside the scan, what only walking it and only reading its
bytes take.  ``stars`` shows the medians of stars by the number of checklist items that people found.
``agreement`` reads repositories out of folders (one folder or archive each, named ``owner__name``) and shows
how the five items agree with what people marked (``tests/gold/checklist.json``): Cohen's kappa over those
that could be told.  Source archives of packages are compared with ``tests/gold/packages.json``.
``fresh`` does so for the repositories that were marked by the written rule (``tests/gold/fresh.json``, rule
in docs/playable.md), with how many are yes, 95% bootstrap intervals over repositories, and kappa if what
could not be told counts as no.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import statistics
import tempfile
import time
from pathlib import Path

from inroad.workshop.playable.scan import scan
from inroad.workshop.source.open import open_tree

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "checklist.json"
PACKAGES = GOLD.with_name("packages.json")
FRESH = GOLD.with_name("fresh.json")
ITEMS = ("training", "evaluation", "weights", "results", "dependencies")
TODAY = dt.date(2026, 1, 1)


# -- speed --------------------------------------------------------------------------------------------


def speed(files: int) -> None:
    """Processor and wall time of a scan beside its lower limits, each three times, the best shown."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "big"
        plant(root, files)
        size = sum(each.stat().st_size for each in root.rglob("*") if each.is_file())
        print(f"{files:,} files, {size / 1e6:.0f} MB")
        for what, work in (
            ("os.walk", lambda: sum(len(found) for _, _, found in os.walk(root))),
            ("os.walk and reading all bytes", lambda: read_all(root)),
            ("inroad playable", lambda: scan(open_tree(root), "", TODAY)),
        ):
            print(f"{what:32} {timed(work)}")


def plant(root: Path, files: int) -> None:
    """A repository of modules, settings, texts and small binaries, deterministic."""
    draw = random.Random(5)
    body = "\n".join(
        f"def part_{n}(x, y):\n    z = x * {n} + y\n    return [z for _ in range({n})]\n" for n in range(30)
    )
    train = "import torch\n\ndef train(model, data):\n    model.cuda()\n    model(data).backward()\n"
    root.mkdir()
    (root / "README.md").write_text(
        "# Big\n\n```\npython train.py --data data\n```\n" + "A sentence on it.\n" * 500
    )
    (root / "requirements.txt").write_text("torch\nnumpy==1.26.4\n")
    for number in range(files - 2):
        folder = root / f"part{number % 97}" / f"sub{number % 7}"
        folder.mkdir(parents=True, exist_ok=True)
        kind = draw.random()
        if kind < 0.5:
            text = body if kind < 0.3 else train + body
            (folder / f"module{number}.py").write_text(f'"""Module {number}."""\n\n{text}')
        elif kind < 0.8:
            (folder / f"setting{number}.yaml").write_text("a: 1\nb: 2\n" * 40)
        else:
            (folder / f"image{number}.png").write_bytes(draw.randbytes(4000))


def read_all(root: Path) -> int:
    """Every byte of a tree."""
    return sum(len((Path(where) / each).read_bytes()) for where, _, found in os.walk(root) for each in found)


def timed(work: object) -> str:
    """The best of three, in seconds."""
    best = []
    for _ in range(3):
        processor, wall = time.process_time(), time.perf_counter()
        work()  # type: ignore[operator]
        best.append((time.process_time() - processor, time.perf_counter() - wall))
    return f"{min(best)[0]:6.2f} s of processor time, {min(each[1] for each in best):6.2f} s"


# -- people -------------------------------------------------------------------------------------------


def marked() -> dict[str, tuple[int, bool, dict[str, bool]]]:
    """Name in lower case to stars, whether Python, and what people found."""
    rows = json.loads(GOLD.read_text())["repositories"]
    return {
        name.lower(): (
            stars,
            bool(python),
            {item: mark == "1" for item, mark in zip(ITEMS, marks, strict=True)},
        )
        for name, stars, python, marks in rows
    }


def by_hand() -> dict[str, dict[str, bool]]:
    """Name and version of a package to what we found in it."""
    rows = json.loads(PACKAGES.read_text())["packages"]
    return {name.lower(): {i: m == "1" for i, m in zip(ITEMS, marks, strict=False)} for name, marks in rows}


def stars() -> None:
    """Medians of stars by what people found, and the rank correlation."""
    from scipy.stats import spearmanr

    rows = [(sum(found.values()), stars) for stars, python, found in marked().values() if python]
    for count in range(6):
        of = [stars for found, stars in rows if found == count]
        print(f"{count} items: {len(of):3} repositories, median {statistics.median(of):g} stars")
    print(f"Spearman's rank correlation {spearmanr(*zip(*rows, strict=True)).statistic:.3f} over {len(rows)}")


def agreement(folders: list[Path], show: bool) -> None:
    """Kappa an item over repositories that people marked."""
    gold = {**{name: found for name, (_, _, found) in marked().items()}, **by_hand()}
    pairs: dict[str, list[tuple[bool, bool]]] = {item: [] for item in ITEMS}
    untold, misses = dict.fromkeys(ITEMS, 0), []
    for path in sorted(each for folder in folders for each in folder.iterdir()):
        name = path.name.split(".tar")[0].replace("__", "/").lower()
        if name not in gold:
            continue
        for each in scan(open_tree(path), "", TODAY).items:
            if each.item not in gold[name]:
                continue
            truth = gold[name][each.item]
            if each.answer == "could not tell":
                untold[each.item] += 1
                continue
            pairs[each.item].append((each.answer == "yes", truth))
            if (each.answer == "yes") != truth:
                misses.append(f"{each.item:13} here {each.answer:4} people {truth!s:6} {name}: {each.found}")
    for item, found in pairs.items():
        if not found:
            continue
        same = sum(here == there for here, there in found) / len(found)
        yes = sum(there for _, there in found)
        print(
            f"{item:13} kappa {kappa(found):6.2f}  same {same:.2f}  of {len(found)} told "
            f"({yes} yes by people), {untold[item]} could not be told"
        )
    everything = [pair for found in pairs.values() for pair in found]
    print(f"all           kappa {kappa(everything):6.2f} over {len(everything)} answers")
    if show:
        print("\n".join(sorted(misses)))


def fresh(folders: list[Path], parts: list[str], show: bool) -> None:
    """Kappa an item, with its interval, over repositories that were marked by the written rule."""
    gold = {
        name.lower(): marks
        for name, of, marks in json.loads(FRESH.read_text())["repositories"]
        if of in parts
    }
    read = {each.name.replace("__", "/").lower(): each for folder in folders for each in folder.iterdir()}
    print(f"{', '.join(parts)}: {len(gold.keys() & read.keys())} of {len(gold)} repositories are at hand")
    answers: dict[str, dict[str, tuple[str, bool, str]]] = {}
    for name in sorted(gold.keys() & read.keys()):
        truth = dict(zip(ITEMS, gold[name], strict=True))
        items = [each for each in scan(open_tree(read[name]), "", TODAY).items if each.item in truth]
        answers[name] = {each.item: (each.answer, truth[each.item] == "1", each.found) for each in items}
    for item in ITEMS:
        _shown(item, [row[item][:2] for row in answers.values()])
    _shown("all", [row[item][:2] for row in answers.values() for item in ITEMS], len(ITEMS))
    for name, row in answers.items() if show else ():
        for item, (answer, truth, found) in row.items():
            if (answer == "yes") != truth:
                print(f"{item:13} here {answer:14} hand {truth!s:6} {name}: {found}")


def _shown(item: str, rows: list[tuple[str, bool]], block: int = 1) -> None:
    """One line of the table; ``block`` answers in a row are of one repository."""
    told = [(answer == "yes", truth) for answer, truth in rows if answer != "could not tell"]
    every = [(answer == "yes", truth) for answer, truth in rows]
    low, high = interval(rows, block)
    same, yes = sum(a == b for a, b in told), sum(truth for _, truth in rows)
    print(
        f"{item:13} kappa {kappa(told):5.2f} ({low:5.2f} to {high:5.2f})  same {same} of {len(told)} told; "
        f"{yes:3} of {len(rows):3} are yes; not told as no: kappa {kappa(every):5.2f}"
    )


def interval(rows: list[tuple[str, bool]], block: int, times: int = 2000) -> tuple[float, float]:
    """95% bootstrap interval of kappa over repositories (Efron 1979), those told only."""
    draw = random.Random(5)
    groups = [rows[at : at + block] for at in range(0, len(rows), block)]
    found = []
    for _ in range(times):
        sample = [row for group in draw.choices(groups, k=len(groups)) for row in group]
        told = [(answer == "yes", truth) for answer, truth in sample if answer != "could not tell"]
        found.append(kappa(told) if told else 0.0)
    found.sort()
    return found[int(0.025 * times)], found[int(0.975 * times)]


def kappa(pairs: list[tuple[bool, bool]]) -> float:
    """Cohen's kappa of two raters; 0 where chance alone would agree on all."""
    count = len(pairs)
    same = sum(here == there for here, there in pairs) / count
    here, there = sum(pair[0] for pair in pairs) / count, sum(pair[1] for pair in pairs) / count
    chance = here * there + (1 - here) * (1 - there)
    return (same - chance) / (1 - chance) if chance < 1 else 0.0


def main() -> None:
    """Run one of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["speed", "stars", "agreement", "fresh"])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument(
        "--part", nargs="+", choices=["choose", "unseen", "later"], default=["unseen", "later"]
    )
    parser.add_argument("--misses", action="store_true", help="show where people say something else")
    given = parser.parse_args()
    if given.what == "speed":
        speed(given.files)
    elif given.what == "stars":
        stars()
    elif given.what == "fresh":
        fresh(given.folders, given.part, given.misses)
    else:
        agreement(given.folders, given.misses)


if __name__ == "__main__":
    main()
