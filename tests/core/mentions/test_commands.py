"""Listening from the command line: sources, one round, mentions, alarms, tone, one feed file."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core import settings
from core.__main__ import main
from core.clock import FixedClock
from core.mentions.model import Decisions
from core.mentions.records import decisions
from core.store import Topic, open_store
from tests.core.mentions.serving import Page

Run = Callable[..., str]

FEEDS = Path(__file__).parents[2] / "data" / "feeds"


@pytest.fixture
def run(tmp_path: Path, path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the workspace of Medellín, in Spanish; gives what it printed."""
    machine = tmp_path / "settings.json"
    settings.save(settings.Settings("es", quiet_from="", quiet_to=""), machine)
    store = open_store(path, clock)
    with store.change(Topic.PREFERENCES) as db:
        decisions.save(db, Decisions(private=True))
    store.close()

    def command(*words: str, code: int = 0) -> str:
        arguments = ["--workspace", str(path), "--settings", str(machine), *words]
        assert main(arguments, clock) == code
        told = capsys.readouterr()
        return told.err if code else told.out

    return command


def events(told: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in told.splitlines()]


def test_an_address_is_looked_at_before_it_becomes_a_source(run, server):
    address = server.feed("/feed", "Corte de agua en Medellín (Badajoz)")

    run("sources", "add", address)

    (added,) = [load for load in json.loads(run("sources", "--json")) if load["enabled"]]
    assert added["address"] == address
    assert added["sentence"] == "Todavía no se ha leído."


def test_the_workspace_may_stand_after_the_inner_command(run, path, server):
    run("sources", "add", "--workspace", str(path), server.feed("/feed", "Fiestas"))

    assert any(load["enabled"] for load in json.loads(run("sources", "--json")))


def test_a_reader_that_has_seen_enough_is_no_error(run, path):
    command = [sys.executable, "-m", "core", "--workspace", str(path), "sources", "recipes"]

    told = subprocess.run(
        ["sh", "-c", '"$@" | head -1', "sh", *command], capture_output=True, text=True, check=True
    )

    assert told.stderr == ""
    assert len(told.stdout.splitlines()) == 1


def test_a_page_leads_to_its_feed(run, server):
    address = server.feed("/noticias.xml", "Fiestas")
    page = '<html><link rel="alternate" type="application/rss+xml" href="/noticias.xml"></html>'
    server.pages["/"] = Page(page.encode(), headers={"Content-Type": "text/html"})

    run("sources", "add", f"{server.address}/")

    assert address in [load["address"] for load in json.loads(run("sources", "--json"))]


def test_a_page_without_a_feed_is_said(run, server):
    server.pages["/"] = Page(b"<html><p>Hola</p></html>", headers={"Content-Type": "text/html"})

    assert "127.0.0.1" in run("sources", "add", f"{server.address}/", code=1)


def test_a_recipe_makes_its_source_and_names_a_field_that_lacks(run):
    run("sources", "add", "--recipe", "youtube", "channel_id=UCabcdefghijklmnopqrstuv")

    assert any(load["recipe"] == "youtube" for load in json.loads(run("sources", "--json")))
    assert "campo" in run("sources", "add", "--recipe", "youtube", "nada", code=1)
    recipes = json.loads(run("sources", "recipes", "--json"))
    assert {"google-news", "reddit", "boe"} <= {recipe["id"] for recipe in recipes}


def test_a_list_of_feeds_is_taken_in_once(run, tmp_path):
    file = tmp_path / "fuentes.opml"
    file.write_text(
        '<opml version="2.0"><body><outline text="Radio" xmlUrl="http://radio.example/feed"/>'
        '<outline text="Radio otra vez" xmlUrl="http://radio.example/feed"/></body></opml>',
        encoding="utf-8",
    )

    run("sources", "add", "--opml", str(file))
    run("sources", "add", "--opml", str(file))

    found = [load for load in json.loads(run("sources", "--json")) if "radio" in load["address"]]
    assert [item["title"] for item in found] == ["Radio"]


