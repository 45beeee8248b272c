"""A whole plan of Valdehierro, made here so that what is printed does not change with the content.

It has what a printed plan must cope with: long cells, missing figures, a vacant post, a channel
without audience, more channels than an upright page has room for.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import page
import pytest

from core import i18n
from core.clock import FixedClock
from core.documents import tree
from core.documents.model import Document, Heading, Table
from core.field_kinds import LINE
from core.i18n import Language
from core.plan import model
from core.plan.document import annex
from core.plan.document import plan as plan_document
from core.plan.document.source import Decision, PlanSource
from core.plan.kinds import (
    AccountKind,
    AccountVerdict,
    Frequency,
    Judged,
    LanguagePolicy,
    Layer,
    LevelName,
    ObjectiveScope,
    Raci,
    Reach,
    UseName,
)
from core.plan.snapshot import NamedContact, Snapshot
from core.roster.model import Hat
from core.store import Store, open_store
from core.town.model import BodyKind, Town
from tests.core import towns

TODAY = date(2026, 11, 25)

CHARTER = model.Charter(
    start_on=date(2027, 1, 1),
    end_on=date(2027, 12, 31),
    territory=(
        "Valdehierro tiene 5.120 vecinos en el casco y en dos pedanías, La Umbría y Las Eras.\n"
        "El Ayuntamiento les presta los servicios de agua, limpieza, escuela infantil, biblioteca,"
        " deportes y atención social."
    ),
    backing="La Alcaldía encarga este plan y el Pleno lo aprueba. Lo defiende la concejalía.",
    principles="- Servicio público antes que imagen.\n- Lenguaje llano.\n- Neutralidad.",
    offline_plan="El bando, la megafonía y el tablón siguen siendo obligatorios en lo urgente.",
    brand="El escudo va siempre entero, sobre fondo blanco, con el nombre debajo.",
    reputation="De los últimos veinte comentarios, doce eran preguntas sobre plazos sin respuesta.",
    language_policy=LanguagePolicy.MAIN,
    language_note="Los avisos de fiestas se publican también en inglés para quien nos visita.",
    style="Primero qué hay que hacer; después cuándo; al final, por qué.",
    accessibility="Toda imagen lleva su texto alternativo. Los vídeos llevan subtítulos.",
    images="No se publican menores sin el permiso escrito de su familia.",
    answering="Se contesta en el mismo canal en que se pregunta.",
    answer_hours=8,
    crisis_meaning="Es una crisis lo que pone en peligro a personas, animales o el agua.",
    corrections="Se corrige en el mismo sitio, se dice qué estaba mal y no se borra.",
    electoral_guard="No se publican logros ni inauguraciones. Los servicios siguen.",
    rehearsed_on=date(2026, 10, 6),
    rules=(
        "1. Hable con respeto.\n2. No publique datos de otras personas.\n"
        "3. No haga publicidad.\n4. No se haga pasar por nadie."
    ),
    rules_body="Pleno",
    rules_on=date(2026, 9, 30),
    review="Cada trimestre, la técnica de comunicación lleva las cifras a la concejalía.",
    legal="RGPD y LOPDGDD: los datos de contacto tienen una finalidad y una base jurídica.",
)

_PEOPLE = (
    ("Alcaldía", 1, 1.0, False),
    ("Concejalía de Cultura", 2, 1.0, False),
    ("Secretaría", 3, 0.5, False),
    ("Comunicación", 4, 8.0, False),
    ("Biblioteca", 5, 2.0, False),
    ("Policía Local", None, 1.0, False),
    ("Registro", 6, 1.0, False),
    ("Informática", 7, None, True),
)

_CHANNELS = (
    ("Web municipal", "web", 3.0, 30.0, False),
    ("Bando y tablón", "bando", 1.0, 20.0, True),
    ("Megafonía", "megafonia", 1.0, 10.0, True),
    ("Lista de WhatsApp", "whatsapp_list", 4.0, 10.0, False),
    ("Facebook", "facebook", 4.0, 20.0, False),
    ("Instagram", "instagram", 2.0, 40.0, False),
    ("Radio Valdehierro", "radio", 0.5, 60.0, True),
    ("Boletín por correo", "newsletter", 0.5, 60.0, False),
    ("LinkedIn", "linkedin", None, None, False),
)

_AUDIENCES = (
    ("Mayores de 65 años", 1180),
    ("Familias con hijos en edad escolar", 640),
    ("Jóvenes de 16 a 30 años", 700),
    ("Comercios y autónomos", 210),
    ("Asociaciones", None),
    ("Quienes vuelven en verano", 1500),
)

_REACH = ("sm-ms-s--", "mffmms-m-", "f--smmf--", "sf-smfff-", "fs-mmff--", "m--mmm-f-")
_REACHES = {"m": Reach.MANY, "s": Reach.SOME, "f": Reach.FEW}

_TASKS = (
    ("Línea editorial", 0.5, "-ACRI---"),
    ("Contenidos y calendario", 2.0, "IACBC-C-"),
    ("Llevar las redes", 1.0, "-I-B----"),
    ("Diseño y búsqueda de imágenes", 1.0, "---AR---"),
    ("Escucha", 0.75, "II-BR-C-"),
    ("Responder", 1.5, "-CCBR-R-"),
    ("Datos e informe trimestral", 0.5, "IICB----"),
    ("Custodia de claves", 0.25, "--AR---R"),
    ("Crisis", None, "ACCRIRII"),
    ("Aprobación de textos delicados", 0.25, "BCC-----"),
)
_ROLES = {
    "R": Raci.RESPONSIBLE,
    "A": Raci.ACCOUNTABLE,
    "B": Raci.BOTH,
    "C": Raci.CONSULTED,
    "I": Raci.INFORMED,
}


def valdehierro() -> Town:
    return Town(
        name="Valdehierro",
        kind=BodyKind.MUNICIPALITY,
        province="Badajoz",
        region="Extremadura",
        population=5120,
        languages=("es",),
        hours_week=12,
        person="Lucía Ortega Prieto",
        post="Técnica de comunicación y cultura",
    )


def holders() -> tuple[NamedContact, ...]:
    return (
        NamedContact(1, "María Gómez Ruiz", "Alcaldesa", (Hat.DECIDES, Hat.SPEAKS), 2),
        NamedContact(2, "Beatriz Salas Moreno", "Concejala de Cultura"),
        NamedContact(3, "Antonio Núñez Parra", "Secretario-interventor", (Hat.LOG,), 6),
        NamedContact(4, "Lucía Ortega Prieto", "Técnica de comunicación", (Hat.WRITES,), 5),
        NamedContact(5, "Nuria Blanco Tejeda", "Bibliotecaria", (Hat.ANSWERS,)),
        NamedContact(6, "Rosa Delgado Mena", "Registro y atención al público", (Hat.CALLS,), 5),
        NamedContact(7, "Soporte Comarcal, S. L."),
    )


def _objectives() -> tuple[model.Objective, ...]:
    general = ObjectiveScope.GENERAL
    return (
        model.Objective("Que los avisos lleguen a tiempo a todo el mundo", 1, scope=general),
        model.Objective("Que preguntar sirva", 2, scope=general, serves="Menos viajes al registro"),
        model.Objective(
            "Que todo aviso urgente salga también sin internet",
            3,
            parent_id=1,
            layer=Layer.OUTPUT,
            indicator="Avisos urgentes publicados también por megafonía o tablón",
            unit="%",
            baseline=60,
            target=100,
            due_on=date(2027, 6, 30),
            every=Frequency.MONTHLY,
            source="Registro de avisos",
            channels=(2, 3),
        ),
        model.Objective(
            "Llegar a más vecinos por la lista de WhatsApp",
            4,
            parent_id=1,
            indicator="Altas en la lista",
            unit="personas",
            baseline=410,
            target=1200,
            due_on=date(2027, 12, 31),
            source="La propia lista",
            channels=(4,),
        ),
        model.Objective(
            "Contestar en un día laborable",
            5,
            parent_id=2,
            indicator="Preguntas contestadas en menos de 8 horas de oficina",
            unit="%",
            target=90,
            due_on=date(2027, 9, 30),
            source="Bandeja de entrada",
            channels=(4, 5, 6),
        ),
        model.Objective(
            "Que la gente confíe en lo que decimos",
            6,
            parent_id=2,
            judged=Judged.QUALITATIVE,
            layer=Layer.OUTCOME,
            target=4,
            due_on=date(2027, 12, 31),
            every=Frequency.TWICE_A_YEAR,
            rubric="1: nadie nos cita. 3: nos citan a veces. 5: se espera a lo que digamos.",
        ),
    )


def _measurements() -> tuple[model.Measurement, ...]:
    whatsapp = ((2, 3, 410.0), (5, 4, 455.0), (8, 31, 520.0), (11, 2, 610.0))
    answered = ((6, 30, 44.0), (9, 30, 61.5))
    return tuple(
        model.Measurement(objective, date(2026, month, day), value)
        for objective, readings in ((4, whatsapp), (5, answered))
        for month, day, value in readings
    )


def _channels() -> tuple[model.Channel, ...]:
    return tuple(
        model.Channel(
            title,
            number,
            kind=kind,
            offline=offline,
            address="facebook.com/valdehierro" if kind == "facebook" else "",
            purpose="Avisar de lo que pasa y de lo que hay que hacer.",
            posts="Cortes, plazos, agenda y respuestas.",
            posts_week=posts,
            minutes_post=minutes,
            best_time="De 19 a 22 h" if not offline else "Por la mañana",
            voice="Cercana y clara.",
            languages=("es",),
            owner_id=4,
            substitute_id=5,
            urgent=offline or kind == "whatsapp_list",
        )
        for number, (title, kind, posts, minutes, offline) in enumerate(_CHANNELS, 1)
    )


def _presences() -> tuple[model.Presence, ...]:
    return tuple(
        model.Presence(audience, channel, _REACHES[sign], evidence="Preguntado en la asociación.")
        for audience, signs in enumerate(_REACH, 1)
        for channel, sign in enumerate(signs, 1)
        if sign in _REACHES
    )


def _levels() -> tuple[model.Level, ...]:
    told = {
        LevelName.GREEN: (4,),
        LevelName.YELLOW: (2, 4),
        LevelName.ORANGE: (1, 3, 4),
        LevelName.RED: (1, 2, 3, 4, 6),
    }
    return tuple(
        model.Level(
            name,
            number,
            trigger="Varias fuentes hablan de lo mismo, o pregunta un medio de la comarca.",
            mentions_day=number * 3 if number > 1 else None,
            negative_share=50 if number > 2 else None,
            sensitive=number > 2,
            minutes=(480, 60, 30, 15)[number - 1],
            told=told[name],
            approver_id=1 if number > 2 else 4,
            actions="Se comprueba, se apunta la hora y se prepara el primer aviso.",
        )
        for number, name in enumerate(LevelName, 1)
    )


def _accounts() -> tuple[model.Account, ...]:
    return (
        model.Account(
            "Ayuntamiento de Valdehierro",
            1,
            network="facebook",
            address="https://facebook.com/valdehierro",
            holders=(3, 4),
            followers=2310,
            last_post_on=date(2026, 11, 20),
            verdict=AccountVerdict.KEEP,
        ),
        model.Account(
            "@valdehierro_oficial",
            2,
            network="x",
            kind=AccountKind.IMPERSONATING,
            owner="Un particular",
            verdict=AccountVerdict.REPORT,
            note="La clave antigua la tenía un concejal.",
        ),
    )


def _uses() -> tuple[model.Use, ...]:
    shares = {UseName.SERVICE: 35, UseName.DEADLINES: 30, UseName.EVENTS: 25, UseName.CLOSER: 10}
    return tuple(
        model.Use(
            name,
            number,
            share=shares.get(name, 0),
            examples="Abre el plazo del comedor.\nÚltimo día de la beca." if name in shares else "",
            channels=(1, 4, 5) if name in shares else (),
            audiences=(1, 2) if name in shares else (),
        )
        for number, name in enumerate(UseName, 1)
    )


def whole_plan() -> model.Plan:
    """Everything a plan can have."""
    return model.Plan(
        charter=CHARTER,
        people=tuple(
            model.Person(label, number, contact_id=contact, hours_week=hours, contracted=outside)
            for number, (label, contact, hours, outside) in enumerate(_PEOPLE, 1)
        ),
        accounts=_accounts(),
        objectives=_objectives(),
        measurements=_measurements(),
        audiences=tuple(
            model.Audience(
                title,
                number,
                size=size,
                sociodemographic="Viven en el casco y en las pedanías.",
                socioeconomic="Pensiones medias y bajas.",
                psychographic="Se fían de lo que oyen de viva voz.",
                services="Centro de día y ayuda a domicilio.",
            )
            for number, (title, size) in enumerate(_AUDIENCES, 1)
        ),
        channels=_channels(),
        facts=(
            model.NetworkFact(
                5, "Imagen cuadrada", 1, 1, "1080 × 1080 px", date(2025, 11, 1), "Meta"
            ),
            model.NetworkFact(5, "Portada", 2, 2, "820 × 312 px"),
        ),
        presences=_presences(),
        uses=_uses(),
        levels=_levels(),
        private_channels=(
            model.PrivateChannel("Registro", 1, address="Plaza de España, 1", hours="De 9 a 14 h"),
            model.PrivateChannel("Correo", 2, address="atencion@valdehierro.example", person_id=7),
        ),
        tasks=tuple(
            model.Task(title, number, hours_week=hours)
            for number, (title, hours, _roles) in enumerate(_TASKS, 1)
        ),
        assignments=tuple(
            model.Assignment(task, person, _ROLES[sign])
            for task, (_title, _hours, roles) in enumerate(_TASKS, 1)
            for person, sign in enumerate(roles, 1)
            if sign in _ROLES
        ),
    )


@pytest.fixture
def draft() -> PlanSource:
    """A draft with one decision."""
    return PlanSource(
        Snapshot(whole_plan(), valdehierro(), holders()),
        decisions=(Decision("No objective counts what people do.", "Se hará en 2028."),),
    )


@pytest.fixture
def approved(draft: PlanSource) -> PlanSource:
    """The same plan once the Pleno has approved it."""
    version = model.Version(
        2,
        datetime(2026, 12, 18, 10, tzinfo=UTC),
        body="Pleno",
        approved_on=date(2026, 12, 18),
        reference="2026/431",
    )
    return replace(draft, version=version)


@pytest.fixture
def sparse() -> PlanSource:
    """What a plan is on its first day."""
    empty = model.Plan(
        uses=tuple(model.Use(name, number) for number, name in enumerate(UseName, 1)),
        levels=tuple(model.Level(name, number) for number, name in enumerate(LevelName, 1)),
    )
    return PlanSource(Snapshot(empty, valdehierro()))


@pytest.fixture
def crowded(draft: PlanSource) -> PlanSource:
    """More of everything than anybody should plan, with titles as long as they can be."""
    plan = draft.plan
    long = "Que todas las personas de todos los barrios y pedanías se enteren de todo a tiempo " * 3
    long = long[:LINE]
    return replace(
        draft,
        snapshot=replace(
            draft.snapshot,
            plan=replace(
                plan,
                objectives=tuple(
                    replace(
                        plan.objectives[3], id=number, title=long, indicator=long, parent_id=None
                    )
                    for number in range(1, 201)
                ),
                measurements=(),
                audiences=tuple(
                    replace(plan.audiences[0], id=number, title=long) for number in range(1, 21)
                ),
                channels=tuple(
                    replace(plan.channels[0], id=number, title=long) for number in range(1, 21)
                ),
                presences=tuple(
                    model.Presence(audience, channel, Reach.MANY, evidence=long)
                    for audience in range(1, 21)
                    for channel in range(1, 21)
                ),
                people=tuple(
                    replace(plan.people[0], id=number, label=long) for number in range(1, 21)
                ),
                tasks=tuple(
                    replace(plan.tasks[0], id=number, title=long) for number in range(1, 21)
                ),
                charter=replace(plan.charter, review=long, answering=long),
                private_channels=tuple(
                    model.PrivateChannel(long, number, address=long) for number in range(1, 21)
                ),
            ),
        ),
    )


Made = Callable[..., Document]


def _made_by(compose: Made) -> Made:
    def make(source: PlanSource, language: Language = "es") -> Document:
        with i18n.language(language):
            return compose(source, language, TODAY)

    return make


@pytest.fixture
def made() -> Made:
    """The plan of a source, as the council votes it, as of the day of these tests."""
    return _made_by(plan_document.compose)


@pytest.fixture
def annexed() -> Made:
    """Its technical annex."""
    return _made_by(annex.compose)


@pytest.fixture
def headings() -> Callable[..., list[str]]:
    """The headings of a document down to a level."""

    def found(document: Document, deepest: int = 1) -> list[str]:
        blocks = (block for block in document.blocks if isinstance(block, Heading))
        return [block.text for block in blocks if block.level <= deepest]

    return found


@pytest.fixture
def table() -> Callable[[Document, str], Table]:
    """The first table whose caption has these words in it."""

    def found(document: Document, words: str) -> Table:
        return next(
            block
            for block in document.blocks
            if isinstance(block, Table) and words in block.caption
        )

    return found


@pytest.fixture
def said() -> Callable[[object], str]:
    """Every word of a document or of a part of it, a line each."""
    return lambda part: "\n".join(filter(None, tree.texts(part)))


@pytest.fixture
def failures() -> Callable[[bytes], list[str]]:
    """What PDF/UA-1 and PDF/A-2a find wrong; page-validation 0.11 miscounts some streams."""

    def found(pdf: bytes) -> list[str]:
        return [
            f"{failure.rule_id}: {failure.message}"
            for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
            for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
            if "STREAM-LENGTH" not in failure.rule_id
        ]

    return found


@pytest.fixture
def example_town(example_file: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    """The example town with its plan, open."""
    store = open_store(towns.copied(example_file, tmp_path), clock)
    yield store
    store.close()
