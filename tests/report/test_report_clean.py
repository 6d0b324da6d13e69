import pytest
from hypothesis import given
from hypothesis import strategies as st

from inroad.report.clean import UNSAFE, clean


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain title", "plain title"),
        ("two\n lines\tand\r\nmore", "two lines and more"),
        ("\x1b[2J", "�[2J"),
        ("\x9b31m", "�31m"),
        ("abc\u202egnp.exe", "abc�gnp.exe"),
        ("half \ud83d pair", "half � pair"),
        ("zero\u200bwidth", "zero�width"),
        ("न्‍य 王小明 é 👩‍🔬", "न्‍य 王小明 é 👩‍🔬"),
        ("", ""),
    ],
)
def test_examples(raw, shown):
    assert clean(raw) == shown


@given(st.text(), st.integers(1, 50))
def test_always_short_safe_and_encodable(raw, limit):
    shown = clean(raw, limit)
    assert len(shown) <= limit
    assert not UNSAFE.search(shown)
    shown.encode()


@given(st.text(alphabet=st.characters(), max_size=200))
def test_cleaning_again_changes_nothing(raw):
    assert clean(clean(raw)) == clean(raw)


def test_ten_megabytes():
    assert clean("x" * 10_000_000, 300) == "x" * 299 + "…"
