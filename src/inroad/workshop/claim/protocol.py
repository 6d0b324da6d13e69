"""What was decided before a claim was run: its hash, and how a later state differs (pure).

Two hashes: that of the *protocol*, over every field of claim.toml but notes and all files; and that of the
*code*, over what results depend on (files, command, interpreter, time limit), so that a changed threshold
does not throw away runs and a changed program does.
"""

from __future__ import annotations

import difflib
import hashlib
import itertools
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from inroad.types import Claim, Deviation, Protocol, ProtocolFile
from inroad.workshop.claim.manifest import claim_of, flat, parse

LARGEST = 200_000
"""Bytes of a file up to which its text is kept."""
_CODE = ("run.command", "run.file", "run.python", "run.seconds")


def protocol_of(manifest: str, files: Mapping[str, bytes]) -> Protocol:
    """The protocol that a manifest and its files make.

    Args:
        manifest: the text of claim.toml.
        files: name and content of every file that results depend on.

    Raises:
        InputError: the manifest cannot be used.
    """
    raw = parse(manifest)
    claim = claim_of(raw)
    fields = tuple(sorted(flat({key: value for key, value in raw.items() if key != "notes"}).items()))
    kept = tuple(_file(name, content) for name, content in sorted(files.items()))
    named = [(each.name, each.hash) for each in kept]
    code = _hash([[pair for pair in fields if pair[0] in _CODE], named])
    return Protocol(claim.claim_id, _hash([fields, named]), code, fields, kept, manifest)


def governing(protocols: Sequence[Protocol]) -> Protocol | None:
    """The one that decides: the last that was written down while there were no results, else the first."""
    before = [each for each in protocols if each.results == 0]
    return before[-1] if before else next(iter(protocols), None)


def decided_by(protocol: Protocol) -> Claim:
    """The claim as a kept protocol has it."""
    return claim_of(parse(protocol.manifest))


def decisions(protocol: Protocol) -> tuple[tuple[str, str], ...]:
    """The fields by which runs are judged: parts, level, seeds, variants, data sets."""
    judging = ("part.", "decision.", "run.seeds", "run.variants", "run.data")
    return tuple(pair for pair in protocol.fields if pair[0].startswith(judging))


def deviations(protocols: Sequence[Protocol]) -> tuple[Deviation, ...]:
    """What each protocol changed of the one before it, oldest first."""
    pairs = itertools.pairwise(protocols)
    return tuple(each for before, after in pairs for each in _changes(before, after))


def _changes(before: Protocol, after: Protocol) -> Iterable[Deviation]:
    old, new = dict(before.fields), dict(after.fields)
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            yield Deviation(after.at, name, old.get(name), new.get(name), after.results)
    was, now = ({each.name: each for each in one.files} for one in (before, after))
    for name in sorted(was.keys() | now.keys()):
        if _hash_of(was.get(name)) != _hash_of(now.get(name)):
            removed, added = _lines(was.get(name), now.get(name))
            yield Deviation(after.at, name, removed, added, after.results)


def _lines(was: ProtocolFile | None, now: ProtocolFile | None) -> tuple[str | None, str | None]:
    """Lines that went and lines that came; hashes where a text was not kept."""
    if (was and was.text is None) or (now and now.text is None):
        return _hash_of(was), _hash_of(now)
    old, new = ((each.text or "").splitlines() if each else [] for each in (was, now))
    found = list(difflib.unified_diff(old, new, lineterm="", n=0))[2:]
    went = [line[1:] for line in found if line.startswith("-")]
    came = [line[1:] for line in found if line.startswith("+")]
    return "\n".join(went) if was else None, "\n".join(came) if now else None


def frozen(protocol: Protocol, at: Any, results: int) -> Protocol:
    """The same, written down."""
    return replace(protocol, at=at, results=results)


def _file(name: str, content: bytes) -> ProtocolFile:
    # Line ends differ between systems and mean nothing.
    plain = content.replace(b"\r\n", b"\n")
    try:
        text = plain.decode("utf-8") if len(plain) <= LARGEST else None
    except UnicodeDecodeError:
        text = None
    return ProtocolFile(name, hashlib.sha256(plain).hexdigest(), text)


def _hash_of(file: ProtocolFile | None) -> str | None:
    return file.hash if file else None


def _hash(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
