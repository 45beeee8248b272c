"""What takes too long for the tests: `python3 dev.py endurance [--minutes N] [--seed S]`."""

import argparse
import sys

from tests.endurance import damage, feeds, hands, kills

ROUNDS = 300
BESIDE, LOAD = 4, 7
"""Windows at once, and processes that only compute beside them: together a load of about ten."""


def main() -> int:
    """Kill windows, press what is there, damage files, spoil feeds; 1 when a bound is not kept."""
    parser = argparse.ArgumentParser(prog="dev.py endurance")
    parser.add_argument("--minutes", type=float, default=60, help="for kills and hands, at most")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--beside", type=int, default=BESIDE)
    parser.add_argument("--load", type=int, default=LOAD)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("kills", "hands", "damage", "feeds"))
    chosen = parser.parse_args()
    faults = 0
    if chosen.only in (None, "kills"):
        figures = kills.main(chosen.rounds, chosen.beside, chosen.load, chosen.seed, chosen.minutes)
        sys.stdout.write("\n".join(figures.lines()) + "\n")
        faults += len(figures.faults)
    if chosen.only in (None, "hands"):
        faults += hands.main(chosen.minutes, chosen.seed)
    if chosen.only in (None, "damage"):
        faults += damage.main(["--seed", str(chosen.seed)])
    if chosen.only in (None, "feeds"):
        faults += feeds.main(["--seed", str(chosen.seed)])
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
