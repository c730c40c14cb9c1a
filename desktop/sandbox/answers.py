"""The shapes of the practice server's JSON: a refusal, a page of a list, and reading a request.

``Cliqtel`` documents the send answer and a few error texts only; the page envelope is this server's own
extension, in the most ordinary form.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import URL
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse

from desktop.sandbox.refusals import Refusal

PER_PAGE = 50
MOST_PER_PAGE = 200


def refused(refusal: Refusal) -> JSONResponse:
    """A refusal as an answer."""
    headers = {} if refusal.retry_after is None else {"Retry-After": str(refusal.retry_after)}
    return JSONResponse({"success": False, "error": refusal.text}, refusal.status, headers)


async def read_object(request: Request) -> dict[str, Any]:
    """The JSON object in a request's body. Raises ``Refusal`` 422 for anything else."""
    try:
        value = json.loads(await request.body())
        # JSON can smuggle half a surrogate pair in, which nothing can store or answer.
        json.dumps(value, ensure_ascii=False).encode()
    except ClientDisconnect as gone:
        raise Refusal(400, "The request broke off.") from gone
    except (ValueError, RecursionError) as error:
        raise Refusal(422, "The request body must be JSON with valid text.") from error
    if not isinstance(value, dict):
        raise Refusal(422, "The request body must be a JSON object.")
    return value


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list was asked for."""

    url: URL
    page: int
    per_page: int

    @classmethod
    def of(cls, request: Request) -> "Paging":
        """Read ``page`` and ``per_page`` (at most 200 rows come). Raises ``Refusal`` 422."""
        page = _whole_number(request, "page", 1)
        return cls(request.url, page, min(_whole_number(request, "per_page", PER_PAGE), MOST_PER_PAGE))

    @property
    def skip(self) -> int:
        """How many rows lie before this page."""
        return (self.page - 1) * self.per_page

    def answer(self, rows: Sequence[dict[str, Any]], total: int) -> JSONResponse:
        """The page in its envelope ``{data, links, meta}``; a link that leads nowhere is null."""
        last = max(1, -(-total // self.per_page))
        return JSONResponse(
            {
                "data": rows,
                "links": {
                    "first": self._link(1),
                    "last": self._link(last),
                    "prev": self._link(self.page - 1) if self.page > 1 else None,
                    "next": self._link(self.page + 1) if self.page < last else None,
                },
                "meta": {
                    "current_page": self.page,
                    "last_page": last,
                    "per_page": self.per_page,
                    "total": total,
                },
            }
        )

    def _link(self, page: int) -> str:
        return str(self.url.include_query_params(page=page))


def _whole_number(request: Request, name: str, default: int) -> int:
    given = request.query_params.get(name, str(default))
    # Nine digits: more would overflow SQLite's offsets.
    if not (given.isascii() and given.isdigit() and len(given) <= 9) or int(given) < 1:
        raise Refusal(422, f"The {name} field must be a whole number from 1.")
    return int(given)
