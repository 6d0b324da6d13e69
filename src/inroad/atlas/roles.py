"""What a name stands for, told from the nouns beside it: "the GLUE benchmark", "a dataset called X".

Nouns vote by where they stand (behind the name, before it, in the title, at the end of its long form,
in "X is a ..."), together with the ending of the name itself; what a vote is worth was learnt from
labelled papers (``tools/train_introductions.py``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from inroad.atlas.introductions import Introduced, Reading
from inroad.atlas.names import PHRASE
from inroad.atlas.schema import ROLES
from inroad.atlas.text import Remembered

KINDS = ("benchmark", "dataset", "task", "tool", "method", "model")
_INDEX = {kind: number for number, kind in enumerate(ROLES)}

# Plurals are made from these; "_" joins two words.
_NOUNS = {
    "dataset": """
        dataset data_set corpus corpora collection treebank image_set knowledge_graph lexicon
        annotation
    """,
    "benchmark": """
        benchmark bench testbed test_bed test_suite testsuite test_set evaluation_suite
        evaluation_set evaluation_framework evaluation_benchmark challenge_set leaderboard metric
    """,
    "task": "task challenge shared_task competition track",
    "tool": """
        library toolkit tool_kit tool package software simulator platform system engine compiler
        plugin plug-in application app open-source_framework open-source_project
        open-source_implementation repository programming_language environment interface chatbot
        assistant ontology
    """,
    "model": """
        model language_model lm llm vlm mllm family checkpoint backbone encoder network neural_net
        architecture detector tokenizer classifier series
    """,
    "method": """
        framework method methodology approach algorithm technique strategy mechanism module loss
        losses objective optimizer optimiser paradigm pipeline procedure scheme protocol policy
        attack defense layer block attention prompting decoding sampling training fine-tuning
        finetuning tuning quantization distillation pruning optimization regularization
        regularisation adaptation alignment augmentation
        estimator agent solver adapter theory search planner controller kernel
        scheduler variant recipe
    """,
}


def _plural(noun: str) -> str:
    if noun.endswith("y"):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch")) else "s")


_KIND_OF = {
    form.replace("_", " "): kind
    for kind, nouns in _NOUNS.items()
    for noun in nouns.split()
    for form in (noun, _plural(noun))
}
_SECOND = frozenset(form.split(" ")[1] for form in _KIND_OF if " " in form)
"""Words with which a noun of two words ends."""
_EDGE = ".,;:!?()[]{}\"'“”‘’`"
_bare = Remembered(lambda written: written.strip(_EDGE).lower()).__getitem__

_DESCRIBED = re.compile(
    r"[\"”’')]*(?: \([^)]*\))?,? (?:is |are )?(?:an?|the first|our|the) "
    r"((?:(?! (?:for|that|to|which|of|with|in) )[^,.;])*)"
)
_ENDS = {
    "benchmark": r"""
        bench(?:mark)?(?:[-_ ]?[\d.]+|-\w{1,5})?$ | [-\ ]eval(?:uator)?$ | (?-i:Eval)$ | arena$
        | (?<=[a-z])(?-i:GLUE)$
        """,
    "dataset": r"(?:data|dataset|corpus|corpora|treebank|\d[km]|(?-i:Set|DB))$",
    "tool": r"(?:lib|toolkit|kit|studio|hub|-py|gym|sim)$",
    "model": r"""
        (?:net|former|lm|tts|bert|berta|bart|gpt|llama|vlm|llm|mamba|gan|vae|unet|gnn|cnn|vit|mllm)
        (?:[-_ ]?v?\d[\d.]*|\+\+)?$
        """,
}
_ENDINGS = [(re.compile(ends, re.VERBOSE | re.IGNORECASE), kind) for kind, ends in _ENDS.items()]


@cache
def _weights() -> dict[str, list[float]]:
    """Hundredths of log-odds for each of ``KINDS``, by vote."""
    text = (files("inroad") / "data" / "weights" / "introductions.json").read_text("utf-8")
    found: dict[str, list[float]] = json.loads(text)["kinds"]
    return found


def role_after(text: str, end: int) -> int | None:
    """The kind that the noun after a name suggests (index into ``ROLES``), None if it suggests none."""
    found = _behind(text, end)
    return _INDEX[found[0]] if found else None


def _behind(text: str, end: int) -> tuple[str, str] | None:
    """Kind and noun when one of the two words behind a name is a telling noun."""
    if text[end : end + 1] not in (" ", '"', "”", "'", ")"):
        return None
    return next(_nouns(text[end : end + 40].lstrip("\"”’')").split(" ", 3)[1:3]), None)


def role_of(reading: Reading, item: Introduced) -> int:
    """The kind of a name that this paper introduces: votes of its ending, the title, and nearby nouns."""
    learnt = _weights()
    worths = [learnt[vote] for vote in dict.fromkeys(votes(reading, item)) if vote in learnt]
    totals = [sum(column) for column in zip(learnt["any"], *worths, strict=True)]
    return _INDEX[KINDS[totals.index(max(totals))]]


def votes(reading: Reading, item: Introduced) -> Iterator[str]:
    """What speaks for one kind or another, each as place and kind and as place and noun."""
    ending = next((kind for pattern, kind in _ENDINGS if pattern.search(item.name)), None)
    if ending:
        yield f"end {ending}"
    yield f"shape {item.shape}"
    if "heads title" in item.signs:
        yield from _title_votes(reading.title[item.end : item.end + 120])
    if item.long_form or item.shape == PHRASE:
        whole = (item.long_form or item.name).replace("-", " ")
        yield from _last("long", whole[-24:])
        for kind, _ in _nouns(whole.split()):
            yield f"in long {kind}"
    yield from _place_votes(reading.abstract, item.name)


def _nouns(words: list[str]) -> Iterator[tuple[str, str]]:
    """Kind and noun of each telling noun among the words; of two words that belong together, as one."""
    before = ""
    for word in map(_bare, words):
        noun = f"{before} {word}" if word in _SECOND else word
        if noun in _KIND_OF or (noun := word) in _KIND_OF:
            yield _KIND_OF[noun], noun
        before = word


_TITLE_WORDS = (
    "for ",
    "Towards",
    "Benchmarking",
    "Evaluating",
    "Library",
    "Open",
    "Large-Scale",
    "via",
    "with ",
)


def _title_votes(rest: str) -> Iterator[str]:
    yield "headed"
    for number, (kind, noun) in enumerate(_nouns(rest.replace("-", " ").split())):
        yield f"title {kind}"
        if not number:
            yield f"title first {noun}"
    for word in _TITLE_WORDS:
        if word in rest:
            yield f"title has {word}"


def _place_votes(text: str, name: str) -> Iterator[str]:
    """Nouns just after each place where the name stands, and around the first two places."""
    at, shown = text.find(name), 0
    while at >= 0 and shown < 6:
        end = at + len(name)
        if found := _behind(text, end):
            yield f"after {found[0]}"
            yield f"after {found[1]}"
        if not shown:
            yield from _hints(text, at, end)
        if shown < 2:
            begin = max(text.rfind(". ", 0, at), at - 90, 0)
            yield from _last("before", text[begin:at])
            described = _DESCRIBED.match(text, end, end + 160)
            if described:
                yield from _last("described", described[1])
        shown += 1
        at = text.find(name, end)


_HINT_STEMS = """
    colle annot curat sampl insta quest image hours docum pairs sente evalu bench datas corpu human exper
    real- task tasks chall parti open- libra pytho packa toolk user users inter platf syste deplo param pre-t
    train fine- archi netwo encod decod trans model algor metho frame modul loss strat mecha learn optim reinf
    publi avail relea first compr conta consi cover span spans achie outpe
"""
_HINTS = frozenset(_HINT_STEMS.split())
"""Compared by their first five letters, so that forms of a word count together."""


def _hints(text: str, at: int, end: int) -> Iterator[str]:
    """Telling words of the name's first sentence, told apart by the side they stand on."""
    begin = max(text.rfind(". ", 0, at), at - 160, 0)
    stop = text.find(". ", end, end + 200)
    for side, words in (("left", text[begin:at]), ("right", text[end : stop if stop >= 0 else end + 200])):
        for word in words.lower().split():
            if word[:5] in _HINTS:
                yield f"{side} {word[:5]}"


def _last(place: str, text: str) -> Iterator[str]:
    """The last telling noun of a stretch of text, if it is near the end."""
    last = None
    for last in _nouns(text[-48:].split(" ")):  # noqa: B007, the last one is wanted
        pass
    if last is not None:
        yield f"{place} {last[0]}"
        yield f"{place} {last[1]}"
