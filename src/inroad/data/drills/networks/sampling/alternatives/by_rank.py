import numpy as np


def tempered(logits, temperature):
    if temperature > 0:
        z = logits / temperature
        return np.exp(z - np.logaddexp.reduce(z))
    sure = np.zeros(len(logits))
    sure[int(np.argmax(logits))] = 1.0
    return sure


def top_p(probabilities, p):
    n = len(probabilities)
    index = np.arange(n)
    more = probabilities[None, :] > probabilities[:, None]
    equal = (probabilities[None, :] == probabilities[:, None]) & (index[None, :] < index[:, None])
    ahead = (more | equal) @ probabilities
    kept = np.where(ahead < p - 1e-12, probabilities, 0.0)
    return kept / np.sum(kept)


def draw(probabilities, u):
    tokens = []
    for each in u:
        rest, token = each, None
        for i, share in enumerate(np.cumsum(probabilities)):
            if probabilities[i] > 0:
                token = i
                if share > rest:
                    break
        tokens.append(token)
    return np.array(tokens)
