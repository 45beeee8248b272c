"""The command that listens. It brings in only what listening needs: it is started often."""

import json
import sys
from argparse import Namespace
from random import random

from core import settings as settings_file
from core.cancel import CancelToken
from core.cli.terminal import open_chosen, say, warn
from core.clock import Clock
from core.errors import AppError
from core.mentions.listening import outcome, process, run
from core.mentions.listening.outcome import Terms
from core.mentions.listening.process import Order, last_resort
from core.store import Topic

_LINE = json.JSONEncoder(ensure_ascii=False)
_FOLLOWED = ("source",)
"""Events after which another one is told at once."""


def listen_once(chosen: Namespace, clock: Clock) -> int:
    """Read the sources that are due, or all, or some; one line for each event as JSON if wanted."""
    if chosen.orders:
        return _listen_to_orders(chosen, clock)
    token = CancelToken()
    with process.stopped_from_outside(token):
        order = Order(tuple(chosen.source or ()), everything=chosen.all)
        summary = _round(chosen, clock, order, token)
    if not chosen.json:
        for sentence in run.told(summary):
            say(sentence)
    if chosen.then and summary.alarms:
        process.hand_over([*chosen.then, *map(str, summary.alarms)])
    return 0


def _listen_to_orders(chosen: Namespace, clock: Clock) -> int:
    """Stay for the window: a round for each line of standard input, until it ends."""
    token = CancelToken()

    def work(order: Order) -> None:
        try:
            _round(chosen, clock, order, token)
        except AppError as error:
            _report({"event": "failed", "sentence": error.sentence, "advice": error.advice})

    process.each_order(token, work)
    return 0


def _round(chosen: Namespace, clock: Clock, order: Order, token: CancelToken) -> run.RunSummary:
    """One round by the settings of the moment; between rounds the workspace is not open."""

    def report(event: run.Event) -> None:
        guard.hear(event)
        if chosen.json:
            _report(event)
        elif event.get("fault"):
            warn(f"{event['title']}\n{event['fault']}")

    machine = settings_file.load(chosen.settings)
    with (
        open_chosen(chosen, clock, undoable=False) as workspace,
        last_resort(workspace.path) as guard,
    ):
        if guard.left:
            with workspace.change(Topic.SOURCES) as db:
                terms = Terms(clock.now(), machine.listen_minutes, random)
                outcome.leave_for_later(db, guard.left, terms)
        return run.run(
            workspace,
            machine,
            clock,
            only=order.only,
            everything=order.everything,
            token=token,
            on_event=report,
        )


def _report(event: run.Event) -> None:
    sys.stdout.write(_LINE.encode(event) + "\n")
    if event["event"] not in _FOLLOWED:
        sys.stdout.flush()
