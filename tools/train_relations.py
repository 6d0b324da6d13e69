"""Learn what the cues around a name say about the relation: writes data/weights/relations.json.

    python tools/train_relations.py ATLAS_FOLDER

The folder holds mentions.parquet (with ``cue``), introduced.parquet, methods.parquet (with ``key``) and
papers.parquet (paper, paper_id, title), as :mod:`inroad.atlas.resolve` makes them.  Labelled pairs come
from the dev halves in tests/gold only.  Weights are the most likely ones under a quadratic penalty; the
temperature and ``STATED`` come from ten-fold cross-validation by paper.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from scipy.optimize import minimize

from inroad.atlas import kinship, relation_model, relations
from inroad.atlas.cues import CUES
from inroad.atlas.kinship import NAME_FEATURES
from inroad.atlas.pairs import candidates
from inroad.atlas.past import SUMMED, nothing
from inroad.atlas.relation_model import CLASSES, FEATURES, USUAL
from inroad.atlas.tables import named
from inroad.atlas.text import name_key

ROOT = Path(__file__).parent.parent
GOLD = ("relations.json", "relations_dev2.json", "relations_dev3.json", "relations_dev4.json")
_NO_HABITS = pl.DataFrame(schema={"parent": pl.UInt32, **dict.fromkeys(SUMMED, pl.Int64)})
"""No papers before those that are learnt from."""
WEIGHTS = ROOT / "src/inroad/data/weights/relations.json"
PENALTY = 8.0
FOLDS = 10
PRECISION = 0.92
"""What STATED aims at in cross-validation; a little above the 0.90 that is promised."""

FORMS = {
    "Chain-of-Thought": ["CoT"],
    "3D Gaussian Splatting": ["3DGS", "Gaussian Splatting"],
    "Swin Transformer": ["Swin"],
    "ViT": ["Vision Transformer"],
    "GAN": ["Generative Adversarial Network"],
    "VAE": ["Variational Autoencoder"],
    "SAM": ["Segment Anything", "Segment Anything Model"],
    "NeRF": ["Neural Radiance Field"],
    "LSTM": ["Long Short-Term Memory"],
    "GCN": ["Graph Convolutional Network"],
    "GRU": ["Gated Recurrent Unit"],
    "wav2vec 2.0": ["wav2vec"],
}
"""Other names of the gold parents; names that an atlas lists as aliases need not stand here."""


ALIKE_TRUE = """
    SCRAG<RAG, DGPO<DPO, Question and Answer Retrieval Augmented Generation<RAG, OTPO<DPO, GTPO<GRPO,
    Dynamic Low-Rank Adaptation<LoRA, Data Aware Differentiable Neural Architecture Search<NAS, NoT<CoT,
    HyPO<DPO, Neuvo Ecological Neural Architecture Search<NAS, Graph-Fused Vision-Language-Action<VLA,
    Graph Chain-of-thought<CoT, QCGS<3DGS, Task Preference Optimization<DPO, MoT<CoT, DMPO<DPO, DRPO<DPO,
    Advantage-guided Ranking Preference Optimization<DPO, Hybrid Multi-Head Attention<MHA, RCPO<DPO,
    Multimodal Modular Chain of Thoughts<CoT, MMDDPG<DDPG, MVoT<CoT, BCRF<CRF, Hybrid Radiance Fields<NeRF,
    Hierarchical Collaborative Low-Rank Adaptation<LoRA, Non-collision Low-Rank Adaptation<LoRA,
    Diversity-Aware Kernelized Upper Confidence Bound<UCB, Label Rotary Position Embedding<RoPE,
    Feedforward Compression of Dynamic Gaussian Splatting<3DGS, NGRPO<GRPO, CRAG<RAG, CARE<RAG,
    Explanation-driven Dynamic Retrieval-Augmented Generation<RAG, Balanced Preference Optimization<DPO,
    Universal Sparse Autoencoders<SAE, APPLV<VLA, Mixed Preference Optimization<DPO,
    Low Separation Rank Adaptation<LoRA, GateFusion-Bidirectional Long Short-Term Memory<BiLSTM,
    Mel-VAE<VAE, NMF-HMM<HMM, SkipConvGAN<GAN, DiffRenderGAN<GAN, DG-NMS<NMS, RAM-NAS<NAS, SO-KAN<KAN,
    Force-Distilled VLA<VLA, MotionRFT<RFT, LongRAG<RAG, I-GCG<GCG, Iter-CoT<CoT, OccVLA<VLA, CG-CoT<CoT,
    AuxDPO<DPO, SparseDiT<DiT, VC-PPO<PPO, BALD-SAM<SAM, TextureSAM<SAM, PonderTTT<TTT, DynaICL<ICL,
    WKV7<WKV, WAT2022<WAT, UNI2<UNI, KPA-2021<KPA, ECPv2<ECP, SAM 3<SAM, LRE07<LRE, ICP-4D<ICP,
    DialoGLUE<GLUE, CSFMamba<Mamba, Hierarchical Memory Transformer<Transformer, KinyaBERT<BERT,
    SR-LA Res2Net<Res2Net, BLIP2OIQA<BLIP, Spectro-Temporal Transformer<Transformer, HP-BERT<BERT,
    ParaSpeechCLAP<CLAP, MVP-BERT<BERT, Qwen3-0.6B<Qwen3, Multi-User MultiWOZ<MultiWOZ, LiveNeRF<NeRF,
    AS-RoBERTa<RoBERTa, StyleGAN3<StyleGAN, T-JEPA<JEPA
