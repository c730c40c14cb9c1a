from dataclasses import fields

import pytest
from PySide6.QtGui import QColor

from desktop.ui.roles import ROLES, Roles, Scheme, contrast

SURFACES = ("window", "surface", "raised")
READ = [
    (words, surface) for words in ("text", "muted", "accent", "ok", "warn", "bad") for surface in SURFACES
]
READ += [("out_text", "out_bubble"), ("on_accent", "accent"), ("surface", "text")]


def between(scheme: Scheme, one: str, other: str) -> float:
    return contrast(getattr(ROLES[scheme], one), getattr(ROLES[scheme], other))


def test_contrast_is_that_of_the_web_guidelines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)
    assert contrast("#777777", QColor("white")) == pytest.approx(4.48, abs=0.01)
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")


@pytest.mark.parametrize(("words", "surface"), READ)
@pytest.mark.parametrize("scheme", Scheme)
def test_all_words_can_be_read_on_whatever_they_may_stand_on(
    scheme: Scheme, words: str, surface: str
) -> None:
    """Conventions 4.2, dark mode: 4.5:1 in all schemes, 7:1 in high contrast."""
    assert between(scheme, words, surface) >= (7 if scheme is Scheme.HIGH_CONTRAST else 4.5)


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("scheme", Scheme)
def test_a_greyed_control_can_still_be_made_out_and_is_plainly_greyer(scheme: Scheme, surface: str) -> None:
    """A2: icon and label of a greyed item keep 3:1."""
    assert between(scheme, "faint", surface) >= (7 if scheme is Scheme.HIGH_CONTRAST else 3)
    assert between(scheme, "faint", surface) < between(scheme, "muted", surface)


@pytest.mark.parametrize("scheme", Scheme)
def test_the_edge_that_is_a_fields_only_cue_is_seen(scheme: Scheme) -> None:
    for surface in SURFACES:
        assert between(scheme, "muted", surface) >= 3


@pytest.mark.parametrize("scheme", Scheme)
def test_words_on_what_is_chosen_and_links_in_our_own_bubbles_can_be_read(scheme: Scheme) -> None:
    """A selection is ``on_accent`` on ``accent``; in an outbound bubble it is turned round."""
    least = 7 if scheme is Scheme.HIGH_CONTRAST else 4.5
    for words, ground in (("on_accent", "accent"), ("accent", "surface"), ("out_text", "out_bubble")):
        assert between(scheme, words, ground) >= least
        assert between(scheme, ground, words) >= least


@pytest.mark.parametrize("ground", [*SURFACES, "out_bubble"])
@pytest.mark.parametrize("scheme", Scheme)
def test_the_focus_ring_is_seen_on_every_ground(scheme: Scheme, ground: str) -> None:
    """WCAG 1.4.11: 3:1. On our own bubbles the ring is drawn in the colour of their words."""
    ring = "out_text" if ground == "out_bubble" else "accent"
    assert between(scheme, ring, ground) >= 3


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("scheme", Scheme)
def test_marks_of_state_are_told_apart_from_what_they_stand_on(scheme: Scheme, surface: str) -> None:
    for mark in ("ok", "warn", "bad", "muted", "accent"):
        assert between(scheme, mark, surface) >= 3


@pytest.mark.parametrize("scheme", Scheme)
def test_a_badge_a_tooltip_and_the_jump_list_can_be_read(scheme: Scheme) -> None:
    least = 7 if scheme is Scheme.HIGH_CONTRAST else 4.5
    pairs = [("on_accent", "accent"), ("window", "muted"), ("surface", "text"), ("muted", "raised")]
    assert all(between(scheme, words, ground) >= least for words, ground in pairs)


@pytest.mark.parametrize("scheme", Scheme)
def test_every_role_is_an_opaque_colour(scheme: Scheme) -> None:
    for field in fields(Roles):
        value = getattr(ROLES[scheme], field.name)
        assert len(value) == 7
        assert QColor.isValidColorName(value)
