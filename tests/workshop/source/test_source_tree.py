"""Trees from folders, archives and the memory; those made to harm do none."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import archives
import pytest

from inroad.errors import InputError
from inroad.workshop.source import archive
from inroad.workshop.source.open import open_tree
from inroad.workshop.source.tree import LeftOut, Tree, of_texts

FILES = {"README.md": b"# x\n", "pkg/a.py": b"import os\n", "weights.bin": b"\0\1\2"}


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file beside the tree; nothing may be read from it, nothing may change it."""
    outside = tmp_path / "outside"
    outside.mkdir()
    file = outside / "secret.txt"
    file.write_text("secret")
    return file


def planted(root: Path) -> Path:
    for name, data in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def reasons(tree: Tree) -> dict[str, str]:
    return {each.path: each.reason for each in tree.left_out}


def paths(tree: Tree) -> list[str]:
    return [each.path for each in tree.files]


MAKERS = {
    "folder": lambda at: planted(at / "repo"),
    "zip": lambda at: archives.zipped(at / "repo.zip", [(f"repo/{n}", d) for n, d in FILES.items()]),
    "bare zip": lambda at: archives.zipped(at / "repo.zip", FILES.items()),
    "tar": lambda at: archives.tar(at / "repo.tar", {f"repo/{n}": d for n, d in FILES.items()}, "w"),
    "dotted": lambda at: archives.tar(at / "repo.tar", {f"./repo/{n}": d for n, d in FILES.items()}, "w"),
    "tar.gz": lambda at: archives.tar(at / "repo.tar.gz", {f"repo/{n}": d for n, d in FILES.items()}),
    "tar.bz2": lambda at: archives.tar(
        at / "repo.tar.bz2", {f"repo/{n}": d for n, d in FILES.items()}, "w:bz2"
    ),
    "tar.xz": lambda at: archives.tar(at / "repo.tar.xz", {f"repo/{n}": d for n, d in FILES.items()}, "w:xz"),
}


@pytest.mark.parametrize("maker", MAKERS)
def test_every_form_gives_the_same_tree(tmp_path, maker):
    tree = open_tree(MAKERS[maker](tmp_path))
    assert tree.name == "repo"
    assert [(each.path, each.size) for each in tree.files] == [
        ("README.md", 4),
        ("pkg/a.py", 10),
        ("weights.bin", 3),
    ]
    assert tree.text("pkg/a.py") == "import os\n"
    assert tree.text("weights.bin") is None
    assert tree.text("README.md", limit=3) is None
    assert tree.head("README.md", limit=3) == "# x"
    assert tree.text("nothing") is None
    assert tree.left_out == ()


def test_memory_gives_the_same_tree(tmp_path):
    made = of_texts("repo", FILES)
    assert made.files == open_tree(planted(tmp_path / "repo")).files
    assert made.text("README.md") == "# x\n"


def test_archives_know_their_newest_file(tmp_path):
    assert f"{open_tree(MAKERS['tar'](tmp_path)).newest:%Y-%m-%d}" == "2020-09-13"
    assert open_tree(planted(tmp_path / "f")).newest is None


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("ä\r\nb".encode(), "ä\nb"),
        ("\ufeffä".encode(), "ä"),
        ("ä".encode("utf-16"), "ä"),
        (b"\xe4b, and much more of it", "äb, and much more of it"),
        (b"a\0b", None),
    ],
)
def test_texts_of_several_encodings(data, text):
    assert of_texts("x", {"a": data}).text("a") == text


# -- folders ------------------------------------------------------------------------------------------