"""
ALIKE_FALSE = """
    RAG<RAG, Manifold-Reshaping Policy Optimization<PPO, LNO<FNO, EEPO<PPO, PEPO<PPO, HisPO<PPO, VGoT<CoT,
    Confidence-Guided Policy Optimization<PPO, VRD-UQA<VideoQA, Guided Policy Optimization<PPO, SRPO<PPO,
    Medical Complex Vision Question Answering Dataset<SQuAD, DPPO<PPO, QRPO<PPO, OATS<MTS, FIPO<PPO,
    Adaptive Entropy-Guided Policy Optimization<PPO, JACER<DER, AWER<DER,
    Distribution-Centric Policy Optimization<PPO, DRE-MIR<MIR, AdaMF-MAT<MAT, FreezeVLA<VLA, ME-TST<TST,
    VeTTA<TTA, ViT-BNN<BNN, GAT-ADA<ADA, 2DSR<DSR, SL-SLR<SLR, FedDCG<DCG, Seg-VAR<VAR, CacheOPT<OPT,
    R1-SGG<SGG, FAIR-ESI<ESI, NLDSI-BWE<BWE, LUT-2D<LUT, GEM-2<GEM, DOE2<DoE, dtc111111<DTC, MFT25<MFT,
    Med7<MED, AST-25<AST, Rho-1<RHO, VAR-d30<VAR, VAR-d24<VAR, STA-1<STA, REG4Rec<REG, PCC13<PCC,
    Emo8<EMO, IRT2<IRT, CDA4Rec<CDA, DA-HGNN<HGNN, BMQExpander<Expander, SC2Arena<Arena,
    Target Polish<Polish, FFT-ReLU<ReLU
