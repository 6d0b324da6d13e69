"""Posts with known places: written by hand, and made of facts; half for looking, half for testing."""

import random
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"
EACH = 5


@dataclass(frozen=True)
class Post:
    id: str
    text: str
    place: tuple[int, int]
    part: str  # dev or test
    made: str  # hand or facts


def posts() -> list[Post]:
    return [*by_hand(), *of_facts()]


def by_hand() -> list[Post]:
    found = re.split(r"(?m)^=== ", (DATA / "posts.txt").read_text(encoding="utf-8"))[1:]
    made = []
    for number, block in enumerate(found):
        head, text = block.split("\n", 1)
        name, pure, models = head.split()
        part = "test" if number % 2 else "dev"
        made.append(Post(name, text.strip(), (int(pure), int(models)), part, "hand"))
    return made


def of_facts() -> list[Post]:
    """All posts of the same facts are in the same half, so that none is tested whose sister was looked at."""
    facts = tomllib.loads((DATA / "post_facts.toml").read_text(encoding="utf-8"))["facts"]
    made = []
    for number, each in enumerate(facts):
        part = "test" if number % 2 else "dev"
        for turn in range(EACH):
            text = _post(each, random.Random(f"{each['id']}{turn}"), turn)
            made.append(Post(f"{each['id']}-{turn}", text, tuple(each["place"]), part, "facts"))
    return made


EMPLOYERS = [
    "Founded in 1998, we employ 4,000 people in twelve countries and are known for our pumps.",
    "We are a young company that customers in 30 countries rely on; our product saves them hours a week.",
    "Our research institute has 300 members, publishes widely and is funded by the state.",
    "We're building general intelligence that is safe and useful to everybody.",
    "Our platform runs on Kubernetes and serves a billion requests a day.",
    "We are a family-owned group with shops, warehouses and a bank.",
    "A public hospital with 1,200 beds.",
]
OFFERS = [
    "We offer 30 days of vacation, a pension and a ticket for public transport.",
    "Salary range: 80,000 to 140,000. Health insurance and a learning budget for conferences.",
    "Equal opportunity employer: all applicants are considered without regard to race, religion, sex or age.",
    "Please send your CV and a cover letter with two references. Applications are read as they come in.",
    "Stock options, free lunches, and a gym. We celebrate diversity in our product teams.",
]


def _post(facts, draw, turn):
    title = draw.choice(facts["titles"])
    tasks = draw.sample(facts["tasks"], draw.choice([3, 4, 5]))
    asks = draw.sample(facts["asks"], draw.choice([2, 3]))
    employer, offer = draw.choice(EMPLOYERS), draw.choice(OFFERS)
    return [_headed, _prose, _html, _markdown, _bare][turn](title, tasks, asks, employer, offer)


def _headed(title, tasks, asks, employer, offer):
    lists = ["\n".join(f"- {each}" for each in all_) for all_ in (tasks, asks)]
    head, tail = f"{title}\n\nAbout us\n{employer}\n\n", f"Benefits\n{offer}\n"
    return f"{head}What you'll do\n{lists[0]}\n\nRequirements\n{lists[1]}\n\n{tail}"


def _prose(title, tasks, asks, employer, offer):
    work = ". ".join(f"You will {each[0].lower()}{each[1:]}" for each in tasks)
    need = ". ".join(f"We'd like to see: {each[0].lower()}{each[1:]}" for each in asks)
    return f"{employer} We are looking for a colleague: {title}.\n\n{work}.\n\n{need}. {offer}\n"


def _html(title, tasks, asks, employer, offer):
    lists = ["".join(f"<li>{each.replace('&', '&amp;')}</li>" for each in all_) for all_ in (tasks, asks)]
    return (
        f"<html><head><style>p {{color: red}}</style></head><body><h1>{title}</h1><p>{employer}</p>"
        f"<h3>Responsibilities</h3><ul>{lists[0]}</ul><h3>Qualifications</h3><ul>{lists[1]}</ul>"
        f"<h3>What we offer</h3><p>{offer}</p><script>track('production kubernetes')</script></body></html>"
    )


def _markdown(title, tasks, asks, employer, offer):
    lists = ["\n".join(f"* {each}" for each in all_) for all_ in (tasks, asks)]
    head, tail = f"# {title}\n\n{employer}\n\n", f"**We offer:** {offer}\n"
    return f"{head}## The role\n\n{lists[0]}\n\n## You\n\n{lists[1]}\n\n{tail}"


def _bare(title, tasks, asks, employer, offer):
    return f"Position: {title}\n{'; '.join(tasks)}.\nYour profile: {', '.join(asks)}.\n"
