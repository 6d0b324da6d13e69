"""Markov text generation."""
import random

CORPUS = "the cat sat on the mat and the dog sat on the log and the cat saw the dog".split()


def generate(prompt: str = "the", length: int = 20, temperature: float = 1.0, seed: int = 0):
    """Continue a prompt.

    Args:
        prompt: first word
        length: number of words to generate
        temperature: ignored below zero
        seed: random seed
    """
    rng = random.Random(seed)
    words = prompt.split()
    if not words:
        raise ValueError("prompt must not be empty")
    for _ in range(length):
        options = [b for a, b in zip(CORPUS, CORPUS[1:]) if a == words[-1]] or CORPUS
        words.append(rng.choice(options))
    return " ".join(words)


if __name__ == "__main__":
    import fire

    fire.Fire(generate)
