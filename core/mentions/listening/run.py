"""One run of listening: the sources that are due are asked, read, stored, and alarms looked after.

Sites are asked by threads; everything else happens in the thread that calls. What was read is
stored together with what is remembered of its source, so that a run that is killed has either
stored a source's news and knows it, or will read it again.
"""

import random
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from core.cancel import CancelToken
from core.clock import Clock
from core.errors import AppError, WorkspaceBusy
from core.i18n import _, ngettext
from core.mentions import recipes, retention
from core.mentions.fetching.addresses import host, is_private
from core.mentions.fetching.batch import fetch_all
from core.mentions.fetching.fetch import FetchAnswer, Fetcher, FetchRequest, FetchTrouble
from core.mentions.kinds import Trouble
from core.mentions.listening import outcome, schedule
from core.mentions.listening.outcome import Keeper, SourceOutcome, StoredBatch, Terms
from core.mentions.listening.process import alone
from core.mentions.model import Decisions, Source, SourceMemory
from core.mentions.records import alarms as alarm_records
from core.mentions.records import decisions, sources
from core.mentions.sources import health
from core.mentions.sources.health import NOT_REACHED
from core.settings import Settings
from core.store import Store, Topic, backup

BATCH = 2000
"""Items stored in one commit, which makes one piece of the full-text index."""

_PACE = 0.1
"""Seconds from one word about progress to the next."""

_PATIENCE = 5
"""Times that a commit at the end waits for a window that is writing."""

Event = dict[str, Any]
"""What happens, for whoever started the run: `progress`, `source`, `stored`, `end`.

`reading` names sources whose words are worked on from now until the next event, and `looking` says
that it is none: where nothing follows for minutes, it will not.
"""


@dataclass(frozen=True)
class RunSummary:
    """What one run brought."""

    read: int = 0
    """Sources read well."""
    failed: int = 0
    fresh: int = 0
    """New items."""
    mentions: int = 0
    """New mentions."""
    alarms: tuple[int, ...] = ()
    """Alarms that are new or went up, by id."""
    offline: bool = False
    """No site could be reached at all."""
    elsewhere: bool = False
    """Another listener is at work on this workspace; nothing was done."""
    listening: bool = True
    """False: the town decided that its sources are not read."""
    stopped: bool = False
    """Somebody asked it to end early; what it had read is stored."""
    let_go: int = 0
    """Items that went because they were older than the town keeps."""
    kept_back: int = 0
    """Items that are older, and do not go before the person says so."""


def run(
    store: Store,
    settings: Settings,
    clock: Clock,
    *,
    only: Collection[int] | None = None,
    everything: bool = False,
    token: CancelToken | None = None,
    on_event: Callable[[Event], None] = lambda _event: None,
    chance: Callable[[], float] = random.random,
) -> RunSummary:
    """Read the sources that are due and store what is new.

    `only` reads just these sources and `everything` all that are switched on, due or not, in quiet
    hours too. Raises `WorkspaceError` when the workspace cannot be written; what was stored until
    then stays.
    """
    with alone(store.path) as mine:
        if mine:
            running = _Run(store, settings, clock, token or CancelToken(), on_event, chance)
            summary = running.all_of(only, everything=everything)
        else:
            summary = RunSummary(elsewhere=True)
    on_event({"event": "end"} | asdict(summary))
    return summary


