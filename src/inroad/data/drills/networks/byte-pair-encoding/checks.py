"""What is checked of an answer to byte pair encoding."""

import solution

from inroad.practice.kit import Failed, choice, inputs, integers, prop, same, size


def corpus(draw):
    count = size(draw, 2, 6)
    letters, lengths, times = (
        integers(draw, 0, 2, count, 7),
        integers(draw, 1, 7, count),
        integers(draw, 1, 9, count),
    )
    words = ("".join("aab"[each] for each in row[:length]) for row, length in zip(letters, lengths))
    return {text: int(number) for text, number in zip(words, times)}


@inputs
def pieces(draw):
    symbols = [("a", "a", "a", "b", "ba")[each] for each in integers(draw, 0, 4, size(draw, 1, 12))]
    return symbols, choice(draw, (("a", "a"), ("a", "b")))


@inputs
def counted(draw):
    return corpus(draw), size(draw, 1, 9)


@inputs
def learnt(draw):
    word = "".join("aab"[each] for each in integers(draw, 0, 2, size(draw, 1, 12)))
    return word, solution.learn(corpus(draw), size(draw, 2, 9))


def whole(answer, reference, text, merges):
    tokens = answer.encode(text, merges)
    assert "".join(tokens) == text + "_", "the tokens together must be the word and its end mark"


def kept(answer, reference, symbols, pair):
    before = list(symbols)
    try:
        answer.merge(symbols, pair)
    except Exception:
        return  # told by the next check
    if symbols != before:
        raise Failed("merge changes its input in place (argument[0])", None, (before, pair))


CHECKS = [
    prop("runs", "merge leaves its list alone", kept, pieces, calls="merge", examples=10),
    *same("merge", pieces, examples=40),
    *same("learn", counted, examples=30),
    *same("encode", learnt, examples=40),
    prop("invariance", "nothing is lost", whole, learnt, calls="encode", examples=10),
]
