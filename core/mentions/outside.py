"""What is said from outside to a listener at work: to end, or what to read next."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Thread

from core.cancel import CancelToken
from core.mentions.order import Order

_INPUT_BYTES = 4096


def each_order(token: CancelToken, work: Callable[[Order], None]) -> None:
    """Do the rounds that standard input orders, one after the other, until it or the token ends.

    The end of input cancels the token: a round under way stores what it has.
    """
    waiting: SimpleQueue[Order | None] = SimpleQueue()

    def listen() -> None:
        for line in _lines():
            waiting.put(Order.read(line))
        token.cancel()
        waiting.put(None)

    Thread(target=listen, daemon=True).start()
    with stopped_from_outside(token, lambda: waiting.put(None)):
        while (order := waiting.get()) is not None and not token.cancelled:
            work(order)


@contextmanager
def stopped_from_outside(
    token: CancelToken, also: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """Inside, Ctrl+C or a request to end cancels the token; a second one ends at once."""

    def stop(number: int, _frame: object) -> None:
        token.cancel()
        also()
        signal.signal(number, signal.SIG_DFL)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _lines() -> Iterator[bytes]:
    """Whole lines of standard input as they come."""
    rest = b""
    while came := _read_input():
        *whole, rest = (rest + came).split(b"\n")
        yield from whole


def _read_input() -> bytes:
    """What comes from standard input; nothing at its end."""
    # Not through sys.stdin: its lock, held by a thread that waits, breaks the end of Python.
    if sys.platform == "win32":
        import _winapi
        import msvcrt

        # Nor through the C library: Wine's opens no file while another thread waits in it.
        try:
            return _winapi.ReadFile(msvcrt.get_osfhandle(sys.stdin.fileno()), _INPUT_BYTES)[0]
        except OSError:
            return b""
    return os.read(sys.stdin.fileno(), _INPUT_BYTES)
