"""Known mistakes in beam search."""

import numpy as np
from inroad.practice.kit import mistake


def search(start, follow, width, steps, end, chosen, final, stays=True, goes_on=False, turned=False):
    """``chosen`` gives the value to choose by; ``final`` the score."""
    beams, done = [([], 0.0)], []
    for _ in range(steps):
        candidates = []
        for tokens, total in beams:
            if tokens and tokens[-1] == end and not goes_on:
                (candidates if stays else done).append((tokens, total))
                continue
            row = (follow[:, tokens[-1]] if turned else follow[tokens[-1]]) if tokens else start
            candidates += [([*tokens, token], total + float(row[token])) for token in range(len(row))]
        beams = sorted(candidates, key=lambda beam: -chosen(*beam))[:width]
        if all(tokens[-1] == end for tokens, _ in beams) and not goes_on:
            break
    scored = [(tokens, final(tokens, total)) for tokens, total in done + beams]
    return sorted(scored, key=lambda beam: -beam[1])


def plain(tokens, total):
    return total


@mistake("the end token is not kept")
def greedy(start, follow, steps, end):
    tokens, row = [], start
    while len(tokens) < steps:
        token = int(row.argmax())
        if token == end:
            break
        tokens.append(token)
        row = follow[token]
    return tokens


@mistake("it does not stop at the end token")
def greedy(start, follow, steps, end):
    tokens = [int(start.argmax())]
    while len(tokens) < steps:
        tokens.append(int(follow[tokens[-1]].argmax()))
    return tokens


@mistake("columns of the transition table are read instead of rows")
def greedy(start, follow, steps, end):
    tokens = [int(start.argmax())]
    while len(tokens) < steps and tokens[-1] != end:
        tokens.append(int(follow[:, tokens[-1]].argmax()))
    return tokens


@mistake("the first token does not count as a step: there is one too many")
def greedy(start, follow, steps, end):
    tokens = [int(start.argmax())]
    while len(tokens) <= steps and tokens[-1] != end:
        tokens.append(int(follow[tokens[-1]].argmax()))
    return tokens


@mistake("the normalised score decides at each step: it is for the end only")
def beam_search(start, follow, width, steps, end, alpha):
    score = lambda tokens, total: total / len(tokens) ** alpha
    return search(start, follow, width, steps, end, score, score)


@mistake("finished sequences are extended further")
def beam_search(start, follow, width, steps, end, alpha):
    score = lambda tokens, total: total / len(tokens) ** alpha
    return search(start, follow, width, steps, end, plain, score, goes_on=True)


@mistake("finished sequences are put aside and no longer compete for the beam")
def beam_search(start, follow, width, steps, end, alpha):
    score = lambda tokens, total: total / len(tokens) ** alpha
    return search(start, follow, width, steps, end, plain, score, stays=False)


@mistake("the end token is not counted in the length")
def beam_search(start, follow, width, steps, end, alpha):
    score = lambda tokens, total: total / max(len(tokens) - (tokens[-1] == end), 1) ** alpha
    return search(start, follow, width, steps, end, plain, score)


@mistake("the score is not divided by length^alpha")
def beam_search(start, follow, width, steps, end, alpha):
    return search(start, follow, width, steps, end, plain, plain)


@mistake("the total is divided by alpha * length instead of length^alpha")
def beam_search(start, follow, width, steps, end, alpha):
    score = lambda tokens, total: total / np.float64(len(tokens) * alpha)
    return search(start, follow, width, steps, end, plain, score)


@mistake("columns of the transition table are read instead of rows")
def beam_search(start, follow, width, steps, end, alpha):
    score = lambda tokens, total: total / len(tokens) ** alpha
    return search(start, follow, width, steps, end, plain, score, turned=True)


@mistake("the order is by total, not by score")
def beam_search(start, follow, width, steps, end, alpha):
    found = search(start, follow, width, steps, end, plain, plain)
    return [(tokens, total / len(tokens) ** alpha) for tokens, total in found]


@mistake("each sequence keeps its best continuation: candidates of all sequences must compete together")
def beam_search(start, follow, width, steps, end, alpha):
    beams = [([int(token)], float(start[token])) for token in np.argsort(-start)[:width]]
    for _ in range(steps - 1):
        beams = [
            (tokens, total)
            if tokens[-1] == end
            else ([*tokens, int(follow[tokens[-1]].argmax())], total + float(follow[tokens[-1]].max()))
            for tokens, total in beams
        ]
    scored = [(tokens, total / len(tokens) ** alpha) for tokens, total in beams]
    return sorted(scored, key=lambda beam: -beam[1])


@mistake("probabilities are multiplied: they underflow, add logarithms instead")
def beam_search(start, follow, width, steps, end, alpha):
    beams = [([], 1.0)]
    for _ in range(steps):
        candidates = []
        for tokens, share in beams:
            if tokens and tokens[-1] == end:
                candidates.append((tokens, share))
                continue
            row = np.exp(follow[tokens[-1]] if tokens else start)
            candidates += [([*tokens, token], share * float(row[token])) for token in range(len(row))]
        beams = sorted(candidates, key=lambda beam: -beam[1])[:width]
        if all(tokens[-1] == end for tokens, _ in beams):
            break
    scored = [(tokens, float(np.log(share)) / len(tokens) ** alpha) for tokens, share in beams]
    return sorted(scored, key=lambda beam: -beam[1])
