"""Manual, first day and the rest of docs/: the same in both languages, and only what there is."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

import resources
from core import example, i18n, manual
from core.clock import FixedClock
from core.crisis import desk as desks
from core.crisis.incidents import checklist, closing, opening, voices
from core.crisis.incidents.opening import Wish
from core.crisis.kinds import Phase, StatementKind
from core.crisis.log import Hand
from core.crisis.model import Rumour, RumourVerdict
from core.crisis.records import incidents as records
from core.crisis.statements import statements
from core.crisis.texts import filling
from core.mentions.alarms import alarms
from core.mentions.alarms.wording import headline
from core.roster.model import Hat
from core.store import Connection, Topic, open_store
from core.town import records as town_records
from tests.core.in_turn import in_turn
from tests.core.test_content_files import LANGUAGES, raw

DOCS = resources.ROOT.parent / "docs"
NAMES = sorted(path.name.split(".")[0] for path in DOCS.glob("*.es.md"))
GUIDES = [name for name in NAMES if name not in ("manual", "legal")]
QUOTED = {"es": r"«([^«»]+)»", "en": r"“([^“”]+)”"}
INNER = {"es": (r"“([^“”]*)”", r"«\1»"), "en": (r"‘([^‘’]*)’", r"“\1”")}
OTHERS = {
    "es": {
        *("Instalar", "Ejecutar de todas formas", "CD …", "duque de …", "…, Ohio"),
        *("Ver más", "Hoja CRI-01", "Dice “Medellín”, pero también “Colombia”"),
    },
    "en": {"Run anyway", "CD …", "duque de …", "…, Ohio", "Sheet CRI-01", "owner of the dog"},
}
"""What the manual quotes of Windows, of names in the world, of what is typed, counted or begun."""
SCENARIO = "poisoned-animals"
MOMENT = datetime(2026, 11, 24, 13, 32, tzinfo=UTC)


def read(name: str, language: str) -> str:
    return (DOCS / f"{name}.{language}.md").read_text(encoding="utf-8")


def outline(text: str) -> list[str]:
    """The depth of each heading, in order, outside code."""
    return re.findall(r"^#+(?= )", re.sub(r"```.*?```", "", text, flags=re.S), flags=re.M)


def anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text, flags=re.M)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def build(text: str) -> list[str]:
    """Headings, items, rows with their cells, and pictures: what a translation keeps."""
    return [
        mark if mark != "|" else mark * row.count("|")
        for mark, row in re.findall(r"^(#+|\d\.|-|\||>|!)(?= |\[)(.*)$", text, flags=re.M)
        if mark != ">"
    ]


def sections(text: str, language: str) -> list[list[str]]:
    """What each section quotes of the program; said aloud or published is in block quotes."""
    plain = re.sub(r"^>.*$", "", text, flags=re.M)
    return [
        [" ".join(words.split()) for words in re.findall(QUOTED[language], section)]
        for section in re.split(r"^#+ ", plain, flags=re.M)
    ]


@cache
def in_both() -> dict[str, set[str]]:
    """What the program shows in English, and in Spanish instead: messages and content."""
    known: dict[str, set[str]] = defaultdict(set)
    with resources.path("locale/es/LC_MESSAGES/pregon.po").open("rb") as file:
        for message in read_po(file):
            pairs = [(message.id, message.string)]
            if not isinstance(message.id, str):
                pairs = list(zip(message.id, message.string, strict=True))
            for english, spanish in pairs:
                known[english].add(spanish)
    for path in sorted(resources.path("content", "es").rglob("*.toml")):
        other = resources.path("content", "en") / path.relative_to(resources.path("content", "es"))
        both = (tomllib.loads(file.read_text(encoding="utf-8")) for file in (path, other))
        for spanish, english in paired(*both):
            known[english].add(spanish)
            inner = (re.findall(QUOTED["en"], english), re.findall(QUOTED["es"], spanish))
            for one, same in zip(*inner, strict=False):
                known[one].add(same)
    return known


def paired(spanish: Any, english: Any) -> Iterator[tuple[str, str]]:
    """Every text of a content file with what stands in its place in the other language."""
    if isinstance(spanish, str):
        yield spanish, english
    elif isinstance(spanish, dict):
        for key, value in spanish.items():
            yield from paired(value, english[key])
    elif isinstance(spanish, list):
        # Words to be looked for are not as many in each language, and nobody reads them.
        for one, other in zip(spanish, english, strict=False):
            yield from paired(one, other)


@in_turn("name", NAMES)
def test_both_languages_have_the_same_headings_and_there_is_one_for_each(name):
    assert outline(read(name, "en")) == outline(read(name, "es"))


@in_turn("name", GUIDES)
def test_a_guide_is_built_alike_in_both_languages(name):
    assert build(read(name, "en")) == build(read(name, "es"))


@in_turn("language", LANGUAGES)
@in_turn("name", NAMES)
def test_every_link_leads_to_a_heading_or_to_a_file(name, language):
    wrong = []
    for path, place in re.findall(r"\]\(([^)#:]*)#?([^)]*)\)", read(name, language)):
        target = DOCS / (path or f"{name}.{language}.md")
        there = target.is_file() and (
            not place or place in anchors(target.read_text(encoding="utf-8"))
        )
        wrong += [] if there else [f"{path}#{place}"]
    assert wrong == []


@in_turn("language", LANGUAGES)
@in_turn("name", NAMES)
def test_every_document_is_reached_from_the_manual(name, language):
    assert name == "manual" or f"({name}.{language}.md)" in read("manual", language)


@in_turn("language", LANGUAGES)
@in_turn("name", GUIDES)
def test_what_a_guide_quotes_is_what_the_program_shows(name, language):
    known = set(in_both()) if language == "en" else set().union(*in_both().values())
    quoted = {words for section in sections(read(name, language), language) for words in section}
    assert quoted - known == set()


@in_turn("language", LANGUAGES)
def test_what_the_manual_quotes_is_said_somewhere_in_the_program(language):
    """It quotes parts of a sentence, and sentences with what stands in their gaps."""
    known = set(in_both()) if language == "en" else set().union(*in_both().values())
    whole = "\n".join(known)
    forms = [form for text in known if (form := filled(text)) is not None]
    wrong = []
    for section in sections(read("manual", language), language):
        for words in section:
            as_told = re.sub(*INNER[language], words)
            there = as_told.strip("… ") in whole or any(form.match(as_told) for form in forms)
            wrong += [] if there or words in OTHERS[language] else [words]
    assert wrong == []


def filled(text: str) -> re.Pattern[str] | None:
    """A sentence with anything in its gaps; None where there is none, or little else."""
    parts = re.split(r"\{[^}]*\}", text)
    said = "".join(parts).strip()
    return (
        None if len(parts) == 1 or len(said) < 4 else re.compile(".+".join(map(re.escape, parts)))
    )


@in_turn("name", GUIDES)
def test_both_languages_of_a_guide_quote_the_same_in_each_section(name):
    wrong = []
    both = (sections(read(name, language), language) for language in LANGUAGES)
    for spanish, english in zip(*both, strict=True):
        left = list(english)
        for words in spanish:
            same = next((one for one in left if words in in_both()[one]), None)
            if same is None:
                wrong.append(words)
            else:
                left.remove(same)
        wrong += left
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_and_picture_of_a_document_for_readers_leads_somewhere(language):
    there = {document.id: document for document in manual.documents(language)}
    dead = []
    for document in there.values():
        assert document.headings[0].level == 1
        for link in re.findall(r"\]\(([^)]+)\)", document.text):
            other, anchor = manual.named(link)
            led = there.get(other or document.id)
            headings = [one.anchor for one in led.headings] if led else []
            shown = link.endswith(".png") and (manual.FOLDER / link).is_file()
            if not (shown or link.startswith("https://") or (led and anchor in ["", *headings])):
                dead.append((document.id, link))
    assert dead == []
    assert set(there) >= {"manual", "legal"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_and_the_first_day_stand_before_the_rest(language):
    first, second, *rest = manual.documents(language)

    assert (first.id, second.id) == ("manual", "first-day")
    assert [document.title for document in rest] == sorted(document.title for document in rest)


def test_headings_of_one_name_are_told_apart_as_on_the_web():
    document = manual.ManualDocument("x", "# Uso\n\n## `Uso`\n\n```\n# Uso\n```\n\n## Uso\n")

    assert [heading.anchor for heading in document.headings] == ["uso", "uso-1", "uso-2"]


def test_a_lawyer_is_asked_the_same_in_both_languages():
    spanish, english = (
        [line.count("|") or line[:2] for line in page.splitlines() if line[:1] in ("|", "-")]
        for page in (read("legal", language) for language in LANGUAGES)
    )
    assert spanish == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_five_steps_of_the_first_day_take_two_hours(language):
    text = read("first-day", language)
    planned = [int(minutes) for minutes in re.findall(r"^\| \d\..*\| (\d+) \|$", text, re.M)]
    told = [int(minutes) for minutes in re.findall(r"^\*\*(\d+) min", text, re.M)]
    assert planned == told
    assert len(planned) == 5
    assert sum(planned) == 120


@pytest.mark.parametrize("language", LANGUAGES)
def test_something_has_happened_reads_as_on_paper(language):
    text = read("moments", language)
    sheet = raw("first-hour", language)
    head, notice = sheet["heads"]["municipality"], sheet["notice"]
    lines = [f"- {line}" for line in (*notice["lines"], notice["next"], *sheet["never"])]
    for phase in (sheet["before"], notice, sheet["after"]):
        lines.append(f"### {phase['title']} ({phase['time']})")
        lines += [
            f"{number}. **{action.format(head=head)}.** {how}"
            for number, (action, how) in enumerate(phase["steps"], start=1)
        ]
    assert [
        line for line in (sheet["lead"], f"## {sheet['title']}", *lines) if line not in text
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_worked_case_is_what_the_example_town_shows(tmp_path, madrid, language):
    text = read("worked-case", language)
    with i18n.language(language):
        shown, published = the_case(tmp_path / "Valdehierro.pregon")
    plain = " ".join(text.split())
    assert [words for words in shown if words not in plain] == []
    said = re.findall(r"^> (.+)$", text, flags=re.M)
    assert [words for words in said[1:] if words not in published] == []
    assert closing.review_day(MOMENT.date()) == date(2026, 12, 1)
    assert {"es": "el 1 de diciembre", "en": "1 December"}[language] in plain


def the_case(path: Path) -> tuple[list[str], str]:
    """What stands on screen from the alarm to the review, and what the public was told."""
    example.create(path, FixedClock(MOMENT))
    store = open_store(path, FixedClock(MOMENT))
    with store.change(Topic.CRISIS, Topic.ALARMS, Topic.MENTIONS, undoable=False) as db:
        alarm = alarms.waiting(db.conn, MOMENT)[0]
        number = opening.open_incident(db, Wish(SCENARIO, alarm.level, alarm_id=alarm.id), after(0))
        desk = partial(desks.load, db.conn, number)
        shown = [
            headline(alarm),
            who(db.conn),
            desk().incident.title,
            hour(desk().next_due),
        ]
        shown += [place.partition(" (")[0] for place in alarm.facts.reasons[2].words]
        for step in desk().scenario.of(Phase.BEFORE):
            holder = desk().worn(step.hat).name
            shown.append(f"| {step.text} | {holder} | {hour(desk().due(step))} |")
            checklist.tick(db, desk().incident, step, Hand(desk().due(step), who(db.conn)))
        shown += [f"| {call.name} | {call.why} |" for call in desk().calls]
        spoken = filling.spoken(desk(), "es")
        for blank in spoken.blanks:
            statements.fill_blank(db, desk(), blank.id, blank.example, "es")
        statements.draft(db, desk(), StatementKind.HOLDING, after(9))
        shown += [desk().worn(Hat.DECIDES).name, *desk().places]
        claim = next(blank.example for blank in spoken.blanks if blank.id == "claim")
        voices.add_rumour(db, number, claim, after(28))
        rumour = records.of(db.conn, Rumour, number)[0]
        voices.judge(db, rumour, RumourVerdict.FALSE, "la Policía Local", after(40))
        statements.draft(db, desk(), StatementKind.DENIAL, after(41))
        statements.draft(db, desk(), StatementKind.CLOSING, after(168))
        published = [text for worded in desk().statements for text in worded.texts]
    store.close()
    said = (
        part
        for text in published
        for part in (text.empathy, text.known, text.unknown, text.doing, text.advice, text.next)
    )
    return shown, "\n".join(said)


def who(connection: Connection) -> str:
    """The person who runs communications in the example town."""
    return town_records.load(connection).person


def hour(moment: datetime) -> str:
    """As the clock of the town hall shows it."""
    return f"{moment.astimezone():%H:%M}"


def after(minutes: int) -> Hand:
    """Somebody does something so many minutes after the alarm."""
    return Hand(MOMENT + timedelta(minutes=minutes), "Lucía Ortega Prieto")
