"""Profile, plan and portfolio as somebody types them."""

import json

from icalendar import Calendar


def said(result) -> str:
    assert result.returncode == 0, result.stderr
    return " ".join(result.stdout.split())


def test_a_profile_is_said_shown_and_taken_back(inroad):
    assert "Situation unknown" in said(inroad("profile"))
    told = said(
        inroad(
            "profile", "set", "--situation", "phd", "--hours", "10", "--software", "2", "--skill", "testing=3"
        )
    )
    assert "Undo it with: inroad profile undo" in told
    me = json.loads(inroad("profile", "--json").stdout)["me"]
    assert (me["situation"], me["hours_a_week"], me["skills"]) == ("PhD student", 10.0, [["testing", 3]])
    assert me["ml"] is None
    assert "As before" in said(inroad("profile", "undo"))
    assert json.loads(inroad("profile", "--json").stdout)["me"]["situation"] is None


def test_what_cannot_be_kept_is_refused_in_a_line(inroad):
    for arguments, word in (
        (("profile", "set"), "nothing was said"),
        (("profile", "set", "--skill", "magic=3"), "there is no skill"),
        (("profile", "set", "--skill", "testing=9"), "says no level"),
        (("profile", "undo"), "nothing is there to take back"),
        (("plan", "done", "nonsuch"), "the plan has no step"),
        (("plan", "undo", "placement"), "nothing was said of the step"),
        (("plan", "paths", "open-sorce"), "near: open-source"),
        (("plan", "leave", "open-source"), "you did not choose"),
        (("portfolio", "show", "claim:x"), "there is no statement"),
        (("portfolio", "add", "x", "--title", "T"), "no address"),
        (("openings", "x", "--for", "me"), "nobody said yet who you are"),
    ):
        result = inroad(*arguments)
        assert (result.returncode, result.stdout) == (1, ""), arguments
        assert word in result.stderr, (arguments, result.stderr)
        assert result.stderr.count("\n") == 1, (arguments, result.stderr)
    assert inroad("profile", "set", "--ml", "7").returncode == 2
    assert inroad("plan", "--json", "--ics", "x").returncode == 2


def test_looking_makes_no_journal(inroad, tmp_path):
    for name in ("profile", "plan", "portfolio"):
        said(inroad(name))
    assert not (tmp_path / "home" / "journal.sqlite3").exists()


def test_a_plan_is_worked_through(inroad):
    said(inroad("profile", "set", "--situation", "engineer", "--hours", "6", "--field", "adapters"))
    first = json.loads(inroad("plan", "--json").stdout)["steps"]
    assert f"Done: {first[0]['title']}" in said(inroad("plan", "done", "1"))
    assert "Missed" in said(inroad("plan", "missed", first[1]["step_id"]))
    assert "Dropped" in said(inroad("plan", "drop", first[2]["step_id"]))
    said(inroad("plan", "note", first[1]["step_id"], "after the holidays"))
    found = json.loads(inroad("plan", "--json").stdout)
    assert [each["step_id"] for each in found["done"]] == [first[0]["step_id"]]
    assert [each["step_id"] for each in found["dropped"]] == [first[2]["step_id"]]
    missed = next(each for each in found["steps"] if each["step_id"] == first[1]["step_id"])
    assert (missed["missed"], missed["note"]) == (1, "after the holidays")
    for each in first[:3]:
        said(inroad("plan", "undo", each["step_id"]))
    again = json.loads(inroad("plan", "--json").stdout)
    assert [each["step_id"] for each in again["steps"]] == [each["step_id"] for each in first]
    assert "What to drop" in inroad("plan", "--hours", "1").stdout


def test_paths_are_shown_chosen_and_left(inroad):
    said(inroad("profile", "set", "--situation", "pupil"))
    assert said(inroad("plan", "paths")).index("school pupils") < said(inroad("plan", "paths")).index(
        "Master's"
    )
    one = said(inroad("plan", "paths", "open-source"))
    assert "https://arxiv.org/abs/2604.27532" in one
    assert "wrong if" in one
    said(inroad("plan", "choose", "school-programme"))
    assert json.loads(inroad("plan", "--json").stdout)["paths"][0]["fit"] == "chosen"
    assert "Left" in said(inroad("plan", "leave", "school-programme"))


def test_a_calendar_is_written_and_read_back(inroad, tmp_path):
    said(inroad("plan", "--ics", str(tmp_path / "plan.ics")))
    steps = json.loads(inroad("plan", "--json").stdout)["steps"]
    events = Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")
    assert [str(each["summary"]) for each in events] == [each["title"] for each in steps]


def test_a_portfolio_is_put_together_and_written(inroad, tmp_path):
    said(inroad("portfolio", "add", "https://example.org/1", "--title", "A text of mine"))
    assert "0 of which others may see" in said(inroad("portfolio"))
    empty = said(inroad("portfolio", "-o", str(tmp_path / "site")))
    assert "Nothing is shown on it" in empty
    assert "A text" not in (tmp_path / "site" / "index.html").read_text()
    said(inroad("portfolio", "show", "link:"))
    said(inroad("portfolio", "-o", str(tmp_path / "site")))
    assert "A text of mine" in (tmp_path / "site" / "index.html").read_text()
    said(
        inroad(
            "portfolio",
            "remove",
            "link:"[:5] + json.loads(inroad("portfolio", "--json").stdout)["items"][0]["item"][5:9],
        )
    )
    said(inroad("portfolio", "-o", str(tmp_path / "site")))
    assert "A text" not in (tmp_path / "site" / "index.html").read_text()


def test_a_review_asks_first_and_nobody_there_means_nothing_is_shown(inroad):
    said(inroad("portfolio", "add", "https://example.org/1", "--title", "A text of mine"))
    assert "stays undecided" in said(inroad("portfolio", "--all-proofs"))
    assert json.loads(inroad("portfolio", "--json").stdout)["shown"] == 0


def test_openings_are_ranked_for_who_said_who_they_are(inroad):
    usual = json.loads(inroad("openings", "low-rank adaptation", "--top", "1", "--json").stdout)["newcomer"]
    assert usual["name"] == "engineer"
    said(inroad("profile", "set", "--situation", "pupil", "--hours", "3"))
    mine = json.loads(inroad("openings", "low-rank adaptation", "--top", "1", "--json").stdout)["newcomer"]
    assert (mine["name"], mine["hours_a_week"], mine["machine"]) == ("me", 3.0, "laptop")
    other = inroad("openings", "low-rank adaptation", "--top", "1", "--for", "engineer", "--json").stdout
    assert json.loads(other)["newcomer"] == usual
