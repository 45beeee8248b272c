"""What a person does with mentions: one function for each action."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from core.calendar import records as calendar
from core.calendar.model import CalendarItem
from core.fields import cut
from core.i18n import _, ngettext
from core.mentions import evidence, stories, unsure
from core.mentions.kinds import MentionState, ToneBand
from core.mentions.listening import intake
from core.mentions.model import Item
from core.mentions.records import mentions
from core.mentions.tone import tone
from core.mentions.unsure import DoubtLesson
from core.store import Topic
from core.town.model import checked_lines
from desktop.mentions.opened import Opened
from desktop.mentions.why import lesson_words
from desktop.services import Services

if TYPE_CHECKING:
    from sqlite_utils import Database

LONG = 2000
"""Mentions from which a change would hold the window up."""

_JOB = "triage"


def set_state(
    services: Services,
    item_ids: Sequence[int],
    state: MentionState,
    *,
    done: Callable[[], None],
    initiator: object,
) -> None:
    """Say what was done with mentions; `done` follows when it is stored.

    What is not a mention yet becomes one, when the person has something to do with it.
    """
    now = services.clock.now()
    label, told = _state_words(state, len(item_ids))

    def write(db: "Database") -> None:
        if state not in (MentionState.NEW, MentionState.IGNORED):
            unsure.decide(db, item_ids, True, now)
        mentions.set_state(db, item_ids, state, now)

    _run(services, len(item_ids), lambda: _change(services, label, write, initiator), told, done)


def decide(
    services: Services,
    item_ids: Sequence[int],
    ours: bool,
    taught: tuple[Opened, DoubtLesson] | None,
    *,
    done: Callable[[], None],
    initiator: object,
) -> None:
    """Say of items that are no mentions whether they are ours; `done` follows when it is stored.

    `taught` is one of them, and what its watch and its source learn from it.
    """
    now = services.clock.now()
    label, told = _verdict_words(len(item_ids), ours=ours)
    topics = [Topic.MENTIONS]
    if taught is not None and taught[1]:
        topics += [Topic.WATCHES, Topic.SOURCES]
        source = taught[0].source
        learnt = lesson_words(taught[1], source.title if source else "")
        told = f"{told.removesuffix('.')}; {learnt}."

    def write(db: "Database") -> None:
        unsure.decide(db, item_ids, ours, now)
        if taught is not None:
            opened, lesson = taught
            unsure.teach(db, opened.doubting[0], opened.source, lesson)

    _run(
        services,
        len(item_ids),
        lambda: _change(services, label, write, initiator, topics),
        told,
        done,
    )


def open_new(services: Services, item_id: int, *, initiator: object) -> None:
    """A new mention was opened to be read: it is not new any more."""
    label, _told = _state_words(MentionState.READ, 1)
    now = services.clock.now()
    _change(
        services,
        label,
        lambda db: mentions.set_state(db, [item_id], MentionState.READ, now),
        initiator,
    )


def set_tone(
    services: Services,
    item_ids: Sequence[int],
    band: ToneBand | None,
    *,
    done: Callable[[], None],
    initiator: object,
) -> None:
    """The person's word about the tone; None: the hint stands again."""
    count = len(item_ids)
    label = ngettext("correct a tone", "correct {count} tones", count).format(count=count)
    told = _tone_told(band, count)

    def write(db: "Database") -> None:
        tone.correct(db, item_ids, band)

    _run(services, count, lambda: _change(services, label, write, initiator), told, done)


def say_nothing(services: Services, word: str) -> None:
    """A word says nothing about the tone here; every hint that it caused is made anew."""
    label = _("correct the word “{word}”").format(word=word)
    told = _("“{word}” says nothing about the tone any more.").format(word=word)
    if _change(services, label, lambda db: _forget_weight(db, word)):
        services.notifier.undoable(told)


def set_topic(services: Services, item_ids: Sequence[int], topic_id: int | None) -> None:
    """Put mentions under a topic; None: what the words of the topics say."""
    _change(services, _("choose a topic"), lambda db: mentions.set_topic(db, item_ids, topic_id))


def set_note(services: Services, item_id: int, note: str, *, initiator: object) -> None:
    """Write down something about a mention. Raises `InvalidValue` when it is too long."""
    checked = checked_lines(note)
    with services.store.change(
        Topic.MENTIONS,
        label=_("change a note"),
        key=f"mention:{item_id}:note",
        initiator=initiator,
    ) as db:
        mentions.set_note(db, item_id, checked)


def take_out(services: Services, item_id: int) -> None:
    """A mention does not belong to its story: it gets one of its own."""
    if _change(services, _("take out of the story"), lambda db: stories.split(db, item_id)):
        services.notifier.undoable(_("It is a story of its own now."))


