"""The command line: `pregon-cli [--workspace FILE] COMMAND`. The same core functions as the window.

Exit codes: 0 done, 1 it could not be done (one sentence on standard error), 2 wrong words.
"""

import argparse
import locale
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from core import commands, i18n, places, settings
from core.clock import Clock
from core.errors import AppError
from core.i18n import _


def main(arguments: Sequence[str] | None = None, clock: Clock | None = None) -> int:
    """Run one command; `arguments` without the program's name. Returns the exit code."""
    i18n.use(settings.load(places.settings_file()).language or _system_language())
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if not hasattr(chosen, "workspace"):
        parser.error(_("Say which workspace: --workspace FILE"))
    run: Callable[[argparse.Namespace, Clock], int] = chosen.run
    try:
        return run(chosen, clock or Clock())
    except AppError as error:
        print(error, file=sys.stderr)
        return 1


def _system_language() -> str:
    """Two letters; those of the C locale mean no language, and so Spanish."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value[:2].lower()
    # Windows says “English_United Kingdom” where others say “en_GB”.
    return (locale.getlocale()[0] or "es")[:2].lower()


def _parser() -> argparse.ArgumentParser:
    anywhere = argparse.ArgumentParser(add_help=False)
    anywhere.add_argument("--workspace", type=Path, default=argparse.SUPPRESS, metavar="FILE")
    parser = argparse.ArgumentParser(
        prog="pregon-cli", description=_("Pregón without its window."), parents=[anywhere]
    )
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")

    def verb(name: str, run: Callable[..., int], told: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=told, description=told, parents=[anywhere])
        made.set_defaults(run=run)
        return made

    new = verb("new", commands.new, _("Make a workspace for a municipality"))
    new.add_argument("--town", required=True, metavar="INE_CODE")
    verb("example", commands.example, _("Make the example town"))
    verb("documents", commands.documents, _("List what can be printed")).add_argument(
        "--json", action="store_true"
    )
    printing = verb("print", commands.print_document, _("Write a document to a file"))
    printing.add_argument("document")
    printing.add_argument("--out", type=Path, required=True, metavar="FILE.pdf|.docx|.odt")
    printing.add_argument("--lang", choices=sorted(i18n.LANGUAGES))
    verb("plan", commands.plan, _("Show the plan")).add_argument("--json", action="store_true")
    verb("findings", commands.findings, _("List what the plan lacks")).add_argument(
        "--json", action="store_true"
    )
    contacts = verb("contacts", commands.contacts, _("List the contacts"))
    contacts.add_argument("--search", default="", metavar="WORDS")
    contacts.add_argument("--json", action="store_true")
    verb("export", commands.export_contacts, _("Write the contacts to .csv or .vcf")).add_argument(
        "--out", type=Path, required=True, metavar="FILE"
    )
    verb("import", commands.import_contacts, _("Read contacts from .csv or .vcf")).add_argument(
        "file", type=Path
    )
    verb("check", commands.check, _("Check that the workspace is whole"))
    backup = verb("backup", commands.backup, _("Make a checked copy"))
    backup.add_argument("--folder", type=Path, metavar="FOLDER")
    verb("restore", commands.restore, _("Replace the workspace by a copy")).add_argument(
        "copy", type=Path
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
