"""The bundled drills: right answers pass, wrong ones are caught, and nearly all are told what is wrong."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from inroad.practice import content
from inroad.practice.catalogue import open_catalogue
from inroad.practice.validate import Finding, validate

FOLDERS = tuple(content.folders(content.bundled()))


def all_findings(folder: Path) -> tuple[Finding, ...]:
    return tuple(validate(folder))


@pytest.fixture(scope="session")
def findings() -> dict[str, tuple[Finding, ...]]:
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        return dict(zip((f.name for f in FOLDERS), pool.map(all_findings, FOLDERS), strict=True))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_drill_is_sound(folder: Path, findings: dict[str, tuple[Finding, ...]]) -> None:
    assert [str(each) for each in findings[folder.name] if each.serious] == []


def test_mistakes_are_recognised(findings: dict[str, tuple[Finding, ...]]) -> None:
    wrong = sum(len(list((folder / "wrong").glob("*.py"))) for folder in FOLDERS)
    unnamed = [str(each) for found in findings.values() for each in found if not each.serious]
    assert len(unnamed) <= 0.2 * wrong, unnamed


def test_the_catalogue_is_whole() -> None:
    assert len(open_catalogue()) == len(FOLDERS) > 0
