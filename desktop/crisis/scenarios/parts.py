"""The parts of a scenario, each as it is changed: details, steps, statements, lists, drill."""

from collections.abc import Callable
from functools import partial
from operator import attrgetter

from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from core.crisis.kinds import Phase, StatementKind, StatementPart
from core.crisis.labels import mode_label, phase_label, statement_label
from core.crisis.scenario import (
    MOST_STEPS,
    Blank,
    CallGroup,
    DrillPlan,
    Inject,
    OfflineText,
    Question,
    Scenario,
    ScenarioStep,
    Template,
)
from core.crisis.scenarios.editing import free_name, name_of, new_step, with_steps
from core.crisis.scenarios.limits import fields_of
from core.fields import in_words
from core.i18n import _, pgettext
from core.roster.model import Group
from desktop.crisis.scenarios import actions
from desktop.crisis.scenarios.editor import FormCard, Listing, ListPart, PartColumn, Things
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import FORM_WIDTH
from desktop.widgets.button import button
from desktop.widgets.card import Card, EmptyState
from desktop.widgets.choices import Filters, Option
from desktop.widgets.text import text_label

_SHEET = (
    "title", "applies", "danger", ("level", "update_minutes"), "never", "facts", "topic", "words",
    "sources",
)  # fmt: skip


def sheet(services: Services) -> FormCard:
    """Ficha: when a scenario is taken, what comes first, and what is never done."""
    card = FormCard(services, Scenario, _SHEET, lambda scenario: scenario, lambda _now, new: new)
    spaced(card.body, (16, 16, 16, 16), gap=14)
    follow_theme(card, lambda: card.setMaximumWidth(current().px(FORM_WIDTH)))
    return card


class StepsPart(PartColumn):
    """Lista: a toggle for each phase with its number of steps, and below it those of that phase."""

    def __init__(self, services: Services) -> None:
        self._phases = Filters(
            [Option(phase.value, phase_label(phase)) for phase in Phase], name=_("Phases")
        )
        self._mode = text_label("", "muted")
        self.editor = ListPart(services, _steps(Phase.BEFORE))
        super().__init__(10, (self._phases, self._mode, self.editor), [self.editor])
        self._phases.changed.connect(lambda _chosen: self._turn())

    def show_scenario(self, scenario: Scenario) -> None:
        for phase in Phase:
            self._phases.set_count(phase.value, len(scenario.of(phase)))
        super().show_scenario(scenario)
        self._say_mode()

    def _phase(self) -> Phase:
        return Phase(self._phases.chosen())

    def _turn(self) -> None:
        self.editor.turn_to(_steps(self._phase()))
        self._say_mode()

    def _say_mode(self) -> None:
        phase = self._phase()
        count = len(self.scenario.of(phase)) if self.scenario else 0
        how = mode_label(phase)
        how = how[:1].upper() + how[1:]
        self._mode.setText(
            _("{how}. From 5 to {most} steps read well.").format(how=how, most=MOST_STEPS)
            if count < MOST_STEPS
            # Translators: {how} says how the steps of the phase are done.
            else _("{how}. There is no room for more steps.").format(how=how)
        )
        self.editor.adder.setEnabled(count < MOST_STEPS)


def _steps(phase: Phase) -> Listing:
    return Listing(
        key=f"steps:{phase}",
        # Translators: Of a checklist.
        name=_("Steps"),
        empty=_("This phase has no steps: nothing is asked at this point."),
        add=_("Add step"),
        kind=ScenarioStep,
        fields=("text", "help", ("hat", "minutes"), ("opens", "statement")),
        title="text",
        line=lambda step: " · ".join(
            filter(None, (in_words(step, "hat"), in_words(step, "minutes")))
        ),
        of=lambda scenario: scenario.of(phase),
        put=lambda scenario, steps: with_steps(scenario, phase, steps),
        new=lambda scenario: new_step(scenario, phase, _("New step")),
    )


class StatementsPart(PartColumn):
    """Comunicados: the kinds that the scenario has, part by part; others are added from a menu."""

    def __init__(self, services: Services) -> None:
        self._adder = button(_("Add statement"), icon_name="plus")
        self._kinds = QMenu(self._adder)
        self._adder.setMenu(self._kinds)
        self.editor = ListPart(services, _statements(), self._adder)
        self._fields = text_label("", "muted")
        self.blanks = ListPart(services, _blanks())
        card = Card(
            _("Fields that are filled in"),
            _("Written in braces in a text, they are filled in when it is made."),
        )
        card.add(self._fields)
        card.add(self.blanks)
        done = Card(
            _("Sentences that need a step"),
            _("In brackets they appear only once the step is ticked; {at} is its time."),
        )
        self._steps = text_label("", "muted")
        done.add(self._steps)
        super().__init__(14, (self.editor, card, done), [self.editor, self.blanks])

    def show_scenario(self, scenario: Scenario) -> None:
        super().show_scenario(scenario)
        self._fields.setText("  ".join(f"{{{name}}}" for name in fields_of(scenario)))
        self._steps.setText("\n".join(f"[{step.id}: …]  {step.text}" for step in scenario.steps))
        self._offer(scenario)

    def _offer(self, scenario: Scenario) -> None:
        self._kinds.clear()
        missing = [kind for kind in StatementKind if scenario.template(kind) is None]
        for kind in missing:
            action = self._kinds.addAction(statement_label(kind))
            action.triggered.connect(partial(self._add, kind))
        self._adder.setEnabled(bool(missing))

    def _add(self, kind: StatementKind, _checked: bool = False) -> None:
        self.editor.add(Template(kind=kind, parts={}))


