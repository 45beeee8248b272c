"""Why a person's data are kept, proposed by the group in which the person is."""

import pytest

from core.roster import privacy, records
from core.roster.model import Contact, ContactKind, Group
from core.store import open_store
from tests.core import towns


@pytest.mark.parametrize(
    ("groups", "kind"),
    [
        ((Group.CRISIS_TEAM, Group.MAYOR, Group.SERVICES), "staff"),
        ((Group.EMERGENCIES, Group.HEALTH), "public_service"),
        ((Group.MEDIA,), "media"),
        ((Group.COMPANIES, Group.SUPPLIERS), "supplier"),
        ((Group.ASSOCIATIONS,), "association"),
    ],
)
def test_each_group_has_its_purpose(groups, kind):
    texts = privacy.texts()
    proposed = [privacy.proposed(Contact("Ana", groups=(group,)), texts) for group in groups]
    assert [privacy_kind and privacy_kind.id for privacy_kind in proposed] == [kind] * len(groups)


def test_in_the_example_town_persons_have_purpose_and_basis_and_nobody_else(
    example_file, tmp_path, clock
):
    store = open_store(towns.copied(example_file, tmp_path), clock)
    with store.read() as connection:
        cards = records.everyone(connection)
    store.close()

    told = {card.kind for card in cards if card.purpose and card.legal_basis}
    silent = {card.kind for card in cards if not (card.purpose or card.legal_basis)}
    assert (told, silent) == ({ContactKind.PERSON}, set(ContactKind) - {ContactKind.PERSON})
