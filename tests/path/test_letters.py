"""The lint: letters judged beforehand, every complaint at its words, and odd input."""

from __future__ import annotations

import re

import pytest
from letters import letters

from inroad.errors import InputError
from inroad.path.outreach.lint import lint
from inroad.types import LetterLint

GOOD = next(each.text for each in letters() if each.id == "reproduction")


def rules(found: LetterLint) -> set[str]:
    return {each.rule for each in found.complaints if each.severity == "wrong"}


@pytest.mark.parametrize("part", ["dev", "test"])
def test_letters_are_told_apart(part):
    mine = [each for each in letters() if each.part == part]
    assert sum(each.good for each in letters()) >= 60 <= sum(not each.good for each in letters())
    right = [(lint(each.text).verdict == "ready") == each.good for each in mine]
    assert sum(right) / len(right) >= 0.95


def test_faults_are_found_at_the_words_that_were_named():
    missed = [
        (each.id, fault) for each in letters() for fault in each.faults if not _points(each.text, *fault)
    ]
    assert len(missed) <= 2, missed


def _points(text: str, rule: str, words: str) -> bool:
    made = [each for each in lint(text).complaints if each.rule == rule]
    places = [found.span() for found in re.finditer(re.escape(words) or "(?s:.+)", text)]
    return any(each.start < end and each.end > start for each in made for start, end in places)


def test_every_complaint_points_at_its_words():
    for each in letters():
        found = lint(each.text)
        for complaint in found.complaints:
            assert 0 <= complaint.start < complaint.end <= len(each.text)
            assert " ".join(each.text[complaint.start : complaint.end].split())[:200] == complaint.words
            assert complaint.reason
            assert complaint.better
        for part in found.found:
            assert each.text[part.start : part.end].split()[:5] == part.words.split()[:5]


@pytest.mark.parametrize(
    ("added", "rule"),
    [
        ("Do you have any openings in your lab?", "open-door"),
        ("It would be an honour.", "flattery"),
        ("I have always been passionate about AI.", "always-passionate"),
        ("Please find attached my CV.", "attachments"),
        ("Please reply as soon as possible.", "pressure"),
        ("Could you also send me the logs?", "many-asks"),
        ("I hope this email finds you well.", "mass-mail"),
        ("See also [your paper].", "placeholder"),
        ("I would be glad about any advice.", "mentor-me"),
        ("My GPA is 3.9, my GRE 335 and I won two hackathons.", "credentials"),
        ("It is as it is, and so on and so on. " * 20, "too-long"),
    ],
)
def test_one_sentence_spoils_a_good_letter(added, rule):
    assert lint(GOOD).verdict == "ready"
    found = lint(GOOD.replace("\n\nThank you", f" {added}\n\nThank you"))
    assert rule in rules(found)
    touched = [GOOD.index("Thank you") <= each.end for each in found.complaints if each.rule == rule]
    assert any(touched)


@pytest.mark.parametrize(
    ("taken", "rule"),
    [
        ("Did you train rank 1 with the same warm-up as the others, or shorter?", "no-ask"),
        ("Code and plots are at https://github.com/tamsin/rank-sweep", "no-link"),
    ],
)
def test_what_is_missing_is_said(taken, rule):
    assert rule in rules(lint(GOOD.replace(taken, "")))


def test_a_letter_that_could_go_to_two_is_told():
    text = "Subject: A figure that differs\n\nDear Ann,\n\nI reran some of your research on my laptop "
    text += "(https://a.org/x) and it did not work. Why is this so?\n"
    assert "nothing-theirs" in rules(lint(text))


def test_a_quoted_title_is_nobodys_flattery():
    text = GOOD.replace("Truncated Adapters Are Enough", "Any Openings? World Class Models at a Glance")
    assert lint(text).verdict == "ready"


def test_a_switch_with_its_reason_is_fine():
    told = "I worked as a lawyer for eight years"
    plain = GOOD.replace("I reran", f"{told}. I reran")
    reasoned = GOOD.replace("I reran", f"{told}, where a missing source loses the case. I reran")
    assert "field-switch" in rules(lint(plain))
    assert "field-switch" not in rules(lint(reasoned))


def test_the_subject_can_be_kept_apart():
    body = GOOD.split("\n\n", 1)[1]
    assert lint(body, "Rank 1 in Figure 3 of your paper").verdict == "ready"
    assert "subject-vague" in rules(lint(body, "Question"))
    missing = [each for each in lint(body).complaints if each.rule == "subject-missing"]
    assert [each.severity for each in missing] == ["consider"]


@pytest.mark.parametrize(
    "text",
    [
        "Sehr geehrte Frau Okafor, ich habe Ihre Arbeit gelesen und möchte gern bei Ihnen arbeiten.",
        "سيدي العزيز، قرأت بحثك وأود الانضمام إلى مجموعتك في أقرب وقت ممكن",
        "尊敬的教授，我读了您的论文，希望加入您的课题组，谢谢您的时间和考虑",
        "Hi",
    ],
)
def test_what_cannot_be_read_is_not_judged(text):
    found = lint(text)
    assert found.verdict == "could not tell"
    assert found.complaints == ()
    assert found.warnings


@pytest.mark.parametrize(
    "text",
    [
        "Dear \x1b[31mAnn\x07,\n\nI ran your \u202eecode\u202c and it is fine for me to do so?",
        "? " * 5000,
        "Dear " * 3000,
        '"' * 9999 + " the of and to in for with a you your",
        "your " * 3500,
        "[" * 5000 + "the of and to in for with a you your" + "]" * 5000,
        "I " * 4000,
        "the a\ud800 of to in for with you your my",
    ],
)
def test_odd_letters_are_read_without_harm(text):
    found = lint(text)
    assert all(0 <= each.start < each.end <= len(text) for each in found.complaints)


@pytest.mark.parametrize(("text", "said"), [("", "empty"), (" \n", "empty"), ("a" * 20_001, "too many")])
def test_what_is_no_letter_is_refused(text, said):
    with pytest.raises(InputError, match=said):
        lint(text)
