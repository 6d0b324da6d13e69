"""What is checked of an answer to question analysis prompting."""

import re

from inroad.practice.kit import choice, inputs, integers, prop, same, size

PIECES = (
    "There are 12 boxes with 3 apples each.",
    "So the answer is 36.",
    "The total is 1,250 dollars.",
    "We get -7",
    "It costs $4.50, in all.",
    "Nothing to count here.",
    "Twice 2.5 is 5.0.",
    "A range of 3-4 days",
    "It is 0.125",
    "Of 10,000, we keep 2,000.",
    "In 2024, 7,8 and 9, they won.",
    "x = -0.5.",
)


@inputs
def asked(draw):
    question = choice(draw, ("How many apples?", "  What is 3 + 4? ", "\nName it.\n"))
    return question, choice(draw, (50, 100, 0, 25))


@inputs
def replied(draw):
    return (" ".join(PIECES[each] for each in integers(draw, 0, len(PIECES) - 1, size(draw, 0, 4))),)


class Model:
    """Adds rightly if it was told to explain in enough words; times out, or has no answer, at times."""

    def __init__(self, needed, silent, slow):
        self.needed, self.silent, self.slow = needed, silent, slow

    def __call__(self, text):
        a, b = (int(each) for each in re.findall(r"\d+", text)[:2])
        told = re.search(r"at least (\d+) words", text)
        if a == self.slow:
            raise TimeoutError
        if a == self.silent:
            return "I cannot say."
        enough = int(told[1]) >= self.needed + a if told else a % 3 == 0
        total = a + b if enough else a - b
        return f"We add {a} and {b}. The sum is {total:,}.00." if a % 2 else f"{a} and {b} give {total}.0."

    def __repr__(self):
        return f"a model (explains {self.needed} words, silent at {self.silent}, times out at {self.slow})"


def sums(draw):
    n = size(draw, 1, 6)
    a, b = integers(draw, 1, 60, n), integers(draw, 900, 1500, n)
    silent, slow = (int(each) for each in integers(draw, 0, 1, 2) * a[[0, -1]])
    model = Model(int(integers(draw, 0, 60, 1)[0]), silent, slow)
    return model, [f"What is {i} + {j}?" for i, j in zip(a, b)], [float(i + j) for i, j in zip(a, b)]


@inputs
def exam(draw):
    return *sums(draw), choice(draw, (50, 100, 0, 25))


@inputs
def search(draw):
    return *sums(draw), choice(draw, ([100, 50, 25], [0, 200, 100], [25, 50]))


def once(answer, reference, model, questions, answers, words):
    seen = []

    def counting(text):
        seen.append(text)
        return model(text)

    answer.accuracy(counting, questions, answers, words)
    assert seen == [reference.prompt(question, words) for question in questions], (
        "the model must be asked once for each question, in their order, with the prompt of the drill"
    )


CHECKS = [
    *same("prompt", asked, examples=15),
    *same("extract", replied, examples=50),
    # A share of at most six: exact.
    *same("accuracy", exam, examples=35),
    *same("best_words", search, examples=25),
    prop(
        "invariance", "the model is asked once for each question", once, exam, calls="accuracy", examples=10
    ),
]
