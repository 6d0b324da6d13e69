from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from inroad.errors import InputError
from inroad.sources.files import Walk, files_below, read

OAI = """<?xml version="1.0"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2024-01-02T00:00:00Z</responseDate>
<ListRecords><record><header status="deleted"><identifier>oai:arXiv.org:2305.00009</identifier>
<datestamp>2024-01-01</datestamp></header></record></ListRecords></OAI-PMH>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2305.00001v2</id>
<title>A Title</title><summary>Words.</summary><published>2023-05-02T00:00:00Z</published>
<updated>2023-06-02T00:00:00Z</updated><author><name>Ada Byron</name></author></entry></feed>"""


def test_saved_oai_page(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(OAI)
    (batch,) = read(tmp_path / "a")
    assert batch.deleted == ("2305.00009",)


def test_saved_atom_page(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(gzip.compress(ATOM.encode()))
    (batch,) = read(tmp_path / "a")
    assert batch.table.select("paper_id", "version").row(0) == ("2305.00001", 2)


@pytest.mark.parametrize("text", [OAI[:-30], ATOM[:-30]])
def test_cut_page_is_a_failure(tmp_path: Path, text: str) -> None:
    (tmp_path / "a").write_text(text)
    with pytest.raises(InputError, match="holds no"):
        list(read(tmp_path / "a"))


def test_records_before_the_damage_count(tmp_path: Path) -> None:
    lines = "".join(f'{{"id": "2305.{n:05}", "title": "{n * 7919} x"}}\n' for n in range(60_000))
    (tmp_path / "a.gz").write_bytes(gzip.compress(lines.encode())[:-1000])
    walk = Walk((tmp_path / "a.gz",))
    assert sum(batch.table.height for batch in walk) >= 40_000
    assert len(walk.failures) == 1


def test_parquet_must_not_be_packed(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"PAR1" + bytes(100)))
    with pytest.raises(InputError, match="Parquet inside an archive"):
        list(read(tmp_path / "a.gz"))


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b", "a/c", ".git/x", "a/.y"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [str(file.relative_to(tmp_path)) for file in files_below(tmp_path)] == ["a/c", "b"]
