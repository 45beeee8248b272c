import datetime
import io
import itertools
import re
import threading
from dataclasses import replace

import pytest
from PIL import Image

from core.documents import pdf
from core.documents.charts import Bar, BarChart, LineChart
from core.documents.figures import drawing
from core.documents.figures.canvas import PAPER, Palette
from core.documents.figures.words import figure
from core.documents.model import Document
from core.documents.preview import Preview

DARK = Palette("#1A2129", "#E8EDF2", "#9FB0C0", "#2E3843", "#7FB2E5", "#1E2F40", "#F08A96")
START, END = datetime.date(2027, 1, 1), datetime.date(2028, 12, 31)


def line(*values: float, **facts: object) -> LineChart:
    days = (START + datetime.timedelta(days=90 * n) for n in itertools.count(1))
    points = tuple(zip(days, values, strict=False))
    return LineChart("Answers", points, "en", "%", **facts)


def texts(svg: bytes) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg.decode())


def drawn(png: bytes) -> set[tuple[int, ...]]:
    with Image.open(io.BytesIO(png)) as image:
        found = image.convert("RGB").getcolors(1 << 20)
    assert found is not None
    return {colour for _count, colour in found if isinstance(colour, tuple)}


def test_a_chart_is_real_text_in_the_packaged_font():
    svg = drawing.svg(line(66, 72, baseline=61, target=90))

    assert "Baseline 61%" in texts(svg)
    assert "72%" in texts(svg)
    assert {"Target", "90%"} <= set(texts(svg))
    assert b"Source Sans Pro" in svg


def test_the_same_facts_give_the_same_bytes():
    chart = line(66, 72, target=90)
    made = drawing.svg(chart)

    drawing.svg.cache_clear()

    assert drawing.svg(chart) == made
    assert b"dc:date" not in made


def test_the_target_is_told_apart_by_its_dashes():
    with_target, without = line(66, 72, target=90), line(66, 72)

    assert b"stroke-dasharray" in drawing.svg(with_target)
    assert b"stroke-dasharray" not in drawing.svg(without)


def test_the_baseline_is_written_where_no_measurement_is():
    def height(words: str, chart: LineChart) -> float:
        found = re.search(rf'y="([\d.]+)"[^>]*>{words}', drawing.svg(chart).decode())
        assert found is not None
        return float(found[1])

    rising, falling = line(63, 72, baseline=61.0), line(59, 50, baseline=61.0)

    # An SVG counts downwards.
    assert height("Baseline", rising) > height("72%", rising)
    assert height("Baseline", falling) < height("50%", falling)


def test_the_baseline_takes_two_lines_where_one_would_lie_on_the_measurements():
    start, end = datetime.date(2026, 1, 31), datetime.date(2027, 12, 31)
    days = [start + datetime.timedelta(days=31 * n) for n in range(10)]
    rising = tuple(zip(days, (610, 655, 702, 771, 798, 860, 905, 925, 948, 987), strict=True))
    falling = tuple(zip(days[::3], (140, 126, 80, 70), strict=True))
    people = LineChart("Apuntadas", rising, "es", "personas", 610, 1400, start, end)
    minutes = LineChart("Tardanza", falling, "es", "min", 140, 45, start, end)

    assert {"Valor inicial", "610\xa0personas"} <= set(texts(drawing.svg(people)))
    # Here one line has room beyond them.
    assert "Valor inicial 140\xa0min" in texts(drawing.svg(minutes))


def test_without_a_target_the_baseline_stands_beyond_a_line_that_leaves_it_steeply():
    def left(chart: LineChart) -> float:
        found = re.search(r'x="([\d.]+)"[^>]*>Baseline', drawing.svg(chart).decode())
        assert found is not None
        return float(found[1])

    time = {"start": datetime.date(2027, 4, 1), "end": END}
    steep, level = (line(50, *rest, 76, baseline=50, **time) for rest in ((66, 61), (51, 50)))

    assert left(steep) > left(level)


def test_an_axis_of_whole_numbers_has_whole_steps():
    judged, shared = line(2, 3, target=3), line(2, 3.4, target=3)

    assert not [said for said in texts(drawing.svg(judged)) if re.fullmatch(r"\d\.\d", said)]
    assert "2.5" in texts(drawing.svg(shared))


def test_a_judgement_is_shown_against_all_that_it_may_be():
    judged = replace(line(2, 3, target=4), within=(1, 5))

    assert {"1", "2", "3", "4", "5"} <= set(texts(drawing.svg(judged)))


def test_a_chart_without_measurements_says_so():
    assert "No measurements yet" in texts(drawing.svg(line(baseline=61, target=90)))
    assert texts(drawing.svg(line())) == ["No measurements yet"]


def test_a_single_measurement_stands_between_days_around_it():
    assert texts(drawing.svg(line(66)))[:3] == ["Mar 2027", "Apr 2027", "May 2027"]


