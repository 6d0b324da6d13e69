"""Everything that the questions are asked of, read from a tree once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inroad.types import Weights
from inroad.workshop.playable import code, readme, requirements, weights
from inroad.workshop.playable.code import Code
from inroad.workshop.playable.readme import Line, Readme
from inroad.workshop.playable.requirements import Requirement
from inroad.workshop.source import python
from inroad.workshop.source.tree import File, Tree

README_BYTES = 2**20
NOTEBOOK_BYTES = 20 * 2**20
NOTEBOOKS = 20
"""Notebooks that are read; more say nothing new."""
PAGES = 20
"""Further pages that are read."""
_PAGE = re.compile(
    r"(?:readme|install(?:ation|ing)?|setup|requirements?|dependencies|reproduc\w*|getting[_-]?started)"
    r"(?:\.(?:md|markdown|rst))?\Z|(?:readme|install)\.txt\Z",
    re.I,
)
_REQUIREMENTS = re.compile(
    r"(?:^|/)[\w.-]*requ?ir(?:e?ments?|ed)[\w.-]*\.(?:txt|in)\Z|(?:^|/)(?:dependencies|packages|deps)\.txt\Z|(?:^|/)requirements/[\w.-]+\.txt\Z",
    re.I,
)
_ENVIRONMENT = re.compile(r"(?:^|/)(?:conda[\w.-]*|[\w.-]*env(?:ironment)?[\w.-]*)\.ya?ml\Z", re.I)
_PROJECT = frozenset({"pyproject.toml", "setup.py", "setup.cfg", "pipfile"})
_OTHERS = frozenset(
    {"dockerfile", "project.toml", "description", "install_packages.r", "cargo.toml", "package.json"}
)
_ASIDE = re.compile(r"(?:^|/)(?:docs?|tests?|\.github|\.ci|\.circleci|examples?|benchmarks?|scripts)/")


@dataclass(frozen=True, slots=True)
class Listing:
    """A file that lists what is needed."""

    path: str
    needs: tuple[Requirement, ...] | None
    """None: it cannot be told without running it."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A repository, ready to be asked."""

    tree: Tree
    readme: Readme | None
    commands: tuple[tuple[Line, str], ...]
    listings: tuple[Listing, ...]
    code: Code
    python: tuple[File, ...]
    """Shallow ones first."""
    notebooks: tuple[File, ...]
    weights: tuple[Weights, ...]
    pages: tuple[Readme, ...] = ()
    """Other pages that say how to install or run it: READMEs of folders, INSTALL and the like."""

    @property
    def paths(self) -> tuple[str, ...]:
        """All paths."""
        return tuple(file.path for file in self.tree.files)

    def fitting(self, pattern: re.Pattern[str]) -> list[str]:
        """Paths in which a pattern is found."""
        return [path for path in self.paths if pattern.search(path)]


def survey(tree: Tree) -> Survey:
    """Read what the questions need."""
    page = _readme(tree)
    scripts = tuple(sorted((f for f in tree.files if f.suffix == ".py"), key=lambda f: (f.depth, f.path)))
    books = tuple(sorted((f for f in tree.files if f.suffix == ".ipynb"), key=lambda f: (f.depth, f.path)))
    known = code.facts(_texts(tree, scripts, books[:NOTEBOOKS]))
    return Survey(
        tree,
        page,
        tuple(readme.commands(page)) if page else (),
        tuple(_listings(tree)),
        known,
        scripts,
        books,
        weights.found(tree, page, known),
        tuple(_pages(tree, page)),
    )


def _readme(tree: Tree) -> Readme | None:
    """The README that lies highest; of several, the one in Markdown or English by its plain name."""
    pages = [f for f in tree.files if re.match(r"readme(?:\.(?:md|markdown|rst|txt|org))?\Z", f.name, re.I)]
    for file in sorted(pages, key=lambda f: (f.depth, f.suffix not in (".md", ".markdown"), f.path)):
        text = tree.head(file.path, README_BYTES)
        if text is not None and file.depth < 2:
            return readme.read(file.path, text)
    return None


def _pages(tree: Tree, main: Readme | None) -> Iterator[Readme]:
    found = [
        f for f in tree.files if _PAGE.match(f.name) and f.depth < 2 and not (main and f.path == main.path)
    ]
    for file in sorted(found, key=lambda f: (f.depth, f.path))[:PAGES]:
        text = tree.head(file.path, README_BYTES)
        if text is not None:
            yield readme.read(file.path, text)


def _listings(tree: Tree) -> Iterator[Listing]:
    for file in tree.files:
        bare = file.name.lower()
        wanted = bare in _PROJECT or _REQUIREMENTS.search(file.path) or _ENVIRONMENT.search(file.path)
        if file.depth > 2 or not (wanted or bare in _OTHERS or bare.startswith("dockerfile")):
            continue
        if _ASIDE.search(file.path) and not bare.startswith("dockerfile"):
            continue
        text = tree.text(file.path) if wanted else None
        if (
            bare == "setup.cfg"
            and text is not None
            and not re.search(r"^\[(?:metadata|options)\]", text, re.M)
        ):
            continue
        yield Listing(file.path, requirements.of_file(file.path, text) if text is not None else None)


def _texts(
    tree: Tree, scripts: tuple[File, ...], books: tuple[File, ...]
) -> Iterator[tuple[str, str | None]]:
    for file in scripts:
        yield file.path, tree.text(file.path)
    for file in books:
        text = tree.text(file.path, NOTEBOOK_BYTES)
        found = python.cells(text) if text is not None else None
        for cell in found or ():
            if cell.kind == "code":
                yield f"{file.path}#{cell.number}", cell.text
