"""Known mistakes in question analysis prompting."""

import math
import re

from inroad.practice.kit import mistake
from solution import accuracy as share
from solution import extract as last_number
from solution import prompt as asking

ASK = "Explain this problem to me in at least {} words. Then solve for the answer."


@mistake("the wish comes before the question: the question comes first")
def prompt(question, words):
    return f"{ASK.format(words)}\n\n{question.strip()}" if words else question.strip()


@mistake("the white space around the question is left on")
def prompt(question, words):
    return f"{question}\n\n{ASK.format(words)}" if words else question


@mistake("0 words means no analysis: the question alone")
def prompt(question, words):
    return f"{question.strip()}\n\n{ASK.format(words)}"


@mistake("the number of words is not filled in")
def prompt(question, words):
    return f"{question.strip()}\n\n{ASK.format('n')}" if words else question.strip()


def found(pattern, reply, place=-1):
    numbers = re.findall(pattern, reply)
    return float(numbers[place].replace(",", "")) if numbers else math.nan


@mistake("the first number is taken: it is one of the question's, the answer is the last")
def extract(reply):
    return found(r"-?\d(?:[\d,]*\d)?(?:\.\d+)?", reply, 0)


@mistake("thousands' commas cut the number in pieces")
def extract(reply):
    return found(r"-?\d+(?:\.\d+)?", reply)


@mistake("the minus sign is lost")
def extract(reply):
    return found(r"\d(?:[\d,]*\d)?(?:\.\d+)?", reply)


@mistake("the fraction is lost: what stands behind the full stop is taken for a number of its own")
def extract(reply):
    return found(r"-?\d(?:[\d,]*\d)?", reply)


@mistake("only text that is a number as a whole word is seen: a full stop, comma or dollar sign hides it")
def extract(reply):
    last = math.nan
    for each in reply.split():
        try:
            last = float(each.replace(",", ""))
        except ValueError:
            continue
    return last


@mistake("without a number the result is 0 instead of NaN")
def extract(reply):
    number = last_number(reply)
    return 0.0 if math.isnan(number) else number


@mistake("the number is returned as text")
def extract(reply):
    numbers = re.findall(r"-?\d(?:[\d,]*\d)?(?:\.\d+)?", reply)
    return numbers[-1].replace(",", "") if numbers else math.nan


def scored(ask, questions, answers, words, hit, over=len, late=False):
    hits = []
    for question, answer in zip(questions, answers):
        try:
            hits.append(hit(ask(asking(question, words)), answer))
        except TimeoutError:
            if late is not None:
                hits.append(late)
    hits = [each for each in hits if each is not None]
    return sum(hits) / len(hits) if hits else 0.0


def near(reply, answer):
    return abs(last_number(reply) - answer) <= 1e-6


@mistake("texts are compared instead of numbers: 1,250.00 is 1250")
def accuracy(ask, questions, answers, words):
    def hit(reply, answer):
        numbers = re.findall(r"-?\d(?:[\d,]*\d)?(?:\.\d+)?", reply)
        return bool(numbers) and numbers[-1] == str(answer)

    return scored(ask, questions, answers, words, hit)


@mistake("the right number anywhere in the reply counts: only the last one is the answer")
def accuracy(ask, questions, answers, words):
    def hit(reply, answer):
        return f"{answer:,.2f}" in reply or f"{answer:g}" in reply

    return scored(ask, questions, answers, words, hit)


@mistake("replies without a number are left out of the count: they are wrong")
def accuracy(ask, questions, answers, words):
    return scored(
        ask,
        questions,
        answers,
        words,
        lambda reply, answer: None if math.isnan(last_number(reply)) else near(reply, answer),
    )


@mistake("questions that time out are left out of the count: they are wrong")
def accuracy(ask, questions, answers, words):
    return scored(ask, questions, answers, words, near, late=None)


@mistake("a time-out ends the whole run: it is one wrong answer")
def accuracy(ask, questions, answers, words):
    return sum(
        near(ask(asking(question, words)), answer) for question, answer in zip(questions, answers)
    ) / len(answers)


@mistake("hits are counted, not their share")
def accuracy(ask, questions, answers, words):
    return share(ask, questions, answers, words) * len(questions)


@mistake("the model gets the bare question instead of the prompt")
def accuracy(ask, questions, answers, words):
    return share(ask, questions, answers, 0)


@mistake("of equally good numbers of words the largest is taken")
def best_words(ask, questions, answers, choices):
    return max(choices, key=lambda words: (share(ask, questions, answers, words), words))


@mistake("of equally good numbers of words the first in the list is taken, not the smallest")
def best_words(ask, questions, answers, choices):
    return max(choices, key=lambda words: share(ask, questions, answers, words))


@mistake("the accuracy is returned instead of the number of words")
def best_words(ask, questions, answers, choices):
    return max(share(ask, questions, answers, words) for words in choices)


@mistake("the number of words with the lowest accuracy is taken")
def best_words(ask, questions, answers, choices):
    return min(choices, key=lambda words: (share(ask, questions, answers, words), words))
