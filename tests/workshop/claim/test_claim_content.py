"""The claims that come with Inroad: whole, honest about what came out, and alone in their folders."""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path

import pytest

from inroad.workshop.claim import folder as folders
from inroad.workshop.claim import runs as log
from inroad.workshop.claim.bench import shipped_verdict
from inroad.workshop.claim.figures import stated
from inroad.workshop.claim.paired import least_seeds
from inroad.workshop.claim.ruling import verdict_on

FOLDERS = tuple(folders.folders(folders.shipped()))
NAMES = [folder.path.name for folder in FOLDERS]
CHEAP = ("online-debiasing", "electron-content", "lora")


def ids(folder):
    return folder.path.name


def test_all_are_there():
    assert len(FOLDERS) == 10
    assert sorted({folder.claim.claim_id for folder in FOLDERS}) == NAMES


@pytest.mark.parametrize("folder", FOLDERS, ids=ids)
def test_a_claim_can_be_refuted(folder):
    claim = folder.claim
    assert len(claim.seeds) >= least_seeds(claim.alpha) + 2
    assert claim.title
    assert claim.varies
    assert claim.method
    notes = folder.notes
    assert notes.scope
    assert notes.easy
    assert notes.hard
    assert (folder.path / "README.md").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("folder", FOLDERS, ids=ids)
def test_a_copy_of_a_claim_stands_alone(folder, tmp_path):
    """NumPy, the standard library and files beside it are all that it imports."""
    folders.copy(folder, tmp_path / "copy")
    beside = {path.stem for path in (tmp_path / "copy").glob("*.py")}
    for path in (tmp_path / "copy").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                assert name.partition(".")[0] in {"numpy", *beside, *sys.stdlib_module_names}


@pytest.mark.parametrize("folder", FOLDERS, ids=ids)
def test_the_verdict_is_what_its_runs_say(folder):
    """Also that neither claim.toml nor the code was changed since they were made."""
    kept, protocol = shipped_verdict(folder), folder.protocol
    found = verdict_on(protocol, (), log.read(folder.runs))
    assert kept is not None
    assert kept.protocol == protocol.hash
    assert kept.missing == found.missing == 0
    assert kept.frozen is not None
    assert (found.outcome, found.reason) == (kept.outcome, kept.reason)
    for now, then in zip(found.parts, kept.parts, strict=True):
        assert (now.outcome, now.reason) == (then.outcome, then.reason)
        assert now.effect == pytest.approx(then.effect)
    assert kept.environments
    assert kept.unsteady == ()


@pytest.mark.parametrize("folder", [each for each in FOLDERS if each.path.name in CHEAP], ids=ids)
def test_a_run_can_be_made_again(folder, tmp_path, monkeypatch):
    """One seed of the cheapest claims gives what was shipped, but for another machine's rounding."""
    claim = folder.claim
    folders.copy(folder, tmp_path / "copy")
    module = _loaded(tmp_path / "copy", monkeypatch)
    data = claim.data[:1]
    before = {
        (r.variant, r.data): dict(r.metrics) for r in log.read(folder.runs).runs if r.seed == claim.seeds[0]
    }
    for variant in claim.variants:
        found = module.run(claim.seeds[0], variant, *data)
        expected = before[variant, data[0] if data else ""]
        for part in claim.parts:
            assert found[part.metric] == pytest.approx(expected[part.metric], abs=0.2 * part.interest + 0.005)


def _loaded(path: Path, monkeypatch):
    monkeypatch.syspath_prepend(str(path))
    for name in [each.stem for each in path.glob("*.py")]:
        monkeypatch.delitem(sys.modules, name, raising=False)
    spec = importlib.util.spec_from_file_location("claimed_run", path / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for each in path.glob("*.py"):
        sys.modules.pop(each.stem, None)
    return module


# -- figures in abstracts -------------------------------------------------------------------------


def test_sentences_with_figures_are_found_and_those_that_compare_come_first():
    text = (
        "We study tuning. The corpus has 12% of noise. Our method beats it: accuracy is 3.2 points higher "
        "than before. It needs 3x less memory! Table 2 has 14 rows."
    )
    assert stated(text) == [
        "Our method beats it: accuracy is 3.2 points higher than before.",
        "It needs 3x less memory!",
        "The corpus has 12% of noise.",
    ]
    assert stated("") == []
    assert "\x1b" not in stated("A gain of 5% \x1b[31m over all.")[0]
