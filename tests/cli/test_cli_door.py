"""The door: help, exit codes, one line for what went wrong.  All in real processes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from loaded import loading

from inroad.cli import ROOMS
from inroad.cli.door import program

DESIGN = ("see the field", "find an opening", "practise", "do the work", "your path", "data and service")
HEAVY = {"polars", "numpy", "scipy", "httpx", "jinja2", "stamina", "orjson", "pyarrow", "sqlite3"}
UNSAFE = {
    chr(c) for c in [*range(32), 127, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
}


def assert_plain(text: str) -> None:
    assert not set(text) & (UNSAFE - {"\n"})


def test_help_groups_commands_by_room(inroad):
    done = inroad("--help")
    assert done.returncode == 0
    assert done.stderr == ""
    titles = [line for line in done.stdout.splitlines() if line.startswith("╭")]
    assert [room for room in ROOMS if any(room in title for title in titles)] == list(ROOMS)
    for entries in ROOMS.values():
        for entry in entries:
            assert f"│ {entry.name} " in done.stdout
    assert_plain(done.stdout)


def test_rooms_are_named_and_ordered_as_designed():
    assert list(ROOMS) == [room for room in DESIGN if room in ROOMS]


def test_without_a_command_the_help_is_shown(inroad):
    done = inroad()
    assert done.returncode == 2
    assert "see the field" in done.stdout + done.stderr


def test_help_imports_nothing_heavy(environment):
    _, loaded = loading(environment, ["--help"])
    assert "typer" in loaded
    assert not loaded & HEAVY


@pytest.mark.parametrize("name", [entry.name for entries in ROOMS.values() for entry in entries])
def test_every_listed_command_exists_and_explains_itself(inroad, name):
    done = inroad(name, "--help")
    assert done.returncode == 0, done.stderr
    assert f"inroad {name}" in done.stdout


@pytest.mark.parametrize("name", [entry.name for entries in ROOMS.values() for entry in entries])
def test_the_help_of_a_command_loads_no_tables(environment, name):
    _, loaded = loading(environment, [name, "--help"])
    assert not loaded & {"polars", "numpy", "httpx", "jinja2"}


def test_version(inroad):
    done = inroad("--version")
    assert (done.returncode, done.stdout.split()[0]) == (0, "inroad")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["scot"], "scout"),
        (["scout"], "QUERY"),
        (["scout", "--nope", "x"], "--nope"),
        (["scout", "x", "--as-of", "2024-13-01"], "2024-13-01"),
        (["scout", "x", "--top", "0"], "--top"),
        (["scout", "x", "--json", "--html", "a.html"], "choose one"),
        (["scout", "--\x1b[31m\u202e"], "--help"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(pretending, arguments, said):
    done = pretending("full", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.startswith("inroad: ")
    assert done.stderr.count("\n") == 1
    assert_plain(done.stderr)


def test_expected_failure_is_one_line_and_exit_1(pretending):
    done = pretending("expected", "scout", "x")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "inroad: no such �[31mfield�: try broader words\n"


def test_near_names_are_offered(pretending):
    done = pretending("near", "method", "lorra")
    assert done.stderr == "inroad: no method 'lorra': check the spelling (near: LoRA, QLoRA)\n"


def test_unexpected_failure_keeps_its_traceback_without_escapes(pretending):
    done = pretending("unexpected", "scout", "x")
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert "ValueError: a bug �[31m" in done.stderr
    assert_plain(done.stderr)


def test_interrupted(pretending):
    done = pretending("interrupt", "scout", "x")
    assert (done.returncode, done.stderr) == (130, "inroad: interrupted; run it again to go on\n")


def test_a_reader_that_goes_away_is_no_news(environment):
    read, write = os.pipe()
    os.close(read)
    driver = Path(__file__).with_name("driver.py")
    done = subprocess.run(
        [sys.executable, str(driver), "full", "scout", "x", "--json"],
        env=environment,
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line(environment):
    driver = Path(__file__).with_name("driver.py")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, str(driver), "full", "scout", "x", "--json"],
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"no space left" in done.stderr


def test_home_is_passed_on(tmp_path):
    group = program()
    with group.make_context("inroad", ["--home", str(tmp_path), "scout"]) as context:
        context.invoke(group.callback, **{k: v for k, v in context.params.items() if k != "version"})
        assert context.obj.home == tmp_path


def test_a_terminal_without_unicode_still_gets_its_report(pretending):
    done = pretending("hostile", "scout", "x", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()
