"""The report on paper: what it says first, what stands in it, and what never does."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import takewhile

import page
import pytest

from core import catalogue, i18n
from core.documents import render, tree, validate
from core.documents.charts import ToneChart, WeekChart
from core.documents.glyphs import shorten
from core.documents.model import Align, Block, Bullets, Document, Figure, Heading, Para, Table
from core.documents.rich import plain
from core.errors import InvalidValue
from core.i18n import Language
from core.mentions.alarm_model import AlarmFacts, AlarmReason, ReasonKind
from core.mentions.alarms.alarms import dismiss
from core.mentions.document.report import mention_report
from core.mentions.kinds import MentionState, ToneBand, WatchKind
from core.mentions.model import Watch
from core.mentions.records import alarms, decisions, watches
from core.plan.kinds import LevelName
from core.store import Store, Topic

Say = Callable[..., int]

HOSTILE = "=cmd|' /C calc'!A0 " + "ñandú 😀 \u202eabc <b>&nbsp;</b> " * 400


pytestmark = pytest.mark.usefixtures("english")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()


def printed(store: Store, start: str = "", end: str = "", language: Language = "en") -> Document:
    first, last = (date.fromisoformat(day) if day else None for day in (start, end))
    with store.read() as connection, i18n.language(language):
        return mention_report(connection, language, store.clock.today(), first, last)


def sentences(document: Document) -> list[str]:
    return [
        plain(text)
        for block in document.blocks
        for text in (
            [block.text] if isinstance(block, Para)
            else block.items if isinstance(block, Bullets)
            else []
        )
    ]  # fmt: skip


def under(document: Document, heading: str) -> tuple[Block, ...]:
    """The blocks of a chapter."""
    (place,) = [n for n, b in enumerate(document.blocks) if b == Heading(1, heading)]
    after = document.blocks[place + 1 :]
    return tuple(takewhile(lambda block: not isinstance(block, Heading), after))


def table(document: Document, heading: str) -> Table:
    (found,) = [block for block in under(document, heading) if isinstance(block, Table)]
    return found


def rows(document: Document, heading: str) -> list[list[str]]:
    return [
        ["\n".join(plain(line.text) for line in cell.lines) for cell in row]
        for row in table(document, heading).rows
    ]


def figures(document: Document) -> Iterator[Figure]:
    return (block for block in document.blocks if isinstance(block, Figure))


@pytest.fixture
def spoken_of(store: Store, say: Say) -> Store:
    """A town that is spoken of once a week, and in the week of 19 October much more."""
    for back in reversed(range(12)):
        say(f"{date(2026, 10, 14) - timedelta(weeks=back)} 09:00", outlet="Hoy")
    asked = local("2026-10-20 10:00")
    waiting = {"state": MentionState.TO_ANSWER, "to_answer_at": asked}
    answered = {
        **waiting,
        "state": MentionState.ANSWERED,
        "answered_at": asked + timedelta(hours=5),
    }
    with store.change(Topic.MENTIONS) as db:
        for number, title in enumerate(("Perros envenenados", "Feria"), 1):
            db.conn.execute(
                "INSERT INTO story VALUES (?, ?, '2026-10-19T00:00:00Z', '2026-10-20T00:00:00Z',"
                " NULL)",
                [number, title],
            )
    found = [
        say("2026-10-19 08:00", outlet="Radio Comarca", tone=ToneBand.NEGATIVE, story_id=1),
        say("2026-10-19 09:00", outlet="Hoy", tone=ToneBand.NEGATIVE, story_id=1, **answered),
        say("2026-10-20 09:00", outlet="Facebook", author="Ana Ruiz", story_id=1, **waiting),
        say("2026-10-20 10:00", outlet="Facebook", author="Ana Ruiz", tone=ToneBand.POSITIVE),
        say("2026-10-21 10:00", outlet="El Colombiano", state=MentionState.IGNORED),
    ]
    with store.change(Topic.WATCHES) as db:
        topic = watches.add(db, Watch("Animales", kind=WatchKind.TOPIC, any_of=("perro",)))
        watches.add_hits(db, [(topic, asked, item_id) for item_id in found[:3]])
    return store


def test_the_first_sentence_says_how_much_and_the_next_whether_it_is_usual(spoken_of):
    first, second, *_rest = sentences(printed(spoken_of, "2026-10-19", "2026-10-25"))

    assert first == ("From 19 to 25 October 2026, Medellín was mentioned 4 times, in 2 stories.")
    assert second == "It is more than usual, which for that many days is 0 to 2."


@pytest.mark.usefixtures("madrid")
def test_of_one_week_of_several_and_of_none_it_speaks_as_people_do(spoken_of):
    def told(start: str, end: str) -> list[str]:
        said = sentences(printed(spoken_of, start, end))
        return [one for one in said if "can be compared" in one]

    assert told("2026-10-19", "2026-10-25") == [
        "In the only week that can be compared there was more than usual."
    ]
    assert told("2026-10-05", "2026-10-11") == ["The only week that can be compared was as usual."]
    assert told("2026-09-28", "2026-10-11") == [
        "None of the 2 weeks that can be compared had more than usual."
    ]


@pytest.mark.usefixtures("madrid")
def test_it_is_of_the_last_whole_month_unless_other_days_are_asked_for(store):
    month = printed(store)
    assert (month.subtitle, month.code) == ("October 2026", "MEN-2026-10")
    assert printed(store, "2026-01-01", "2026-12-31").subtitle == "2026"
    assert printed(store, "2026-11-03", "2026-11-03").subtitle == "3 November 2026"
    some = printed(store, "2026-11-03")
    assert some.subtitle == "3 to 24 November 2026"
    assert some.code == "MEN-20261103-20261124"
    assert printed(store, "", "2026-11-20").code == "MEN-20261101-20261120"
    assert printed(store, language="es").subtitle == "Octubre de 2026"


def test_days_the_wrong_way_round_make_no_paper(store):
    with pytest.raises(InvalidValue, match="after"):
        printed(store, "2026-10-31", "2026-10-01")


def test_what_was_left_out_is_told(spoken_of):
    told = sentences(printed(spoken_of))

    assert "Another one was not ours: it is left out of every figure." in told
    assert "El Colombiano" not in "".join(tree.texts(printed(spoken_of).blocks))


def test_no_author_stands_in_it(spoken_of):
    assert "Ana Ruiz" not in "".join(tree.texts(printed(spoken_of)))


def test_the_weeks_stand_in_a_chart_and_in_a_table(spoken_of):
    made = printed(spoken_of)

    chart = next(figure.image for figure in figures(made) if isinstance(figure.image, WeekChart))
    assert [week.mentions for week in chart.weeks] == [0, 1, 1, 4, 0]
    assert rows(made, "How much")[3] == ["19 Oct – 25 Oct", "4", "2", "0 to 2"]
    assert [column.align for column in table(made, "How much").columns][1:] == [Align.END] * 3


def test_of_more_than_a_quarter_of_weeks_there_is_only_the_chart(spoken_of):
    def captions(since: str) -> list[str]:
        made = printed(spoken_of, since, "2026-11-22")
        assert any(isinstance(figure.image, WeekChart) for figure in figures(made))
        return [getattr(block, "caption", "") for block in made.blocks]

    assert "Week by week" in captions("2026-08-17")
    assert "Week by week" not in captions("2026-08-10")


def test_months_are_held_against_each_other_only_where_there_are_several(spoken_of):
    def months(start: str) -> list[str]:
        made = printed(spoken_of, start, "2026-10-31")
        return [
            bar.label
            for figure in figures(made)
            if isinstance(figure.image, ToneChart) and "Tone by month" in figure.alt
            for bar in figure.image.bars
        ]

    assert months("2026-09-01") == ["September 2026", "October 2026"]
    assert months("2026-10-01") == []


def test_outlets_stand_with_their_share_of_negatives(spoken_of):
    assert rows(printed(spoken_of), "Where it was said") == [
        ["Hoy", "3", "1", "33%"],
        ["Facebook", "2", "0", "0%"],
        ["Radio Comarca", "1", "1", "100%"],
    ]


def test_outlets_beyond_the_first_fifteen_are_one_row(store, say):
    for number in range(20):
        say("2026-10-05 09:00", outlet=f"Medio {number:02}")

    last = rows(printed(store), "Where it was said")[-1]

    assert last == ["5 more", "5", "0", "0%"]


def test_topics_are_told_with_their_tone_in_words(spoken_of):
    assert "Animales: 3 (2 negative)" in sentences(printed(spoken_of))


def test_many_mentions_of_a_topic_are_drawn(spoken_of, say):
    found = [say(f"2026-10-22 1{hour}:00", outlet="Hoy") for hour in range(5)]
    with spoken_of.change(Topic.WATCHES) as db:
        topic = watches.add(db, Watch("Agua", kind=WatchKind.TOPIC, any_of=("agua",)))
        watches.add_hits(db, [(topic, local("2026-10-22 20:00"), item) for item in found])

    (chart,) = [item for item in figures(printed(spoken_of)) if isinstance(item.image, ToneChart)]

    assert "Agua: 5. Animales: 3 (2 negative)." in chart.alt


def test_outlets_of_a_single_mention_stand_in_a_sentence(store, say):
    for outlet in ("Hoy", "Hoy", "Radio", "Web", "El bar", "Facebook"):
        say("2026-10-05 09:00", outlet=outlet)

    assert [row[0] for row in rows(printed(store), "Where it was said")] == ["Hoy"]
    assert "One mention each: El bar; Facebook; Radio; Web." in sentences(printed(store))


def test_three_outlets_of_a_single_mention_have_rows_of_their_own(store, say):
    for outlet in ("Hoy", "Hoy", "Radio", "Web", "El bar"):
        say("2026-10-05 09:00", outlet=outlet)

    assert len(rows(printed(store), "Where it was said")) == 4


def test_the_most_told_story_says_who_began(spoken_of):
    assert rows(printed(spoken_of), "What was reported most") == [
        ["Perros envenenados", "Radio Comarca", "3", "3", "2"]
    ]


def test_answers_are_told_with_their_time(spoken_of):
    with spoken_of.change(Topic.PLAN) as db:
        db.conn.execute("UPDATE charter SET answer_hours = 4")
    told = sentences(printed(spoken_of))

    assert "Called for an answer: 2. Answered: 1 (50%)." in told
    assert "Half of the answers took 5\u202fh or less." in told
    assert any("Within the 4\u202fh that the plan promises: 0 of 1." in one for one in told)
    assert "Still to answer: 1, the first since 20 October 2026." in told


def test_alarms_say_what_became_of_them(store):
    facts = AlarmFacts(
        LevelName.ORANGE, (AlarmReason(ReasonKind.COUNT, count=4, of=1),),
        AlarmReason(ReasonKind.ATTENTION), 4, 5, 0.3, (),
    )  # fmt: skip
    with store.change(Topic.ALARMS) as db:
        alarm = alarms.add(db, None, "Medellín", facts, local("2026-10-19 12:00"))
        dismiss(db, alarm, "Era publicidad", local("2026-10-19 13:00"))

    (row,) = rows(printed(store), "Alarms")

    assert row[:3] == ["19 Oct 2026", "Medellín", "Orange"]
    assert row[4] == "Dismissed\nFalse alarm\nEra publicidad"


def test_days_in_which_nobody_listened_say_so_and_no_more(store, say):
    made = printed(store)

    assert sentences(made)[:2] == [
        "In October 2026, no source was being read.",
        "Nothing has been read yet.",
    ]
    assert list(figures(made)) == []
    say("2026-11-02 09:00")
    told = sentences(printed(store))
    assert told[0] == "In October 2026, no source was being read."
    assert "No source was being read: there could be no alarm." in told
    assert "There was no alarm." not in told


def test_a_town_of_which_nobody_spoke_gets_a_paper_that_says_so(store, say):
    say("2026-09-20 09:00")

    told = sentences(printed(store))

    assert told[0] == "In October 2026, no mention of Medellín was found."
    assert "There was no alarm." in told


def test_what_was_let_go_is_not_taken_for_deafness(store, say):
    say("2026-11-02 09:00")
    with store.change(Topic.PREFERENCES) as db:
        decisions.note_let_go(db, local("2026-11-03 09:00"), 7)

    assert sentences(printed(store))[0] == "In October 2026, no mention of Medellín was found."


def test_days_before_listening_are_not_taken_for_silence(store, say):
    say("2026-10-20 09:00")

    assert (
        "Listening began on 20 October 2026: little is known of what was said before."
        in sentences(printed(store))
    )


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_2A"])
def test_everybody_can_read_the_pdf(spoken_of, language, profile):
    made = render.render(printed(spoken_of, "2026-09-01", "2026-10-31", language), ".pdf")

    found = page.validate_pdf_bytes(made, profile=getattr(page.ValidationProfile, profile)).failures
    assert [failure.message for failure in found if "STREAM-LENGTH" not in failure.rule_id] == []


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".odt"])
def test_whatever_a_feed_says_can_be_printed(store, say, suffix):
    with store.change(Topic.MENTIONS) as db:
        moment = "2026-10-05T00:00:00Z"
        db.conn.execute(
            "INSERT INTO story VALUES (1, ?, ?, ?, NULL)", [HOSTILE[:5000], moment, moment]
        )
    for hour in (8, 9):
        say(f"2026-10-05 0{hour}:00", HOSTILE, text=HOSTILE, outlet=HOSTILE[:300], story_id=1)
    made = printed(store)

    assert validate.problems(made) == []
    assert render.render(made, suffix)


def test_the_name_of_an_outlet_takes_no_more_room_than_a_headline(store, say):
    outlet, title = "Asociación de vecinos " * 13, "Muere un perro en el parque " * 10
    with store.change(Topic.MENTIONS) as db:
        moment = "2026-10-05T00:00:00Z"
        db.conn.execute("INSERT INTO story VALUES (1, ?, ?, ?, NULL)", [title, moment, moment])
    for hour in (8, 9):
        say(f"2026-10-05 0{hour}:00", title, outlet=outlet, story_id=1)
    made = printed(store)

    ((name, *_figures),) = rows(made, "Where it was said")
    ((headline, first, *_figures),) = rows(made, "What was reported most")
    assert name == first == shorten(outlet, 80)
    assert headline == shorten(title, 160)


def test_the_chapters_follow_each_other(spoken_of):
    titles = [block.text for block in printed(spoken_of).blocks if isinstance(block, Heading)]

    assert titles == [
        "At a glance", "How much", "Where it was said", "What was reported most",
        "Sensitive topics", "What was answered", "Alarms",
    ]  # fmt: skip


def test_a_report_that_was_printed_does_not_go_out_of_date(spoken_of, say, tmp_path):
    catalogue.print_to(spoken_of, "mention-report", "es", tmp_path / "one.pdf")
    say("2026-10-22 10:00")

    with spoken_of.read() as connection:
        states = catalogue.states(connection, "es", spoken_of.clock.today())
        again = catalogue.prepare(connection, "mention-report", "es", spoken_of.clock.today())
    (state,) = [other for other in states if other.entry.id == "mention-report"]
    assert state.last is not None
    assert not state.out_of_date
    assert again.version == 1
