from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from inroad.errors import InputError
from inroad.search.vectors.own import MOST, own_text

BIB = """
@article{key2024,
  title = {Low-Rank {Adaptation} of Language Models},
  author = {Surname, Given},
  abstract = "We freeze weights,
     and train factors.",
  url = {https://example.org/withheld}
}
"""
TEX = r"""
\documentclass{article}
\usepackage{preamblepackage}
\begin{document}
\section{Adapters} % a private remark
We follow \citet{somebodykey} and call it \emph{thin}, 50\% cheaper.
\end{document}
"""


def put(folder: Path, name: str, content: bytes | str) -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def test_plain_text_is_taken_as_it_is(tmp_path: Path) -> None:
    path = put(tmp_path, "idea.md", "# Adapters\n\nThin ones, see https://example.org/x.\n")
    found = own_text(path)
    assert found.name == path
    assert found.text.split() == ["#", "Adapters", "Thin", "ones,", "see"]


def test_of_bibtex_only_what_papers_say_counts(tmp_path: Path) -> None:
    text = own_text(put(tmp_path, "a.bib", BIB)).text
    assert "Adaptation" in text
    assert "train factors" in text
    assert not any(word in text for word in ("key2024", "Surname", "withheld", "author"))


def test_of_latex_commands_keys_and_remarks_do_not_count(tmp_path: Path) -> None:
    text = own_text(put(tmp_path, "a.tex", TEX)).text
    assert all(word in text for word in ("Adapters", "thin", "cheaper"))
    assert not any(word in text for word in ("preamblepackage", "somebodykey", "emph", "private", "document"))


def test_a_part_in_a_hundred_is_no_remark(tmp_path: Path) -> None:
    text = own_text(put(tmp_path, "a.tex", r"\emph{Ours} is 5% cheaper % which nobody believes")).text
    assert "cheaper" in text
    assert "nobody" not in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_any_encoding_of_text_is_read(tmp_path: Path, encoding: str) -> None:
    assert own_text(put(tmp_path, "a.txt", "naïve adapters".encode(encoding))).text == "naïve adapters"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n\x00\x01\x02", "is not a text"),
        (bytes(range(256)) * 4, "is not a text"),
        (b"", "holds no words"),
        (b" \n\t 12 34 !?\n", "holds no words"),
        (b"word " * (MOST // 4), "is larger than 1,000,000 bytes"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        own_text(put(tmp_path, "a.txt", content))


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        own_text(str(tmp_path))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"thin adapters")))
    assert own_text("-").text == "thin adapters"


@pytest.mark.parametrize(
    "piece", ["@a{x,\n title = {", "\\cite[", "\\cite{", "\n", "a", "@", "% \\", "title =\n"]
)
def test_broken_files_are_read_to_their_end(tmp_path: Path, piece: str) -> None:
    content = "@article{x," + piece * (900_000 // len(piece)) + "\n word"
    assert own_text(put(tmp_path, "a.bib", content)).text.split()[-1] == "word"
