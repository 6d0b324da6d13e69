"""What the words around a name say about the paper's relation to it.

A paper that writes "based on X", "outperforms X" or "X suffers from" has told how it stands to X.
Words that tell such a thing are gathered in groups; a *cue* is a group met at a certain distance from
the name.  The cues of one place fit in one 64-bit number, so that relations can later be told for the
whole corpus at once from a table of numbers, without the texts.

Promised: the cues of a place depend on its own sentence (and on how far down the abstract that stands)
alone.  Words are looked up in a table once a sentence; regular expressions took ten times as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, repeat
from operator import or_
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # reports ask for the names of cues, and should not wait for the ways of reading
    from inroad.atlas.introductions import Reading
    from inroad.atlas.names import Surface

_WORDS = {
    "build": """
        based builds build built building upon extends extend extending extended extension extensions
        variant variants inspired modify modifies modified modifying modification adapt adapts adapted
        adapting adaptation generalizes generalises generalize generalise generalizing generalising
        derived atop top reformulates redesign redesigned re-engineered upgrade upgrades version
        originates evolves tailored equips empowers steers converts converting customized augments""",
    "improve": """
        improves improve improving improved enhance enhances enhanced enhancing refines refined refine
        accelerate accelerates accelerating revisit revisits rethinking beyond optimizes optimized
        overcomes overcome addresses address mitigates towards limitations robust efficient lightweight
        faster scalable unified""",
    "combine": """
        combines combine combining combined combination integrates integrate integrating integrated
        integration incorporates incorporate incorporating hybrid fuses fuse fusing merges merging
        unifies unifying couples coupled coupling marries marrying blends bridging comprising into
        within embeds embedding introducing""",
    "outperform": """
        outperforms outperform outperforming outperformed surpasses surpass surpassing surpassed exceeds
        exceeding beats beating than superior better higher lower fewer over gains improvement
        improvements reduces reducing compared comparable matches rivals rivaling par competitive""",
    "compare": """
        compare compares comparing comparison comparisons versus vs against baseline baselines relative
        unlike contrast alternatives competitor competitors counterpart counterparts state-of-the-art
        sota leading strong stronger""",
    "evaluate": """
        evaluate evaluates evaluated evaluating evaluation evaluations experiment experiments
        experimental benchmarked benchmarking test tests tested testing assess assesses assessed
        assessing validate validated results findings across empirical empirically tasks datasets
        accuracy f1 score scores performance performs achieves""",
    "apply": """
        using use uses used utilize utilizes utilized utilizing utilise utilises utilising employ
        employs employed employing leverage leverages leveraged leveraging adopt adopts adopted adopting
        via apply applies applied applying application fine-tune fine-tunes fine-tuned fine-tuning
        finetuned finetuning finetune train trains trained training implement implements implemented
        implementing deploy deploys deployed exploit exploits exploiting pre-trained pretrained
        prompting prompted prompt through by""",
    "survey": """
        survey surveys review reviews reviewed overview study studies studied analysis analyze analyse
        analyzes analyses analyzing investigate investigates investigated investigating examine examines
        examined examining explore explores explored exploring theoretical understanding prove
        convergence discuss discusses summarize probing interpret interpreted theory""",
    "propose": """
        propose proposes proposed proposing introduce introduces introduced present presents presented
        develop develops developed developing design designs designed designing devise novel new first
        innovative innovations named called termed dubbed release""",
    "own": "we our this paper work us here ours",
    "list": """
        such eg ie like including include includes namely and or several various three two four five
        both""",
    "prior": """
        existing recent recently previous previously prior traditional conventional current popular
        widely standard vanilla original classic classical typical typically have has been shown other
        most many advances often commonly mainstream emerging""",
    "limit": """
        however suffer suffers suffering limited limitation costly expensive lack lacks
        lacking fail fails struggle struggles challenge challenges challenging inefficient remains
        remain overlook overlooks but despite while although issue issues problem problems requires
        require degrade bottleneck vulnerable prone unclear underexplored""",
    "part": """
        backbone backbones encoder encoders decoder block blocks module modules head extractor
        extractors layer layers network networks architecture architectures framework component
        components branch classifier detector generator policy adapter adapters feature features
        embeddings pipeline reasoning algorithm""",
    "others": """
        methods models approaches techniques frameworks systems algorithms families family series llms
        lms model method approach""",
}
"""Words by group.  A word may stand in one group only."""

GROUPS = tuple(_WORDS)
"""The groups, in the order of their bits."""

_BIT = {word: 1 << number for number, words in enumerate(_WORDS.values()) for word in words.split()}

DISTANCES = ("just before", "before", "just after", "in the sentence")
"""Where a word of a group stands: among the four words before the name, before it, among the three after
it, anywhere in its sentence."""

CUES = (
    *(f"{group}, {distance}" for distance in DISTANCES for group in GROUPS),
    "bracketed",
    "-based",
    "late",
    "heads",
)
"""What each bit means, from the lowest: a group at a distance, then how the name itself is written:
in brackets, with a word like "-based" tied to it, in the last third of the abstract, first in its
sentence or title."""

_BRACKETED, _TIED, _LATE, _HEADS = (1 << number for number in range(len(CUES) - 4, len(CUES)))
_MARKS = (",", ".", "(", ")", ":", ";", '"', "?")


def cue_masks(reading: Reading) -> list[int]:
    """The cues of every name-like place, those of the title before those of the abstract."""
    title, count = (0, len(reading.title)), len(reading.sentences)
    masks = _masks(reading.title, title, reading.title_surfaces, 0)
    for number, inside in _by_sentence(reading):
        late = _LATE if 3 * number >= 2 * count else 0
        masks += _masks(reading.abstract, reading.sentences[number], inside, late)
    return masks


def _by_sentence(reading: Reading) -> Iterator[tuple[int, list[Surface]]]:
    """The abstract's surfaces, gathered as long as neighbours share a sentence."""
    inside: list[Surface] = []
    number, end = -1, 0
    for surface in reading.surfaces:
        if surface.start >= end:
            if inside:
                yield number, inside
            inside = []
            while surface.start >= end:
                number += 1
                end = reading.sentences[number][1]
        inside.append(surface)
    if inside:
        yield number, inside


