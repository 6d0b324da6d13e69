"""Which written names one person may bear."""

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inroad.path.people.names import MOST, agreement, fold, folded, named


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("John Smith", "John Smith", "same"),
        ("John Smith", "JOHN  SMITH", "same"),
        ("José García", "Jose Garcia", "same"),
        ("Søren Łukasz", "Soren Lukasz", "same"),
        ("Jun-Yan Zhu", "Junyan Zhu", "same"),
        ("Jun-Yan Zhu", "Jun Yan Zhu", "same"),
        ("Patrick O'Neill", "Patrick O’Neill", "same"),
        ("Marcelo Ang Jr", "Marcelo Ang", "same"),
        ("Wei Li 0001", "Wei Li", "same"),
        ("John Smith", "John A. Smith", "longer"),
        ("J. Smith", "John Smith", "initials"),
        ("J. Smith", "John A. Smith", "initials"),
        ("J.-Y. Zhu", "Jun-Yan Zhu", "initials"),
        ("Mike Jordan", "Michael Jordan", "short form"),
        ("Wei Li", "Li Wei", "turned"),
    ],
)
def test_names_of_one_person(one, other, how):
    assert agreement(named(one), named(other)) == how
    assert agreement(named(other), named(one)) == how


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Smith", "Jane Smith"),
        ("John A. Smith", "John B. Smith"),
        ("Wei Wang", "Weixing Wang"),
        ("Jun-Yan Zhu", "Jun Zhu"),
        ("Smith", "John Smith"),
        ("J. Wei", "Wei J."),
        ("", "John Smith"),
        ("", ""),
    ],
)
def test_names_of_others(one, other):
    assert agreement(named(one), named(other)) is None


def test_names_in_any_script_fold_without_harm():
    hostile = "\x1b[31mJoh\u202en\x00 Smi\u200bth"
    assert set(fold(hostile)) <= set("31mjohn smith")
    assert agreement(named("محمد علي"), named("محمد علي")) == "same"
    assert named("王伟").surname == "王伟"
    assert len(fold("x" * 10_000)) <= MOST


# Letters that one of the two does not know yet are no names.
@given(st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=MOST + 20))
@example("O'Neill, Jr")
@example("Wei Li 0001")
@example("Straße İstanbul ǅ ﬁ")
@example("-a-‐ b-")
def test_one_name_folds_like_a_table_of_names(name):
    assert fold(name) == pl.DataFrame({"name": [name]}).select(folded("name")).item()
