"""The page: what the commands say, to look at, to sort, to slide through and to act on.

One file a page in ``pages/``: an address, one call into the other rooms, one template.  The same value
is JSON at the same address, its tables are CSV, its pictures SVG (``forms``).  ``app`` puts it together,
``guard`` keeps other sites out, ``desk`` holds what pages share, ``serve`` opens the door.
"""
