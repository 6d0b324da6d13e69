"""Known mistakes in the losses of adversarial networks."""

import numpy as np
from inroad.practice.kit import mistake


def real_share(logits):
    return np.exp(-np.logaddexp(0, -logits))


@mistake("the labels are swapped: real rows have the target 1")
def discriminator_loss(real, fake):
    return float(np.logaddexp(0, real).mean() + np.logaddexp(0, -fake).mean())


@mistake("the fake rows have the target 1, too")
def discriminator_loss(real, fake):
    return float(np.logaddexp(0, -real).mean() + np.logaddexp(0, -fake).mean())


@mistake("the loss has the wrong sign: it is the likelihood, which would be made small")
def discriminator_loss(real, fake):
    return float(-np.logaddexp(0, -real).mean() - np.logaddexp(0, fake).mean())


@mistake("all rows are averaged together: each side has its own mean")
def discriminator_loss(real, fake):
    return float(np.concatenate([np.logaddexp(0, -real), np.logaddexp(0, fake)]).mean())


@mistake("the two means are averaged instead of added")
def discriminator_loss(real, fake):
    return float(np.logaddexp(0, -real).mean() + np.logaddexp(0, fake).mean()) / 2


@mistake("the logarithm of a probability that has become 0 is taken: compute from the logits")
def discriminator_loss(real, fake):
    return float(-np.log(1 / (1 + np.exp(-real))).mean() - np.log(1 - 1 / (1 + np.exp(-fake))).mean())


@mistake("this is the loss of a Wasserstein critic, not the cross entropy")
def discriminator_loss(real, fake):
    return float(fake.mean() - real.mean())


@mistake("this is the saturating loss log(1 - p): its gradient vanishes where the fakes are bad")
def generator_loss(fake):
    return float(-np.logaddexp(0, fake).mean())


@mistake("this is the discriminator's loss on fakes: the generator wants the opposite")
def generator_loss(fake):
    return float(np.logaddexp(0, fake).mean())


@mistake("the logarithm of a probability that has become 0 is taken: compute from the logits")
def generator_loss(fake):
    return float(-np.log(1 / (1 + np.exp(-fake))).mean())


@mistake("the gradient is that of the saturating loss: it vanishes where the fakes are bad")
def generator_gradient(fake):
    return -real_share(fake) / len(fake)


@mistake("the gradient is that of the sum, not of the mean")
def generator_gradient(fake):
    return real_share(fake) - 1


@mistake("the gradient has the wrong sign")
def generator_gradient(fake):
    return (1 - real_share(fake)) / len(fake)


@mistake("the sigmoid overflows: compute with e^-|l|")
def generator_gradient(fake):
    e = np.exp(fake)
    return (e / (1 + e) - 1) / len(fake)


@mistake("eps is broadcast over columns: it belongs to rows, eps[:, None]")
def mix(real, fake, eps):
    return eps * real + (1 - eps) * fake


@mistake("one eps is used for all rows")
def mix(real, fake, eps):
    return eps[0] * real + (1 - eps[0]) * fake


@mistake("real and fake are swapped: eps is the share of the real row")
def mix(real, fake, eps):
    return (1 - eps[:, None]) * real + eps[:, None] * fake


@mistake("one norm is taken of all gradients together: each row has its own")
def gradient_penalty(gradients, weight):
    return float(weight * (np.sqrt((gradients**2).sum()) - 1) ** 2)


@mistake("the norm is not compared with 1")
def gradient_penalty(gradients, weight):
    return float(weight * (gradients**2).sum(axis=1).mean())


@mistake("1 is subtracted from the squared norm: the root is missing")
def gradient_penalty(gradients, weight):
    return float(weight * (((gradients**2).sum(axis=1) - 1) ** 2).mean())


@mistake("only norms above 1 are punished")
def gradient_penalty(gradients, weight):
    return float(weight * (np.maximum(np.sqrt((gradients**2).sum(axis=1)) - 1, 0) ** 2).mean())


@mistake("the penalty is not squared")
def gradient_penalty(gradients, weight):
    return float(weight * np.abs(np.sqrt((gradients**2).sum(axis=1)) - 1).mean())


@mistake("the mean norm is compared with 1, not each row's")
def gradient_penalty(gradients, weight):
    return float(weight * (np.sqrt((gradients**2).sum(axis=1)).mean() - 1) ** 2)