"""
"""Methods whose name bears an older one, or whose long form ends as an older one's does, random samples:
built on it, or not, judged by the names and the title."""

ALIKE: dict[tuple[str, str], bool] = {
    (child.strip(), parent.strip()): built_on
    for built_on, text in ((True, ALIKE_TRUE), (False, ALIKE_FALSE))
    for child, parent in (pair.split("<") for pair in " ".join(text.split()).split(", ") if pair)
}


# -- labelled pairs as rows of an atlas -----------------------------------------------------------


def gold(split: str) -> list[dict[str, object]]:
    """The labelled pairs of one split."""
    found = []
    for name in GOLD:
        pairs = json.loads((ROOT / "tests/gold" / name).read_text("utf-8"))["pairs"]
        found += [pair for pair in pairs if (pair["split"] == "test") == (split == "test")]
    return found


def family(parent: str) -> re.Pattern[str]:
    """Keys of a method and its later versions: YOLO, YOLOv11; Qwen, Qwen2.5-7B."""
    keys = "|".join(re.escape(name_key(form)) for form in (parent, *FORMS.get(parent, ())))
    return re.compile(rf"(?:{keys})s?(?:v?\d\S*)?(?:large|base|mini|turbo|xl)?$")


def matched(
    pairs: list[dict[str, object]], rows: pl.DataFrame, papers: pl.DataFrame, methods: pl.DataFrame
) -> pl.DataFrame:
    """Rows (paper, parent ...) of an atlas that belong to labelled pairs, with the pair's number."""
    numbers = dict(papers.select("paper_id", "paper").iter_rows())
    wanted = pl.DataFrame(
        {"pair": range(len(pairs)), "paper": [numbers.get(pair["id"]) for pair in pairs]},
        schema={"pair": pl.UInt32, "paper": pl.UInt32},
    )
    keys = methods.select("key", parent="method")
    joined = rows.join(wanted, on="paper").join(keys, on="parent")
    families = [family(str(pair["parent"])) for pair in pairs]
    hits = [families[pair].match(key) is not None for pair, key in joined.select("pair", "key").iter_rows()]
    return joined.filter(pl.Series(hits, dtype=pl.Boolean)).sort("pair", "parent")


def pairs_of(folder: Path) -> pl.DataFrame:
    """All (paper, older method) of an atlas with their features."""
    mentions, introduced, methods, papers = (
        pl.read_parquet(folder / f"{name}.parquet")
        for name in ("mentions", "introduced", "methods", "papers")
    )
    return candidates(named(mentions), introduced, methods, papers, nothing())[1]


@dataclass(frozen=True)
class Examples:
    """Labelled rows: an older method as a paper names it."""

    rows: pl.DataFrame
    classes: np.ndarray
    sure: np.ndarray
    """Not debatable."""

    @property
    def weights(self) -> np.ndarray:
        """One a pair, however many versions of the method it names; half for debatable ones."""
        return np.where(self.sure, 1.0, 0.5) / self.rows.select(pl.len().over("pair")).to_series().to_numpy()


def examples(split: str, rows: pl.DataFrame, folder: Path) -> Examples:
    """The rows of ``rows`` that are labelled."""
    pairs = gold(split)
    papers, methods = (pl.read_parquet(folder / f"{name}.parquet") for name in ("papers", "methods"))
    found = matched(pairs, rows, papers, methods)
    labels = [str(pairs[pair]["relation"]) for pair in found["pair"]]
    classes = np.array([CLASSES.index("mentions" if label == "wrong" else label) for label in labels])
    return Examples(found, classes, np.array([not pairs[pair]["debatable"] for pair in found["pair"]]))


def inputs(rows: pl.DataFrame, features: dict[str, pl.Expr]) -> np.ndarray:
    """One row a pair: cues of the abstract, cues of the title, the other features."""
    values = rows.select(expr.cast(pl.Float32).alias(name) for name, expr in features.items())
    return np.hstack([bits(rows["cue"]), bits(rows["title_cue"]), values.to_numpy()])


def bits(masks: pl.Series) -> np.ndarray:
    """A column a cue."""
    return (masks.to_numpy()[:, None] >> np.arange(len(CUES), dtype=np.uint64) & 1).astype(np.float32)


NAMES = [*CUES, *(f"title: {cue}" for cue in CUES), *FEATURES, *USUAL]


# -- learning -------------------------------------------------------------------------------------


