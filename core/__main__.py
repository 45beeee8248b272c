"""The command line: `pregon-cli [--workspace FILE] COMMAND`. The same core functions as the window.

Exit codes: 0 done, 1 it could not be done (one sentence on standard error), 2 wrong words.
"""

import argparse
import gc
import io
import locale
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from core import i18n, places, settings
from core.cli import usage
from core.clock import Clock, of_process
from core.errors import AppError
from core.i18n import _

Run = Callable[[argparse.Namespace, Clock], int]
"""A command: what was chosen, the clock, the exit code."""


_MADE_BEFORE_A_LOOK = 100_000
"""Objects, before it is looked among them for circles that nobody holds any more."""


def main(arguments: Sequence[str] | None = None, clock: Clock | None = None) -> int:
    """Run one command; `arguments` without the program's name. Returns the exit code."""
    usual = gc.get_threshold()
    # What a command makes goes by itself or stays to its end: to look every 700 objects, as Python
    # does, is a twentieth of a round of listening.
    gc.set_threshold(_MADE_BEFORE_A_LOOK, *usual[1:])
    try:
        return _done(arguments, clock)
    finally:
        gc.set_threshold(*usual)


def _done(arguments: Sequence[str] | None, clock: Clock | None) -> int:
    words = sys.argv[1:] if arguments is None else arguments
    _say_somewhere()
    usage.translate()
    # Read first: in its language everything else is explained.
    machine, rest = _machine().parse_known_args(words)
    i18n.use(settings.load(machine.settings).language or _system_language())
    if settings.spoilt(machine.settings):
        _say_spoilt(machine.settings)
    parser = _parser()
    chosen = parser.parse_args(rest, machine)
    if not hasattr(chosen, "workspace") and not getattr(chosen, "alone", False):
        parser.error(_("Say which town file: --workspace FILE"))
    run: Run = chosen.run
    try:
        return run(chosen, clock or of_process())
    except AppError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever reads has seen enough, as `head` has; nothing more can be written, not at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _say_somewhere() -> None:
    """Make what is said arrive, whatever reads it.

    Where there is no console, as when Windows starts it by itself, nobody does. A sign that the
    console cannot show, or a file name that is no UTF-8, is written with its number.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the end
            setattr(sys, name, nowhere)
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _say_spoilt(path: Path) -> None:
    told = _("The settings in {path} cannot be read; the usual ones apply.")
    print(told.format(path=path), file=sys.stderr)


def _system_language() -> str:
    """Two letters; those of the C locale mean no language, and so Spanish."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value[:2].lower()
    # Windows says “English_United Kingdom” where others say “en_GB”.
    return locale.setlocale(locale.LC_CTYPE)[:2].lower()


def _machine() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--settings", type=Path, default=places.settings_file(), metavar=_("FILE"))
    return parser


