"""Drafts stand on sources, contacts on a calendar, and nothing typed becomes a header."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import random
from dataclasses import replace

import pytest

from inroad.config import Config
from inroad.errors import InputError, NotFound
from inroad.journal import claims, events, helped, outreach
from inroad.journal.records import Event
from inroad.journal.store import Journal, open_journal
from inroad.path.outreach import forms, mail, sources
from inroad.path.outreach.authorship import author_of
from inroad.path.outreach.cadence import report, standing, wilson
from inroad.path.outreach.forms import YOURS, Wanted, draft, untraced
from inroad.path.outreach.people import entered
from inroad.plain import to_json
from inroad.types import ClaimVerdict, Contact, Contacted

NOW = dt.datetime(2026, 4, 2, 9, 30, tzinfo=dt.UTC)
TODAY = NOW.date()
HARD = (
    "{title} [gap] “quote”",
    "a\nBcc: x@y.org",
    "ünï🙂 \u202eevil",
    "100 % of {ask}",
    "plain words",
    "<b>",
)
SITUATIONS = ("pupil", "undergraduate", "master", "phd", "engineer", "in-ml", "returning")


@pytest.fixture
def config(tmp_path) -> Config:
    return Config(tmp_path / "home")


@pytest.fixture
def journal(config) -> Journal:
    return open_journal(config)


# -- drafts ---------------------------------------------------------------------------------------


def lived(config: Config, draw: random.Random) -> None:
    """A journal with things that somebody did, in hard words."""
    journal = open_journal(config)
    for number in range(6):
        text = f"{draw.choice(HARD)} {number}"
        helped.add(journal, text, draw.choice(HARD), "", TODAY, None, NOW)
        verdict = ClaimVerdict(
            f"claim-{number}", text, draw.choice(["reproduced", "not reproduced", "not attempted"]),
            "", (), "f" * 64, None, draw.randrange(1, 99), 0, 0,
        )  # fmt: skip
        with journal.writing(NOW) as connection:
            connection.execute(
                "INSERT INTO verdicts (claim_id, at, outcome, method, paper_id, folder, record) "
                "VALUES (?, ?, ?, NULL, NULL, '.', ?)",
                (verdict.claim_id, "2026-04-02T09:30:00Z", verdict.outcome, to_json(verdict)),
            )
            what = draw.choice(["passed", "started"])
            data = {"memory": "{}", "due": "2026-05-01T00:00:00+00:00", "grade": "good", "attempts": 1}
            told = {**data, "hints": 0, "minutes": 5.0, "folder": "x"}
            events.add(connection, Event(NOW, "practice", what, f"drill-{number}", told))
    assert claims.verdicts(journal)


def test_500_random_drafts_say_nothing_without_a_source(tmp_path):
    draw = random.Random(7)
    made = kinds = 0
    for number in range(10):
        config = Config(tmp_path / str(number))
        lived(config, draw)
        known = {key: value for key, value in sources.known(config).items() if "not yet" not in value}
        again = sources.known(config)
        for _ in range(50):
            person = Contact(f"{draw.random():.12f}", forms.flat(draw.choice(HARD)), "", "", TODAY)
            did = draw.choice(["", YOURS, *sorted(known)])
            yours = {"who": forms.told()["who"][draw.choice(SITUATIONS)]}
            yours |= {name: forms.flat(draw.choice(HARD)) for name in ("ask", "me") if draw.random() < 0.6}
            yours |= {"url": "https://a.org/x"} if did == YOURS or draw.random() < 0.5 else {}
            about = {"title": forms.flat(draw.choice(HARD)), "paper": "arXiv:2601.00001", "short": "Short"}
            about |= {"year": "2026"} if draw.random() < 0.5 else {}
            stands = {f"contact:{person.contact_id}": {"name": person.name}, "paper:2601.00001": about}
            # What was done is looked up again in the journal, not in what the draft was made of.
            stands |= {YOURS: yours} | {did: known[did]} if did in known else {YOURS: yours}
            found = draft(Wanted(person, draw.choice(SITUATIONS), "paper:2601.00001", did), stands)
            assert untraced(found, {**stands, **again}) == []
            assert all(each.slots or each.gap or each.form == "thanks" for each in found.sentences)
            assert "\n" not in found.subject
            made, kinds = made + 1, kinds + (did in known)
    assert made == 500
    assert kinds > 200


def _sample() -> tuple:
    person = Contact("c1", "Ngozi Okafor", "", "", TODAY)
    stands = {
        "contact:c1": {"name": "Ngozi Okafor"},
        "paper:1": {"title": "Truncated Adapters", "paper": "arXiv:2601.00001", "short": "Truncated"},
        YOURS: {"ask": "Why rank 1?", "who": "I am at school", "url": "https://a.org"},
        "helped:h": {"whom": "Ada", "what": "her loader"},
    }
    return draft(Wanted(person, "in-ml", "paper:1", "helped:h"), stands), stands


def test_a_statement_that_was_altered_is_told():
    made, stands = _sample()
    assert untraced(made, stands) == []
    boast = replace(made.sentences[2], text=made.sentences[2].text + " It won a prize.")
    assert untraced(replace(made, sentences=(*made.sentences[:2], boast, *made.sentences[3:])), stands)
    assert untraced(replace(made, body=made.body + "\nI have ten years of experience."), stands)
    assert untraced(made, {**stands, "helped:h": {"whom": "Ada", "what": "nothing"}})
    assert untraced(made, {key: value for key, value in stands.items() if key != "paper:1"})


def test_what_is_not_known_is_a_gap_and_the_lint_says_so():
    person = Contact("c1", "Ngozi Okafor", "", "", TODAY)
    stands = {
        "contact:c1": {"name": "Ngozi Okafor"},
        "paper:1": {"title": "Truncated Adapters", "paper": "arXiv:2601.00001", "short": "Truncated"},
        YOURS: {"who": "I work in machine learning"},
    }
    made = draft(Wanted(person, "in-ml", "paper:1", ""), stands, forms.questions([]))
    assert [each.form for each in made.sentences if each.gap] == [
        "did-gap",
        "link-gap",
        "ask-gap",
        "name-gap",
    ]
    assert made.lint.verdict == "not yet"
    assert {each.rule for each in made.lint.complaints} >= {"placeholder"}
    assert made.questions


def test_questions_come_from_what_the_paper_leaves_open():
    found = forms.questions([("limitation", "paper:1", "abstract sentence 5", "only small models")])
    assert (found[0].kind, found[0].place) == ("limitation", "abstract sentence 5")
    assert all(each.source is None for each in found[1:])


def test_what_was_not_finished_is_nothing_to_show(config):
    lived(config, random.Random(1))
    known = sources.known(config)
    begun = next(key for key, value in known.items() if "not yet" in value)
    with pytest.raises(InputError, match="nothing to show yet"):
        sources.did(config, begun)
    with pytest.raises(NotFound, match="knows nothing"):
        sources.did(config, "claim:none")
    assert sources.did(config, "https://a.org/b")[0] == YOURS


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Ngozi Okafor", "same"),
        ("Dr. Ngozi Okafor", "same"),
        ("Okafor, Ngozi", "same"),
        ("okafor ngozi", "turned"),
        ("N. Okafor", "initials"),
        ("Ngozi B. Okafor", "longer"),
        ("Okafor", "family name"),
        ("Jose Perez", "same"),
        ("Nora Okafor", None),
        ("Ngozi Smith", None),
        ("", None),
    ],
)
def test_a_paper_is_by_somebody_or_not(name, told):
    found = author_of(name, ["A. Smith", "Ngozi Okafor", "José Pérez"])
    assert (found[1] if found else None) == told


# -- mail -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bad", ["a@b.org\nBcc: x@y.org", "Ann\r\nBcc: x@y.org", "a@b.org, c@d.org", "a b@c.org"]
)
def test_no_header_can_be_smuggled_in(bad):
    with pytest.raises(InputError, match="not an e-mail address"):
        mail.address(bad)
    made = mail.eml(bad, "ann@example.org", f"Hello\n{bad}\r\nX-Evil: 1", f"{bad}\n\nBody")
    read = email.message_from_bytes(made, policy=email.policy.default)
    assert set(read.keys()) == {
        "Subject",
        "To",
        "X-Unsent",
        "Content-Type",
        "Content-Transfer-Encoding",
        "MIME-Version",
    }
    assert [each.addr_spec for each in read["To"].addresses] == ["ann@example.org"]
    assert read.get_content().startswith(bad.split("\n")[0].split("\r")[0])


def test_a_letter_survives_the_way_into_a_mail_program():
    body = "Dear Ngozi,\n\nünï 🙂 “Truncated”.\n\nAna\n"
    read = email.message_from_bytes(
        mail.eml("Ngozi Ọkafọr", "n@x.org", "Rank 1 🙂", body), policy=email.policy.default
    )
    assert read["Subject"] == "Rank 1 🙂"
    assert read["To"].addresses[0].display_name == "Ngozi Ọkafọr"
    assert read.get_content().replace("\r\n", "\n") == body
    assert mail.mailto("n@x.org", "a&b", "c?d\n") == "mailto:n@x.org?subject=a%26b&body=c%3Fd%0A"
    assert "To" not in email.message_from_bytes(mail.eml("Ngozi", "", "s", "b"))


def test_what_is_entered_is_one_line_each():
    assert entered("Ada\nBcc: x@y.org", " a@b.org ", "why\x1b[31m") == (
        "Ada Bcc: x@y.org",
        "a@b.org",
        "why[31m",
    )
    for name in ("", " \n", "123", "\u202e"):
        with pytest.raises(InputError):
            entered(name, "", "")


# -- cadence --------------------------------------------------------------------------------------


def person(*happened: tuple[str, int]) -> Contact:
    told = tuple(Contacted(what, TODAY - dt.timedelta(days=ago)) for what, ago in happened)
    return Contact("c1", "Ann", "", "", TODAY, told)


@pytest.mark.parametrize(
    ("happened", "state"),
    [
        ((), "to write"),
        ((("sent", 0),), "waiting"),
        ((("sent", 6),), "waiting"),
        ((("sent", 7),), "follow up"),
        ((("sent", 20), ("sent", 6)), "waiting"),
        ((("sent", 20), ("sent", 7)), "follow up"),
        ((("sent", 30), ("sent", 20), ("sent", 6)), "waiting"),
        ((("sent", 30), ("sent", 20), ("sent", 7)), "closed"),
        ((("sent", 30), ("replied", 1)), "replied"),
        ((("sent", 3), ("closed", 1)), "closed"),
    ],
)
def test_a_week_between_and_two_follow_ups_at_most(happened, state):
    assert standing(person(*happened), TODAY).state == state


def test_no_rate_from_few_letters():
    few = report([person(("sent", 40), ("replied", 39))] * 9, TODAY).funnel
    assert (few.replied, few.rate, few.interval) == (9, None, None)
    many = [person(("sent", 40), ("sent", 30), ("sent", 20))] * 9 + [
        person(("sent", 40), ("sent", 30), ("replied", 1))
    ]
    found = report(many, TODAY).funnel
    assert (found.rate, found.after_follow_up, found.settled) == (0.1, 1, 10)


def test_the_interval_is_wilsons():
    # Newcombe 1998, Statistics in Medicine 17, table I.
    assert [round(each, 4) for each in wilson(81, 263)] == [0.2553, 0.3662]
    assert [round(each, 4) for each in wilson(15, 148)] == [0.0624, 0.1605]
    assert [round(each, 4) for each in wilson(0, 20)] == [0.0, 0.1611]


# -- the journal ----------------------------------------------------------------------------------


def test_contacts_are_kept_and_taken_back(journal):
    ann = outreach.add(journal, "Ann Lee", "a@b.org", "her paper", NOW)
    outreach.add(journal, "Anna Li", "", "", NOW)
    outreach.happened(journal, "ann lee", "sent", TODAY, "", NOW)
    assert outreach.one(journal, ann.contact_id[:8]).happened == (Contacted("sent", TODAY),)
    with pytest.raises(InputError, match="could be"):
        outreach.one(journal, "ann")
    with pytest.raises(NotFound, match="nobody called"):
        outreach.one(journal, "Bob")
    assert outreach.undo(journal, NOW) == "a letter to Ann Lee"
    assert outreach.undo(journal, NOW) == "Anna Li added"
    assert [each.name for each in outreach.contacts(journal)] == ["Ann Lee"]
    outreach.undo(journal, NOW)
    with pytest.raises(NotFound, match="nothing is there"):
        outreach.undo(journal, NOW)


def test_a_letter_is_kept_as_it_was_left(journal):
    ann = outreach.add(journal, "Ann Lee", "", "", NOW)
    assert outreach.letter(journal, ann.contact_id) is None
    outreach.keep_letter(journal, ann.contact_id, "Rank 1", "Dear Ann,\n\n…", NOW)
    outreach.keep_letter(journal, ann.contact_id, "Rank 1", "Dear Ann,\n\nx", NOW)
    assert outreach.letter(journal, ann.contact_id) == ("Rank 1", "Dear Ann,\n\nx")
    with pytest.raises(NotFound):
        outreach.keep_letter(journal, "nobody", "", "", NOW)


def test_nothing_is_made_by_looking(journal):
    assert outreach.contacts(journal) == ()
    assert not journal.exists
