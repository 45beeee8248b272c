"""Mentions as a table for other programs."""

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from core.__main__ import main
from core.documents import render
from core.documents.preview import Preview
from core.errors import FileTrouble, InvalidValue
from core.exchange import tables
from core.mentions import listing
from core.mentions.document.listing import mention_list
from core.mentions.kinds import MentionState, ToneBand, WatchKind
from core.mentions.listing import MentionList
from core.mentions.model import Source, Watch
from core.mentions.records import sources, watches
from core.mentions.records.mentions import Wanted
from core.store import Store, Topic

Say = Callable[..., int]

OCTOBER = date(2026, 10, 1), date(2026, 10, 31)
FORMULA = '=HYPERLINK("http://evil.example","Pulse")'


pytestmark = pytest.mark.usefixtures("english")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()


def listed(store: Store, path: Path, days: tuple[date, date] = OCTOBER) -> Path:
    with store.read() as connection:
        listing.write(connection, path, *days)
    return path


def csv_rows(path: Path) -> list[dict[str, str]]:
    sheet = tables.read(path)
    return [dict(zip(sheet.headers, row, strict=True)) for row in sheet.rows]


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as book:
        return book.read(name).decode()


def cells(path: Path) -> dict[str, str]:
    """By place such as `A2`, the words or the number of each cell."""
    shared = re.findall(r"<si><t[^>]*>(.*?)</t></si>", part(path, "xl/sharedStrings.xml"), re.S)
    found = re.findall(
        r'<c r="([A-Z]+\d+)"[^>]*?( t="s")?><v>(.*?)</v>', part(path, "xl/worksheets/sheet1.xml")
    )
    return {place: shared[int(value)] if text else value for place, text, value in found}


@pytest.fixture
def answered(store: Store, say: Say) -> int:
    """A mention of which everything is known."""
    with store.change(Topic.SOURCES, Topic.WATCHES, Topic.MENTIONS) as db:
        source_id = sources.add(
            db, Source("Google News", "http://news.example/"), store.clock.now()
        )
        water = watches.add(db, Watch("Agua", kind=WatchKind.TOPIC, any_of=("agua",)))
        works = watches.add(db, Watch("Obras", kind=WatchKind.TOPIC, any_of=("obra",)))
        moment = "2026-10-05T00:00:00Z"
        db.conn.execute(
            "INSERT INTO story VALUES (1, 'Cortes en el centro', ?, ?, NULL)", [moment, moment]
        )
    asked = local("2026-10-05 11:00")
    item_id = say(
        "2026-10-05 09:30", "Corte de agua", text="Sin agua; hoy\nno vuelve", source_id=source_id,
        outlet="Hoy", link="https://hoy.example/1", author="Ana Ruiz", state=MentionState.ANSWERED,
        to_answer_at=asked, answered_at=asked + timedelta(hours=2, minutes=30),
        tone=ToneBand.NEGATIVE, tone_words=("corte", "sin"), story_id=1, note="Llamar a la empresa",
    )  # fmt: skip
    with store.change(Topic.WATCHES) as db:
        watches.add_hits(
            db, [(number, local("2026-10-05 09:30"), item_id) for number in (works, water)]
        )
    return item_id


def test_a_row_says_everything_but_the_author(store, answered, tmp_path):
    (row,) = csv_rows(listed(store, tmp_path / "m.csv"))

    assert row == {
        "Date": "2026-10-05 09:30",
        "Source": "Google News",
        "Outlet": "Hoy",
        "Title": "Corte de agua",
        "Text": "Sin agua; hoy\nno vuelve",
        "Link": "https://hoy.example/1",
        "State": "answered",
        "Tone": "possibly negative",
        "Words of the tone": "corte, sin",
        "Topics": "Agua, Obras",
        "Story": "Cortes en el centro",
        "Hours until answered": "2,5",
        "Note": "Llamar a la empresa",
        "Number": str(answered),
    }


def test_the_persons_topic_and_tone_rule(store, answered, tmp_path):
    with store.change(Topic.MENTIONS) as db:
        db.conn.execute(
            "UPDATE mention SET tone_set = 'positive', topic_id ="
            " (SELECT id FROM watch WHERE title = 'Obras')"
        )

    (row,) = csv_rows(listed(store, tmp_path / "m.csv"))

    assert (row["Topics"], row["Tone"]) == ("Obras", "positive")


@pytest.mark.parametrize(
    ("most", "said"),
    [
        (3, "3 mentions."),
        (2, "The newest 2 of 3 are listed: narrow the list to have the others."),
    ],
)
def test_a_list_says_how_many_there_are_and_where_it_is_cut(most, said):
    assert MentionList((7, 8, 9), "").counted(most) == said