def keep(services: Services, item_ids: Sequence[int]) -> None:
    """Keep items as they are, as evidence."""
    count, now = len(item_ids), services.clock.now()
    label = ngettext("keep as evidence", "keep {count} as evidence", count).format(count=count)
    told = ngettext(
        "Kept as it is, with its digest: nothing will delete it.",
        "{count} kept as they are, with their digests: nothing will delete them.",
        count,
    ).format(count=count)
    if _change(services, label, lambda db: evidence.keep(db, item_ids, now)):
        services.notifier.undoable(told)


def take_to_calendar(services: Services, item: Item) -> None:
    """Make a mention an idea of the calendar, for any day, and go to it; to the one there is."""
    with services.store.read() as connection:
        there = calendar.of_mention(connection, item.id)
    if there is not None:
        services.go("calendar", there.id)
        return
    title = item.title or item.text or _("New item")
    idea = cut(CalendarItem(title, link=item.link, mention_id=item.id))
    with services.store.change(Topic.CALENDAR, label=_("take to the calendar")) as db:
        made = calendar.add(db, idea)
    services.go("calendar", made)
    services.notifier.undoable(_("It is in the calendar, without a day."))


def note(services: Services, text: str, link: str, place: str, at: datetime) -> int:
    """Note by hand what no feed brings; returns its id. Raises `InvalidValue`."""
    with services.store.change(Topic.MENTIONS, label=_("note a mention")) as db:
        item_id = intake.note(db, text, link, place, at, services.clock.now())
    services.notifier.undoable(_("Noted. It counts like the rest."))
    return item_id


def _change(
    services: Services,
    label: str,
    write: "Callable[[Database], object]",
    initiator: object | None = None,
    topics: Sequence[Topic] = (Topic.MENTIONS,),
) -> bool:
    """One step of undo; False when nothing was different, and there is nothing to undo."""
    journal = services.store.journal
    before = journal.next_undo()
    with services.store.change(*topics, label=label, initiator=initiator) as db:
        write(db)
    return journal.next_undo() is not before


def _run(
    services: Services,
    count: int,
    change: Callable[[], bool],
    told: str,
    done: Callable[[], None],
) -> None:
    def tell(changed: bool) -> None:
        if changed:
            services.notifier.undoable(told)
        done()

    if count < LONG:
        tell(change())
    else:
        services.notifier.toast(_("One moment…"))
        services.jobs.run(_JOB, lambda _token, _progress: change(), tell)


def _forget_weight(db: "Database", word: str) -> None:
    tone.correct_word(db, word, 0)


def _verdict_words(count: int, *, ours: bool) -> tuple[str, str]:
    """As `_state_words`."""
    if ours:
        label = ngettext("say that it is ours", "say that {count} are ours", count)
        told = ngettext("It is ours: a mention.", "{count} are ours: mentions.", count)
    else:
        label = ngettext("say that it is not ours", "say that {count} are not ours", count)
        told = ngettext("It is not ours.", "{count} are not ours.", count)
    return label.format(count=count), told.format(count=count)


def _state_words(state: MentionState, count: int) -> tuple[str, str]:
    """The name of the step and what is told, for so many mentions."""
    label, told = {
        MentionState.NEW: (
            ngettext("mark as new", "mark {count} as new", count),
            ngettext("New again.", "{count} are new again.", count),
        ),
        MentionState.READ: (
            ngettext("mark as read", "mark {count} as read", count),
            ngettext("Read.", "{count} are read.", count),
        ),
        MentionState.TO_ANSWER: (
            ngettext("mark to be answered", "mark {count} to be answered", count),
            ngettext("It is waiting for an answer.", "{count} are waiting for an answer.", count),
        ),
        MentionState.ANSWERED: (
            ngettext("mark as answered", "mark {count} as answered", count),
            ngettext("Answered.", "{count} are answered.", count),
        ),
        MentionState.IGNORED: (
            ngettext("mark as not ours", "mark {count} as not ours", count),
            ngettext("Not ours.", "{count} are not ours.", count),
        ),
    }[state]
    return label.format(count=count), told.format(count=count)


def _tone_told(band: ToneBand | None, count: int) -> str:
    told = {
        ToneBand.NEGATIVE: ngettext("It is negative.", "{count} are negative.", count),
        ToneBand.NONE: ngettext("It is neither.", "{count} are neither.", count),
        ToneBand.POSITIVE: ngettext("It is positive.", "{count} are positive.", count),
        None: ngettext(
            "The program’s guess counts again.",
            "{count} of the program’s guesses count again.",
            count,
        ),
    }[band]
    return told.format(count=count)
