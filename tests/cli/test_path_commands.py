"""``log``, ``helped``, ``value``, ``export``, ``import``, ``journal`` and ``doctor`` as processes."""

from __future__ import annotations

import json
import re

import pytest

JSON = {
    ("log",): "inroad.log-report",
    ("log", "show", "--days", "3"): "inroad.log-report",
    ("log", "week"): "inroad.week-report",
    ("helped",): "inroad.helped-report",
    ("journal", "backups"): "inroad.backups-report",
    ("doctor",): "inroad.doctor-report",
}


@pytest.mark.parametrize("words", JSON, ids=" ".join)
def test_before_anything_was_written_all_answer_and_make_nothing(inroad, tmp_path, words):
    done = inroad(*words)
    assert (done.returncode, done.stderr) == (0, "looking at the home\n" if words == ("doctor",) else "")
    assert done.stdout.strip()
    told = inroad(*words, "--json")
    assert json.loads(told.stdout)["schema"] == JSON[words]
    assert not (tmp_path / "home").exists()


def test_time_from_adding_to_undo(inroad):
    added = inroad(
        "log", "add", "1.5h", "--kind", "intense", "--skill", "attention", "--note", "masks \x1b[31m"
    )
    assert "1 h 30 min, intense, attention, masks" in added.stdout
    assert "\x1b" not in added.stdout
    assert "inroad log undo" in added.stdout
    inroad("log", "add", "40m", "--kind", "moderate")
    shown = inroad("log").stdout
    assert re.search(r"intense +1 h 30 min +69 % +█{16,17}", shown)
    assert "the pyramid that is recommended" in " ".join(shown.split())
    assert "No longer logged." in inroad("log", "undo").stdout
    assert json.loads(inroad("log", "--json").stdout)["minutes"] == 90
    assert "masks" in inroad("log", "week").stdout
    assert "Nothing is logged." in inroad("log", "week", "--of", "2020-01-01").stdout


def test_the_timer_runs_between_processes(inroad):
    assert "The timer runs since" in inroad("log", "start", "--skill", "jax").stdout
    assert "The timer runs since" in inroad("log").stdout
    assert "running already" in inroad("log", "start").stderr
    done = inroad("log", "stop", "--took", "25m", "--json")
    assert json.loads(done.stdout)["entry"]["minutes"] == 25
    assert inroad("log", "stop").returncode == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["log", "add", "5m"], "--kind"),
        (["log", "add", "5m", "--kind", "hard"], "hard"),
        (["log", "add", "5m", "--kind", "passive", "--about", "softmax"], "drill:softmax"),
        (["log", "add", "5m", "--kind", "passive", "--on", "yesterday"], "yesterday"),
        (["log", "stop", "--took", "1h", "--discard"], "choose one"),
        (["helped", "add", "Ada"], "WHAT"),
        (["helped", "add", " ", "x"], "say whom"),
        (["helped", "add", "Ada", "x", "--on", "2999-01-01"], "still to come"),
        (["export", "journal"], "DIR"),
        (["value", "x.csv", "--tp", "1"], "--fp"),
    ],
)
def test_wrong_usage_says_what_is_meant(inroad, words, said):
    done = inroad(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_help_from_adding_to_undo(inroad):
    inroad("helped", "add", "Ada", "her loader leaked", "--topic", "data", "--took", "30m")
    noted = json.loads(inroad("helped", "--json").stdout)["entries"][0]
    assert (noted["whom"], noted["minutes"]) == ("Ada", 30)
    assert inroad("helped", "back", noted["helped_id"][:8], "an introduction").returncode == 0
    shown = inroad("helped").stdout
    assert "You helped 1 person once; something came back of 1." in shown
    assert "Ada: an introduction" in shown
    assert "helped: Ada: her loader leaked" in inroad("log", "week").stdout
    assert "No longer noted: an introduction" in inroad("helped", "undo").stdout


def test_a_journal_moves_from_home_to_home(inroad, tmp_path):
    inroad("log", "add", "10m", "--kind", "passive")
    done = inroad("export", "journal", "out")
    assert "2 rows: log 1, events 1." in done.stdout
    assert (
        json.loads(inroad("export", "journal", "out", "--json").stdout)["schema"] == "inroad.journal-export"
    )
    other = {"INROAD_HOME": str(tmp_path / "other")}
    assert "2 would be added" in inroad("import", "journal", "out", "--dry-run", **other).stdout
    assert not (tmp_path / "other").exists()
    told = json.loads(inroad("import", "journal", "out", "--json", **other).stdout)
    assert sum(each["added"] for each in told["tables"]) == 2
    assert inroad("log", "--json", **other).stdout == inroad("log", "--json").stdout


def test_a_backup_that_is_not_there_is_one_line(inroad):
    done = inroad("journal", "restore", "2026-01-01")
    assert done.returncode == 1
    assert done.stderr == "inroad: there is no backup '2026-01-01': `inroad journal backups` lists them\n"


def test_value_as_text_json_and_page(inroad, tmp_path):
    rows = "".join(f"{number % 50 / 50},{int(number % 50 > 30)}\n" for number in range(400))
    (tmp_path / "scores.csv").write_text("score,label\n" + rows)
    words = ["value", "scores.csv", "--tp", "100", "--fp", "-10", "--volume", "5000", "--currency", "EUR"]
    shown = inroad(*words).stdout
    assert "EUR a month" in shown
    assert "The model adds" in " ".join(shown.split())
    assert "AUC from" not in shown  # it cannot get better
    told = json.loads(inroad(*words, "--json").stdout)
    assert told["best"]["threshold"] == pytest.approx(0.62)
    assert told["best"]["value"] == pytest.approx(5000 * 0.38 * 100, rel=0.15)
    assert "Wrote page.html; open it in a browser." in inroad(*words, "--html", "page.html").stdout
    assert "<svg" in (tmp_path / "page.html").read_text()
    per = inroad(*words[:6]).stdout
    assert "per 1,000 cases" in per
    missing = inroad("value", "nowhere.csv", "--tp", "1", "--fp", "-1")
    assert (missing.returncode, missing.stderr.count("\n")) == (1, 1)
