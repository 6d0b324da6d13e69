"""What can be shown to others: statements from evidence alone, none of them before the user says so.

``items`` makes statements (pure), ``scrub`` takes out what is nobody's business (pure), ``site`` renders
files (pure), ``sheet`` fits one page with the help of a browser; the door is :mod:`inroad.path.showing`.
"""
