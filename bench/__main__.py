"""`python -m bench`: the tables of `make bench`."""

import sys

if __name__ == "__main__":
    # Each measurement runs in a process of its own, which reads this file again: what it does not need stays out of it.
    from bench.run import main

    sys.exit(main())
