"""A repository at an address, fetched as one archive and read in memory.

The only part of this room that asks the network; it asks nothing but that archive.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from urllib.parse import urlsplit

from inroad.errors import InputError, SourceError
from inroad.sources.http import Client, Manners
from inroad.workshop.source import archive
from inroad.workshop.source.tree import Tree

LARGEST = 256 * 2**20
"""Bytes of an archive."""
MANNERS = Manners(interval=1.0, attempts=3, backoff=2.0, patience=60.0, silence=30.0, page_bytes=LARGEST)
_PART = r"[A-Za-z0-9][\w.-]{0,99}"
_GITHUB = re.compile(
    rf"https?://(?:www\.)?github\.com/({_PART})/({_PART}?)(?:\.git)?(?:/tree/([\w./-]+?))?/?\Z"
)
_GITLAB = re.compile(rf"https?://(gitlab\.com|codeberg\.org)/({_PART})/({_PART}?)(?:\.git)?/?\Z")
_ARCHIVE = re.compile(r"\.(?:zip|tar|tgz|tar\.(?:gz|bz2|xz))\Z")


def is_address(named: str) -> bool:
    """Whether something is to be fetched, and is no path."""
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", named))


def archive_address(address: str) -> str:
    """Where the archive of a repository is.

    Raises:
        InputError: it is no address of a repository or an archive.
    """
    bare = address.partition("?")[0].partition("#")[0]
    if told := _GITHUB.match(bare):
        return f"https://github.com/{told[1]}/{told[2]}/archive/{told[3] or 'HEAD'}.tar.gz"
    if told := _GITLAB.match(bare):
        middle = "-/archive/HEAD/HEAD" if told[1] == "gitlab.com" else "archive/HEAD"
        return f"https://{told[1]}/{told[2]}/{told[3]}/{middle}.tar.gz"
    if urlsplit(address).scheme in ("http", "https") and _ARCHIVE.search(urlsplit(address).path):
        return address
    raise InputError(
        f"{address[:200]} is no address of a repository that can be fetched",
        "give https://github.com/OWNER/NAME, an address that ends in .zip or .tar.gz, or a folder",
    )


def fetch(address: str, client: Callable[[], Client] = lambda: Client(MANNERS)) -> Tree:
    """The repository at an address.

    Raises:
        InputError: it is no address of a repository, or what comes is no archive.
        SourceError: it cannot be reached, is not there, or is too large.
    """
    where = archive_address(address)
    with client() as asking:
        reply = asking.get(where)
    if reply.status != 200:
        raise SourceError(
            f"{urlsplit(where).netloc} has no archive of {address[:200]} (it answers {reply.status})",
            "check the address; a private repository has to be fetched by hand and given as a folder",
        )
    return archive.unpack(io.BytesIO(reply.body), urlsplit(where).path.rpartition("/")[2])
