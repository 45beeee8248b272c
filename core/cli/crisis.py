"""What the commands of the crisis desk do; each returns an exit code."""

from argparse import Namespace
from dataclasses import asdict
from typing import Any

from core.catalogue import look
from core.cli.terminal import open_chosen, say, say_all
from core.clock import Clock, to_text
from core.crisis import desk as desks
from core.crisis.desk import Desk
from core.crisis.incidents import drill
from core.crisis.labels import phase_label
from core.crisis.readiness import Gap
from core.crisis.records import incidents as records
from core.crisis.scenarios import library, packs
from core.crisis.scenarios.library import Offered
from core.crisis.scenarios.packs import PackChoice
from core.errors import InvalidValue
from core.i18n import _, ngettext
from core.plan.labels import level_label
from core.store import Topic


def list_scenarios(chosen: Namespace, clock: Clock) -> int:
    """The scenarios, by the number of their sheets."""
    with open_chosen(chosen, clock) as opened, opened.read() as connection:
        found = library.everything(connection)
    return say_all(chosen, found, _scenario, _named)


def _named(offered: Offered) -> str:
    # Translators: Beside a scenario that is not used.
    scenario, aside = offered.scenario, _("set aside")
    marks = f"  ({aside})" if offered.set_aside else ""
    return f"{scenario.code}  {scenario.id:<18} {scenario.title}{marks}"


def _scenario(offered: Offered) -> dict[str, Any]:
    scenario = offered.scenario
    return {
        "id": scenario.id,
        "code": scenario.code,
        "title": scenario.title,
        "applies": scenario.applies,
        "level": scenario.level,
        "update_minutes": scenario.update_minutes,
        "steps": len(scenario.steps),
        "adopted": offered.kept is not None,
        "revision": offered.revision,
        "newer": offered.newer is not None,
        "set_aside": offered.set_aside,
    }


def export_scenarios(chosen: Namespace, clock: Clock) -> int:
    """Scenarios to a pack in one file: those named, or all the town's own."""
    with open_chosen(chosen, clock) as opened, opened.read() as connection:
        wanted = [library.offered(connection, name).scenario.id for name in chosen.names]
        own = [offered.scenario.id for offered in library.everything(connection) if offered.kept]
        if not wanted and not own:
            raise InvalidValue(
                _("The town has changed no scenario yet."), _("Name the ones to include.")
            )
        count = packs.write(connection, wanted or own, chosen.out, clock.today())
    say(_("Written: {path}").format(path=chosen.out))
    say(ngettext("{count} scenario.", "{count} scenarios.", count).format(count=count))
    return 0


def import_scenarios(chosen: Namespace, clock: Clock) -> int:
    """The scenarios of a pack; those that are there already are kept, unless told otherwise."""
    pack = packs.read(chosen.file)
    choice = PackChoice.REPLACE if chosen.replace else PackChoice.KEEP
    choices = {scenario.id: choice for scenario in pack.scenarios}
    with (
        open_chosen(chosen, clock) as opened,
        opened.change(Topic.SCENARIOS, label=_("import scenarios")) as db,
    ):
        came = packs.take_in(db, pack, choices, clock.now())
    told = _("Imported: {count}. Already there: {there}.")
    say(told.format(count=len(came), there=len(pack.scenarios) - len(came)))
    return 0


def list_incidents(chosen: Namespace, clock: Clock) -> int:
    """Incidents and drills, newest first."""
    with open_chosen(chosen, clock) as opened, opened.read() as connection:
        found = [desks.load(connection, record.id) for record in records.everything(connection)]
    loaded = [desk for desk in found if desk is not None]
    return say_all(chosen, loaded, _incident, _line, _("No incident has been opened."))


def _line(desk: Desk) -> str:
    incident = desk.incident
    # Translators: State of an incident, masculine in Spanish.
    state = _("open") if incident.open else _("closed")
    # Translators: A rehearsal of a crisis, beside its date.
    kind = _("drill") if incident.drill else _("incident")
    at = incident.opened_at.astimezone().strftime("%Y-%m-%d %H:%M")
    level = level_label(incident.level)
    return f"{incident.id:>4}  {at}  {kind} · {state} · {level} · {incident.title}"


def _incident(desk: Desk) -> dict[str, Any]:
    incident = desk.incident
    moments = ("opened_at", "first_sign_at", "next_update_at", "closed_at")
    facts = asdict(incident) | {
        name: to_text(moment) if (moment := getattr(incident, name)) else None for name in moments
    }
    facts["review_on"] = incident.review_on and incident.review_on.isoformat()
    return facts | {
        "steps": {
            phase_label(phase): dict(zip(("done", "of"), desk.progress(phase), strict=True))
            for phase in dict.fromkeys(step.phase for step in desk.scenario.steps)
        },
        "log": [
            {
                "number": entry.id,
                "at": to_text(entry.at),
                "written_at": to_text(entry.written_at),
                "kind": entry.kind,
                "who": entry.who,
                "text": entry.text,
                "corrects": entry.corrects,
                "on_paper": entry.on_paper,
                "digest": entry.digest,
            }
            for entry in desk.log
        ],
        "statements": [
            {
                "kind": worded.statement.kind,
                "state": worded.statement.state,
                "texts": {text.language: text.whole for text in worded.texts},
                "published": [place.channel for place in worded.publications],
            }
            for worded in desk.statements
        ],
        "calls": len(desk.calls),
        "rumours": len(desk.rumours),
        "complainants": len(desk.complainants),
        "mentions": [linked.item_id for linked in desk.linked],
        "score": asdict(drill.score(desk)) if incident.drill else None,
    }


def ready(chosen: Namespace, clock: Clock) -> int:
    """What would fail today; the exit code does not depend on it."""
    with open_chosen(chosen, clock) as opened, opened.read() as connection:
        found = look(connection, clock.today())
    nothing = _("Pregón has found nothing that would fail today.")
    return say_all(chosen, found, asdict, _gap, nothing)


def _gap(gap: Gap) -> str:
    return f"{'!' if gap.grave else '·'} {gap.sentence}\n    {gap.why}"
