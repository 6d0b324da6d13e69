"""Opening a repository, whatever it lies in."""

from __future__ import annotations

from pathlib import Path

from inroad.errors import InputError
from inroad.workshop.source import archive, folder
from inroad.workshop.source.tree import Tree


def open_tree(path: Path) -> Tree:
    """The tree in a folder or an archive (zip, tar, tar.gz, tar.bz2, tar.xz), which is not unpacked to disk.

    Raises:
        InputError: there is nothing, it is neither, or the archive cannot be read.
    """
    try:
        if path.is_dir():
            return folder.read(path)
        if path.is_file():
            return archive.read(path)
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror or error})", "check its rights") from error
    raise InputError(f"there is no folder or archive at {path}", "name a folder, a .zip or a .tar.gz")
