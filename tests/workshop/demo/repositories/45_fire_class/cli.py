import fire


class Writer:
    """Writes small poems."""

    def __init__(self, mood: str = "calm"):
        self.mood = mood

    def haiku(self, topic: str, lines: int = 3) -> str:
        """A haiku.

        Args:
            topic: What it is about.
            lines: How many lines it has.
        """
        return "\n".join([f"{topic}, so {self.mood}"] * lines)

    def train(self, corpus: str):
        raise NotImplementedError


if __name__ == "__main__":
    fire.Fire(Writer)