def test_where_room_is_short_fewer_months_are_named_and_none_touches_the_next():
    chart = line(66, 72, 70, start=datetime.date(2027, 1, 1), end=datetime.date(2028, 2, 28))
    dark, wide = drawing.png(chart, 340, 200, PAPER), 340
    with Image.open(io.BytesIO(dark)) as image:
        foot = image.convert("L").crop((0, 182, wide, 200))
    inked = [foot.crop((x, 0, x + 1, 18)).getextrema()[0] < 200 for x in range(wide)]
    # Between two letters there are few columns of ground, between two words more.
    words = "".join("x" if item else " " for item in inked).split(" " * 6)
    widths = [len(word.strip()) for word in words if word.strip()]

    assert len(widths) > 1
    assert max(widths) < 60


def test_few_months_are_named_however_long_the_plan_is():
    chart = line(66, start=START, end=datetime.date(2035, 12, 31))

    months = [text for text in texts(drawing.svg(chart)) if " 20" in text]

    assert 3 <= len(months) <= 6


@pytest.mark.parametrize("values", [(0.0,), (0.0, 0.0), (-3.0, 4.0), (1e9, 2e9), (5.0, 5.0)])
def test_any_numbers_can_be_drawn(values):
    assert drawing.svg(line(*values, baseline=values[0], target=values[-1]))


def test_hours_that_are_missing_are_written_next_to_their_bar():
    bars = (Bar("Press", 12.5, 10), Bar("Police", 2, 4), Bar("Company", 6, None))

    found = texts(drawing.svg(BarChart("Hours", bars, "en")))

    assert found[:3] == ["Press", "Police", "Company"]
    assert "12.5 h of 10 h: 2.5 h short" in found
    assert {"Hours a week needed", "Hours a week available"} <= set(found)
    red = [b"#a3182d" in drawing.svg(BarChart("", (Bar("A", n, 4),), "en")).lower() for n in (4, 5)]
    assert red == [False, True]


def test_no_bars_and_bars_of_no_hours_can_be_drawn():
    assert texts(drawing.svg(BarChart("Hours", (), "en"))) == ["No hours yet"]
    assert "0 h of 0 h" in texts(drawing.svg(BarChart("Hours", (Bar("A", 0, 0),), "en")))


def test_what_a_person_typed_is_drawn_as_it_is():
    chart = BarChart("Hours", (Bar("$x^2$ <b> & _a_", 1, 2),), "en")

    assert "$x^2$ &lt;b&gt; &amp; _a_" in texts(drawing.svg(chart))


@pytest.mark.parametrize("palette", [PAPER, DARK])
def test_the_screen_gets_its_size_and_its_colours(palette):
    png = drawing.png(line(66, 72, target=90), 560, 240, palette)

    with Image.open(io.BytesIO(png)) as image:
        assert image.size == (560, 240)
    wanted = {tuple(bytes.fromhex(c[1:])) for c in (palette.ground, palette.accent)}
    assert wanted <= drawn(png)


def test_a_fine_screen_gets_more_pixels_for_the_same_size():
    png = drawing.png(line(66, 72), 840, 360, PAPER, scale=1.5)

    with Image.open(io.BytesIO(png)) as image:
        assert image.size == (840, 360)


def test_paper_and_screen_can_draw_at_once():
    chart = line(66, 72, target=90)
    alone = drawing.svg(chart), drawing.png(chart, 400, 200, DARK)
    made: list[bytes] = []
    drawing.svg.cache_clear()
    threads = [
        threading.Thread(target=lambda: made.append(drawing.svg(chart))),
        threading.Thread(target=lambda: made.append(drawing.png(chart, 400, 200, DARK))),
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(made) == sorted(alone)


def test_an_image_stays_as_it_is_and_a_chart_is_drawn():
    chart = line(66, 72)

    assert drawing.drawn(b"png") == b"png"
    assert drawing.drawn(chart) == drawing.svg(chart)


def test_the_words_of_the_baseline_and_of_the_last_measurement_stand_apart():
    """Of a line that rises slowly from the lower edge, below which there is no room."""
    start, end = datetime.date(2026, 3, 1), datetime.date(2027, 12, 31)
    days = [start + datetime.timedelta(days=60 * n) for n in range(5)]
    points = tuple(zip(days, (22, 25, 27, 31, 34), strict=True))
    chart = LineChart("Started", points, "en", "procedures", 22, 80, start, end)
    page = pdf.render(
        Document("A-1", "Chart", "", "Town", "en", start, 1, (figure(chart, "Procedures started"),))
    )

    with Preview(page) as opened:
        (_page, first), *_ = opened.find("Baseline 22 procedures")
        (_page, last), *_ = opened.find("34 procedures")
    assert last[0] >= first[2] or last[3] <= first[1] or last[1] >= first[3]
