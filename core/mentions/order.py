"""What the window orders from a listener, a line for each round."""

import json
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Order:
    """One round: what is due, these sources, or everything that is switched on."""

    only: tuple[int, ...] = ()
    everything: bool = False

    def line(self) -> bytes:
        """As it is written to standard input."""
        return json.dumps({"only": self.only, "everything": self.everything}).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Self:
        """As it is read from there."""
        facts = json.loads(line)
        return cls(tuple(facts["only"]), facts["everything"])