def test_a_list_of_feeds_goes_through_the_checks_of_pasting_line_by_line(
    run, path, tmp_path, clock, capsys
):
    with closing(open_store(path, clock)) as store, store.change(Topic.PREFERENCES) as db:
        decisions.save(db, Decisions(private=False))
    file = tmp_path / "fuentes.opml"
    file.write_text(
        '<opml version="2.0"><body>\n'
        '<outline text="Radio" xmlUrl="http://radio.example:80/feed#arriba"/>\n'
        '<outline text="Con clave" xmlUrl="https://usuario:CLAVE@a.example/f"/>\n'
        '<outline text="Nube" xmlUrl="http://169.254.169.254/latest"/>\n'
        '<outline text="Aquí" xmlUrl="http://127.0.0.1/f"/>\n'
        '<outline text="Eco" xmlUrl="https://eco.example/f"'
        ' htmlUrl="https://u:CLAVE@eco.example/"/>\n'
        "</body></opml>",
        encoding="utf-8",
    )

    assert main(["--workspace", str(path), "sources", "add", "--opml", str(file)], clock) == 0

    told = capsys.readouterr().err.splitlines()
    listed = run("sources", "--json")
    found = {load["title"]: load["address"] for load in json.loads(listed)}
    assert found["Radio"] == "http://radio.example/feed"
    assert found["Eco"] == "https://eco.example/f"
    assert not {"Con clave", "Nube", "Aquí"} & set(found)
    assert "CLAVE" not in listed + "".join(told)
    assert [text.split(".")[0] for text in told] == [
        "Línea 3: «Con clave» se ha dejado fuera",
        "Línea 4: «Nube» se ha dejado fuera",
        "Línea 5: «Aquí» se ha dejado fuera",
        "Línea 6: «Eco» se añade sin su página",
    ]


def test_one_round_of_listening_tells_what_it_does_and_stores_it(run, server):
    run("sources", "add", server.feed("/feed", "Obras en Medellín, Badajoz", "Fútbol en Zafra"))

    told = events(run("listen", "--once", "--json"))
    (mention,) = json.loads(run("mentions", "--json"))
    everything = json.loads(run("mentions", "--everything", "--json"))

    assert told[-1]["event"] == "end"
    assert (told[-1]["read"], told[-1]["fresh"], told[-1]["mentions"]) == (1, 2, 1)
    assert mention["title"] == "Obras en Medellín, Badajoz"
    assert len(everything) == 2


def test_mentions_are_found_by_words_and_by_watch(run, server):
    run("sources", "add", server.feed("/feed", "Obras en Medellín (Badajoz)", "Fútbol en Zafra"))
    run("listen", "--once")

    assert "Obras" in run("mentions", "--search", "obras badajoz")
    assert "Obras" in run("mentions", "--watch", "Obras")
    assert "Fútbol" in run("mentions", "--everything")
    assert "Fútbol" not in run("mentions", "--everything", "--watch", "Obras")
    assert run("mentions", "--search", "piscina") == ""
    assert "Medellín" in run("mentions", "--watch", "no hay", code=1)


def test_without_alarms_that_is_said(run):
    assert json.loads(run("alarms", "--json")) == []
    assert run("alarms") == "Ninguna alarma hasta ahora.\n"


def test_the_tone_of_titles_needs_no_workspace(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("Muere un perro envenenado\nSesión ordinaria\n"))

    assert main(["tone", "--stdin"]) == 0

    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("negative\t")
    assert second.startswith("none")


@pytest.mark.parametrize("file", sorted(FEEDS.glob("*.xml")), ids=lambda file: file.stem)
def test_a_feed_file_is_shown_as_it_is_read(file, capsys):
    assert main(["parse", str(file), "--json"]) == 0

    found = json.loads(capsys.readouterr().out)
    assert found
    for item in found:
        assert set(item) == {"title", "link", "published", "summary", "id", "outlet"}
        assert item["title"]
        assert "<" not in item["title"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"<html>no</html>", b"\x00" * 99])
def test_what_is_no_feed_is_said_in_one_sentence(content, tmp_path, capsys):
    file = tmp_path / "otra cosa.xml"
    file.write_bytes(content)

    assert main(["parse", str(file), "--json"]) == 1

    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
