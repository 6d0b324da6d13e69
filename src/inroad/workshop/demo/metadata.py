"""What a package says of itself once it was built: PKG-INFO, METADATA and entry_points.txt."""

from __future__ import annotations

import configparser
import re
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser

from inroad.workshop.source.tree import Tree

_WHERE = re.compile(r"^(PKG-INFO|[^/]+\.dist-info/METADATA)$")
_DOORS = re.compile(r"^[^/]+\.dist-info/entry_points\.txt$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Of a built package; empty where there is none."""

    name: str = ""
    licence: str = ""
    readme: str = ""
    requirements: tuple[str, ...] = ()
    console: tuple[tuple[str, str], ...] = ()
    """Commands that are installed: name, ``module:function``."""


def metadata(tree: Tree) -> Metadata:
    """What a tree's built metadata say."""
    texts = [tree.text(each.path) for each in tree.files if _WHERE.match(each.path)]
    console = [pair for each in tree.files if _DOORS.match(each.path) for pair in _doors(tree, each.path)]
    if not texts or texts[0] is None:
        return Metadata(console=tuple(console))
    told = HeaderParser().parsestr(texts[0])
    body = told.get_payload()
    required = [str(each) for each in told.get_all("Requires-Dist", [])]
    return Metadata(
        name=str(told.get("Name", "")),
        licence=_licence(told),
        readme=body if isinstance(body, str) else "",
        requirements=tuple(" ".join(each.split()) for each in required if "extra ==" not in each),
        console=tuple(console),
    )


def _licence(told: Message) -> str:
    """The licence by its expression or its classifier, else the first line of what is said."""
    classifiers = [
        str(each) for each in told.get_all("Classifier", []) if str(each).startswith("License :: ")
    ]
    named = [each.rpartition(" :: ")[2] for each in classifiers]
    return str(told.get("License-Expression") or (named or [told.get("License", "")])[0]).partition("\n")[0][
        :80
    ]


def _doors(tree: Tree, path: str) -> list[tuple[str, str]]:
    read = configparser.ConfigParser(delimiters=("=",), interpolation=None, strict=False)
    try:
        read.read_string(tree.text(path) or "")
        found = read["console_scripts"].items() if read.has_section("console_scripts") else ()
    except configparser.Error:
        return []
    return [
        (name, target.strip()) for name, target in found if re.fullmatch(r"[\w.]+:[\w.]+", target.strip())
    ]
