"""What each command of the command line does; each returns an exit code."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from core import catalogue, checking, workspace
from core import example as example_town
from core.cancel import CancelToken
from core.catalogue import PrintState
from core.cli.terminal import open_chosen, say, say_all, say_json, warn
from core.clock import Clock
from core.crisis import log, proof
from core.errors import DamagedWorkspace, InvalidValue, NotAWorkspace
from core.i18n import _, current
from core.plan import review
from core.plan.findings import Finding
from core.plan.item import plan_title
from core.plan.labels import severity_label, step_label
from core.roster import exchange, model, records
from core.roster.exchange import Incoming
from core.roster.model import Contact
from core.store import Topic
from core.store import backup as copies
from core.store.connection import inspect, require_seal
from core.town import gazetteer


def new(chosen: Namespace, clock: Clock) -> int:
    """A workspace for a municipality by its INE code."""
    found = gazetteer.load().by_code(chosen.town)
    if found is None:
        raise InvalidValue(
            _("No municipality has the code “{code}”.").format(code=chosen.town),
            _("INE codes have five digits, such as 06080 for Medellín."),
        )
    workspace.create(chosen.workspace, gazetteer.town_of(found), clock)
    say(_("Created: {path}").format(path=chosen.workspace))
    return 0


def example(chosen: Namespace, clock: Clock) -> int:
    """The example town."""
    example_town.create(chosen.workspace, clock)
    say(_("Created: {path}").format(path=chosen.workspace))
    return 0


def documents(chosen: Namespace, clock: Clock) -> int:
    """Everything that can be printed and whether the paper is out of date."""
    with open_chosen(chosen, clock) as opened, opened.read() as connection:
        states = catalogue.states(connection, catalogue.language_of(), clock.today())
    return say_all(chosen, states, _state, _standing)


def _state(state: PrintState) -> dict[str, Any]:
    return {
        "id": state.entry.id,
        "name": state.entry.name,
        "printed_at": state.last and state.last.printed_at.isoformat(),
        "version": state.last and state.last.version,
        "out_of_date": state.out_of_date,
        "changed": list(state.changed),
    }


def _standing(state: PrintState) -> str:
    stale = ": ".join(filter(None, (_("out of date"), "; ".join(state.changed))))
    mark = f"  ({stale})" if state.out_of_date else ""
    return f"{state.entry.id:<24} {state.entry.name}{mark}"


def contacts(chosen: Namespace, clock: Clock) -> int:
    """The contacts, by name."""
    with open_chosen(chosen, clock) as opened, opened.read() as connection:
        found = model.in_order(
            item for item in records.everyone(connection) if model.searched(item, chosen.search)
        )
    return say_all(chosen, found, _facts, _line)


def _line(contact: Contact) -> str:
    numbers = ", ".join(phone.number for phone in contact.phones)
    return f"{contact.name}\t{contact.role}\t{numbers}"


def _facts(contact: Contact) -> dict[str, Any]:
    return {
        "id": contact.id,
        "kind": contact.kind,
        "name": contact.name,
        "organisation": contact.organisation,
        "post": contact.post,
        "phones": [{"number": phone.number, "label": phone.label} for phone in contact.phones],
        "email": contact.email,
        "groups": list(contact.groups),
        "hats": list(contact.hats),
        "substitute": contact.substitute_id,
        "available": contact.available,
        "note": contact.note,
        "purpose": contact.purpose,
        "legal_basis": contact.legal_basis,
        "verified_on": contact.verified_on and contact.verified_on.isoformat(),
        "suggested": bool(contact.suggested),
    }


def plan(chosen: Namespace, clock: Clock) -> int:
    """The plan: its size in words, or all of it as JSON."""
    with open_chosen(chosen, clock) as opened, opened.read() as connection:
        looked = review.look(connection, clock.today())
    facts = looked.facts.plan
    if chosen.json:
        import msgspec

        say_json(msgspec.to_builtins(facts))
        return 0
    say(plan_title(facts.charter))
    for words, items in (
        (_("Objectives"), facts.objectives),
        (_("Audiences"), facts.audiences),
        (_("Channels"), facts.channels),
        (_("Tasks"), facts.tasks),
        (_("Findings"), looked.open),
    ):
        say(f"{words}: {len(items)}")
    return 0


def findings(chosen: Namespace, clock: Clock) -> int:
    """What does not hold together in the plan; the exit code does not depend on it."""
    with open_chosen(chosen, clock) as opened, opened.read() as connection:
        looked = review.look(connection, clock.today())
    return say_all(chosen, looked.open, _finding, _found, _("Nothing to fix."))


def _found(item: Finding) -> str:
    head = f"{severity_label(item.severity)} · {step_label(item.place.step)} · {item.sentence}"
    return f"{head}\n    {item.advice}"


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "step": place.step,
        "kind": place.kind,
        "item": place.item_id,
        "field": place.field,
        "sentence": finding.sentence,
        "advice": finding.advice,
    }


def export_contacts(chosen: Namespace, clock: Clock) -> int:
    """Every contact to a table or to contact cards, by the ending of the file; no proposals."""
    with open_chosen(chosen, clock) as opened, opened.read() as connection:
        everyone = records.everyone(connection)
    exchange.write([contact for contact in everyone if contact.somebody], everyone, chosen.out)
    say(_("Written: {path}").format(path=chosen.out))
    return 0


def import_contacts(chosen: Namespace, clock: Clock) -> int:
    """The contacts of a file that are not there yet; what was wrong goes to standard error."""
    incoming = exchange.incoming(exchange.read(chosen.file))
    with open_chosen(chosen, clock) as opened:
        with opened.read() as connection:
            fresh, there = exchange.new_ones(incoming, records.everyone(connection))
        with opened.change(Topic.ROSTER, label=_("import contacts")) as db:
            exchange.store_all(db, Incoming(fresh), clock.now())
    for problem in incoming.problems:
        sys.stderr.write(f"{problem.sentence}\n")
    told = _("Imported: {count}. Already there: {there}.")
    say(told.format(count=len(fresh), there=len(there)))
    return 0


def check(chosen: Namespace, clock: Clock) -> int:
    """All of it is read and compared with its digests; what is wrong goes to standard error."""
    if (chosen.entry is None) is not (chosen.digest is None):
        raise InvalidValue(_("An entry and its digest go together: give both."))
    printed = None if chosen.entry is None else log.anchor(chosen.entry, chosen.digest)
    with open_chosen(chosen, clock) as opened:
        found = checking.examine(opened, printed)
    for fault in found.faults:
        warn(fault)
    if not found.whole:
        return 1
    for line in checking.told(found, chosen.workspace.name):
        say(line)
    return 0


def backup(chosen: Namespace, clock: Clock) -> int:
    """A checked copy in the folder named, or beside the workspace."""
    path: Path = chosen.workspace.absolute()
    inspect(path)
    require_seal(path)
    made = copies.make(path, chosen.folder or copies.folder_of(path), clock)
    say(_("Written: {path}").format(path=made))
    return 0


def export_everything(chosen: Namespace, clock: Clock) -> int:
    """One zip that needs no Pregón: tables, papers, evidence."""
    from core import everything

    with open_chosen(chosen, clock) as opened:
        code = catalogue.language_of(current())
        for sentence in everything.write(opened, chosen.out, code, CancelToken()):
            warn(sentence)
    say(_("Written: {path}").format(path=chosen.out))
    return 0


def restore(chosen: Namespace, clock: Clock) -> int:
    """A copy in the place of what is there, which is copied first."""
    try:
        with open_chosen(chosen, clock) as opened:
            folder = copies.folder_of(opened.path)
            proof.restore(opened, chosen.copy, folder, clock.now(), other=chosen.other_town)
    except (DamagedWorkspace, NotAWorkspace):
        copies.rescue(chosen.workspace, chosen.copy, other=chosen.other_town)
    say(_("Restored from {path}").format(path=chosen.copy))
    return 0
