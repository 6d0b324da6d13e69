"""Protocol, journal and verdict together: what is frozen stays frozen, and nothing is lost."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from claim_sample import MANIFEST, NOW, RUN, lay

from inroad.config import Config
from inroad.errors import InputError, NotFound
from inroad.journal import claims as journal
from inroad.journal.store import open_journal
from inroad.types import Reproduction
from inroad.workshop.claim.bench import Bench
from inroad.workshop.claim.evidence import on_method, reproductions
from inroad.workshop.claim.new import make


class Clock:
    now = NOW

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(hours=1)
        return self.now


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(Config(tmp_path / "home"), Clock())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return lay(tmp_path / "tiny")


def go(bench: Bench, folder: Path):
    return bench.run(str(folder), jobs=2, retry=False, tell=lambda *_: None)


def test_a_protocol_is_frozen_before_the_first_run(bench, folder):
    assert go(bench, folder).froze
    (frozen,) = journal.protocols(bench.journal, "tiny")
    assert frozen.results == 0
    assert frozen.at <= min(r.at for r in bench.report(str(folder)).runs)
    assert dict(frozen.fields)["part.better.interest"] == "0.1"
    assert frozen.files[0].text == RUN
    assert not go(bench, folder).froze


def test_a_verdict_is_reached_and_kept_once(bench, folder):
    go(bench, folder)
    first = bench.verdict(str(folder))
    assert (first.outcome, first.reason) == ("reproduced", "as claimed")
    assert first.deviations == ()
    bench.verdict(str(folder))
    with bench.journal.reading() as connection:
        assert connection.execute("SELECT count(*) FROM verdicts").fetchone()[0] == 1
    (found,) = journal.reproductions(bench.journal)
    assert (found.method, found.paper_id, found.outcome) == ("LoRA", "2106.09685", "reproduced")


def test_a_threshold_moved_after_the_results_does_not_move_the_verdict(bench, folder):
    lay(folder, MANIFEST.replace("interest = 0.1", "interest = 3.0"))
    go(bench, folder)
    assert bench.verdict(str(folder)).outcome == "not reproduced"
    lay(folder, MANIFEST)
    found = bench.verdict(str(folder))
    assert found.outcome == "not reproduced"
    assert found.as_changed == "reproduced"
    assert [(d.field, d.before, d.after, d.results) for d in found.deviations] == [
        ("part.better.interest", "3.0", "0.1", 16)
    ]
    assert found.deviations[0].at > found.frozen


def test_a_change_that_was_taken_back_is_still_told(bench, folder):
    go(bench, folder)
    lay(folder, MANIFEST.replace("interest = 0.1", "interest = 0.2"))
    bench.verdict(str(folder))
    lay(folder, MANIFEST)
    found = bench.verdict(str(folder))
    assert [d.after for d in found.deviations] == ["0.2", "0.1"]
    assert found.as_changed is None


def test_seeds_added_after_the_results_do_not_count(bench, folder):
    lay(folder, MANIFEST.replace("seeds = 8", "seeds = 5"))
    go(bench, folder)
    assert bench.verdict(str(folder)).reason == "underpowered"
    lay(folder, MANIFEST)
    go(bench, folder)
    found = bench.verdict(str(folder))
    assert (found.outcome, found.reason) == ("inconclusive", "underpowered")
    assert found.parts[0].seeds == 5
    assert found.as_changed == "reproduced"


def test_before_any_result_a_protocol_may_be_mended(bench, folder):
    lay(folder, MANIFEST.replace("interest = 0.1", "interest = 3.0"), "def run(seed, variant): return 1/0\n")
    assert go(bench, folder).failed == 18
    lay(folder)
    go(bench, folder)
    found = bench.verdict(str(folder))
    assert found.outcome == "reproduced"
    assert {d.results for d in found.deviations} == {0}


def test_results_that_were_deleted_were_seen_all_the_same(bench, folder):
    lay(folder, MANIFEST.replace("interest = 0.1", "interest = 3.0"))
    go(bench, folder)
    (folder / "runs.jsonl").unlink()
    lay(folder, MANIFEST)
    go(bench, folder)
    found = bench.verdict(str(folder))
    assert found.outcome == "not reproduced"
    assert found.deviations[0].results == 16


def test_runs_of_other_code_are_kept_and_do_not_count(bench, folder):
    go(bench, folder)
    lay(folder, run=RUN.replace("1.0 if", "-1.0 if"))
    found = bench.verdict(str(folder))
    assert found.outcome == "not attempted"
    assert any("16 runs were made with other code" in each for each in found.warnings)
    go(bench, folder)
    assert bench.verdict(str(folder)).reason == "opposite"


def test_protocols_and_verdicts_cannot_be_changed(bench, folder):
    go(bench, folder)
    bench.verdict(str(folder))
    for change in ("UPDATE protocols SET hash = 'x'", "DELETE FROM protocols", "DELETE FROM verdicts"):
        with pytest.raises(sqlite3.IntegrityError, match="never"), bench.journal.writing(NOW) as connection:
            connection.execute(change)


def test_looking_at_a_claim_writes_nothing(bench, folder):
    assert bench.verdict(str(folder)).outcome == "not attempted"
    bench.entries()
    bench.plan(str(folder), 0.9)
    assert not bench.config.journal.exists()


def test_own_verdicts_and_shipped_ones_are_evidence(bench, folder):
    assert all(each.shipped for each in reproductions(bench.config))
    go(bench, folder)
    bench.verdict(str(folder))
    assert [each.claim_id for each in reproductions(bench.config) if not each.shipped] == ["tiny"]


def test_verdicts_stand_with_their_method_and_not_with_its_namesakes(atlas):
    from inroad.scout import method as look

    introduced = atlas.methods.filter(atlas.methods["introduced_by"].is_not_null())
    record = look(atlas, str(introduced["name"][0])).method
    usual = ("c", "s", "reproduced", "as claimed", NOW)
    ours = Reproduction(*usual, record.name.upper(), record.introduced_by, False)
    by_paper = Reproduction(*usual, None, record.introduced_by, False)
    namesake = Reproduction(*usual, record.name, "1234.56789", False)
    other = Reproduction(*usual, "something else", None, False)
    assert record.introduced_by is not None
    assert on_method([ours, by_paper, namesake, other], record) == (ours, by_paper)
    assert on_method([ours], record, NOW.date()) == (ours,)
    assert on_method([ours], record, NOW.date() - dt.timedelta(days=1)) == ()


# -- new ------------------------------------------------------------------------------------------


def test_a_new_claim_says_what_is_to_be_filled(tmp_path):
    config = Config(tmp_path / "home")
    made = make(config, "mine", None)
    assert made.folder == tmp_path / "home" / "claims" / "mine"
    assert {path.name for path in made.folder.iterdir()} == {"claim.toml", "run.py", "README.md"}
    assert {"statement", "run.variants", "part.TODO.metric", "part.TODO.interest"} <= set(made.to_fill)
    with pytest.raises(InputError, match="still to be filled in"):
        go(Bench(config, Clock()), made.folder)


def test_a_new_claim_never_writes_over_anything(tmp_path):
    config = Config(tmp_path / "home")
    make(config, "mine", None)
    with pytest.raises(InputError, match="there already"):
        make(config, "mine", None)
    with pytest.raises(InputError, match="cannot name a claim"):
        make(config, "../mine", None)


def test_a_name_with_a_protocol_is_taken(bench, folder, tmp_path):
    go(bench, folder)
    with pytest.raises(InputError, match="has a protocol"):
        make(bench.config, "tiny", tmp_path / "elsewhere")


def test_a_copy_has_its_own_name_and_no_runs(tmp_path):
    config = Config(tmp_path / "home")
    made = make(config, "mine", None, like="online-debiasing")
    claim = Bench(config, Clock()).find("mine").claim
    assert claim.claim_id == "mine"
    assert made.to_fill == ()
    assert not (made.folder / "runs.jsonl").exists()


def test_what_the_corpus_knows_is_written_in(built, tmp_path):
    from inroad.atlas.open import open_atlas

    atlas = open_atlas(built)
    row = atlas.papers.row(0, named=True)
    name = str(atlas.methods.filter(atlas.methods["introduced_by"].is_not_null())["name"][0])
    made = make(built, "of-paper", tmp_path / "a", paper=row["paper_id"])
    assert Bench(built, Clock()).config == built
    text = (made.folder / "claim.toml").read_text()
    assert row["paper_id"] in text
    assert made.known[0].endswith(f"({row['paper_id']})")
    text = (make(built, "of-method", tmp_path / "b", method=name).folder / "claim.toml").read_text()
    assert f'method = "{name}"' in text
    with pytest.raises(NotFound):
        make(built, "of-nothing", tmp_path / "c", paper="9999.99999")
    assert not (tmp_path / "c").exists()
    assert open_journal(built).exists is False


def test_an_opening_becomes_a_claim(built, tmp_path):
    home = Config(shutil.copytree(built.home, tmp_path / "home"))
    command = [sys.executable, "-m", "inroad.cli", "--home", str(home.home), "openings", "TiRA"]
    shown = subprocess.run([*command, "--kind", "reproduction", "--json"], capture_output=True, check=True)
    opening = json.loads(shown.stdout)["openings"][0]
    made = make(home, "of-opening", None, opening=opening["opening_id"])
    assert made.known[-1] == f"opening: {opening['title']}"
    assert opening["paper_id"] in (made.folder / "claim.toml").read_text()
    with pytest.raises(NotFound):
        make(home, "of-nothing", None, opening="reproduction:nonsuch")
