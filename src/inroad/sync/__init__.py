"""Bringing the corpus up to date from live sources, so that nothing is lost and nothing asked twice."""

from inroad.sync.harvest import BATCH, Outcome, Places, Progress, arxiv

__all__ = ["BATCH", "Outcome", "Places", "Progress", "arxiv"]
