"""Many sites at once, and none by more than two at a time."""

import threading
from collections.abc import Iterator

import pytest

from core.cancel import CancelToken
from core.mentions.fetching.batch import THREADS, Outcome, fetch_all
from core.mentions.fetching.fetch import FetchAnswer, Fetcher, FetchRequest, FetchTrouble
from tests.core.mentions.serving import Handler, Page, Server, atom, hangs, serving


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher() as made:
        yield made


def asked(addresses: list[str]) -> list[FetchRequest]:
    return [FetchRequest(number, text, private=True) for number, text in enumerate(addresses, 1)]


class Heard:
    """What was handed over, in order."""

    def __init__(self) -> None:
        self.answers: dict[int, Outcome] = {}
        self.thread: threading.Thread | None = None

    def __call__(self, item: FetchRequest, outcome: Outcome) -> None:
        assert item.source_id not in self.answers
        self.answers[item.source_id] = outcome
        self.thread = threading.current_thread()


def test_each_site_is_heard_once_in_the_thread_that_asked(server, second_server, fetcher):
    addresses = [server.feed(f"/{number}", f"Agua {number}") for number in range(40)]
    addresses += [second_server.feed("/feed", "Luz"), f"{second_server.address}/gone"]
    heard = Heard()

    fetch_all(fetcher, asked(addresses), heard, CancelToken())

    assert sorted(heard.answers) == list(range(1, 43))
    assert heard.thread is threading.current_thread()
    gone = heard.answers.pop(42)
    assert isinstance(gone, FetchTrouble)
    assert all(isinstance(answer, FetchAnswer) for answer in heard.answers.values())
    assert sorted(server.paths()) == sorted(f"/{number}" for number in range(40))


def test_nothing_to_ask_is_no_work(fetcher):
    heard = Heard()

    fetch_all(fetcher, [], heard, CancelToken())

    assert heard.answers == {}


def test_a_site_is_asked_for_two_feeds_at_a_time(server, fetcher):
    # Nobody is answered until two are here, so two at a time there must be…
    both, go_on = threading.Barrier(2), threading.Event()

    def in_pairs(handler: Handler) -> None:
        both.wait(30)
        go_on.wait(30)
        handler.say(Page(atom("Agua")))

    # …and no more: while they wait, no third one comes.
    here: list[int] = []

    def pause() -> None:
        here.append(len(server.asked))
        if here[-1] >= 2:
            go_on.set()

    server.pages |= {f"/{number}": in_pairs for number in range(6)}
    addresses = [f"{server.address}/{number}" for number in range(6)]
    heard = Heard()

    fetch_all(fetcher, asked(addresses), heard, CancelToken(), pause)

    assert here[-1] == 2
    assert all(isinstance(answer, FetchAnswer) for answer in heard.answers.values())


def test_sites_that_hang_hold_up_nobody_else(server, fetcher):
    slow = [Server() for _number in range(THREADS - 1)]
    for other in slow:
        other.pages["/feed"] = hangs
    addresses = [f"{item.address}/feed" for item in slow]
    addresses += [server.feed(f"/{number}", "Agua") for number in range(10)]
    heard = Heard()

    def hear(one: FetchRequest, outcome: Outcome) -> None:
        heard(one, outcome)
        if len(heard.answers) == 10:
            for other in slow:
                other.close()

    fetch_all(fetcher, asked(addresses), hear, CancelToken())

    kinds = [type(outcome) for outcome in heard.answers.values()]
    assert kinds == [FetchAnswer] * 10 + [FetchTrouble] * (THREADS - 1)


def test_a_pause_is_told_while_nothing_comes(server, fetcher):
    go_on = threading.Event()

    def patient(handler: Handler) -> None:
        go_on.wait(30)
        handler.say(Page(atom("Agua")))

    server.pages["/feed"] = patient
    heard = Heard()

    fetch_all(fetcher, asked([f"{server.address}/feed"]), heard, CancelToken(), on_pause=go_on.set)

    assert isinstance(heard.answers[1], FetchAnswer)


def test_who_is_told_to_stop_does_not_wait_for_a_site(fetcher):
    with serving() as server:
        server.pages["/slow"] = hangs
        token, heard = CancelToken(), Heard()
        before = set(threading.enumerate())

        fetch_all(fetcher, asked([f"{server.address}/slow"]), heard, token, on_pause=token.cancel)

        assert heard.answers == {}
        # Nor does the end of the program.
        assert all(thread.daemon for thread in set(threading.enumerate()) - before)
        assert not server.closing.is_set()


def test_after_a_stop_no_site_is_asked_any_more(server, fetcher):
    token, stopped, first = CancelToken(), threading.Event(), threading.Lock()

    def answer_one_and_then_none(handler: Handler) -> None:
        if not first.acquire(blocking=False):
            stopped.wait()
        handler.say(Page(status=404))

    def stop(_one: FetchRequest, _outcome: Outcome) -> None:
        token.cancel()
        stopped.set()

    server.pages |= {f"/{number}": answer_one_and_then_none for number in range(30)}
    addresses = [f"{server.address}/{number}" for number in range(30)]

    fetch_all(fetcher, asked(addresses), stop, token)

    # The other threads were in the middle of one.
    assert 1 <= len(server.asked) <= THREADS


def test_a_mistake_of_ours_is_not_swallowed(server, fetcher):
    address = server.feed("/feed", "Agua")

    def wrong(_one: FetchRequest, _outcome: Outcome) -> None:
        raise KeyError("ours")

    with pytest.raises(KeyError, match="ours"):
        fetch_all(fetcher, asked([address]), wrong, CancelToken())
