import numpy as np


def softplus(t):
    return np.maximum(t, 0) + np.log1p(np.exp(-np.abs(t)))


def discriminator_loss(real, fake):
    one = sum(float(np.logaddexp(0.0, -each)) for each in real) / len(real)
    return one + sum(float(np.logaddexp(0.0, each)) for each in fake) / len(fake)


def generator_loss(fake):
    return float(np.mean(softplus(-fake)))


def generator_gradient(fake):
    return -np.exp(-np.logaddexp(0, fake)) / len(fake)


def mix(real, fake, eps):
    return np.array([e * one + (1 - e) * other for e, one, other in zip(eps, real, fake)])


def gradient_penalty(gradients, weight):
    return float(np.mean(weight * np.square(np.linalg.norm(gradients, axis=1) - 1)))