def _masks(text: str, sentence: tuple[int, int], inside: list[Surface], base: int) -> list[int]:
    """The masks of the surfaces of one sentence."""
    if not inside:
        return []
    start, stop = sentence
    bits = list(map(_BIT.get, _words(text[start:stop]), repeat(0)))
    before = list(accumulate(bits, or_, initial=0))
    base |= before[-1] << _SHIFTS[3]
    return [base | _around(bits, before, text, start, surface) for surface in inside]


def _words(text: str) -> list[str]:
    """Words in lower case; all spaces count, so that counting them gives the number of a word."""
    text = text.lower()
    for mark in _MARKS:  # five times as fast as one translation
        text = text.replace(mark, "")
    return text.split(" ")


_SHIFTS = tuple(len(GROUPS) * number for number in range(len(DISTANCES)))
_, _BEFORE, _AFTER, _ = _SHIFTS


def _around(bits: list[int], before: list[int], text: str, start: int, surface: Surface) -> int:
    """Cues of the words before and after a surface, and how it is written itself."""
    name, begin, end, _ = surface
    first = text.count(" ", start, begin)
    mask = before[first] << _BEFORE
    reach = 4
    if text[begin - 1 : begin] == "(":
        # What matters stands before the words that the letters in brackets abbreviate.
        reach += end - begin
        mask |= _BRACKETED
    for near in bits[first - reach if first > reach else 0 : first]:
        mask |= near
    last = first + 1 + name.count(" ")
    for after in bits[last : last + 3]:
        if after:
            mask |= after << _AFTER
    if begin - start < 2:
        mask |= _HEADS
    return mask | _TIED if text[end : end + 1] == "-" else mask
