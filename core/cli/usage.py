"""What argparse says by itself, in the language of the program."""

import argparse
import sys
from collections.abc import Iterator, Sequence

from core.i18n import _, mark, ngettext

MESSAGES = (
    mark("usage: "),
    mark("positional arguments"),
    mark("options"),
    mark("show this help message and exit"),
    mark("%(prog)s: error: %(message)s\n"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("the following arguments are required: %s"),
    mark("one of the arguments %s is required"),
    mark("not allowed with argument %s"),
    mark("unrecognized arguments: %s"),
    mark("ambiguous option: %(option)s could match %(matches)s"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("invalid %(type)s value: %(value)r"),
    mark("ignored explicit argument %r"),
    mark("expected one argument"),
    mark("expected at most one argument"),
    mark("expected at least one argument"),
)
"""Its English sentences, for the catalogue; it makes a name of each when it says it."""


def translate() -> None:
    """Have argparse look its words up where everything else does."""
    vars(argparse).update(_=_, ngettext=ngettext)


class VersionAction(argparse.Action):
    """`--version`: which version it is, looked up only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        told = _("say which version this is and exit")
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, help=told)

    def __call__(self, parser: argparse.ArgumentParser, *_rest: object) -> None:
        """Say it and end."""
        from importlib.metadata import version

        sys.stdout.write(f"Pregón {version('pregon')}\n")
        parser.exit()


def manual_page(parser: argparse.ArgumentParser) -> str:
    """The manual page of a command line, in the letters of man(7)."""
    name_heading = _("Name").upper()
    lines = [f'.TH {parser.prog.upper()} 1 "" "Pregón"', f".SH {name_heading}"]
    lines += [f"{parser.prog} \\- {_roff(parser.description or '')}"]
    lines += _paragraph(_("Usage"), parser)
    for name, command in _commands(parser):
        lines += _paragraph(name, command)
    return "".join(f"{line}\n" for line in lines)


def _commands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command below, with its words, each before those below it."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield name, command
                for below, inner in _commands(command):
                    yield f"{name} {below}", inner


def _paragraph(title: str, parser: argparse.ArgumentParser) -> list[str]:
    told = parser.format_help().splitlines()
    return [f".SH {_roff(title)}", ".nf", *map(_roff, told), ".fi"]


def _roff(text: str) -> str:
    """Text as it is: nothing in it is a command, and a hyphen can be copied."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain[:1] in (".", "'") else plain
