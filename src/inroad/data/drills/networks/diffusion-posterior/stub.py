"""Backward steps of a diffusion model, from memory, with NumPy alone."""


def posterior(x0, xt, t, betas):
    """x0, xt (n, d), t (n,) -> mean (n, d), variance (n,)."""
    raise NotImplementedError


def mean_from_noise(xt, t, noise, betas):
    """xt, noise (n, d), t (n,) -> (n, d)."""
    raise NotImplementedError


def ddpm_step(xt, t, noise, z, betas):
    """-> x_(t-1) (n, d)."""
    raise NotImplementedError


def ddim_step(xt, t, noise, earlier, betas):
    """earlier (n,) -> (n, d)."""
    raise NotImplementedError


def log_variances(betas):
    """(T,) -> (T,)."""
    raise NotImplementedError
