"""Leads and contacts of the fake Close, and what a search for them finds."""

import re
from dataclasses import dataclass, field
from typing import Any

from tests.providers.fakes.close_log import Log
from tests.providers.fakes.close_shapes import ORGANIZATION, Error, contact, id_of, invalid, stamp

_SLICE = re.compile(r"^\* slice:(\d+)/(\d+)$")


@dataclass
class People:
    """All leads, each with its contacts."""

    log: Log
    leads: list[dict[str, Any]] = field(default_factory=list)

    def make(self, told: Any) -> dict[str, Any]:
        """A new lead with its contacts."""
        now = self.log.clock()
        lead_id = id_of("lead", f"{len(self.leads)} {told}")
        lead = {
            "id": lead_id,
            "organization_id": ORGANIZATION,
            "name": told.get("name", ""),
            "display_name": told.get("name", ""),
            "status_label": "Potential",
            "contacts": [],
            "date_created": stamp(now),
            "date_updated": stamp(now),
            "html_url": f"https://app.close.com/lead/{lead_id}/",
        }
        self.leads.append(lead)
        self.log.note("lead", "created", lead_id, lead_id, lead)
        for one in told.get("contacts", []):
            self.join({**one, "lead_id": lead_id})
        return lead

    def join(self, told: Any) -> dict[str, Any]:
        """A new contact of a lead."""
        phones = told.get("phones", [])
        for one in phones:
            if not re.fullmatch(r"\+\d{7,15}", str(one.get("phone"))):
                raise invalid(
                    contacts={"errors": {"0": {"field-errors": {"phones": "Invalid phone number."}}}}
                )
        made = contact(told["lead_id"], told.get("name", ""), phones, self.log.clock())
        self.lead(told["lead_id"])["contacts"].append(made)
        self.log.note("contact", "created", made["id"], told["lead_id"], made)
        return made

    def lead(self, lead_id: str) -> dict[str, Any]:
        """One lead. Raises ``Error``."""
        return self._of(self.leads, lead_id)

    def contact(self, contact_id: str) -> dict[str, Any]:
        """One contact. Raises ``Error``."""
        return self._of(self.contacts(), contact_id)

    def contacts(self) -> list[dict[str, Any]]:
        """All of them."""
        return [one for lead in self.leads for one in lead["contacts"]]

    def block(self, number: str) -> None:
        """They opted out: somebody noted it, or their STOP did."""
        for one in self.contacts():
            for phone in one["phones"]:
                if phone["phone"] == number:
                    phone["outbound_sms_blocked"] = True
                    self.log.note("contact", "updated", one["id"], one["lead_id"], one)

    def delete(self, contact_id: str) -> None:
        """Somebody deleted a contact."""
        gone = self.contact(contact_id)
        self.lead(gone["lead_id"])["contacts"].remove(gone)
        self.log.note("contact", "deleted", contact_id, gone["lead_id"], None)

    def owner(self, number: str) -> tuple[str, str] | None:
        """Lead and contact that have a number."""
        for one in self.contacts():
            if any(phone["phone"] == number for phone in one["phones"]):
                return one["lead_id"], one["id"]
        return None

    def searched(self, query: str | None, *, numbers: bool) -> list[dict[str, Any]]:
        """What a query finds: all, a slice of all, or leads with these words in a name or a number."""
        if query is None or query == "*":
            return self.leads
        part = _SLICE.match(query)
        if part is not None:
            place, count = int(part[1]), int(part[2])
            return [one for at, one in enumerate(self.leads) if at % count == place - 1]
        words = query.strip('"').lower()
        found = []
        for lead in self.leads:
            told = [lead["display_name"], *(one["name"] for one in lead["contacts"])]
            if numbers:
                told += [phone["phone"] for one in lead["contacts"] for phone in one["phones"]]
            if any(words in one.lower() for one in told):
                found.append(lead)
        return found

    def _of(self, rows: list[dict[str, Any]], row_id: str) -> dict[str, Any]:
        for row in rows:
            if row["id"] == row_id:
                return row
        raise Error(404, {"error": "Empty query: it does not exist."})
