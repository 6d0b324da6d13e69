"""One file a page: an address, one call, one template.  Each has a ``router``."""
