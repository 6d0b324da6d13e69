"""Question analysis prompting and its score, written plainly."""

import math
import re

NUMBER = re.compile(r"-?\d(?:[\d,]*\d)?(?:\.\d+)?")


def prompt(question, words):
    question = question.strip()
    if words == 0:
        return question
    return f"{question}\n\nExplain this problem to me in at least {words} words. Then solve for the answer."


def extract(reply):
    found = NUMBER.findall(reply)
    return float(found[-1].replace(",", "")) if found else math.nan


def right(ask, question, answer, words):
    try:
        number = extract(ask(prompt(question, words)))
    except TimeoutError:
        return False
    return abs(number - answer) <= 1e-6  # False for NaN


def accuracy(ask, questions, answers, words):
    hits = [right(ask, question, answer, words) for question, answer in zip(questions, answers, strict=True)]
    return sum(hits) / len(hits)


def best_words(ask, questions, answers, choices):
    return min(choices, key=lambda words: (-accuracy(ask, questions, answers, words), words))