def test_only_the_days_asked_for_stand_in_it_the_newest_first(store, say, tmp_path):
    for when in ("2026-09-30 23:59", "2026-10-01 00:00", "2026-10-31 23:59", "2026-11-01 00:00"):
        say(when, state=MentionState.IGNORED)

    rows = csv_rows(listed(store, tmp_path / "m.csv"))

    assert [row["Date"] for row in rows] == ["2026-10-31 23:59", "2026-10-01 00:00"]
    assert {row["State"] for row in rows} == {"not ours"}
    assert {row["Source"] for row in rows} == {"Noted by hand"}


def test_a_choice_stands_in_the_order_it_was_made(store, say, tmp_path):
    ids = [say(f"2026-10-0{day} 09:00", f"Día {day}") for day in (1, 2, 3)]
    path = tmp_path / "m.csv"

    with store.read() as connection:
        listing.write_some(connection, path, [ids[2], ids[0], 999])

    assert [row["Title"] for row in csv_rows(path)] == ["Día 3", "Día 1"]


def test_on_paper_a_row_says_its_title_once_and_its_hour_in_one_line(store, say):
    for count in range(3):
        text = f"Sin agua en la plaza {count} desde las ocho."
        say("2026-10-05 09:30", f"Sin agua en la plaza {count}", text=text)
    with store.read() as connection:
        wanted = MentionList.read(connection, Wanted(), "Everything")
        made = mention_list(connection, "en", store.clock.today(), wanted)

    with Preview(render.render(made, ".pdf")) as opened:
        said = opened.text(0)
    assert said.count("Sin agua") == 3
    assert said.count("desde las ocho.") == 3
    assert len(re.findall(r"05/10/2026 \d\d:30", said)) == 3


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_days_without_mentions_make_a_table_with_its_head(store, tmp_path, ending):
    path = listed(store, tmp_path / f"m.{ending}")

    head = path.read_text("utf-8-sig") if ending == "csv" else " ".join(cells(path).values())
    assert head.startswith("Date")


def test_dates_and_hours_are_real_in_a_spreadsheet(store, answered, tmp_path):
    path = listed(store, tmp_path / "m.xlsx")

    found = cells(path)
    # Days since 30 December 1899, and the part of the day: 09:30.
    assert float(found["A2"]) == pytest.approx(46300 + 9.5 / 24)
    assert (found["L2"], found["N2"]) == ("2.5", str(answered))
    assert found["D2"] == "Corte de agua"


def test_a_spreadsheet_says_what_it_is_and_whose(store, answered, tmp_path):
    facts = part(listed(store, tmp_path / "m.xlsx"), "docProps/core.xml")

    assert "<dc:title>Mentions · Medellín</dc:title>" in facts
    assert re.search("<dc:creator>[^<]*Medellín[^<]*</dc:creator>", facts)


def test_the_head_stays_and_can_be_filtered(store, answered, tmp_path):
    sheet = part(listed(store, tmp_path / "m.xlsx"), "xl/worksheets/sheet1.xml")

    assert '<pane ySplit="1" topLeftCell="A2"' in sheet
    assert '<autoFilter ref="A1:N2"' in sheet
    assert "<cols>" in sheet


def test_formulas_and_addresses_of_a_feed_are_only_words(store, say, tmp_path):
    say("2026-10-05 09:00", FORMULA, text="@SUM(1)", outlet="-1+1", link="http://x.example/")

    (row,) = listed(store, tmp_path / "m.csv").read_text("utf-8-sig").splitlines()[1:]
    book = listed(store, tmp_path / "m.xlsx")

    assert "'=HYPERLINK" in row
    assert "'@SUM(1)" in row
    assert "'-1+1" in row
    sheet = part(book, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert csv_rows(tmp_path / "m.csv")[0]["Title"] == FORMULA


def test_a_text_that_no_cell_holds_is_shortened_and_says_so(store, say, tmp_path):
    say("2026-10-05 09:00", "Largo", text="a" * 40_000)

    kept = cells(listed(store, tmp_path / "m.xlsx"))["E2"]

    assert (len(kept), kept[-1]) == (32_767, "…")


def test_another_ending_is_told_and_nothing_is_written(store, tmp_path):
    with pytest.raises(FileTrouble, match=r"\.html"):
        listed(store, tmp_path / "m.html")
    assert list(tmp_path.glob("m.*")) == []


def test_days_the_wrong_way_round_are_told(store, tmp_path):
    with pytest.raises(InvalidValue, match="after"):
        listed(store, tmp_path / "m.csv", (OCTOBER[1], OCTOBER[0]))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_command_line_writes_the_mentions_of_some_days(
    store, answered, clock, tmp_path, ending
):
    path = tmp_path / f"m.{ending}"
    days = ["--from", "2026-10-05", "--to", "5/10/2026"]
    words = ["--workspace", str(store.path), "print", "mention-report", *days, "--lang", "en"]

    assert main([*words, "--out", str(path)], clock) == 0

    made = csv_rows(path)[0]["Title"] if ending == "csv" else cells(path)["D2"]
    assert made == "Corte de agua"
