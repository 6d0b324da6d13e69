"""Ways to borrow a function from a library without writing its name plainly: text that binds it to ``f``.

``{name}`` is the banned function without ``numpy.``, ``{last}`` its last part, ``{m}`` the module that holds
it (``np.linalg``), ``{dotted}`` the same with a full stop before it, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

NP = "import numpy as np\n"
BORROWING = (
    "import numpy\nf = numpy.{name}",
    NP + "f = np.{name}",
    NP + "g = {m}\nf = g.{last}",
    "from numpy{dotted} import {last} as f",
    "from numpy{dotted} import *\nf = {last}",
    "import numpy{dotted} as g\nf = g.{last}",
    # Attributes by name.
    NP + "f = getattr({m}, '{last}')",
    NP + "f = getattr({m}, '{half}' + '{rest}')",
    NP + "f = getattr({m}, f'{{\"{half}\"}}{rest}')",
    NP + "f = getattr({m}, bytes({codes}).decode())",
    NP + "g = getattr\nf = g({m}, '{last}')",
    NP + "from functools import reduce\nf = reduce(getattr, '{name}'.split('.'), np)",
    NP + "from functools import partial\nf = partial(getattr, {m})('{last}')",
    NP + "f = [*map(getattr, [{m}], ['{last}'])][0]",
    NP + "import operator\nf = operator.attrgetter('{name}')(np)",
    NP + "from operator import attrgetter as a\nf = a('{last}')({m})",
    NP + "import string\nf = string.Formatter().get_field('0.{name}', (np,), {{}})[0]",
    NP + "match {m}:\n    case object({last}=f):\n        pass",
    # Names without names.
    NP + "f = {m}.__dict__['{last}']",
    NP + "f = vars({m})['{last}']",
    NP + "f = {m}.__getattribute__('{last}')",
    NP + "f = type(np).__getattribute__({m}, '{last}')",
    NP + "f = eval('np.{name}')",
    "exec('import numpy; f = numpy.{name}')",
    NP + "import typing\ndef g(x: 'np.{name}'): pass\nf = typing.get_type_hints(g)['x']",
    # Modules by other ways.
    "import importlib\nf = importlib.import_module('numpy{dotted}').{last}",
    "f = __import__('numpy').{name}",
    "import builtins\nf = builtins.__import__('numpy').{name}",
    "f = print.__self__.__import__('numpy').{name}",
    "f = __builtins__['__import__']('numpy').{name}",
    "import sys\nf = sys.modules['numpy'].{name}",
    "import dataclasses\nf = dataclasses.sys.modules['numpy'].{name}",
    "import random\nf = random._os.sys.modules['numpy'].{name}",
    "import pkgutil\nf = pkgutil.resolve_name('numpy.{name}')",
    "import ctypes\ng = ctypes.pythonapi.PyImport_ImportModule\ng.restype = ctypes.py_object\n"
    "f = getattr(g(b'numpy{dotted}'), '{last}')",
    "g = [c for c in ().__class__.__bases__[0].__subclasses__() if c.__name__ == 'catch_warnings'][0]\n"
    "f = g()._module.sys.modules['numpy'].{name}",
    # Modules handed on.
    NP + "g = {{'m': {m}}}\nf = g['m'].{last}",
    NP + "g = ({m},)\nf = g[0].{last}",
    NP + "def g(m={m}): return m.{last}\nf = g()",
    NP + "def g(): return {m}\nf = g().{last}",
    NP + "f = (lambda m: m.{last})({m})",
    NP + "class A:\n    m = {m}\nf = A.m.{last}",
    NP + "for g in [{m}]:\n    f = g.{last}",
    NP + "def h(): return g.{last}\ng = {m}\nf = h()",
    NP + "(g := {m})\nf = g.{last}",
    NP + "f = ({m} if np else np).{last}",
    NP + "np.mine = {m}\nf = np.mine.{last}",
    "class A:\n    import numpy as m\nf = A.m.{name}",
    NP + "class A:\n    def __init__(self): self.m = {m}\nf = A().m.{last}",
    NP + "def g(): g.m = {m}\ng()\nf = g.m.{last}",
)
"""Each binds the banned function to ``f`` if nobody hinders it."""

FRAMEWORKS = (
    "import torch",
    "from torch import nn as n",
    "import jax.numpy as jnp",
    "from sklearn import linear_model",
    "import scipy.linalg as la",
    "try:\n    import tensorflow\nexcept ImportError:\n    pass",
)
"""Libraries that would do the whole drill."""

ATTRIBUTES = (
    "def f(x): return x{attr}()",
    "def f(x): return getattr(x, '{last}')()",
    "def f(x):\n    g = getattr(x, '{half}' + '{rest}')\n    return g()",
    NP + "def f(x): return np.ndarray{attr}(x)",
    "import operator\ndef f(x): return operator.methodcaller('{last}')(x)",
    "def f(x):\n    match x:\n        case object({last}=g):\n            return g()",
    "def f(x): return x.__getattribute__('{last}')()",
    "def f(x): return type(x).__dict__['{last}'](x)",
)
"""Banned methods (``.var``): each calls it on what it is given."""


def borrowing(banned: str) -> Iterator[str]:
    """Every trick for one banned function of NumPy."""
    name = banned.removeprefix("numpy.")
    before, _, last = name.rpartition(".")
    words = {"name": name, "last": last, "half": last[:2], "rest": last[2:], "codes": list(last.encode())}
    words |= {"dotted": f".{before}" if before else "", "m": f"np.{before}" if before else "np"}
    return (form.format(**words) for form in BORROWING)


def attributes(banned: str) -> Iterator[str]:
    """Every trick for one banned method."""
    last = banned.removeprefix(".")
    return (form.format(attr=banned, last=last, half=last[:2], rest=last[2:]) for form in ATTRIBUTES)
