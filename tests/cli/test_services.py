"""``linedesk services``: what each service can do, and why not; the README says the same."""

from pathlib import Path

from desktop.cli.service_table import table
from desktop.cli.services import markdown, reported
from desktop.providers.base import Feature
from desktop.providers.catalog import SERVICES
from tests.cli.command_line import CommandLine

README = Path(__file__).parents[2] / "README.md"


async def test_the_readme_says_of_every_service_what_its_adapter_reports() -> None:
    """§1.6. When this fails: run ``make service-table``, and read what changed."""
    text = README.read_text(encoding="utf-8")
    section = text.partition("<!-- services -->\n")[2].partition("<!-- end of services -->")[0]
    assert section.strip() == markdown(table(await reported())).strip(), "renew it: make service-table"


async def test_every_service_of_the_catalog_reports_without_an_account() -> None:
    found = await reported()
    assert list(found) == list(SERVICES)
    assert [can.service for can in found.values()] == list(SERVICES)


def test_people_get_a_table_with_numbered_reasons_beneath(linedesk: CommandLine) -> None:
    """§1.6, C6: nothing is missing in silence."""
    result = linedesk("services")
    assert result.exit_code == 0
    head, *lines = result.stdout.splitlines()
    for service in SERVICES.values():
        assert service.name in head
    (bulk,) = [line for line in lines if line.startswith("Bulk texts")]
    number = bulk.partition("forbidden (")[2].partition(")")[0]
    assert f"{number}. VoIP.ms does not allow it. Send texts one by one." in lines


async def test_nothing_is_said_that_nobody_knows_before_a_sign_in() -> None:
    """§1.6: only what a reference says, or what a sign-in finds out."""
    cells = {row.key: {key: cell.words for key, cell in row.cells.items()} for row in table(await reported())}
    assert set(cells["bulk"].values()) == {"forbidden", "no ban known"}
    assert [cells["all_lines"][key] for key in ("cloudtalk", "salesmsg")] == ["learned from texts"] * 2
    assert [cells["longest_text"][key] for key in ("close", "cloudtalk", "salesmsg")] == [
        "no limit known"
    ] * 3
    depends = [("close", "calls"), ("salesmsg", "balance"), ("salesmsg", "contacts"), ("twilio", "calls")]
    assert {cells[row][key] for key, row in depends} == {"depends"}


def test_machines_get_every_cell_with_its_reason(linedesk: CommandLine) -> None:
    found = linedesk.found("services")
    assert found["calls"]["voipms"] == {"is": "yes", "why": ""}
    assert found["proof"]["voipms"]["is"] == "accepted"
    assert found["proof"]["voipms"]["why"].startswith("VoIP.ms tells no more")
    assert all(list(row) == list(SERVICES) for row in found.values())


def test_the_readme_s_form_is_to_be_had_as_well(linedesk: CommandLine) -> None:
    result = linedesk("services", "--markdown")
    assert result.exit_code == 0
    head, line, *rows = result.stdout.splitlines()
    assert head.startswith("|  | Cliqtel (experimental) |")
    assert set(line) <= set("|- ") and rows[0].count("|") == head.count("|") == line.count("|")


async def test_a_cell_never_says_yes_where_the_adapter_reports_a_feature_off() -> None:
    """Each way round, for all services and features."""
    can = await reported()
    for row in table(can):
        for service, cell in row.cells.items():
            told = getattr(can[service], row.key, None)
            if isinstance(told, Feature) and row.key not in ("needs_contact", "bulk"):
                assert (cell.words == "yes") is told.on, (row.key, service)
    assert "yes" not in [one.words for row in table(can) if row.key == "bulk" for one in row.cells.values()]
