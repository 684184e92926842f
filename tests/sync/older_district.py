"""A district of a program that does not know yet that a dossier can be withdrawn or finished."""

import sys

from desk_app.domain.events import Finished
from desk_app.domain.life_events import Withdrawn
from sync.district import command, projection


def main() -> int:
    """Run the district's command as the older program."""
    for kind in (Finished.kind, Withdrawn.kind):
        vars(projection)["_VERSIONS"].pop(kind)
    return command.main()


if __name__ == "__main__":
    sys.exit(main())
