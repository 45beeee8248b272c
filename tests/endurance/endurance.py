"""Figures that take too long for the tests: `python3 dev.py endurance [--minutes N] [--seed S]`."""

import argparse
import sys

from tests.endurance import kills

ROUNDS = 300
BESIDE = 10
"""Windows at once: the load of the machine."""


def main() -> int:
    """Run, say the figures; 1 when a bound is not kept."""
    parser = argparse.ArgumentParser(prog="dev.py endurance")
    parser.add_argument("--minutes", type=float, default=60, help="at the most")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--beside", type=int, default=BESIDE)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    figures = kills.main(chosen.rounds, chosen.beside, chosen.seed, chosen.minutes)
    sys.stdout.write("\n".join(figures.lines()) + "\n")
    return int(bool(figures.faults))


if __name__ == "__main__":
    sys.exit(main())