def _statements() -> Listing:
    def put(scenario: Scenario, statements: Things) -> Scenario:
        kinds = list(StatementKind)
        in_order = sorted(statements, key=lambda template: kinds.index(template.kind))
        return structs.replace(scenario, statements=tuple(in_order))

    return Listing(
        key="statements",
        name=_("Statements"),
        empty=_("What is published, ready to be filled in when it happens."),
        kind=Template,
        fields=tuple(f"parts.{part}" for part in StatementPart),
        title="kind",
        line=lambda template: next(
            (text for part in StatementPart if (text := template.parts.get(part))), ""
        ),
        of=attrgetter("statements"),
        put=put,
        ordered=False,
    )


def _blanks() -> Listing:
    def new(scenario: Scenario) -> Blank:
        # Translators: Name of a new blank in a text.
        name = free_name(name_of(_("fact")), set(fields_of(scenario)))
        return Blank(id=name, label=_("What is missing"))

    return Listing(
        key="blanks",
        name=_("Fields of the texts"),
        empty=_("What is only known on the day: the place, the street, the time."),
        add=_("Add field"),
        kind=Blank,
        fields=("label", "example", "default"),
        title="label",
        line=lambda blank: f"{{{blank.id}}}",
        of=attrgetter("blanks"),
        put=_put("blanks"),
        new=new,
    )


def calls(services: Services) -> ListPart:
    """Llamadas: whom to call, in order."""
    return ListPart(
        services,
        Listing(
            key="calls",
            name=pgettext("scenario", "Calls"),
            empty=_("Who to call when this happens, in order. Numbers come from the roster."),
            add=_("Add call"),
            kind=CallGroup,
            fields=("who", "why", "group", "words"),
            title="who",
            line=lambda call: call.why or in_words(call, "group"),
            of=attrgetter("calls"),
            put=_put("calls"),
            new=lambda _scenario: CallGroup(who=_("New call"), group=Group.SERVICES),
        ),
    )


def questions(services: Services) -> ListPart:
    """Preguntas: what people and media will ask."""
    return ListPart(
        services,
        Listing(
            key="questions",
            name=_("Questions"),
            empty=_("What people and media will ask, and what can be answered honestly."),
            add=_("Add question"),
            kind=Question,
            fields=("question", "answer"),
            title="question",
            line=lambda question: question.answer,
            of=attrgetter("questions"),
            put=_put("questions"),
            new=lambda _scenario: Question(question=_("New question"), answer=""),
        ),
    )


def offline(services: Services) -> ListPart:
    """Otros canales: what is said aloud, pinned up or sent."""
    return ListPart(
        services,
        Listing(
            key="offline",
            name=_("Other channels"),
            empty=_("What is read aloud, pinned up or sent, channel by channel."),
            add=_("Add text"),
            kind=OfflineText,
            fields=(("channel", "kind"), "text"),
            title="channel",
            line=lambda said: said.text,
            of=attrgetter("offline"),
            put=_put("offline"),
            new=lambda _scenario: OfflineText(channel="bando", text=""),
        ),
    )


def _put(part: str) -> Callable[[Scenario, Things], Scenario]:
    return lambda scenario, things: structs.replace(scenario, **{part: things})


class DrillPart(PartColumn):
    """Simulacro: what for, the situation at its start, and what happens in it."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._empty = EmptyState(
            "drama",
            _("This scenario has no drill yet: a rehearsal for one person in twenty minutes."),
            _("Write a drill"),
        )
        self._empty.acted.connect(self._begin)
        self._plan = FormCard(
            services, DrillPlan, ("objective", "card", "minutes"), attrgetter("drill"), _with_drill
        )
        self.injects = ListPart(services, _injects())
        super().__init__(14, (self._empty, self._plan, self.injects), [self._plan, self.injects])

    def show_scenario(self, scenario: Scenario) -> None:
        there = scenario.drill is not None
        self._empty.setVisible(not there)
        for part in (self._plan, self.injects):
            part.setVisible(there)
        super().show_scenario(scenario)

    def take_keyboard(self) -> None:
        if self._empty.isHidden():
            super().take_keyboard()
        else:
            self._empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        if self.scenario is None:
            return
        drill = DrillPlan(objective="", card="", minutes=20, injects=())
        stored = actions.attempt(self._services, self.scenario, lambda now: _with_drill(now, drill))
        if stored is not None:
            self.show_scenario(stored)
            self.take_keyboard()


def _with_drill(scenario: Scenario, drill: DrillPlan) -> Scenario:
    return structs.replace(scenario, drill=drill)


def _injects() -> Listing:
    def of(scenario: Scenario) -> tuple[Inject, ...]:
        return scenario.drill.injects if scenario.drill else ()

    def put(scenario: Scenario, injects: Things) -> Scenario:
        if scenario.drill is None:
            return scenario
        return _with_drill(scenario, structs.replace(scenario.drill, injects=injects))

    def new(scenario: Scenario) -> Inject:
        title, there = _("New event"), of(scenario)
        name = free_name(name_of(title) or "event", {inject.id for inject in there})
        minute = there[-1].minute if there else 0
        return Inject(id=name, minute=minute, title=title, text="", expected=())

    return Listing(
        key="injects",
        name=_("What happens in the drill"),
        empty=_("Four to six things that arrive while it lasts: a message, a call, a post."),
        add=_("Add event"),
        kind=Inject,
        fields=("title", "minute", "text", "expected"),
        title="title",
        line=lambda inject: in_words(inject, "minute"),
        of=of,
        put=put,
        new=new,
    )
