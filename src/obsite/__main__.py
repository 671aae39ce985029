"""`python -m obsite`, for where the command itself is not on the path."""

import sys

from obsite.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
