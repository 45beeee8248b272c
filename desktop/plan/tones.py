"""How grave a finding is, in sign and colour."""

from core.plan.kinds import Severity
from desktop.theme.tokens import Tone

TONES = {Severity.ERROR: Tone.RED, Severity.WARNING: Tone.YELLOW, Severity.HINT: Tone.NEUTRAL}
