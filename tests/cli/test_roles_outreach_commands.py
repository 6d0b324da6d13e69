"""``inroad roles`` and ``inroad outreach`` as a user types them: files, pipes, and what is refused."""

from __future__ import annotations

import email
import email.policy
import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "atlas"))
import corpus  # noqa: E402

POST = """Inference Engineer

You write CUDA kernels and cut the latency of our serving stack for customers. You need C++ and Python.
"""
LETTER = """Subject: Rank 1 in Figure 3 of your paper

Dear Dr. Okafor,

I reran the sweep of Figure 3 on a small model (https://github.com/a/b) and rank 1 is lower.
Did you warm up longer?

Ana
"""


@pytest.fixture
def piped(environment, tmp_path):
    def run(text, *arguments):
        return subprocess.run(
            [sys.executable, "-m", "inroad.cli", *arguments],
            env=environment,
            cwd=tmp_path,
            input=text,
            timeout=60,
            capture_output=True,
            check=False,
        )

    return run


def test_a_post_is_read_from_a_pipe_and_from_files(inroad, piped, tmp_path):
    (tmp_path / "one.txt").write_text(POST, "utf-8")
    (tmp_path / "two.html").write_text(
        "<h1>Research Scientist</h1><p>You publish papers and prove theorems.</p>"
    )
    alone = piped(POST.encode(), "roles", "-", "--have", "python", "--json")
    told = json.loads(alone.stdout)
    assert told["schema"] == "inroad.roles-report"
    assert told["roles"][0]["models_infrastructure"]["step"] == 5
    both = inroad("roles", "one.txt", "two.html")
    assert both.returncode == 0
    assert "infrastructure (5 of 5)" in both.stdout
    assert both.stdout.index("Inference Engineer") < both.stdout.index("Research Scientist")
    assert "line 3: You write CUDA kernels" in both.stdout


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
        (bytes(range(256)) * 20, "is not text"),
        (b"cuda kernels " * 800_000, "too many"),
    ],
)
@pytest.mark.parametrize("command", [("roles", "-"), ("outreach", "lint", "-")])
def test_what_is_no_text_is_one_line_on_stderr(piped, raw, said, command):
    done = piped(raw, *command)
    assert done.returncode == 1
    assert said in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    assert done.stdout == b""


def test_a_missing_file_is_said(inroad):
    done = inroad("roles", "nowhere.txt")
    assert done.returncode == 1
    assert "cannot read nowhere.txt" in done.stderr


def test_nothing_pasted_reaches_the_terminal_raw(piped):
    done = piped("\x1b[2JInference Engineer\n\nCUDA \x07kernels \u202eevil ".encode() * 3, "roles", "-")
    assert done.returncode == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(done.stdout.decode())


def test_a_letter_is_read(piped):
    good = piped(LETTER.encode(), "outreach", "lint", "-")
    assert good.stdout.startswith(b"Nothing speaks against sending it.")
    bad = piped(
        LETTER.replace("Did you", "May I join your group? Did you").encode(),
        "outreach",
        "lint",
        "-",
        "--json",
    )
    told = json.loads(bad.stdout)
    assert told["verdict"] == "not yet"
    assert {each["rule"] for each in told["complaints"]} == {"open-door", "many-asks"}


def test_contacts_follow_ups_and_undo(inroad):
    assert inroad("outreach").stdout.startswith("Nobody yet.")
    added = inroad("outreach", "add", "Ngozi Okafor\nBcc: x@y.org", "--email", "n@x.org")
    assert added.stdout.startswith("Added: Ngozi Okafor Bcc: x@y.org")
    assert inroad("outreach", "undo").returncode == 0
    inroad("outreach", "add", "Ngozi Okafor", "--email", "n@x.org", "--why", "rank 1")
    inroad("outreach", "sent", "ngozi", "--on", "2026-01-02")
    assert "Follow up, in two sentences" in inroad("outreach", "due").stdout
    told = json.loads(inroad("outreach", "replied", "okafor", "--json").stdout)
    assert told["standings"][0]["state"] == "replied"
    assert told["funnel"]["rate"] is None
    assert "nothing can be concluded" in inroad("outreach").stdout
    assert inroad("outreach", "undo").stdout == "No longer noted: a reply of Ngozi Okafor.\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("add", ""), 1, "needs a name"),
        (("add", "Ann", "--email", "a@b.org\nBcc: c@d.org"), 1, "not an e-mail address"),
        (("sent", "Nobody"), 1, "nobody called"),
        (("undo",), 1, "nothing is there to take back"),
        (("letter", "Nobody"), 1, "nobody called"),
        (("draft", "--to", "Nobody", "--paper", "1"), 1, "nobody called"),
        (("draft", "--to", "x", "--paper", "1", "--as", "king"), 2, "is none of"),
    ],
)
def test_what_cannot_be_done_is_one_line(inroad, arguments, code, said):
    done = inroad("outreach", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_draft_stands_on_a_paper_of_theirs(inroad, environment, tmp_path):
    home = corpus.home(Path(environment["INROAD_HOME"]).parent, corpus.papers())
    environment["INROAD_HOME"] = str(home.home)
    paper = next(each for each in corpus.papers() if each.authors)
    run = lambda *arguments: inroad(*arguments, INROAD_HOME=str(home.home))  # noqa: E731
    run("outreach", "add", paper.authors[0], "--email", "a@b.org")
    run("outreach", "add", "Nora Nobody")
    refused = run("outreach", "draft", "--to", "nora", "--paper", paper.paper_id)
    assert refused.returncode == 1
    assert "is not by Nora Nobody" in refused.stderr
    assert (
        "your journal knows nothing"
        in run(
            "outreach", "draft", "--to", paper.authors[0], "--paper", paper.paper_id, "--did", "claim:none"
        ).stderr
    )
    run("helped", "add", "Ada", "her data loader")
    helped = json.loads(run("helped", "list", "--json").stdout)["entries"][0]["helped_id"]
    told = json.loads(
        run(
            "outreach", "draft", "--to", paper.authors[0], "--paper", paper.paper_id,
            "--did", f"helped:{helped}", "--ask", "Why rank 1?", "--as", "pupil", "--keep", "--json",
        ).stdout
    )  # fmt: skip
    slots = {slot["source"] for each in told["sentences"] for slot in each["slots"]}
    assert {f"paper:{paper.paper_id}", f"helped:{helped}", "yours"} < slots
    assert f"“{paper.title}”" in told["body"]
    assert run("outreach", "letter", paper.authors[0], "--eml", "out.eml").returncode == 0
    read = email.message_from_bytes((tmp_path / "out.eml").read_bytes(), policy=email.policy.default)
    assert read["To"].addresses[0].addr_spec == "a@b.org"
    assert "Why rank 1?" in read.get_content()