def test_links_do_not_lead_out(tmp_path, secret):
    root = planted(tmp_path / "repo")
    (root / "out.txt").symlink_to(secret)
    (root / "outside").symlink_to(secret.parent)
    (root / "up").symlink_to("..")
    (root / "gone").symlink_to("nowhere")
    (root / "pkg" / "round").symlink_to("..")
    (root / "a").symlink_to("b")
    (root / "b").symlink_to("a")
    (root / "READ").symlink_to("README.md")
    tree = open_tree(root)
    assert paths(tree) == ["READ", "README.md", "pkg/a.py", "weights.bin"]
    assert tree.text("READ") == "# x\n"
    assert reasons(tree) == {
        "out.txt": "link out of the tree",
        "outside": "link out of the tree",
        "up": "link out of the tree",
        "gone": "not readable",
        "pkg/round": "link loop",
        "a": "link loop",
        "b": "link loop",
    }
    for path in ("out.txt", "outside/secret.txt", "../outside/secret.txt", str(secret)):
        assert tree.text(path) is None


def test_a_file_that_becomes_a_link_is_not_followed(tmp_path, secret):
    root = planted(tmp_path / "repo")
    tree = open_tree(root)
    (root / "README.md").unlink()
    (root / "README.md").symlink_to(secret)
    assert tree.text("README.md") is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipes_and_devices_are_not_opened(tmp_path):
    root = planted(tmp_path / "repo")
    os.mkfifo(root / "pipe.py")
    (root / "zero").symlink_to("/dev/zero")
    tree = open_tree(root)
    assert reasons(tree) == {"pipe.py": "special file", "zero": "link out of the tree"}
    assert tree.text("pipe.py") is None


def test_a_gigabyte_of_nothing_is_not_read(tmp_path):
    root = planted(tmp_path / "repo")
    with (root / "big.txt").open("wb") as sparse:
        sparse.truncate(2**30)
    tree = open_tree(root)
    assert {each.path: each.size for each in tree.files}["big.txt"] == 2**30
    assert tree.text("big.txt") is None


