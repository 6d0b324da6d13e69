import numpy as np


def loha(x, w, a1, b1, a2, b2, alpha):
    update = np.einsum("op,pi,oq,qi->oi", b1, a1, b2, a2)
    return np.einsum("ni,oi->no", x, w + update * alpha / len(a1))


def loha_backward(upstream, x, a1, b1, a2, b2, alpha):
    g = np.einsum("no,ni->oi", upstream, x) * alpha / len(a1)
    return (
        np.einsum("oi,op,oq,qi->pi", g, b1, b2, a2),
        np.einsum("oi,pi,oq,qi->op", g, a1, b2, a2),
        np.einsum("oi,op,pi,oq->qi", g, b1, a1, b2),
        np.einsum("oi,op,pi,qi->oq", g, b1, a1, a2),
    )
