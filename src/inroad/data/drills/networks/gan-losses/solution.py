"""Losses of adversarial networks, written plainly."""

import numpy as np


def discriminator_loss(real, fake):
    return float(np.logaddexp(0, -real).mean() + np.logaddexp(0, fake).mean())


def generator_loss(fake):
    return float(np.logaddexp(0, -fake).mean())


def generator_gradient(fake):
    small = np.exp(-np.abs(fake))  # never above one
    return -np.where(fake >= 0, small, 1) / (1 + small) / len(fake)


def mix(real, fake, eps):
    share = eps[:, None]
    return share * real + (1 - share) * fake


def gradient_penalty(gradients, weight):
    norms = np.sqrt((gradients**2).sum(axis=1))
    return float(weight * ((norms - 1) ** 2).mean())