def test_installed_and_vendored_folders_are_counted_not_read(tmp_path):
    root = planted(tmp_path / "repo")
    for name in (
        "node_modules/x.js",
        "env/pyvenv.cfg",
        "env/lib/y.py",
        "src/third_party/z.py",
        ".git/config",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("")
    tree = open_tree(root)
    assert paths(tree) == sorted(FILES)
    left = {"env": "installed or vendored", "node_modules": "installed or vendored"}
    assert reasons(tree) == {**left, "src/third_party": "installed or vendored"}


def test_the_same_folders_are_left_out_of_archives(tmp_path):
    files = {"env/pyvenv.cfg": b"", "env/lib/y.py": b"", ".git/config": b"", "a.py": b""}
    tree = open_tree(archives.tar(tmp_path / "x.tar.gz", files))
    assert paths(tree) == ["a.py"]
    assert tree.left_out == (LeftOut("env", "installed or vendored", 2),)


def test_nothing_there_is_said(tmp_path):
    with pytest.raises(InputError, match="no folder or archive"):
        open_tree(tmp_path / "nothing")
    (tmp_path / "plain.txt").write_text("text")
    with pytest.raises(InputError, match=r"no archive that can be read"):
        open_tree(tmp_path / "plain.txt")
    (tmp_path / "empty.zip").write_bytes(b"")
    with pytest.raises(InputError, match=r"no archive that can be read"):
        open_tree(tmp_path / "empty.zip")


# -- archives that would do harm ----------------------------------------------------------------------

TRICKS = [
    "../evil.txt",
    "/tmp/evil.txt",
    "a/../../evil.txt",
    "C:/evil.txt",
    "a\\..\\evil.txt",
    "a//b",
    "./../c",
]


@pytest.mark.parametrize("form", ["tar", "zip"])
def test_names_do_not_lead_out(tmp_path, form, secret):
    files = {"repo/a.py": b"", **dict.fromkeys(TRICKS, b"evil")}
    path = tmp_path / f"x.{form}"
    made = archives.tar(path, files, "w") if form == "tar" else archives.zipped(path, files.items())
    before = sorted(tmp_path.rglob("*"))
    tree = open_tree(made)
    assert paths(tree) == ["a.py"]
    assert set(reasons(tree).values()) == {"path trick in archive"}
    assert len(tree.left_out) == len(TRICKS)
    assert sorted(tmp_path.rglob("*")) == before
    assert secret.read_text() == "secret"


def test_links_and_devices_in_archives_are_left_out(tmp_path, secret):
    extra = [
        archives.link("repo/out", str(secret)),
        archives.link("repo/hard", "../outside/secret.txt", tarfile.LNKTYPE),
        archives.link("repo/device", "", tarfile.CHRTYPE),
        archives.link("repo/pipe", "", tarfile.FIFOTYPE),
    ]
    tree = open_tree(archives.tar(tmp_path / "x.tar.gz", {"repo/a.py": b""}, extra=extra))
    assert paths(tree) == ["a.py"]
    assert reasons(tree) == {"out": "link", "hard": "link", "device": "special file", "pipe": "special file"}


def test_the_first_of_two_names_counts(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"):
        path = archives.zipped(tmp_path / "x.zip", [("r/a.py", b"first"), ("r/a.py", b"second")])
    tree = open_tree(path)
    assert tree.text("a.py") == "first"
    assert reasons(tree) == {"a.py": "twice in archive"}


def test_a_bomb_does_not_go_off(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 20 * 2**20)
    files = {"r/a.py": b"x = 1\n", **{f"r/{n}.txt": bytes(b"a" * 2**20) * 4 for n in range(12)}}
    for path in (
        archives.tar(tmp_path / "x.tar.gz", files),
        archives.zipped(tmp_path / "x.zip", files.items()),
    ):
        assert path.stat().st_size < 200_000
        tree = open_tree(path)
        assert 1 < len(tree.files) <= 6
        assert "too big" in reasons(tree).values()


def test_a_name_of_gigabytes_is_not_read(tmp_path):
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 2**30
    path = tmp_path / "x.tar"
    with path.open("wb") as made:
        made.write(archives_header("r/a.py", b"x"))
        made.write(info.tobuf(tarfile.GNU_FORMAT))
        made.truncate(2**30)
    tree = open_tree(path)
    assert paths(tree) == ["a.py"]
    assert "too big" in reasons(tree).values()


def archives_header(name: str, data: bytes) -> bytes:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    return info.tobuf() + data.ljust(512, b"\0")


@pytest.mark.parametrize("form", ["tar.gz", "tar.xz", "tar.bz2", "zip"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_cut_archive_gives_what_it_has_or_says_so(tmp_path, form, share):
    files = {f"r/{n}.py": os.urandom(3000).hex().encode() for n in range(30)}
    path = tmp_path / f"x.{form}"
    modes = {"tar.gz": "w:gz", "tar.xz": "w:xz", "tar.bz2": "w:bz2"}
    archives.zipped(path, files.items()) if form == "zip" else archives.tar(path, files, modes[form])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    if form in ("zip", "tar.bz2"):  # all of it is one block, or its list of files is at the end
        with pytest.raises(InputError, match="no archive that can be read"):
            open_tree(path)
    else:
        assert set(reasons(open_tree(path)).values()) == {"damaged"}


def test_a_zip_in_another_packing_is_not_unpacked(tmp_path):
    path = archives.zipped(tmp_path / "x.zip", [("r/a.py", b"a" * 100)], zipfile.ZIP_LZMA)
    assert reasons(open_tree(path)) == {"r/a.py": "not readable"}


def test_the_same_tree_for_every_hash_seed(tmp_path):
    made = archives.tar(tmp_path / "x.tar.gz", {f"r/{n}/{n}.py": b"" for n in range(9)})
    code = "import sys; from pathlib import Path; from inroad.workshop.source.open import open_tree as o;"
    code += "print(o(Path(sys.argv[1])).files)"
    said = {
        subprocess.run(
            [sys.executable, "-c", code, made],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
        ).stdout
        for seed in "12"
    }
    assert len(said) == 1
    assert b"r.py" not in said.pop()
