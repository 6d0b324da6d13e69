"""How values look: terminal text, JSON and a page.  No logic, no network, no disk.

Everything here takes a finished record and returns text; nothing in a report is worked out anew, so the
three forms can never disagree about a figure.
"""
