"""Types of numbers in vCards and our labels."""

import pytest

from desktop.phonebook.labels import label_of_types, types_of_label
from desktop.store.contact_records import LABELS


@pytest.mark.parametrize(
    ("types", "label"),
    [
        (["CELL", "VOICE", "pref"], "mobile"),
        (["work", "fax"], "fax"),
        (["HOME", "cell"], "mobile"),
        (["work"], "work"),
        (["voice"], ""),
        ([], ""),
        (["X-Reception"], "Reception"),
        (["voice", "x-front"], "front"),
    ],
)
def test_of_several_types_the_one_that_says_most_counts(types: list[str], label: str) -> None:
    assert label_of_types(types) == label


def test_labels_that_vcards_have_a_type_for_come_back_from_it() -> None:
    for label in LABELS:
        types = types_of_label(label)
        assert types is None or label_of_types(types) == label
    assert types_of_label("front desk") is None
    assert types_of_label("") == ()
