# diagnosis: all rows are averaged together: each side has its own mean
import numpy as np


def softplus(t):
    return np.maximum(t, 0) + np.log1p(np.exp(-np.abs(t)))


def discriminator_loss(real, fake):
    total = softplus(-real).sum() + softplus(fake).sum()
    return float(total / (len(real) + len(fake)))


def generator_loss(fake):
    return float(np.mean(softplus(-fake)))


def generator_gradient(fake):
    return (np.tanh(fake / 2) - 1) / (2 * fake.size)


def mix(real, fake, eps):
    return fake + np.einsum("n,nd->nd", eps, real - fake)


def gradient_penalty(gradients, weight):
    return float(np.mean(weight * np.square(np.linalg.norm(gradients, axis=1) - 1)))
