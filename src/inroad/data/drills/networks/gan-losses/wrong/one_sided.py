# diagnosis: only norms above 1 are punished
import numpy as np


def softplus(t):
    return np.maximum(t, 0) + np.log1p(np.exp(-np.abs(t)))


def discriminator_loss(real, fake):
    return float(np.sum(softplus(-real)) / real.size + np.sum(softplus(fake)) / fake.size)


def generator_loss(fake):
    return float(np.mean(softplus(-fake)))


def generator_gradient(fake):
    return (np.tanh(fake / 2) - 1) / (2 * fake.size)


def mix(real, fake, eps):
    return fake + np.einsum("n,nd->nd", eps, real - fake)


def gradient_penalty(gradients, weight):
    excess = np.linalg.norm(gradients, axis=1) - 1
    return float(weight * np.mean(np.where(excess > 0, excess * excess, 0)))
