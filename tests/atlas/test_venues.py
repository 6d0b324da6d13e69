"""Venues as comments, journal references and sources write them."""

from __future__ import annotations

import polars as pl
import pytest

from inroad.atlas.venues import venue

TEXT = dict.fromkeys(("venue", "journal_ref", "comment"), pl.String)


def of(**told: str) -> str | None:
    found: str | None = venue(pl.DataFrame([{name: told.get(name) for name in TEXT}], schema=TEXT))[0]
    return found


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("Accepted to NeurIPS 2025 (Spotlight)", "NeurIPS"),
        ("NeurIPS2024 camera-ready", "NeurIPS"),
        ("ACL 2025 Findings", "ACL Findings"),
        ("Findings of EMNLP 2023", "EMNLP Findings"),
        ("Published as a conference paper at ICLR 2024", "ICLR"),
        ("Workshop on Efficient Systems at NeurIPS 2023", "NeurIPS workshop"),
        ("ICML'23, 12 pages", "ICML"),
        ("To appear in IEEE Robotics and Automation Letters (RA-L)", "RA-L"),
        ("Accepted by TPAMI", "TPAMI"),
        ("LREC-COLING 2024", "LREC-COLING"),
        ("IJCNLP-AACL 2025 main", "AACL"),
        ("Submitted to ICASSP 2026", None),
        ("Under review at ICLR 2025", None),
        ("Preprint, 12 pages, 5 figures", None),
        ("Code at www.example.org, log in 2024", None),
        ("Accepted to ACL 2024; earlier version submitted to EMNLP", "ACL"),
        ("", None),
    ],
)
def test_comments(comment: str, expected: str | None) -> None:
    assert of(comment=comment) == expected


def test_a_journal_needs_more_than_its_name_in_a_comment() -> None:
    assert of(comment="Code for pattern recognition experiments") is None
    assert of(journal_ref="Pattern Recognition 120 (2021) 108") == "Pattern Recognition"


def test_the_source_speaks_first() -> None:
    assert of(venue="ICML 2023", comment="Accepted to NeurIPS 2025") == "ICML"
    assert of(venue="Conference of Small Things 2020") == "Conference of Small Things"


def test_nothing_told() -> None:
    assert of() is None
