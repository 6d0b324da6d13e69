"""Beam search, written plainly."""


def greedy(start, follow, steps, end):
    tokens = []
    row = start
    while len(tokens) < steps and (not tokens or tokens[-1] != end):
        tokens.append(int(row.argmax()))
        row = follow[tokens[-1]]
    return tokens


def beam_search(start, follow, width, steps, end, alpha):
    beams = [([], 0.0)]
    for _ in range(steps):
        candidates = []
        for tokens, total in beams:
            if tokens and tokens[-1] == end:
                candidates.append((tokens, total))
                continue
            row = follow[tokens[-1]] if tokens else start
            candidates += [([*tokens, token], total + float(row[token])) for token in range(len(row))]
        beams = sorted(candidates, key=lambda beam: -beam[1])[:width]
        if all(tokens[-1] == end for tokens, _ in beams):
            break
    scored = [(tokens, total / len(tokens) ** alpha) for tokens, total in beams]
    return sorted(scored, key=lambda beam: -beam[1])
