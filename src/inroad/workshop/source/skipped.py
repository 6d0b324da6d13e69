"""Which folders of a repository are not its authors' own work: environments, packages, build results."""

from __future__ import annotations

from collections.abc import Set

_ALWAYS = frozenset(
    {
        *(".hg", ".svn", ".bzr", "__pycache__", "node_modules", "bower_components", "site-packages"),
        *("dist-packages", "__pypackages__", ".tox", ".nox", ".mypy_cache", ".pytest_cache", ".ruff_cache"),
        *(".ipynb_checkpoints", ".eggs", ".venv", ".direnv", "__MACOSX"),
    }
)
_VENDORED = frozenset({"third_party", "thirdparty", "3rdparty", "vendor", "vendors", "_vendor", "external"})
_ENVIRONMENT = frozenset({"pyvenv.cfg", "conda-meta"})


def skipped(name: str, inside: Set[str]) -> bool:
    """Whether a folder's content is installed or vendored.

    Args:
        name: of the folder.
        inside: names of what lies in it; empty if not known.
    """
    return (
        name in _ALWAYS
        or name.lower() in _VENDORED
        or bool(inside & _ENVIRONMENT)
        or name.endswith(".egg-info")
    )