class _Run:
    """What has been read and is not stored yet, and what it all came to."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        clock: Clock,
        token: CancelToken,
        on_event: Callable[[Event], None],
        chance: Callable[[], float],
    ) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock
        self._token = token
        self._tell = on_event
        self._chance = chance
        self._sources: dict[int, Source] = {}
        self._readings: dict[int, SourceMemory] = {}
        self._decisions = Decisions()
        self._keeper = Keeper(store, self._decisions, self._terms)
        self._batch: list[SourceOutcome] = []
        self._entries = 0
        """Items in it."""
        self._unreached: list[tuple[Source, FetchTrouble]] = []
        self._done = 0
        self._told = 0.0
        """When progress was last told."""
        self._summary = RunSummary()

    def all_of(self, only: Collection[int] | None, *, everything: bool) -> RunSummary:
        with self._store.read() as connection:
            self._decisions = decisions.load(connection)
            there = sources.everything(connection)
            self._readings = sources.readings(connection)
        if not (self._decisions.listening and self._settings.listening):
            return RunSummary(listening=False)
        self._keeper = Keeper(self._store, self._decisions, self._terms)
        for source in self._chosen(there, only, everything=everything):
            self._sources[source.id] = source
        if self._sources:
            self._ask()
        self._look_after()
        return replace(self._summary, stopped=self._token.cancelled)

    def _chosen(
        self, there: Sequence[Source], only: Collection[int] | None, *, everything: bool
    ) -> list[Source]:
        if only:
            return [source for source in there if source.id in only]
        if everything:
            return [source for source in there if source.enabled and not self._waits(source)]
        now, settings = self._clock.now(), self._settings
        if schedule.quiet(now, settings.quiet_from, settings.quiet_to):
            return []
        return schedule.due(there, self._readings, now, settings.listen_minutes)

    def _waits(self, source: Source) -> bool:
        """Whether the last reading had no end, and its time has not come: all others come first."""
        before = self._before(source)
        later = before.next_at is not None and before.next_at > self._clock.now()
        return later and before.problem is Trouble.ENDLESS

    def _ask(self) -> None:
        asked = [self._asked(source) for source in self._sources.values()]
        self._tell_progress(at_once=True)
        with Fetcher(self._settings.proxy, clock=self._clock) as fetcher:
            fetch_all(fetcher, asked, self._take, self._token, self._store_what_can_be)
        if not self._token.cancelled:
            self._judge_unreached()
        self._store_all()

    def _asked(self, source: Source) -> FetchRequest:
        before = self._before(source)
        return FetchRequest(
            source.id,
            source.address,
            before.etag,
            before.modified,
            self._decisions.private,
            tuple(recipes.fallbacks(source)),
        )

    def _before(self, source: Source) -> SourceMemory:
        return self._readings.get(source.id) or SourceMemory(source.id)

    def _take(self, asked: FetchRequest, found: FetchAnswer | FetchTrouble) -> None:
        source = self._sources[asked.source_id]
        news = isinstance(found, FetchAnswer) and not found.unchanged
        if isinstance(found, FetchTrouble) and found.trouble in NOT_REACHED:
            self._unreached.append((source, found))
        else:
            if news:
                self._tell({"event": "reading", "ids": [source.id]})
            came = self._outcome(source, found)
            self._entries += len(came.feed.entries) if came.feed else 0
            self._batch.append(came)
        self._done += 1
        self._tell_progress(at_once=news or self._done == len(self._sources))
        if self._entries >= BATCH:
            self._store_what_can_be()

    def _tell_progress(self, *, at_once: bool) -> None:
        """Each that is read is told at once; of many with nothing new, not each is worth a word."""
        moment = time.monotonic()
        if at_once or moment - self._told > _PACE:
            self._told = moment
            self._tell({"event": "progress", "done": self._done, "of": len(self._sources)})

    def _outcome(self, source: Source, found: FetchAnswer | FetchTrouble) -> SourceOutcome:
        before = self._before(source)
        if isinstance(found, FetchAnswer):
            return outcome.of_answer(source, before, found, self._terms())
        return outcome.of_trouble(source, before, found, self._terms())

    def _terms(self) -> Terms:
        # As it is kept, to the second: most of a round is of one moment.
        now = self._clock.now().replace(microsecond=0)
        return Terms(now, self._settings.listen_minutes, self._chance)

    def _judge_unreached(self) -> None:
        """Nobody reached: it is the network. Of one site alone, only if it was there before, or
        if the one that was tried before it was not reached either."""
        if not self._unreached:
            return
        places = {host(source.address) for source, _trouble in self._unreached}
        known = any(self._before(source).ok_at for source, _trouble in self._unreached)
        others = (item for number, item in self._readings.items() if number not in self._sources)
        several = len(places) > 1 or health.met(others, *NOT_REACHED)
        offline = self._nobody_outside() and (several or known)
        for source, trouble in self._unreached:
            found = FetchTrouble(Trouble.OFFLINE) if offline else trouble
            self._batch.append(self._outcome(source, found))
        self._unreached.clear()
        self._summary = replace(self._summary, offline=offline)

    def _nobody_outside(self) -> bool:
        """What answers inside the own network says nothing of the way out."""
        unreached = {source.id for source, _trouble in self._unreached}
        answered = (source for source in self._sources.values() if source.id not in unreached)
        return all(is_private(urlsplit(source.address).hostname or "") for source in answered)

    def _store_what_can_be(self) -> None:
        """As `_store_all`; while a window writes, it waits for the next time."""
        try:
            self._store_batch()
        except WorkspaceBusy:
            return

    def _store_all(self) -> None:
        for _attempt in range(_PATIENCE - 1):
            try:
                return self._store_batch()
            except WorkspaceBusy:
                continue
        return self._store_batch()

    def _store_batch(self) -> None:
        if not self._batch:
            return
        self._tell({"event": "reading", "ids": [item.source.id for item in self._batch]})
        kept = self._keeper.keep(self._batch)
        self._batch.clear()
        self._entries = 0
        self._count(kept)

    def _count(self, kept: StoredBatch) -> None:
        stored = kept.stored
        well = sum(each.reading.problem is None for each, _fresh in stored)
        before = self._summary
        self._summary = replace(
            before,
            read=before.read + well,
            failed=before.failed + len(stored) - well,
            fresh=before.fresh + sum(fresh for _one, fresh in stored),
            mentions=before.mentions + kept.mentions,
        )
        for item, fresh in stored:
            self._tell(
                {
                    "event": "source",
                    "id": item.source.id,
                    "title": item.source.title,
                    "problem": item.reading.problem or "",
                    "fresh": fresh,
                    "fault": item.fault,
                }
            )
        self._tell({"event": "stored"})

    def _look_after(self) -> None:
        """Let go what is too old, then raise and end alarms by what is there."""
        now = self._clock.now()
        self._tell({"event": "looking"})
        self._let_go(now)
        with self._store.read() as connection:
            if alarm_records.is_all_the_same(connection, now):
                return
        from core.mentions.alarms import alarms
        from core.mentions.listening import intake

        self._tell({"event": "looking"})
        with self._store.change(Topic.MENTIONS, Topic.ALARMS) as db:
            # The window applies what it changes; the command line, or a window that fell, did not.
            intake.bring_up_to_date(db, now)
            raised = alarms.watch_over(db, now)
            alarm_records.remember_look(db, now)
        self._summary = replace(self._summary, alarms=tuple(alarm.id for alarm in raised))

    def _let_go(self, now: datetime) -> None:
        with self._store.read() as connection:
            old = retention.look(connection, now)
            last = decisions.let_go(connection)
        if old.asks:
            self._summary = replace(self._summary, kept_back=old.count)
        elif old.count and not (last and last[0].astimezone().date() == self._clock.today()):
            folder = backup.folder_of(self._store.path, self._settings.backup_folder)
            try:
                backup.of_today(self._store.path, folder, self._clock, self._settings.backups_kept)
            except AppError:
                # Nothing goes without a copy. The window, which makes one itself, says why not.
                return
            with self._store.change(Topic.MENTIONS) as db:
                retention.let_go(db, old, now)
            self._summary = replace(self._summary, let_go=old.count)


def told(summary: RunSummary) -> list[str]:
    """What a run brought, in sentences."""
    if summary.elsewhere:
        return [_("This town’s sources are already being read; nothing was done.")]
    if not summary.listening:
        return [_("The sources of this town are not read: it is decided so in Settings.")]
    if summary.offline:
        return [_("This computer has no internet connection; what was read before is kept.")]
    if not summary.read + summary.failed + summary.let_go + summary.kept_back:
        return [_("No source is due.")]
    said = [
        (summary.read, ngettext("{count} source read.", "{count} sources read.", summary.read)),
        (
            summary.failed,
            ngettext(
                "{count} source could not be read.",
                "{count} sources could not be read.",
                summary.failed,
            ),
        ),
        (summary.fresh, ngettext("{count} new item.", "{count} new items.", summary.fresh)),
        (
            summary.mentions,
            ngettext("{count} new mention.", "{count} new mentions.", summary.mentions),
        ),
        (len(summary.alarms), ngettext("{count} alarm.", "{count} alarms.", len(summary.alarms))),
        (summary.let_go, retention.went_sentence(summary.let_go)),
        (summary.kept_back, retention.waits_sentence(summary.kept_back)),
    ]
    return [words.format(count=count) for count, words in said if count]
