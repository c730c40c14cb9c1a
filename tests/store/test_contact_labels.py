"""Labels of numbers in several languages."""

import pytest

from desktop.store.contact_labels import label_of
from desktop.store.contact_records import LABELS


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("Mobil", "mobile"),
        ("CELL", "mobile"),
        ("Móvil", "mobile"),
        ("Büro", "work"),
        ("Privat", "home"),
        ("Telefax", "fax"),
        ("front desk", "front desk"),
        ("Work fax", "Work fax"),
        ("", ""),
    ],
)
def test_usual_words_become_ours_and_own_ones_stay(written: str, label: str) -> None:
    assert label_of(written) == label
    assert label_of(label_of(written)) == label


def test_our_own_labels_stay_what_they_are() -> None:
    assert [label_of(label) for label in LABELS] == list(LABELS)
