"""``inroad openings`` and ``inroad backtest`` as a user meets them.

Atlas, ranking, journal, reports are the real ones; finders and forecasts answer with what was made by hand
(``openings_driver.py``).
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import openings_driver
import pytest
from loaded import loading
from test_cli_door import assert_plain

from inroad.cli import main
from inroad.config import Config

HERE = Path(__file__).parent
VERA = "underplayed:vera"


@pytest.fixture
def home(tmp_path: Path, built: Config) -> Path:
    """A home of its own with the made-up field's atlas and corpus."""
    folder = tmp_path / "home"
    shutil.copytree(built.atlas, folder / "atlas")
    shutil.copytree(built.corpus, folder / "corpus")
    return folder


class Done(NamedTuple):
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(home, monkeypatch, capsys):
    """``run(CASE, ARGUMENTS...)``: the program's own door, in this process."""
    monkeypatch.setenv("INROAD_HOME", str(home))
    monkeypatch.chdir(home.parent)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def run(case: str, *arguments: str) -> Done:
        with monkeypatch.context() as here:
            for name, module in openings_driver.pretended(case).items():
                here.setitem(sys.modules, name, module)
            code = main(arguments)
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return run


@pytest.fixture
def process(home, environment, tmp_path):
    """``process(CASE, ARGUMENTS...)``: the same in a process of its own."""

    def run(*arguments, **changes):
        return subprocess.run(
            [sys.executable, str(HERE / "openings_driver.py"), *arguments],
            env=environment | {"INROAD_HOME": str(home), "POLARS_MAX_THREADS": "1"} | changes,
            cwd=tmp_path,
            timeout=120,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


def ids(done) -> list[str]:
    assert done.returncode == 0, done.stderr
    return [each["opening_id"] for each in json.loads(done.stdout)["openings"]]


# -- asking ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", ["80", "120"])
def test_text_is_plain_and_fits(process, width):
    done = process("full", "openings", "TiRA", COLUMNS=width, FORCE_COLOR="1")
    assert (done.returncode, done.stderr) == (0, "")
    assert_plain(done.stdout)
    assert all(len(line) <= int(width) and line == line.rstrip() for line in done.stdout.splitlines())
    for said in (
        "first step: ",
        "in the way: ",
        "of 401 past forecasts",
        "How often this was right",
        VERA,
    ):
        assert said in done.stdout


def test_the_verb_need_not_be_said_and_a_query_may_look_like_one(run):
    short, long = run("full", "openings", "TiRA", "--json"), run("full", "openings", "find", "TiRA", "--json")
    assert short.stdout == long.stdout
    assert json.loads(run("full", "openings", "--json", "--", "find", "TiRA").stdout)["query"] == "find TiRA"
    assert json.loads(run("full", "openings", "--kind", "stated", "TiRA", "--json").stdout)["query"] == "TiRA"


def test_without_words_the_help_is_shown(run):
    done = run("full", "openings")
    assert done.returncode == 2
    assert "inroad openings find WORDS" in done.stdout + done.stderr


def test_every_run_comes_out_the_same(process):
    first = process("full", "openings", "TiRA", "--json", PYTHONHASHSEED="1")
    second = process("full", "openings", "TiRA", "--json", PYTHONHASHSEED="2", POLARS_MAX_THREADS="2")
    assert ids(first)
    assert first.stdout == second.stdout


def test_kind_machine_hours_and_profile(run, tmp_path):
    assert {
        each.partition(":")[0] for each in ids(run("full", "openings", "TiRA", "--kind", "issue", "--json"))
    } == {"issue"}
    assert "issue:org/peft#7" in ids(run("full", "openings", "TiRA", "--machine", "cluster", "--json"))
    assert "underplayed:dora" not in ids(run("full", "openings", "TiRA", "--for", "student", "--json"))
    (tmp_path / "me.toml").write_text('machine = "cluster"\nweeks = 2\n')
    own = json.loads(run("full", "openings", "TiRA", "--for", "me.toml", "--hours", "3.5", "--json").stdout)
    assert own["newcomer"] == {
        "name": "me",
        "machine": "cluster",
        "hours_a_week": 3.5,
        "weeks": 2,
        "software": 4,
        "ml": 1,
    }


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["TiRA", "--kind", "lottery"], 2, "lottery"),
        (["TiRA", "--machine", "abacus"], 2, "abacus"),
        (["TiRA", "--hours", "0"], 2, "--hours"),
        (["TiRA", "--hours", "nan"], 2, "--hours"),
        (["TiRA", "--top", "0"], 2, "--top"),
        (["TiRA", "--as-of", "soon"], 2, "soon"),
        (["TiRA", "--json", "--html", "x.html"], 2, "choose one"),
        (["TiRA", "--for", "wizard"], 1, "no profile 'wizard'"),
        (["TiRA", "--for", "no.toml"], 1, "cannot read the profile"),
        (["TiRA", "--as-of", "1999-01-01"], 1, "1999"),
        (["qqzzy", "wvut"], 1, "nothing in this corpus matches"),
        (["!!!"], 1, "no word"),
        (["show"], 2, "ID"),
        (["show", "nope"], 1, "run `inroad openings QUERY`"),
        (["take", "nope"], 1, "no opening 'nope'"),
        (["dismiss", VERA], 2, "--why"),
        (["dismiss", VERA, "--why", "  "], 1, "needs its reason"),
        (["restore", "nope"], 1, "neither taken nor dismissed"),
    ],
)
def test_what_cannot_be_done_is_one_line(run, arguments, code, said):
    done = run("full", "openings", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_what_could_not_be_looked_for_is_said(run, process):
    done = run("unseen", "openings", "TiRA")
    assert "never looked at" in done.stdout
    assert "no signals yet" in done.stdout
    failing = run("failing", "openings", "TiRA")
    assert failing.returncode == 0
    assert "openings of the kind transfer are missing" in failing.stdout
    assert "Traceback" in process("broken", "openings", "TiRA").stderr


def test_nothing_found_says_what_to_try(run):
    done = run("none", "openings", "TiRA")
    assert done.returncode == 0
    assert "Broader words" in done.stdout
    assert "0 found" in done.stdout


# -- choosing -------------------------------------------------------------------------------------


def test_asking_and_looking_make_no_journal(run, home):
    run("full", "openings", "TiRA")
    run("full", "openings", "show", VERA)
    run("full", "openings", "list")
    assert run("full", "openings", "restore", VERA).returncode == 1
    assert sorted(path.name for path in home.iterdir()) == ["atlas", "corpus", "mapped", "openings"]


def test_from_asking_to_the_plan_and_back(run):
    assert VERA in ids(run("full", "openings", "TiRA", "--json"))
    shown = run("full", "openings", "show", VERA)
    assert shown.returncode == 0
    for said in ("First three steps", "What would prove it wrong", "Searched for: vera", "Found for “TiRA”"):
        assert said in shown.stdout
    taken = run("full", "openings", "take", VERA, "--note", "begin on Monday")
    assert (taken.returncode, taken.stderr) == (0, "")
    assert "inroad openings restore underplayed:vera" in taken.stdout
    assert VERA not in ids(run("full", "openings", "TiRA", "--json"))
    assert "begin on Monday" in run("full", "openings", "list").stdout
    assert "in your plan since" in run("full", "openings", "show", VERA).stdout
    assert run("full", "openings", "restore", VERA).stdout == "underplayed:vera is no longer taken.\n"
    assert VERA in ids(run("full", "openings", "TiRA", "--json"))


def test_a_dismissal_keeps_its_reason_teaches_and_can_be_undone(run):
    run("full", "openings", "TiRA")
    assert run("full", "openings", "dismiss", "transfer:lora×law", "--why", "no lawyers").returncode == 0
    report = json.loads(run("full", "openings", "TiRA", "--json").stdout)
    assert "transfer:lora×law" not in [each["opening_id"] for each in report["openings"]]
    assert {"reason": "you dismissed, and nothing has changed since", "openings": 1} in report["left_out"]
    whys = [part["why"] for each in report["openings"] for part in each["parts"]]
    assert "of the openings that take about 10 to 40 hours you dismissed 1 of 1" in whys
    listed = json.loads(run("full", "openings", "list", "--json").stdout)
    assert (listed["schema"], listed["dismissed"][0]["why"]) == ("inroad.choices", "no lawyers")
    run("full", "openings", "restore", "transfer:lora×law")
    assert "transfer:lora×law" in ids(run("full", "openings", "TiRA", "--json"))


def test_an_opening_that_no_report_has_any_more_is_known_from_the_journal(run, home):
    run("full", "openings", "TiRA")
    run("full", "openings", "take", VERA)
    shutil.rmtree(home / "openings")
    value = json.loads(run("full", "openings", "show", VERA, "--json").stdout)
    assert (value["query"], value["coverage"], value["taken"]["state"]) == ("", None, "planned")
    assert run("full", "openings", "dismiss", VERA, "--why", "done by others").returncode == 0


def test_an_opening_of_which_nothing_is_left_is_asked_for_again_by_the_method_in_its_id(run, home):
    value = json.loads(run("again", "openings", "show", "underplayed:tira", "--json").stdout)
    assert (value["query"], value["opening"]["method"]) == ("tira", "tira")
    assert run("again", "openings", "take", "underplayed:tira").returncode == 0
    for strange in (
        "underplayed:zzqqx",
        "underplayed:",
        "underplayed",
        "stated:tira",
        "transfer:tira×x",
        "x:tira",
    ):
        done = run("again", "openings", "show", strange)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "in the last reports" in done.stderr


def test_looks_are_listed_where_there_is_a_journal(run):
    run("full", "openings", "TiRA")
    run("full", "openings", "take", "issue:org/peft#12")
    run("full", "openings", "show", VERA)
    run("full", "openings", "show", VERA)
    assert "looked at 2 times" in run("full", "openings", "list", "--looked").stdout
    assert "looked at 2 times" not in run("full", "openings", "list").stdout


def test_the_choosing_commands_load_no_tables(home, environment, run):
    run("full", "openings", "TiRA")
    _, loaded = loading(
        environment | {"INROAD_HOME": str(home)},
        ["openings", "take", "underplayed:vera"],
        ["openings", "show", "underplayed:vera"],
        ["openings", "list", "--json"],
    )
    assert "sqlite3" in loaded
    assert not loaded & {"polars", "numpy", "scipy", "httpx", "jinja2"}


# -- a journal that cannot be used ------------------------------------------------------------------


def test_a_damaged_journal_hides_no_openings_and_refuses_changes(run, home):
    run("full", "openings", "TiRA")
    run("full", "openings", "take", VERA)
    (home / "journal.sqlite3").write_bytes(b"scrambled" * 500)
    asked = run("full", "openings", "TiRA")
    assert asked.returncode == 0
    assert "what you took and dismissed does not count here" in " ".join(asked.stdout.split())
    for arguments in (["take", VERA], ["dismiss", VERA, "--why", "x"], ["restore", VERA], ["list"]):
        done = run("full", "openings", *arguments)
        assert done.returncode == 1
        assert "is damaged" in done.stderr
        assert "Traceback" not in done.stderr
    assert (home / "journal.sqlite3").read_bytes() == b"scrambled" * 500


def test_a_journal_of_a_newer_version_is_left_alone(run, home):
    run("full", "openings", "TiRA")
    run("full", "openings", "take", VERA)
    with closing(sqlite3.connect(home / "journal.sqlite3")) as connection:
        connection.execute("PRAGMA user_version = 99")
    done = run("full", "openings", "take", VERA)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "use the newer version of Inroad" in done.stderr


def test_a_report_that_cannot_be_kept_is_still_shown(run, home):
    (home / "openings").write_text("a file in its place")
    done = run("full", "openings", "TiRA")
    assert done.returncode == 0
    assert "Openings" in done.stdout
    assert "could not be kept" in done.stderr
    assert done.stderr.count("\n") == 1


def test_text_that_no_encoding_has(run, home, environment):
    run("full", "openings", "TiRA")
    done = subprocess.run(
        [
            sys.executable,
            str(HERE / "openings_driver.py"),
            "full",
            "openings",
            "take",
            VERA,
            "--note",
            b"caf\xe9",
        ],
        env=environment | {"INROAD_HOME": str(home)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    listed = json.loads(run("full", "openings", "list", "--json").stdout)
    assert listed["taken"][0]["note"] == "caf\ufffd"


# -- pages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["openings", "TiRA"], "What you could take up now"),
        (["openings", "show", VERA], "What would prove it wrong"),
        (["backtest", "--as-of", "2021-05-01", "--horizon", "30d"], "Said and come"),
    ],
)
def test_pages_are_written_whole(run, tmp_path, arguments, said):
    run("full", "openings", "TiRA")
    done = run("full", *arguments, "--html", "page.html")
    assert (done.returncode, done.stdout) == (0, "Wrote page.html; open it in a browser.\n")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert said in page
    assert page.rstrip().endswith("</html>")


# -- backtest -------------------------------------------------------------------------------------


def test_backtest_shows_this_tool_beside_the_others(run):
    done = run("full", "backtest", "--as-of", "2021-05-01", "--horizon", "30d")
    assert (done.returncode, done.stderr.count("\n")) == (0, 2), done.stderr
    for said in ("inroad   0.871", "TF-IDF", "Brier", "AUC 0.231 above the best", "Transfer"):
        assert said in done.stdout
    assert all(len(line) <= 80 for line in done.stdout.splitlines())


def test_backtest_of_one_kind_as_json(run):
    done = run(
        "full", "backtest", "--as-of", "2021-05-01", "--horizon", "30d", "--kind", "transfer", "--json"
    )
    value = json.loads(done.stdout)
    assert (value["schema"], value["horizon_days"]) == ("inroad.backtest-report", 30)
    assert [each["kind"] for each in value["records"]] == ["transfer"]


def test_backtest_tells_what_could_not_be_tried(run):
    both = run("failing", "backtest", "--as-of", "2021-05-01", "--horizon", "30d")
    assert both.returncode == 0
    assert "transfer is missing: too few pairs: take a later day" in both.stdout
    one = run("failing", "backtest", "--as-of", "2021-05-01", "--horizon", "30d", "--kind", "transfer")
    assert one.returncode == 1
    assert one.stderr.endswith("inroad: too few pairs: take a later day\n")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "--as-of"),
        (["--as-of", "1999-01-01"], 1, "outside of this corpus"),
        (["--as-of", "2099-01-01"], 1, "outside of this corpus"),
        (["--as-of", "2021-05-01", "--horizon", "9y"], 1, "not over"),
        (["--as-of", "2021-05-01", "--horizon", "180"], 2, "180d, 26w, 6m or 1y"),
        (["--as-of", "2021-05-01", "--horizon", "0d"], 2, "180d, 26w, 6m or 1y"),
        (["--as-of", "2021-05-01", "--horizon", "-3d"], 2, "--horizon"),
        (["--as-of", "2021-05-01", "--kind", "issue"], 2, "issue"),
        (["--as-of", "yesterday"], 2, "yesterday"),
        (["--as-of", "2021-05-01", "--horizon", "9999y"], 1, "not over"),
    ],
)
def test_a_day_or_horizon_that_cannot_be_used(run, arguments, code, said):
    done = run("full", "backtest", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_drawings_are_well_formed(run, tmp_path):
    run("full", "backtest", "--as-of", "2021-05-01", "--horizon", "1m", "--html", "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    drawings = [part.partition("</svg>")[0] + "</svg>" for part in page.split("<svg")[1:]]
    assert len(drawings) >= 4
    for drawing in drawings:
        ElementTree.fromstring("<svg" + drawing)


def test_what_takes_long_is_left_out_at_first_and_said(run):
    report = json.loads(run("not yet", "openings", "TiRA", "--json").stdout)
    assert "transfer" not in {each["kind"] for each in report["openings"]}
    (note,) = (each["note"] for each in report["kinds"] if each["kind"] == "transfer")
    assert "inroad index build" in note
    assert any(note in warning for warning in report["warnings"])


def test_one_kind_is_waited_for(run):
    report = json.loads(run("not yet", "openings", "TiRA", "--kind", "transfer", "--json").stdout)
    assert {each["kind"] for each in report["openings"]} == {"transfer"}


def test_on_a_terminal_what_takes_long_comes_after(run, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    said = run("not yet", "openings", "TiRA").stdout
    assert said.index("not worked out") < said.index("lora×speech")
