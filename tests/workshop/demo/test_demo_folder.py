"""Where a package is written, what is asked, and what is never written over."""

from __future__ import annotations

import tomllib
import zipfile

import pytest
from demo_sample import REPOSITORIES, made, notebook_call, python, written

from inroad.errors import InputError

PREDICT = {"predict.py": "def predict(text: str) -> str:\n    return text.upper()\n"}
EVAL = REPOSITORIES["15_training_only"]


def test_not_into_the_repository_nor_around_it(tmp_path):
    place = written(tmp_path / "a" / "r", PREDICT)
    for out in (place, place / "out", tmp_path / "a"):
        with pytest.raises(InputError):
            made(place, out)
    assert sorted(path.name for path in place.iterdir()) == ["predict.py"]


def test_foreign_files_are_not_written_over(tmp_path):
    place = written(tmp_path / "r", PREDICT)
    out = written(tmp_path / "out", {"app.py": "mine"})
    with pytest.raises(InputError, match="other files"):
        made(place, out)
    assert (out / "app.py").read_text() == "mine"


def test_what_was_changed_since_is_not_written_over(tmp_path):
    place = written(tmp_path / "r", PREDICT)
    made(place, tmp_path / "out")
    made(place, tmp_path / "out")
    (tmp_path / "out" / "app.py").write_text("better")
    with pytest.raises(InputError, match=r"app\.py was changed"):
        made(place, tmp_path / "out")


def test_what_is_no_longer_made_goes_and_what_is_mine_stays(tmp_path):
    place = written(tmp_path / "r", PREDICT | {"old.txt": "old"})
    made(place, tmp_path / "out")
    (place / "old.txt").unlink()
    (tmp_path / "out" / "notes.txt").write_text("mine")
    made(place, tmp_path / "out")
    assert not (tmp_path / "out" / "original" / "old.txt").exists()
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"


def test_a_manifest_that_somebody_edited_deletes_nothing_outside(tmp_path):
    place = written(tmp_path / "r", PREDICT)
    out = tmp_path / "out"
    made(place, out)
    (tmp_path / "precious").write_text("keep")
    text = (out / "demo.json").read_text()
    (out / "demo.json").write_text(text.replace('"files": {', '"files": {"../precious": "x",'))
    made(place, out)
    assert (tmp_path / "precious").read_text() == "keep"


