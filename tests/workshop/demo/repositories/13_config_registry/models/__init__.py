REGISTRY = {}


def register(cls):
    REGISTRY[cls.__name__] = cls
    return cls


@register
class Reverse:
    def __init__(self, by="word"):
        self.by = by

    def __call__(self, text):
        return " ".join(reversed(text.split())) if self.by == "word" else text[::-1]


@register
class Shout:
    def __init__(self, marks=1):
        self.marks = marks

    def __call__(self, text):
        return text.upper() + "!" * self.marks


def build(cfg):
    cfg = dict(cfg)
    return REGISTRY[cfg.pop("type")](**cfg)