def fit(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weights of a multinomial logistic model, a column a class."""
    shape = (x.shape[1], len(CLASSES))
    target = np.eye(len(CLASSES))[y]
    free = np.array([name == "any" for name in NAMES[: x.shape[1]]])[
        :, None
    ]  # the base rate is not held down

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(shape)
        shares = softmax(x @ w)
        held = np.where(free, 0.05, PENALTY)
        value = -(weights * np.log(shares[np.arange(len(y)), y] + 1e-12)).sum() + (held * w**2).sum() / 2
        slope = x.T @ ((shares - target) * weights[:, None]) + held * w
        return float(value), slope.ravel()

    return minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B").x.reshape(shape)


def softmax(score: np.ndarray) -> np.ndarray:
    """Probabilities of the classes."""
    raised = np.exp(score - score.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def folds(papers: pl.Series) -> np.ndarray:
    """Number of the fold of each row; all rows of a paper are in one."""
    return np.asarray((papers.cast(pl.UInt64) * 2654435761 // 2**16 % FOLDS).to_numpy())


def held_out(x: np.ndarray, y: np.ndarray, weights: np.ndarray, fold: np.ndarray) -> np.ndarray:
    """Scores of every row by a model that has not seen its pair."""
    scores = np.zeros((len(y), len(CLASSES)))
    for number in range(FOLDS):
        inside = fold != number
        scores[~inside] = x[~inside] @ fit(x[inside], y[inside], weights[inside])
    return scores


def temperature(scores: np.ndarray, y: np.ndarray, weights: np.ndarray) -> float:
    """The divisor of the scores under which held-out labels are likeliest."""
    options = np.linspace(0.5, 2.0, 31)
    losses = [-(weights * np.log(softmax(scores / t)[np.arange(len(y)), y])).sum() for t in options]
    return float(options[int(np.argmin(losses))])


def stated(shares: np.ndarray, y: np.ndarray, sure: np.ndarray) -> float:
    """The lowest confidence from which on held-out relations are right often enough."""
    best, confidence = shares.argmax(1), shares.max(1)
    rows = np.flatnonzero((best < len(CLASSES) - 1) & sure)
    rows = rows[np.argsort(-confidence[rows])]
    precision = np.cumsum((best == y)[rows]) / np.arange(1, len(rows) + 1)
    least = confidence[rows[np.flatnonzero(precision >= PRECISION)[-1]]]
    return float(np.ceil(max(least, relation_model.LEAST) * 100) / 100)


def report(shares: np.ndarray, y: np.ndarray, sure: np.ndarray, least: float) -> None:
    """Precision and coverage of held-out rows, a line a relation, and how far confidence can be believed."""
    best, confidence = shares.argmax(1), shares.max(1)
    for number, name in enumerate((*CLASSES[:-1], "all")):
        mine = sure & (best == number if name != "all" else best < len(CLASSES) - 1)
        there = sure & (y == number if name != "all" else y < len(CLASSES) - 1)
        line = f"{name:14} of {there.sum():3}"
        for floor in (least, relation_model.LEAST):
            given = mine & (confidence >= floor)
            right = (best == y)[given].sum()
            line += f"   from {floor:.2f}: precision {right / max(given.sum(), 1):.3f} of {given.sum():3}"
            line += f", coverage {right / there.sum():.3f}"
        print(line)
    for low in (0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        inside = sure & (confidence >= low) & (confidence < low + (0.2 if low == 0.2 else 0.1))
        if inside.any():
            was = (best == y)[inside].mean()
            print(f"said {confidence[inside].mean():.2f}  was {was:.2f}  of {inside.sum()}")


# -- all together ---------------------------------------------------------------------------------


def main(folder: Path) -> None:
    """Learn, show the held-out figures, write the weights."""
    every = pairs_of(folder)
    stored = json.loads(WEIGHTS.read_text("utf-8"))
    learn_names(stored, folder)
    WEIGHTS.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
    relation_model.model.cache_clear()
    shares = learn("alone", every, FEATURES, stored, folder)
    stored["shares"] = dict(zip(CLASSES, np.round(shares.mean(0), 4).tolist(), strict=True))
    usual = relation_model.with_usual(
        every, shares.astype(np.float32), list(stored["shares"].values()), _NO_HABITS
    )
    learn("full", usual, FEATURES | USUAL, stored, folder)
    WEIGHTS.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


def learn(
    name: str, every: pl.DataFrame, features: dict[str, pl.Expr], stored: dict[str, Any], folder: Path
) -> np.ndarray:
    """Learn one set of weights into ``stored``; the probabilities that it gives to all pairs."""
    dev = examples("dev", every, folder)
    x, y, weights = inputs(dev.rows, features), dev.classes, dev.weights
    fold = folds(dev.rows["paper"])
    scores = held_out(x, y, weights, fold)
    heat = temperature(scores, y, weights)
    shares = softmax(scores / heat)
    if name == "full":
        shares = relations.two_witnesses(dev.rows, shares)
    stored["stated"] = stated(shares, y, dev.sure)
    print(f"{name}: {len(y)} rows, temperature {heat:.2f}, stated from {stored['stated']}")
    report(shares, y, dev.sure, stored["stated"])
    learnt = fit(x, y, weights)
    stored[name] = {"temperature": round(heat, 3), "weights": readable(learnt)}
    return softmax(inputs(every, features) @ (learnt / heat).astype(np.float32))


def labelled_names(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Inputs and answers of the labelled names that bear an older one."""
    told = json.loads((ROOT / "tests/gold/relations_dev2.json").read_text("utf-8"))["names"]
    known = {(pair["child"], pair["parent"]): bool(pair["built_on"]) for pair in told} | ALIKE
    mentions, methods, papers = (
        pl.read_parquet(folder / f"{name}.parquet") for name in ("mentions", "methods", "papers")
    )
    called = methods.select("method", "name")
    rows = kinship.bearers(mentions, methods, papers)
    rows = rows.join(called.rename({"method": "child", "name": "newer"}), on="child")
    rows = rows.join(called.rename({"method": "parent", "name": "older"}), on="parent").sort("child")
    rows = rows.unique(["newer", "older"], keep="first", maintain_order=True)
    labels = [known.get(key) for key in rows.select("newer", "older").iter_rows()]
    rows = rows.with_columns(built_on=pl.Series(labels, dtype=pl.Boolean)).drop_nulls("built_on")
    values = rows.select(expr.cast(pl.Float32).alias(name) for name, expr in NAME_FEATURES.items())
    return values.to_numpy(), rows["built_on"].to_numpy().astype(float)


def learn_names(stored: dict[str, Any], folder: Path) -> None:
    """How far a name that bears another can be believed: an ordinary logistic model."""
    x, y = labelled_names(folder)
    fold = np.random.default_rng(7).permutation(len(y)) % FOLDS
    held = np.zeros(len(y))
    for number in range(FOLDS):
        held[fold == number] = x[fold == number] @ fit_two(x[fold != number], y[fold != number])
    chance = 1 / (1 + np.exp(-held))
    stored["names"] = dict(zip(NAME_FEATURES, np.round(fit_two(x, y), 3).tolist(), strict=True))
    print(f"names: {len(y)} rows, {int(y.sum())} built on")
    for low, high in ((0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        inside = (chance >= low) & (chance < high)
        if inside.any():
            print(f"said {chance[inside].mean():.2f}  was {y[inside].mean():.2f}  of {inside.sum()}")


def fit_two(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of a logistic model with two classes; the first column is the base rate."""
    held = np.array([0.05, *[0.3] * (x.shape[1] - 1)])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        value = (np.logaddexp(0, z) - y * z).sum() + (held * w**2).sum() / 2
        return float(value), x.T @ (1 / (1 + np.exp(-z)) - y) + held * w

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x


def readable(learnt: np.ndarray) -> dict[str, dict[str, float]]:
    """Weights by class and name, without those that hardly weigh."""
    return {
        kind: {name: round(float(w), 3) for name, w in zip(NAMES, column, strict=False) if abs(w) >= 0.02}
        for kind, column in zip(CLASSES, learnt.T, strict=True)
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
