"""The `nahbar` command: a table of subcommands, each loaded only when it is called."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

COMMANDS = {
    "calculate": "nahbar.surfaces.api.calculate:main",
}
"""Name to `module:function`; the function takes the remaining arguments and gives the exit status."""

USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand and give its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] not in COMMANDS:
        sys.stderr.write(f"nahbar <{' | '.join(COMMANDS)}> …\n")
        return USAGE
    module, _, function = COMMANDS[given[0]].partition(":")
    return int(getattr(import_module(module), function)(given[1:]))


if __name__ == "__main__":
    sys.exit(main())
