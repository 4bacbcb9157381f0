"""The command line: python -m bitext."""

import sys

from bitext._bitext import _main


def main() -> None:
    """Runs the program ``bitext`` with the arguments of the process."""
    sys.exit(_main(["bitext", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