def test_links_out_of_the_tree_are_not_copied(tmp_path):
    (tmp_path / "secret").write_text("secret")
    place = written(tmp_path / "r", PREDICT)
    (place / "link.txt").symlink_to(tmp_path / "secret")
    (place / "up").symlink_to(tmp_path)
    report = made(place, tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out" / "original").rglob("*")) == ["predict.py"]
    assert any("link.txt was not copied" in each for each in report.warnings)


def test_a_folder_of_links_is_not_written_into(tmp_path):
    place = written(tmp_path / "r", PREDICT)
    out = tmp_path / "out"
    out.mkdir()
    (out / "original").symlink_to(tmp_path)
    with pytest.raises(InputError, match="link"):
        made(place, out)


def test_from_an_archive(tmp_path):
    with zipfile.ZipFile(tmp_path / "r.zip", "w") as archive:
        archive.writestr("r-1.0/predict.py", PREDICT["predict.py"])
    made(tmp_path / "r.zip", tmp_path / "out", stub=False)
    ran = python(tmp_path / "out", "from api import run; print(run(text='a').text)")
    assert ran.stdout.strip() == "A", ran.stderr


def test_vendored_code_is_copied_too(tmp_path):
    place = written(tmp_path / "r", PREDICT | {"third_party/kit/__init__.py": "X = 1\n"})
    made(place, tmp_path / "out")
    assert (tmp_path / "out" / "original" / "third_party" / "kit" / "__init__.py").is_file()


def test_a_question_is_asked_once_and_its_answer_used(tmp_path):
    out = tmp_path / "out"
    report = made(EVAL, out, stub=False)
    assert [each.key for each in report.questions] == ["inputs.checkpoint.value", "inputs.data.default"]
    text = (out / "demo.toml").read_text()
    assert tomllib.loads(text) == {}
    assert "[inputs.checkpoint]" in text
    mine = '[inputs.checkpoint]\nvalue = "w.npz"\n[inputs.data]\nshow = false\n'
    (out / "demo.toml").write_text(mine)
    again = made(EVAL, out, stub=False)
    assert again.questions == ()
    assert (out / "demo.toml").read_text() == mine
    assert '*option("--checkpoint", "w.npz"),' in (out / "call.py").read_text()
    assert "    checkpoint:" not in (out / "api.py").read_text()


def test_kinds_and_choices_may_be_answered(tmp_path):
    place = written(tmp_path / "r", {"predict.py": "def predict(x, tone='low'):\n    return f'{x} {tone}'\n"})
    out = tmp_path / "out"
    report = made(place, out, stub=False)
    assert [each.key for each in report.questions] == ["inputs.x.kind"]
    (out / "demo.toml").write_text('[inputs.x]\nkind = "integer"\n[inputs.tone]\nchoices = ["low", "high"]\n')
    report = made(place, out, stub=False)
    assert {each.name: each.kind for each in report.entry.inputs} == {"x": "integer", "tone": "choice"}
    ran = python(out, "from api import run; print(run(x=3, tone='high').text)")
    assert ran.stdout.strip() == "3 high", ran.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = [", "cannot be read"),
        ("a = 1", "'a'"),
        ("[inputs.q]\nkind = 'text'", "'q'"),
        ("[inputs.text]\nkind = 'odd'", "odd"),
    ],
)
def test_answers_that_cannot_be_used_are_told(tmp_path, text, said):
    place = written(tmp_path / "r", PREDICT)
    out = written(tmp_path / "out", {"demo.toml": text})
    with pytest.raises(InputError, match=said):
        made(place, out)
    assert sorted(path.name for path in out.iterdir()) == ["demo.toml"]


def test_no_way_in_is_asked_for(tmp_path):
    place = written(tmp_path / "r", {"optim.py": "class Lion:\n    def step(self):\n        pass\n"})
    report = made(place, tmp_path / "out")
    assert report.entry is None
    assert "# entry =" in (tmp_path / "out" / "demo.toml").read_text()
    assert report.files == ()


def test_the_original_is_never_written_to(tmp_path):
    source = "def predict(text: str) -> str:\n    open('seen.txt', 'a').write(text)\n"
    source += "    return open('seen.txt').read()\n"
    made(written(tmp_path / "r", {"predict.py": source}), tmp_path / "out", stub=False)
    for _ in range(2):
        ran = python(tmp_path / "out", "from api import run; print(run(text='a').text)")
        assert ran.stdout.strip() == "a", ran.stderr
    assert [each.name for each in (tmp_path / "out" / "original").iterdir()] == ["predict.py"]


def test_names_of_the_package_and_of_the_original_do_not_meet(tmp_path):
    files = {"api.py": "def upper(text):\n    return text.upper()\n", "stub.py": "MARK = '!'\n"}
    files["predict.py"] = "import api\nimport stub\n\ndef predict(text: str) -> str:\n"
    files["predict.py"] += "    return api.upper(text) + stub.MARK\n"
    made(written(tmp_path / "r", files), tmp_path / "out", stub=False, entry="predict.py:predict")
    ran = python(tmp_path / "out", notebook_call(tmp_path / "out") + "\nprint(run(text='a').text)")
    assert ran.stdout.strip() == "A!", ran.stderr


def test_a_script_that_hangs_is_ended(tmp_path):
    source = "import argparse, time\np = argparse.ArgumentParser()\np.add_argument('--text', required=True)\n"
    source += "p.parse_args()\ntime.sleep(600)\n"
    made(written(tmp_path / "r", {"infer.py": source}), tmp_path / "out", stub=False)
    ran = python(tmp_path / "out", "from api import run; run(text='a')", DEMO_SECONDS="1")
    assert "It took longer than 1 seconds." in ran.stderr
