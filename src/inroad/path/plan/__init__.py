"""What to do next: from what is known of somebody to steps with reasons, effort and proof (pure).

``known`` says what the plan is made of, ``paths`` reads the ways into research and tells which fit;
``drafts`` proposes steps with ``practising`` and ``working``, ``worth`` says what an hour of each is worth,
``schedule`` fits them into the hours there are, ``report`` strings these together, ``calendar`` writes it for
calendars.
"""
