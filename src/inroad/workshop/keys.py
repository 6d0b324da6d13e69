"""What other people's code is not given: keys and tokens of the user's environment (pure)."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SECRET = re.compile(
    r"(?:^|_)(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|PAT|API_?KEY|ACCESS_KEY|PRIVATE_KEY|SECRET_KEY|CREDENTIALS?)"
    r"(?:_|$)|^SSH_AUTH_SOCK$",
    re.IGNORECASE,
)


def without_keys(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables whose names do not say that they hold a secret.

    An experiment or a demo runs with the user's own rights, so this keeps keys out of logs and accidents,
    not from code that is bent on finding them.

    >>> without_keys({"GITHUB_TOKEN": "x", "TOKENIZERS_PARALLELISM": "false"})
    {'TOKENIZERS_PARALLELISM': 'false'}
    """
    return {name: value for name, value in environment.items() if not _SECRET.search(name)}
