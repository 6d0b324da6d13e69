"""The items appear in repo-review itself, through the entry points that the package names."""

from __future__ import annotations

import importlib.metadata
import tomllib
from pathlib import Path

import pytest
from repos import WHOLE

from inroad.workshop.playable import review
from inroad.workshop.playable.scan import QUESTIONS

processor = pytest.importorskip("repo_review.processor", reason="repo-review is not installed")
POINTS = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text())["project"]["entry-points"]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry points of this tree's pyproject.toml, whatever version is installed here."""
    found = importlib.metadata.entry_points

    def points(*, group: str):
        named = POINTS.get(group, {})
        ours = [importlib.metadata.EntryPoint(name, value, group) for name, value in named.items()]
        return [*(each for each in found(group=group) if each.name not in named), *ours]

    monkeypatch.setattr(importlib.metadata, "entry_points", points)


def planted(root: Path) -> Path:
    for name, text in WHOLE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(str(text))
    return root


def test_repo_review_shows_every_item(tmp_path, installed):
    done = processor.process(planted(tmp_path))
    ours = {each.name: each for each in done.results if each.name.startswith("IR")}
    assert len(ours) == len(QUESTIONS) + 1
    assert {each.result for each in ours.values()} == {True, None}
    assert {key: value["name"] for key, value in done.families.items()}["inroad-find"] == "Playable: Find"
    assert ours["IR101"].description == "Does a README show what to type?"


def test_what_is_missing_fails_with_its_repair(tmp_path, installed):
    (planted(tmp_path) / "LICENSE").unlink()
    results = {each.description: each for each in processor.process(tmp_path).results}
    failed = results["Is the code licensed?"]
    assert failed.result is False
    assert "Add a LICENSE file" in failed.err_msg


def test_a_folder_elsewhere_is_not_fetched_by_it():
    import io
    import zipfile
    from zipfile import Path as ZipPath

    held = io.BytesIO()
    zipfile.ZipFile(held, "w").close()
    assert review.inroad_playable(ZipPath(zipfile.ZipFile(held))) is None
    assert review.repo_review_checks(None) == {}
