"""Background work: one of a name at a time, answered in the window's thread, never terminated."""

import threading

from core.cancel import CancelToken
from core.errors import AppError, FileTrouble
from desktop.jobs import Progress


def test_the_result_arrives_in_the_thread_of_the_window(services, qtbot):
    arrived: list[tuple[int, bool]] = []
    main = threading.current_thread()

    services.jobs.run(
        "sum",
        lambda _token, _progress: 2 + 2,
        lambda result: arrived.append((result, threading.current_thread() is main)),
    )

    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived == [(4, True)]
    assert not services.jobs.running("sum")


def test_a_new_job_of_the_same_name_replaces_the_old(services, qtbot):
    arrived: list[str] = []
    started, cancelled = threading.Event(), threading.Event()

    def first(token: CancelToken, _progress: Progress) -> str:
        started.set()
        while not token.cancelled:
            started.wait(0)
        cancelled.set()
        return "first"

    services.jobs.run("preview", first, arrived.append)
    qtbot.waitUntil(started.is_set)
    services.jobs.run("preview", lambda _token, _progress: "second", arrived.append)

    qtbot.waitUntil(lambda: bool(arrived) and cancelled.is_set())
    assert arrived == ["second"]


def test_progress_is_told_with_numbers(services, qtbot):
    seen: list[tuple[int, int]] = []
    done: list[object] = []

    def work(_token: CancelToken, progress: Progress) -> None:
        progress(1, 3)
        progress(3, 3)

    services.jobs.run(
        "import", work, done.append, progress=lambda count, total: seen.append((count, total))
    )

    qtbot.waitUntil(lambda: bool(done))
    assert seen == [(1, 3), (3, 3)]


def test_what_went_wrong_is_a_banner_unless_the_caller_wants_it(services, shell, qtbot):
    told: list[AppError] = []

    def fails(_token: CancelToken, _progress: Progress) -> None:
        raise FileTrouble("No se puede leer «lista.csv».")

    services.jobs.run("one", fails, lambda _result: None)
    services.jobs.run("other", fails, lambda _result: None, failed=told.append)

    qtbot.waitUntil(lambda: bool(told) and bool(shell.messages.shown()))
    assert shell.messages.shown() == ["No se puede leer «lista.csv»."]


def test_a_mistake_of_ours_is_told_too_and_the_program_goes_on(services, shell, qtbot):
    def breaks(_token: CancelToken, _progress: Progress) -> None:
        raise ZeroDivisionError

    services.jobs.run("bug", breaks, lambda _result: None)

    qtbot.waitUntil(lambda: bool(shell.messages.shown()))
    done: list[int] = []
    services.jobs.run("next", lambda _token, _progress: 1, done.append)
    qtbot.waitUntil(lambda: done == [1])


def test_closing_waits_for_the_threads_and_drops_their_results(services):
    arrived: list[str] = []
    started, ended = threading.Event(), threading.Event()

    def work(token: CancelToken, _progress: Progress) -> str:
        started.set()
        while not token.cancelled:
            ended.wait(0)
        ended.set()
        return "late"

    services.jobs.run("slow", work, arrived.append)
    assert started.wait(30)
    services.jobs.close()

    assert ended.is_set()
    assert arrived == []


def test_a_window_on_its_way_out_starts_nothing(services, qtbot):
    ran = threading.Event()

    services.jobs.close()
    job = services.jobs.run("late", lambda _token, _progress: ran.set(), lambda _result: None)
    services.jobs.close()

    assert job.token.cancelled
    assert not services.jobs.busy()
    assert not ran.is_set()
