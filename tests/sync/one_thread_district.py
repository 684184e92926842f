"""The district with one thread, so that the n-th system call of a request is always the same one."""

import sys

from sync.district import command, server


def main() -> int:
    """Run the district's command with one thread."""
    server._THREADS = 1
    return command.main()


if __name__ == "__main__":
    sys.exit(main())