def _workspace() -> argparse.ArgumentParser:
    """Which workspace: before the command or after it."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--workspace", type=Path, default=argparse.SUPPRESS, metavar=_("FILE"))
    return parser


def _in(module: str, name: str) -> Run:
    """A command by the name of its function; its module is imported only when it is run."""

    def run(chosen: argparse.Namespace, clock: Clock) -> int:
        done: int = getattr(import_module(f"core.cli.{module}"), name)(chosen, clock)
        return done

    return run


def _parser() -> argparse.ArgumentParser:
    anywhere = _workspace()
    parser = argparse.ArgumentParser(
        prog="pregon-cli",
        description=_("Pregón on the command line."),
        parents=[anywhere, _machine()],
    )
    parser.add_argument("--version", action=usage.VersionAction)
    verbs = parser.add_subparsers(required=True, metavar=_("COMMAND"))

    def verb(name: str, run: Run, told: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=told, description=told, parents=[anywhere])
        made.set_defaults(run=run)
        return made

    new = verb("new", _in("commands", "new"), _("Create the file of a municipality"))
    new.add_argument("--town", required=True, metavar=_("INE_CODE"))
    verb("example", _in("commands", "example"), _("Create the example town"))
    verb("documents", _in("commands", "documents"), _("List what can be printed")).add_argument(
        "--json", action="store_true"
    )
    printing = verb("print", _in("printing", "print_out"), _("Write a document to a file"))
    printing.add_argument("document", metavar=_("DOCUMENT"))
    printing.add_argument(
        "--out", type=Path, required=True, metavar=_("FILE") + ".pdf|.docx|.odt|.xlsx|.ods|.csv"
    )
    printing.add_argument("--lang", choices=sorted(i18n.LANGUAGES))
    printing.add_argument(
        "--from",
        dest="first",
        default="",
        # Translators: What stands for a day in the help of the command line.
        metavar=_("DAY"),
        help=_("For a report or a list: first day"),
    )
    printing.add_argument(
        "--to",
        dest="last",
        default="",
        metavar=_("DAY"),
        help=_("For a report or a list: last day"),
    )
    printing.add_argument("--item", type=int, metavar="N", help=_("For evidence: which mention"))
    printing.add_argument(
        "--month", default="", metavar="2027-05", help=_("For the calendar: which month")
    )
    printing.add_argument("--paper", choices=("a4", "a3"), help=_("For a month of the calendar"))
    printing.add_argument("--year", type=int, metavar="2026", help=_("For the annual report"))
    printing.add_argument(
        "--day",
        default="",
        metavar=_("DAY"),
        help=_("For the week of the calendar: one of its days"),
    )
    printing.add_argument(
        "--scenario", default="", metavar=_("NAME"), help=_("For a sheet: which scenario")
    )
    printing.add_argument(
        "--incident", type=int, metavar="N", help=_("For the report of an incident: which one")
    )
    verb("plan", _in("commands", "plan"), _("Show the plan")).add_argument(
        "--json", action="store_true"
    )
    verb("findings", _in("commands", "findings"), _("List what the plan still lacks")).add_argument(
        "--json", action="store_true"
    )
    contacts = verb("contacts", _in("commands", "contacts"), _("List the contacts"))
    contacts.add_argument("--search", default="", metavar=_("WORDS"))
    contacts.add_argument("--json", action="store_true")
    verb(
        "export",
        _in("commands", "export_contacts"),
        _("Export the contacts to .vcf, .xlsx, .ods or .csv"),
    ).add_argument("--out", type=Path, required=True, metavar=_("FILE"))
    verb(
        "import",
        _in("commands", "import_contacts"),
        _("Import contacts from .vcf, .xlsx, .ods or .csv"),
    ).add_argument("file", type=Path, metavar=_("FILE"))
    shown = verb("menu", _in("linux", "menu"), _("On Linux: put Pregón into the menu"))
    shown.set_defaults(alone=True, parser=_parser)
    shown.add_argument("--remove", action="store_true", help=_("take it out again"))
    shown.add_argument("--folder", type=Path, metavar=_("FOLDER"), help=argparse.SUPPRESS)
    _add_listening(verb)
    _add_crisis(verb)
    _add_calendar(verb)
    checking = verb("check", _in("commands", "check"), _("Check that the town file is intact"))
    checking.add_argument("--entry", type=int, metavar="N", help=_("From the log, as printed"))
    checking.add_argument("--digest", metavar=_("DIGEST"), help=_("That entry’s, as printed"))
    backup = verb("backup", _in("commands", "backup"), _("Make a checked copy"))
    backup.add_argument("--folder", type=Path, metavar=_("FOLDER"))
    leaving = verb(
        "export-all",
        _in("commands", "export_everything"),
        _("Write everything to a zip that needs no Pregón"),
    )
    leaving.add_argument("--out", type=Path, required=True, metavar=_("FILE") + ".zip")
    restore = verb("restore", _in("commands", "restore"), _("Replace the town file with a copy"))
    restore.add_argument("copy", type=Path, metavar=_("FILE"))
    restore.add_argument(
        "--other-town",
        action="store_true",
        help=_("Even if the copy is of another town’s file"),
    )
    return parser


def _add_listening(verb: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands of listening."""

    def of(name: str) -> Run:
        return _in("mentions", name)

    there = verb("sources", of("list_sources"), _("List the sources and their health"))
    there.add_argument("--json", action="store_true")
    inner = there.add_subparsers(metavar="add | recipes")
    adding = inner.add_parser("add", help=_("Add sources"), parents=[_workspace()])
    adding.set_defaults(run=of("add_sources"))
    adding.add_argument("what", nargs="*", metavar=_("ADDRESS | FIELD=VALUE"))
    adding.add_argument("--recipe", default="", metavar=_("NAME"))
    adding.add_argument("--opml", type=Path, metavar=_("FILE"))
    kinds = inner.add_parser("recipes", help=_("The types of source that there are"))
    kinds.add_argument("--json", action="store_true")
    kinds.set_defaults(run=of("list_recipes"), alone=True)
    listening = verb("listen", _in("listen", "listen_once"), _("Read the sources that are due"))
    # The only way there is: whoever wants it again asks again, as the task scheduler does.
    listening.add_argument("--once", action="store_true")
    listening.add_argument("--all", action="store_true", help=_("also those that are not due"))
    # Translators: What stands for a number in the help of the command line.
    listening.add_argument("--source", type=int, action="append", metavar=_("ID"))
    listening.add_argument("--orders", action="store_true", help=argparse.SUPPRESS)
    # What is started when there are new alarms, with their numbers after it.
    listening.add_argument("--then", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    listening.add_argument("--json", action="store_true")
    found = verb("mentions", of("list_mentions"), _("List the mentions, newest first"))
    found.add_argument("--search", default="", metavar=_("WORDS"))
    found.add_argument("--watch", default="", metavar=_("TITLE | ID"))
    found.add_argument("--everything", action="store_true", help=_("all that was read"))
    found.add_argument("--limit", type=int, metavar="N")
    found.add_argument("--json", action="store_true")
    verb("alarms", of("list_alarms"), _("List the alarms")).add_argument(
        "--json", action="store_true"
    )
    tone = verb("tone", of("tone_of_titles"), _("Say the tone of headlines, one per line"))
    tone.add_argument("--stdin", action="store_true", required=True)
    tone.set_defaults(alone=True)
    parsing = verb("parse", of("parse_file"), _("Read a feed from a file"))
    parsing.set_defaults(alone=True)
    parsing.add_argument("file", type=Path, metavar=_("FILE"))
    parsing.add_argument("--json", action="store_true")


def _add_crisis(verb: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands of the crisis desk."""
    there = verb("scenarios", _in("crisis", "list_scenarios"), _("List the scenarios"))
    there.add_argument("--json", action="store_true")
    inner = there.add_subparsers(metavar="export | import")
    told = _("Write scenarios to a pack: those named, or all that the town changed")
    giving = inner.add_parser("export", help=told, description=told, parents=[_workspace()])
    giving.set_defaults(run=_in("crisis", "export_scenarios"))
    giving.add_argument("names", nargs="*", metavar=_("NAME"))
    giving.add_argument("--out", type=Path, required=True, metavar=_("FILE") + ".pregonpack")
    told = _("Read the scenarios of a pack; those that are there already stay")
    taking = inner.add_parser("import", help=told, description=told, parents=[_workspace()])
    taking.set_defaults(run=_in("crisis", "import_scenarios"))
    taking.add_argument("file", type=Path, metavar=_("FILE"))
    taking.add_argument(
        "--replace", action="store_true", help=_("Also scenarios that already exist")
    )
    for name, run, told in (
        ("incidents", "list_incidents", _("List the incidents and drills")),
        ("readiness", "ready", _("List what would fail today")),
    ):
        made = verb(name, _in("crisis", run), told)
        made.add_argument("--json", action="store_true")


def _add_calendar(verb: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands of the calendar."""
    there = verb("elections", _in("calendar", "list_elections"), _("List the electoral periods"))
    there.add_argument("--json", action="store_true")
    there.set_defaults(alone=True)
    told = _("Enter an election as it was decreed")
    adding = there.add_subparsers(metavar="add").add_parser(
        "add", help=told, description=told, parents=[_workspace()]
    )
    adding.set_defaults(run=_in("calendar", "add_election"), alone=False)
    for name in ("--name", "--call", "--vote"):
        adding.add_argument(
            name, required=True, metavar=_("NAME") if name == "--name" else _("DAY")
        )
    for name in ("--decree", "--territory"):
        adding.add_argument(name, default="", metavar=_("TEXT"))
    calendar = verb("calendar", _in("items", "list_items"), _("List what is published when"))
    _add_days(calendar)
    calendar.add_argument("--json", action="store_true")
    inner = calendar.add_subparsers(metavar="add | import | export | freeze | release | judge")

    def below(name: str, run: str, told: str) -> argparse.ArgumentParser:
        made = inner.add_parser(name, help=told, description=told, parents=[_workspace()])
        made.set_defaults(run=_in("items", run))
        return made

    adding = below("add", "add_item", _("Add an item to the calendar"))
    adding.add_argument("--day", default="", metavar=_("DAY"))
    # Translators: What stands for a time in the help of the command line.
    adding.add_argument("--hour", default="", metavar=_("HOUR"))
    adding.add_argument("--title", required=True, metavar=_("TEXT"))
    adding.add_argument("--channel", action="append", default=[], metavar=_("NAME"))
    taking = below(
        "import", "import_items", _("Import a calendar (.ics) or a table (.xlsx, .ods, .csv)")
    )
    taking.add_argument("file", type=Path, metavar=_("FILE"))
    order = taking.add_mutually_exclusive_group()
    order.add_argument("--day-first", action="store_true", default=None, help=_("03/04 is 3 April"))
    order.add_argument(
        "--month-first",
        dest="day_first",
        action="store_false",
        default=None,
        help=_("03/04 is 4 March"),
    )
    giving = below("export", "export_items", _("Export the calendar to a file"))
    giving.add_argument("out", type=Path, metavar=_("FILE") + ".ics|.xlsx|.ods|.csv")
    _add_days(giving)
    holding = below("freeze", "freeze", _("Hold all that is to come"))
    holding.add_argument("--why", required=True, metavar=_("TEXT"))
    holding.add_argument("--incident", type=int, metavar="N", help=_("In whose log it is noted"))
    releasing = below("release", "release", _("Release what is held"))
    which = releasing.add_mutually_exclusive_group(required=True)
    which.add_argument("--item", type=int, metavar="N")
    which.add_argument("--all", action="store_true")
    told = _("Say of each line whether it may be published in an electoral period")
    judging = inner.add_parser("judge", help=told, description=told, parents=[_workspace()])
    judging.set_defaults(run=_in("calendar", "judge"), alone=True)
    judging.add_argument("--day", required=True, metavar=_("DAY"))
    judging.add_argument("--stdin", action="store_true", required=True)
    judging.add_argument("--json", action="store_true")


def _add_days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", default="", metavar=_("DAY"), help=_("First day"))
    parser.add_argument("--to", dest="last", default="", metavar=_("DAY"), help=_("Last day"))


if __name__ == "__main__":
    sys.exit(main())
