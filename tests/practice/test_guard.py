import pytest

from inroad.practice.guard import refusals

BANNED = ("numpy.linalg.lstsq", "numpy.linalg.pinv", ".var")

TRICKS = [
    "import numpy as np\nnp.linalg.lstsq(a, b)",
    "import numpy\nnumpy.linalg.lstsq(a, b)",
    "import numpy.linalg as la\nla.lstsq(a, b)",
    "from numpy import linalg\nlinalg.lstsq(a, b)",
    "from numpy.linalg import lstsq\n",
    "from numpy.linalg import lstsq as f\nf(a, b)",
    "from numpy.linalg import *\n",
    "import numpy as np\nf = np.linalg.lstsq\nf(a, b)",
    "import numpy as np\nla = np.linalg\nla.lstsq(a, b)",
    "import numpy as np\nx, la = 1, np.linalg\nla.pinv(a)",
    "import numpy as np\n(la := np.linalg)\nla.pinv(a)",
    "import numpy as np\nla: object = np.linalg\nla.pinv(a)",
    "import numpy as np\ngetattr(np.linalg, 'lstsq')(a, b)",
    "import numpy as np\ngetattr(np.linalg, 'lst' + 'sq')(a, b)",
    "import numpy as np\ngetattr(getattr(np, 'linalg'), 'pinv')(a)",
    "import numpy as np\nnp.linalg.__dict__['lstsq'](a, b)",
    "import numpy as np\nvars(np.linalg)['lstsq'](a, b)",
    "import importlib\nimportlib.import_module('numpy.linalg').lstsq(a, b)",
    "__import__('numpy').linalg.lstsq(a, b)",
    "exec('import numpy; numpy.linalg.lstsq(a, b)')",
    "eval('np.linalg.lstsq')(a, b)",
    "import sys\nsys.modules['numpy'].linalg.lstsq(a, b)",
    "import operator, numpy as np\noperator.attrgetter('linalg.lstsq')(np)(a, b)",
    "import torch\ntorch.nn.Linear(2, 3)",
    "from scipy import linalg\n",
    "from sklearn.linear_model import LinearRegression\n",
    "import subprocess\n",
    "import os\n",
    "import numpy as np\nnp.load('solution.npy')",
    "import numpy as np\nx.tofile('x')",
    "open('solution.py').read()",
    "().__class__.__bases__[0].__subclasses__()",
    "from . import solution\n",
    "import solution\n",
    "import inroad\n",
    "x.var(axis=0)",
    "import numpy as np\n(np.linalg if x else np).lstsq(a, b)",
    "globals()['np']",
    # A module that is handed on instead of used.
    "from functools import reduce\nimport numpy as np\nreduce(getattr, ['linalg', 'lstsq'], np)",
    "import numpy as np\ng = getattr\ng(np.linalg, 'lstsq')",
    "import numpy as np\n{'m': np.linalg}['m'].lstsq(a, b)",
    "import numpy as np\ndef g(m=np.linalg): return m.lstsq",
    "import numpy as np\ndef g(): return np.linalg\ng().lstsq(a, b)",
    "import numpy as np\nclass A:\n    m = np.linalg\nA.m.lstsq(a, b)",
    "class A:\n    import numpy as m\nA.m.linalg.lstsq(a, b)",
    "import numpy as np\ndef g(): g.m = np.linalg\ng.m.lstsq(a, b)",
    "import numpy as np\nmatch np.linalg:\n    case object(lstsq=f):\n        f(a, b)",
    "match x:\n    case object(var=f):\n        f()",
    # Bound below, or here and there.
    "def h(): return g.lstsq(a, b)\nimport numpy as np\ng = np.linalg",
    "import numpy as np\ng = np\ng = np.linalg\ng.lstsq(a, b)",
    # Other ways to a module, and the same function elsewhere.
    "import dataclasses\ndataclasses.sys.modules['numpy']",
    "import random\nrandom._os.system('true')",
    "import numpy as np\nnp.linalg._linalg.lstsq(a, b)",
    "import numpy as np\nnp.linalg.linalg.lstsq(a, b)",
    "import numpy as np\nnp.polyfit(x, y, 1)",
    "import string\nstring.Formatter().get_field('0.lstsq', (x,), {})",
    "import typing\ntyping.get_type_hints(f)",
    "print.__self__.open('x')",
    "def g():\n    yield\ng().gi_frame",
    # What would fool the checks themselves.
    "import numpy as np\nnp.allclose = lambda *_, **__: True",
    "import numpy as np\nla = np.linalg\nla.solve = la.inv",
    "import numpy as np\ndel np.allclose",
]


@pytest.mark.parametrize("trick", TRICKS)
def test_a_trick_is_refused(trick: str) -> None:
    assert refusals(trick, BANNED)


FINE = [
    "import numpy as np\nfrom numpy import linalg as la\nr = np.random.default_rng(0)\nx = la.solve(a, b)",
    "import numpy as np\nla = np.linalg\n\n\ndef f(a, b):\n    return la.solve(a, b), np.linalg.LinAlgError",
    "import copy\nimport random\nimport re\n\nx = copy.copy(y)\nz = random.random()\nw = re.compile('a')",
    "import collections.abc\nimport numpy as np\nisinstance(x, collections.abc.Mapping), np.trace(x)",
    "from numpy.lib.stride_tricks import sliding_window_view",
    "class V:\n    def __add__(self, b): return b\n    __radd__ = __add__\n    cov: float = 0.0\nV().cov",
    "class A:\n    def __init__(self):\n        super().__init__()\n        self.lstsq = 1\n",
    "x = getattr(y, 'data', 0.0) if hasattr(y, 'data') else y",
    "import numpy as np\n\nrng: np.random.Generator = np.random.default_rng(1)\nmap(np.exp, x)",
    "import numpy as np\n\n\ndef f(a, b):\n    return np.linalg.solve(a.T @ a, a.T @ b)",
    "import math\nfrom collections import Counter\nfrom dataclasses import dataclass",
    "def f(x):\n    open_ = 3\n    return open_",
    "import numpy as np\nvar = np.mean",
    "getattr(x, 'shape')",
    "lstsq = 3\n",
    "def lstsq(a, b):\n    return a\n\n\nlstsq(1, 2)",
]


@pytest.mark.parametrize("answer", FINE)
def test_an_honest_answer_is_not(answer: str) -> None:
    assert refusals(answer, BANNED) == ()


def test_a_refusal_says_where_what_and_why() -> None:
    (refusal,) = refusals("import numpy as np\n\nnp.linalg.lstsq(a, b)", BANNED)
    assert str(refusal) == "line 3: numpy.linalg.lstsq - this is what the drill asks you to build"


def test_what_is_no_python_is_refused_at_its_line() -> None:
    (refusal,) = refusals("x = 1\ndef f(:\n")
    assert refusal.line == 2


@pytest.mark.parametrize("text", ["\0", "(" * 5_000, "x = " + "-" * 50_000 + "1"])
def test_text_that_breaks_parsers_is_refused(text: str) -> None:
    assert refusals(text)
