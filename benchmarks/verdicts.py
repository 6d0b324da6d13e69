"""How often verdicts on claims are right where the truth was planted.

    python benchmarks/verdicts.py [--claims 1000] [--seed 1]

Each claim is made up: a true difference (none; a quarter to three quarters of what matters; one and a
half to four times what matters), noise (normal, Student's t with 3 degrees of freedom, skewed, or a method
three times as noisy as its baseline) of a size between a fifth of and three times what matters, and 3 to 30
seeds.  Verdicts come from the rules that `inroad claim verdict` uses, on the same seeds as their rivals:

- *three means*: the means of the first three seeds; reproduced if they differ by what matters, else not;
- *any better*: the same with any difference at all;
- *t-test*: a paired t-test over all seeds; reproduced if p < 0.05 and the difference is as claimed, else not;
- *t-test, what matters*: the same against the smallest difference that matters.

A claim's *power* is the share of 2,000 fresh data sets of its kind in which a t-test tells the truth from the
edge of what matters; so it does not depend on the rules that are judged.  With fewer than 6 seeds no
two-sided test of signs can fall below 0.05, so those claims are underpowered.  Another 500 claims say "the
same".  Last come 1,200 claims of which the truth is exactly the edge, the hardest that there is: a true
difference of what matters, 6 to 30 seeds, noise as above and, as one more, skewed on one side only (rare
failures of the method, or of the baseline).
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import stats

from inroad.types import ClaimPart, PartKind, PartVerdict, SeedDifference
from inroad.workshop.claim.verdict import judge

TRUTHS = ("no effect", "below interest", "real effect")
NOISES = ("normal", "heavy tails", "skewed", "unequal variances")
LEAST, MOST, FRESH = 3, 30, 2000


@dataclass(frozen=True)
class Planted:
    truth: str
    noise: str
    effect: float
    spread: float
    seeds: int

    def differences(self, rng: np.random.Generator, sets: int) -> np.ndarray:
        """(sets, seeds) differences of a method and its baseline; what matters is 1."""
        shape = sets, self.seeds
        ours, theirs = (_noise(self.noise, rng, shape) for _ in range(2))
        if self.noise == "unequal variances":
            ours, theirs = 3 * ours / np.sqrt(5), theirs / np.sqrt(5)
        return self.effect + self.spread * (ours - theirs) / np.sqrt(2)


def _noise(name: str, rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """Noise of mean 0 and variance 1."""
    if name == "heavy tails":
        return rng.standard_t(3, shape) / np.sqrt(3)
    if name == "skewed":
        return rng.exponential(size=shape) - 1
    return rng.normal(size=shape)


def planted(count: int, rng: np.random.Generator, kind: PartKind) -> list[Planted]:
    found = []
    for number in range(count):
        truth = TRUTHS[number % 3]
        low, high = {"no effect": (0, 0), "below interest": (0.25, 0.75), "real effect": (1.5, 4)}[truth]
        if kind == "same" and truth == "below interest":
            low, high = 0.0, 0.5
        effect = rng.uniform(low, high) * (rng.choice([-1, 1]) if kind == "same" else 1)
        spread = float(np.exp(rng.uniform(np.log(0.2), np.log(3))))
        noise = NOISES[number // 3 % len(NOISES)]
        found.append(Planted(truth, noise, float(effect), spread, int(rng.integers(LEAST, MOST + 1))))
    return found


def power(claim: Planted, kind: PartKind, rng: np.random.Generator) -> float:
    """How often a t-test finds out the truth."""
    d = claim.differences(rng, FRESH)
    t = lambda edge: (d.mean(axis=1) - edge) / (d.std(axis=1, ddof=1) / np.sqrt(claim.seeds))  # noqa: E731
    if kind == "same":
        limit = stats.t.ppf(0.95, claim.seeds - 1)
        inside = (t(-1) > limit) & (t(1) < -limit)
        return float((inside if claim.truth != "real effect" else (t(1) > limit) | (t(-1) < -limit)).mean())
    limit = stats.t.ppf(0.975, claim.seeds - 1)
    return float((t(1) > limit if claim.truth == "real effect" else t(1) < -limit).mean())


def right(claim: Planted, kind: PartKind) -> str:
    real = claim.truth == "real effect"
    return "reproduced" if real == (kind != "same") else "not reproduced"


def ours(d: np.ndarray, kind: PartKind) -> PartVerdict:
    part = ClaimPart("planted", "score", "higher", kind, "ours", "theirs", None, 1.0)
    points = [SeedDifference(i, "", float(x), 0.0, float(x)) for i, x in enumerate(d)]
    return judge(part, points, len(points))


def _means(edge: float) -> Callable[[np.ndarray], str]:
    return lambda d: "reproduced" if d[:3].mean() > edge else "not reproduced"


def _t_test(edge: float) -> Callable[[np.ndarray], str]:
    def decide(d: np.ndarray) -> str:
        p = stats.ttest_1samp(d, edge).pvalue
        return "reproduced" if p < 0.05 and d.mean() > edge else "not reproduced"

    return decide


RIVALS = {
    "three means": _means(1.0),
    "any better": _means(0.0),
    "t-test": _t_test(0.0),
    "t-test, what matters": _t_test(1.0),
}


def told(claims: list[Planted], kind: PartKind, rng: np.random.Generator) -> list[tuple]:
    """For each claim: itself, its power, our outcome and reason, and what rivals say."""
    rows = []
    for claim in claims:
        d = claim.differences(rng, 1)[0]
        found = ours(d, kind)
        rivals = {name: rival(d) for name, rival in RIVALS.items()} if kind == "better" else {}
        rows.append((claim, power(claim, kind, rng), found.outcome, found.reason, rivals))
    return rows


def share(hits: list[bool]) -> str:
    if not hits:
        return "none"
    low, high = (100 * x for x in stats.binomtest(sum(hits), len(hits)).proportion_ci(method="wilson"))
    return f"{sum(hits):4d} of {len(hits):4d} ({100 * sum(hits) / len(hits):5.1f} %, {low:.1f} to {high:.1f})"


def report(rows: list[tuple], kind: PartKind) -> None:
    outcomes = {"ours": [row[2] for row in rows]} | {
        name: [row[4][name] for row in rows] for name in (rows[0][4] if rows else ())
    }
    false = [i for i, row in enumerate(rows) if right(row[0], kind) != "reproduced"]
    real = [i for i, row in enumerate(rows) if right(row[0], kind) == "reproduced"]
    strong = [i for i, row in enumerate(rows) if row[1] >= 0.9 and row[0].seeds >= 6]
    print(f"\n'{kind}', {len(rows)} claims")
    print(f"{'':22}{'falsely reproduced':36}{'falsely not reproduced':36}right where power >= 0.9")
    for name, said in outcomes.items():
        wrong = share([said[i] == "reproduced" for i in false])
        good = share([said[i] == right(rows[i][0], kind) for i in strong])
        refuted = share([said[i] == "not reproduced" for i in real])
        print(f"{name:22}{wrong:36}{refuted:36}{good}")
    few = [row for row in rows if row[0].seeds < 6]
    print("fewer than 6 seeds, called underpowered:", share([row[3] == "underpowered" for row in few]))
    weak = [row for row in rows if row[1] < 0.5 and row[0].seeds >= 6]
    print(
        "power < 0.5: inconclusive or partly:    ",
        share([row[2] in ("inconclusive", "partly") for row in weak]),
    )
    print("our false 'reproduced' by noise and truth:")
    for noise in NOISES:
        for truth in TRUTHS:
            mine = [i for i in false if rows[i][0].noise == noise and rows[i][0].truth == truth]
            if mine:
                print(f"  {noise:18} {truth:16} {share([rows[i][2] == 'reproduced' for i in mine])}")
    print("our verdicts:", dict(Counter(f"{row[2]} ({row[3]})" for row in rows).most_common()))


def edge(count: int, rng: np.random.Generator) -> None:
    """Claims of which the truth is exactly what matters: each 'reproduced' is one too many."""
    print(f"\n{count} claims at the very edge, 'reproduced' and 'not reproduced':")
    kinds = (*NOISES, "method fails at times", "baseline fails at times")
    for noise in kinds:
        said = []
        for _ in range(count // len(kinds)):
            claim = Planted("edge", noise, 1.0, 1.0, int(rng.integers(6, MOST + 1)))
            skew = {"method fails at times": -1, "baseline fails at times": 1}.get(noise)
            d = claim.differences(rng, 1)[0]
            said.append(ours(1 + skew * (rng.exponential(size=len(d)) - 1) if skew else d, "better").outcome)
        over, under = (share([each == name for each in said]) for name in ("reproduced", "not reproduced"))
        print(f"  {noise:24}{over:36}{under}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    rng = np.random.default_rng(chosen.seed)
    start = time.process_time()
    for kind, count in (("better", chosen.claims), ("same", chosen.claims // 2)):
        report(told(planted(count, rng, kind), kind, rng), kind)
    edge(chosen.claims * 6 // 5, rng)
    print(f"\n{time.process_time() - start:.0f} s of processor time")


if __name__ == "__main__":
    main()
