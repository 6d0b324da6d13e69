"""ROC curve and its area, from memory."""

import numpy as np


def roc(y, scores):
    """y (n,) of 0 and 1, scores (n,) -> false positive rates, true positive rates."""
    raise NotImplementedError


def auc(y, scores):
    """-> a float."""
    raise NotImplementedError


def auc_variance(y, scores):
    """-> a float."""
    raise NotImplementedError
