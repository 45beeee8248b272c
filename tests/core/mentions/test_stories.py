"""The same news from many places is one story; two complaints are two."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from core.mentions import likeness, stories
from core.mentions.kinds import ToneBand
from core.mentions.model import Item, Mention, Source, Story
from core.mentions.records import items, mentions, sources
from core.mentions.records import stories as records
from core.mentions.records.items import NewItem
from core.store import Store, Topic
from tests.core.in_turn import in_turn

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass
class Press:
    """A workspace that takes in what is said, one listening after the other."""

    store: Store
    sources: dict[str, int] = field(default_factory=dict)
    said: int = 0

    def item(
        self,
        title: str,
        at: datetime = NOON,
        source: str = "Radio Comarca",
        *,
        text: str = "",
        link: str = "",
        outlet: str = "",
    ) -> Item:
        """An item; without a source it was noted by hand."""
        return Item(0, self._source(source), at, at, title, text, link, outlet)

    def _source(self, title: str) -> int | None:
        if title and title not in self.sources:
            with self.store.change(Topic.SOURCES) as db:
                address = f"http://{len(self.sources)}.example/feed"
                self.sources[title] = sources.add(db, Source(title, address), NOON)
        return self.sources.get(title)

    def take_in(self, *new: Item) -> list[int]:
        """Ids of the stories of items that are read together, in their order."""
        with self.store.change(Topic.MENTIONS) as db:
            keys = [f"{self.said + place}".encode() for place in range(len(new))]
            self.said += len(new)
            stored = items.add(
                db, [NewItem(key, item) for key, item in zip(keys, new, strict=True)]
            )
            placed = stories.assign(db, stored, NOON)
            mentions.add(
                db, [Mention(item.id, item.at, story_id=placed[item.id]) for item in stored]
            )
        return [placed[item.id] for item in stored]

    def titles(self, *titles: str) -> list[int]:
        """As `take_in`, each title from a place of its own, an hour after the one before."""
        return self.take_in(
            *(
                self.item(title, NOON + place * HOUR, f"Medio {place}")
                for place, title in enumerate(titles)
            )
        )

    def story(self, story_id: int) -> Story:
        with self.store.read() as connection:
            found = records.one(connection, story_id)
        assert found is not None
        return found


@pytest.fixture
def press(store: Store) -> Press:
    return Press(store)


SAME = [
    (
        "Corte de agua en Medellín por una avería en la red",
        "Una avería deja sin agua a Medellín desde esta mañana",
    ),
    (
        "El pleno de Medellín aprueba el presupuesto de 2027 con 4,2 millones",
        "Medellín aprueba un presupuesto de 4,2 millones para 2027",
    ),
    (
        "Herida una mujer de 45 años en un accidente en la EX-206 en Medellín",
        "Accidente en la EX-206 a la altura de Medellín: una mujer de 45 años herida",
    ),
    (
        "La Junta destina 300.000 euros al colegio de Medellín",
        "El colegio de Medellín recibirá 300.000 euros de la Junta para el tejado",
    ),
    (
        "Medellín estrena su biblioteca municipal tras dos años de obras",
        "Abre la nueva biblioteca de Medellín después de dos años de obras",
    ),
]
OTHERS = [
    ("Corte de agua el martes en calle Real", "Corte de agua el jueves en calle Pozo"),
    (
        "Una vecina de Medellín denuncia la muerte de su perro tras la desratización",
        "Una vecina de Medellín denuncia ruidos de madrugada en la plaza",
    ),
    (
        "El Ayuntamiento de Medellín convoca ayudas para autónomos",
        "El Ayuntamiento de Medellín convoca una plaza de auxiliar administrativo",
    ),
    (
        "Concierto de la banda municipal en Medellín este sábado",
        "Concierto de la coral de Medellín este domingo en la iglesia",
    ),
    (
        "Accidente en la EX-206 en Medellín con dos heridos",
        "Incendio de pastos en Medellín junto a la EX-206",
    ),
    ("Obras en la calle Mayor", "Obras en la calle Nueva"),
    ("Agua", "Agua"),
    ("Medellín", "Medellín"),
    ("Contenedores sin recoger en calle Pozo", "Contenedores sin recoger en la calle Mayor"),
    ("CORTE DE LUZ EN MEDELLÍN", "Corte de tráfico en Medellín por la carrera"),
]


@pytest.mark.parametrize(("text", "other"), SAME)
def test_one_event_in_other_words_is_one_story(press, text, other):
    first, second = press.titles(text, other)

    assert first == second


@pytest.mark.parametrize(("text", "other"), OTHERS)
def test_two_events_in_like_words_are_two_stories(press, text, other):
    first, second = press.titles(text, other)

    assert first != second


PLAIN = (
    "abrigo", "botella", "cuchara", "ladrillo", "escoba", "farola", "guitarra", "helecho", "jarrón",
    "lámpara", "madeja", "naranja", "ovillo", "pincel", "queso", "tijera",
)  # fmt: skip
"""Words that are alike in nothing, none of them a name or one of those that every title has."""


def alike(one: likeness.Print, other: likeness.Print) -> bool:
    """Whether two are of one event where all words are as rare."""
    return likeness.same_event(one, other, dict.fromkeys(one.whole.weights, 1.0)) > 0


def titled(title: str) -> likeness.Print:
    return likeness.print_of(title, "", "", ())


def noted(text: str) -> likeness.Print:
    """What a neighbour says, noted by hand."""
    return likeness.print_of("", text, "", (), by_hand=True)


def sharing(both: int, mine: int, theirs: int, *names: str) -> tuple[str, str]:
    """Two titles with so many words in common and so many of their own, and a name each."""
    common, own = PLAIN[:both], PLAIN[both:]
    name, other_name = names or ("", "")
    one = [*common, *own[:mine], name]
    return " ".join(one).strip(), " ".join([*common, *own[mine:][:theirs], other_name]).strip()


@pytest.mark.parametrize(
    ("titles", "one"),
    [
        # Of all that both say they share 5 of 13 words, and 3 of 8.
        (sharing(5, 4, 4), True),
        (sharing(3, 2, 3), False),
        # Of the shorter one 4 of 6 stand in the other, and 5 of 8; and 3 of 3, and 2 of 2.
        (sharing(4, 2, 6), True),
        (sharing(5, 3, 6), False),
        (sharing(3, 0, 6), True),
        (sharing(2, 0, 4), False),
        # Each has a place of its own: 5 common words make up for it, 4 do not.
        (sharing(5, 0, 0, "Pozo", "Real"), True),
        (sharing(4, 0, 0, "Pozo", "Real"), False),
        # One word alone tells nothing.
        (sharing(2, 0, 0), True),
        (sharing(1, 0, 0), False),
    ],
)
def test_titles_are_of_one_event_when_they_share_enough_of_their_words(titles, one):
    first, second = map(titled, titles)

    assert alike(first, second) is one
    assert alike(second, first) is one


@pytest.mark.parametrize(
    ("notes", "one"),
    [
        (sharing(4, 1, 0), True),
        (sharing(4, 1, 1), False),
        (sharing(4, 0, 0), True),
        (sharing(3, 0, 0), False),
    ],
)
def test_what_people_say_is_one_event_only_when_it_is_nearly_the_same_text(notes, one):
    assert alike(*map(noted, notes)) is one


@pytest.mark.parametrize(
    ("texts", "one"),
    [
        (sharing(5, 3, 2), True),
        (sharing(5, 3, 3), False),
        (sharing(4, 1, 0), False),
        # Only the lead is compared.
        ((" ".join(PLAIN[:8]), " ".join(PLAIN[:8])), True),
        ((" " * 400 + " ".join(PLAIN[:8]), " ".join(PLAIN[:8])), False),
    ],
)
def test_texts_below_other_titles_are_of_one_event_when_five_words_are_the_same(texts, one):
    first, second = (
        likeness.print_of(title, text, "", ())
        for title, text in zip(("Foto", "Vídeo"), texts, strict=True)
    )

    assert alike(first, second) is one


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://www.diario.es/a/2026-11", "diario.es/a/2026-11"),
        ("https://diario.es/2026-119/?utm_source=x#top", "diario.es/2026-119"),
        ("https://diario.es/2026-11", ""),
        ("https://diario.es/portada", ""),
    ],
)
def test_a_link_is_that_of_one_item_when_its_path_is_long_and_has_a_number(link, kept):
    assert likeness.own_link(link) == kept


def test_the_order_in_which_two_feeds_are_read_does_not_matter(press):
    text, other = SAME[0]
    (second,) = press.take_in(press.item(other, NOON, "Medio 1"))
    (first,) = press.take_in(press.item(text, NOON - HOUR, "Medio 0"))

    assert first == second
    story = press.story(first)
    assert (story.title, story.first_at, story.last_at) == (text, NOON - HOUR, NOON)


def test_the_name_of_the_medium_is_no_part_of_a_title(press):
    through_search = press.item(
        "Arde una nave en el polígono - El Eco", source="Google Noticias", outlet="El Eco"
    )
    (story_id,) = press.take_in(through_search)

    assert press.story(story_id).title == "Arde una nave en el polígono"


@in_turn(
    "title, bare",
    [
        ("Arde una nave - El Eco", "Arde una nave"),
        ("Arde una nave | EL ECO", "Arde una nave"),
        ("Arde una nave — Radio Comarca", "Arde una nave"),
        ("Polígono - naves - El Eco", "Polígono - naves"),
        ("Arde una nave - Otro medio", "Arde una nave - Otro medio"),
        ("El Eco", "El Eco"),
        ("Un eco-El Eco", "Un eco-El Eco"),
        ("", ""),
    ],
)
def test_only_the_medium_itself_is_left_out(title, bare):
    assert likeness.bare_title(title, ("El Eco", "Radio Comarca", "")) == bare


def test_after_three_days_the_same_words_are_another_story(press):
    title = "Corte de agua en todo el casco urbano por una avería"
    first, second, much_later = press.take_in(
        press.item(title, NOON),
        press.item(title, NOON + 70 * HOUR, "El Eco"),
        press.item(title, NOON + 150 * HOUR, "Diario"),
    )

    assert first == second != much_later
    assert press.story(first).last_at == NOON + 70 * HOUR


@pytest.mark.parametrize(("later", "one"), [(72 * HOUR, True), (72.01 * HOUR, False)])
def test_a_story_takes_in_what_is_told_until_three_days_after_its_last_telling(press, later, one):
    title = "Corte de agua en todo el casco urbano por una avería"
    first, second = press.take_in(
        press.item(title, NOON), press.item(title, NOON + later, "El Eco")
    )

    assert (first == second) is one


def test_one_link_is_one_story_whatever_the_title_says(press):
    link = "https://eco.example/2026/11/veneno-en-los-parques"
    first, second = press.take_in(
        press.item("Aparecen cebos en los parques", link=link),
        press.item("Sin novedad", source="Buscador", link=f"{link}/?utm_source=rss"),
    )

    assert first == second


def test_the_address_of_a_whole_site_is_no_story(press):
    first, second = press.take_in(
        press.item("Aparecen cebos en los parques", link="https://eco.example/"),
        press.item("Feria del queso", source="Otro", link="https://eco.example/"),
    )

    assert first != second


def test_where_titles_differ_the_same_text_tells(press):
    text = (
        "La Guardia Civil ha detenido a un vecino de 38 años acusado de llevarse más de dos mil"
        " metros de cable de cobre de la línea del tren entre Guareña y Don Benito."
    )
    first, second = press.take_in(
        press.item("Golpe a los ladrones", text=text),
        press.item("Un arresto en la comarca", source="El Eco", text=f"Sucesos. {text}"),
    )

    assert first == second


def test_two_notes_by_hand_in_like_words_are_two_stories(press):
    text, other = "Llevan días sin recoger la basura", "Sin recoger la basura otra semana"
    first, second = press.take_in(
        press.item(text, source="", text=text), press.item(other, source="", text=other)
    )

    assert first != second


def test_a_message_that_was_forwarded_is_one_story(press):
    message = "Que no beba nadie del grifo, el agua sale marrón y huele a gasoil desde las ocho"
    first, second = press.take_in(
        press.item(message, source="", text=message, outlet="WhatsApp"),
        press.item(message, source="", text=message, outlet="Facebook"),
    )

    assert first == second


def test_posts_without_a_title_are_voices_of_their_own(press):
    first, second = press.take_in(
        press.item("", text="Mi perro ha muerto envenenado por el matarratas de la Alameda, rabia"),
        press.item(
            "",
            NOON + HOUR,
            text="Otro perro muerto, envenenado con matarratas en la Alameda, basta",
        ),
    )

    assert first != second
    assert press.story(first).title.startswith("Mi perro ha muerto envenenado")


def test_a_mention_keeps_the_story_it_has(press):
    (story_id,) = press.titles(SAME[0][0])

    with press.store.change(Topic.MENTIONS) as db:
        again = items.some(db.conn, [1])
        assert stories.assign(db, again, NOON) == {1: story_id}
        assert records.delete_empty(db) == 0


def test_a_thousand_copies_are_one_story_from_the_first_to_the_last(press):
    copies = [press.item(SAME[0][0], NOON + n * timedelta(minutes=1)) for n in range(1000)]

    (story_id,) = set(press.take_in(*copies))

    assert press.story(story_id).last_at == NOON + timedelta(minutes=999)


def test_a_story_that_is_long_over_is_forgotten_while_years_are_taken_in(press):
    weeks = [
        press.item(f"Corte de agua número {n} en todo el casco urbano", NOON - n * 100 * HOUR)
        for n in range(30)
    ]

    assert len(set(press.take_in(*weeks))) == 30


def test_the_spread_tells_who_said_it_first(press):
    text, other = SAME[0]
    (story_id, _same) = press.take_in(
        press.item(other, NOON, "Google Noticias", outlet="El Eco"),
        press.item(text, NOON - HOUR, "Radio Comarca"),
    )

    with press.store.read() as connection:
        told = stories.spread(connection, story_id)

    assert [(item.place, item.at) for item in told] == [
        ("Radio Comarca", NOON - HOUR),
        ("El Eco", NOON),
    ]


def test_a_mention_can_be_taken_out_of_its_story(press):
    text, other = SAME[0]
    story_id, _same = press.titles(text, other)

    with press.store.change(Topic.MENTIONS) as db:
        first_item = stories.spread(db.conn, story_id)[0].item_id
        new_id = stories.split(db, first_item)
        assert stories.split(db, first_item) == new_id

    assert new_id is not None
    assert press.story(new_id).title == text
    left = press.story(story_id)
    assert (left.title, left.first_at) == (other, NOON + HOUR)


def test_there_is_nothing_to_take_out_of_what_is_no_mention(press):
    with press.store.change(Topic.MENTIONS) as db:
        assert stories.split(db, 4711) is None


def test_what_was_said_of_a_storys_tone_is_known_for_the_next_of_it(press):
    calm, angry = press.titles("Feria del queso en la plaza", "Arde una nave en el polígono")
    with press.store.change(Topic.MENTIONS) as db:
        db.conn.execute("UPDATE story SET tone_set = 'negative' WHERE id = ?", [angry])

        assert stories.tones_set(db.conn, {calm, angry}) == {angry: ToneBand.NEGATIVE}


def test_stories_without_mentions_are_forgotten(press):
    kept, gone = press.titles("Feria del queso en la plaza", "Arde una nave en el polígono")
    with press.store.change(Topic.MENTIONS) as db:
        db.conn.execute("DELETE FROM mention WHERE story_id = ?", [gone])

        assert stories.forget_empty(db) == 1
        assert records.one(db.conn, kept) is not None
