"""The words of the plan's closed lists, in the current language."""

from core.i18n import _, pgettext
from core.plan.kinds import (
    AccountKind,
    AccountVerdict,
    Frequency,
    Horizon,
    Judged,
    LanguagePolicy,
    Layer,
    LevelName,
    ObjectiveScope,
    PlanStep,
    Raci,
    Reach,
    Severity,
    UseName,
)


def step_label(step: PlanStep) -> str:
    """The step's name."""
    return {
        PlanStep.START: _("Starting point"),
        PlanStep.OBJECTIVES: _("Objectives"),
        PlanStep.AUDIENCES: _("Audiences"),
        PlanStep.CHANNELS: _("Channels"),
        PlanStep.USES: _("Uses and content"),
        PlanStep.PROTOCOL: _("Crisis protocol"),
        PlanStep.PEOPLE: _("People and tasks"),
        PlanStep.REVIEW: _("Review and approval"),
    }[step]


def step_short_label(step: PlanStep) -> str:
    """The step's name in few words of it, where eight of them stand in a line."""
    return {
        PlanStep.START: pgettext("step of the plan", "Starting point"),
        PlanStep.OBJECTIVES: pgettext("step of the plan", "Objectives"),
        PlanStep.AUDIENCES: pgettext("step of the plan", "Audiences"),
        PlanStep.CHANNELS: pgettext("step of the plan", "Channels"),
        PlanStep.USES: pgettext("step of the plan", "Uses"),
        PlanStep.PROTOCOL: pgettext("step of the plan", "Protocol"),
        PlanStep.PEOPLE: pgettext("step of the plan", "People"),
        PlanStep.REVIEW: pgettext("step of the plan", "Review"),
    }[step]


def step_number(step: PlanStep) -> int:
    """From 1 to 8."""
    return list(PlanStep).index(step) + 1


def account_kind_label(kind: AccountKind) -> str:
    """What an account turned out to be."""
    return {
        AccountKind.OWN: _("Own, in use"),
        AccountKind.ABANDONED: _("Own, abandoned"),
        AccountKind.UNOFFICIAL: _("Somebody else’s, about the town"),
        AccountKind.IMPERSONATING: _("Impersonates the town"),
    }[kind]


def verdict_label(verdict: AccountVerdict) -> str:
    """What is to be done with an account."""
    return {
        AccountVerdict.NONE: _("Not decided yet"),
        AccountVerdict.KEEP: _("Keep it open"),
        AccountVerdict.CLOSE: _("Close it"),
        AccountVerdict.MERGE: _("Merge it with another"),
        AccountVerdict.CLAIM: _("Claim it"),
        AccountVerdict.REPORT: _("Report it"),
    }[verdict]


def scope_label(scope: ObjectiveScope) -> str:
    """General or specific."""
    return {
        ObjectiveScope.GENERAL: pgettext("objective", "General"),
        ObjectiveScope.SPECIFIC: pgettext("objective", "Specific"),
    }[scope]


def judged_label(judged: Judged) -> str:
    """By figures or by a rubric."""
    return {
        Judged.QUANTITATIVE: _("Quantitative"),
        Judged.QUALITATIVE: _("Qualitative"),
    }[judged]


def horizon_label(horizon: Horizon) -> str:
    """Short, medium or long term."""
    return {
        Horizon.SHORT: _("Short term"),
        Horizon.MEDIUM: _("Medium term"),
        # Translators: Of an objective.
        Horizon.LONG: _("Long term"),
    }[horizon]


def layer_label(layer: Layer) -> str:
    """What an indicator counts, in words of the street."""
    return {
        Layer.OUTPUT: _("What we do"),
        Layer.OUTTAKE: _("What reaches people"),
        Layer.OUTCOME: _("What people do afterwards"),
    }[layer]


def frequency_label(frequency: Frequency) -> str:
    """How often an objective is measured."""
    return {
        Frequency.MONTHLY: _("Every month"),
        Frequency.QUARTERLY: _("Every three months"),
        Frequency.TWICE_A_YEAR: _("Every six months"),
        Frequency.YEARLY: _("Once a year"),
    }[frequency]


def reach_label(reach: Reach) -> str:
    """How much of an audience is on a channel."""
    return {
        Reach.NONE: "–",
        Reach.FEW: pgettext("audience", "few"),
        Reach.SOME: pgettext("audience", "some"),
        Reach.MANY: pgettext("audience", "many"),
    }[reach]


def use_label(use: UseName) -> str:
    """One of the eight uses."""
    return {
        UseName.CORPORATE: _("Corporate channel"),
        UseName.CLOSER: _("Bring the institution closer"),
        UseName.SERVICE: _("Citizen service"),
        UseName.NEW_SERVICES: _("New services"),
        UseName.DEADLINES: _("Opening and closing of deadlines"),
        UseName.EVENTS: _("Events: before, during and after"),
        UseName.REPUTATION: _("Reputation"),
        UseName.REFERENCE: _("Reference in a subject"),
    }[use]


def language_policy_label(policy: LanguagePolicy) -> str:
    """In which languages things are published."""
    return {
        LanguagePolicy.MAIN: _("Everything in the main language"),
        LanguagePolicy.NOTICES: _("Notices in all languages, the rest in the main one"),
        LanguagePolicy.ALL: _("Everything in all languages"),
    }[policy]


def level_label(level: LevelName) -> str:
    """The level's colour."""
    return {
        # Translators: Level of a crisis.
        LevelName.GREEN: _("Green"),
        # Translators: Level of a crisis, a colour.
        LevelName.YELLOW: _("Yellow"),
        # Translators: Level of a crisis, a colour.
        LevelName.ORANGE: _("Orange"),
        # Translators: Level of a crisis, a colour.
        LevelName.RED: _("Red"),
    }[level]


def level_sign(level: LevelName) -> str:
    """The shape that says the same as the colour, before its word in a line of text."""
    return {
        LevelName.GREEN: "●",
        LevelName.YELLOW: "◆",
        LevelName.ORANGE: "▲",
        LevelName.RED: "■",
    }[level]


def raci_label(role: Raci) -> str:
    """What a person is to a task."""
    return {
        Raci.RESPONSIBLE: _("Does it"),
        Raci.ACCOUNTABLE: _("Approves it and answers for it"),
        Raci.BOTH: _("Does it and answers for it"),
        Raci.CONSULTED: _("Is consulted"),
        Raci.INFORMED: _("Is informed"),
    }[role]


def raci_letters(role: Raci) -> str:
    """`R`, `A`, `R/A`, `C`, `I`, as the matrix shows them in every language."""
    return "R/A" if role is Raci.BOTH else role.value


def severity_label(severity: Severity) -> str:
    """The word for how grave a finding is."""
    return {
        Severity.ERROR: _("Error"),
        Severity.WARNING: _("Warning"),
        # Translators: The least of three kinds of finding: error, warning, tip.
        Severity.HINT: _("Tip"),
    }[severity]
