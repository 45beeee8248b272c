"""Asking many sites at once, and no site by more than two at a time."""

from collections import deque
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TypeVar

from core.cancel import CancelToken
from core.mentions.fetching.addresses import host
from core.mentions.fetching.fetch import FetchAnswer, Fetcher, FetchRequest, FetchTrouble

THREADS = 16
PER_SITE = 2
"""A small site is not asked for all its feeds in the same second."""

_PAUSE = 0.2
"""Seconds after which a pause is told, and the token looked at."""

T = TypeVar("T")
Outcome = FetchAnswer | FetchTrouble
_Result = tuple[FetchRequest, Outcome | BaseException]


def fetch_all(
    fetcher: Fetcher,
    asked: Sequence[FetchRequest],
    on_answer: Callable[[FetchRequest, Outcome], None],
    token: CancelToken,
    on_pause: Callable[[], None] | None = None,
) -> None:
    """Ask for all, and hand over each answer in this thread as it comes.

    `on_pause` is called while nothing comes. Once the token is cancelled it returns at once;
    what is still being read then is dropped. A site is a host and its port.
    """
    lanes = _lanes(asked)
    results: SimpleQueue[_Result] = SimpleQueue()
    stop = Event()
    threads = [
        # Daemons: a program that is told to end does not wait for a site that does not answer.
        Thread(target=_work, args=(fetcher, lanes, results, stop), daemon=True)
        for _number in range(min(THREADS, len(lanes)))
    ]
    for thread in threads:
        thread.start()
    waiting = len(asked)
    try:
        while waiting and not token.cancelled:
            try:
                other, outcome = results.get(timeout=_PAUSE)
            except Empty:
                if on_pause is not None:
                    on_pause()
                continue
            waiting -= 1
            if not isinstance(outcome, FetchAnswer | FetchTrouble):
                raise outcome
            on_answer(other, outcome)
    finally:
        stop.set()
    if not waiting:
        for thread in threads:
            thread.join()


def _lanes(asked: Sequence[FetchRequest]) -> deque[deque[FetchRequest]]:
    """The feeds of each site, as many times as it may be asked at once; the longest lists first."""
    sites: dict[str, deque[FetchRequest]] = {}
    for other in asked:
        sites.setdefault(host(other.address), deque()).append(other)
    lists = sorted(sites.values(), key=len, reverse=True)
    return deque(lane for turn in range(PER_SITE) for lane in lists if len(lane) > turn)


def _work(
    fetcher: Fetcher,
    lanes: deque[deque[FetchRequest]],
    results: SimpleQueue[_Result],
    stop: Event,
) -> None:
    while (lane := _next(lanes)) is not None:
        while not stop.is_set() and (asked := _next(lane)) is not None:
            results.put((asked, _outcome(fetcher, asked)))


def _next(waiting: deque[T]) -> T | None:
    """The first, or None; safe among threads, where looking before taking is not."""
    try:
        return waiting.popleft()
    except IndexError:
        return None


def _outcome(fetcher: Fetcher, asked: FetchRequest) -> Outcome | BaseException:
    try:
        return fetcher.fetch(asked)
    except FetchTrouble as trouble:
        return trouble
    except BaseException as error:  # raised again in the thread that waits for it
        return error
