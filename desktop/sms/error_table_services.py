"""The named errors of Salesmsg, Close, Cliqtel (and the practice server), CloudTalk, and our own: facts.

Most of these services say sentences and no codes: then the code here is the sentence in short, and ``texts``
and ``fragments`` find it. Words for people are in ``error_words_services``.
"""

from collections.abc import Iterator

from desktop.sms.error_entry import Actor, Entry, ErrorClass, Reporter, Retry, Step, When

_N, _K, _G, _C = ErrorClass.NUMBER, ErrorClass.CONSENT, ErrorClass.GATE, ErrorClass.CONTENT
_M, _T, _U, _X = ErrorClass.MONEY, ErrorClass.TRANSIENT, ErrorClass.USER, ErrorClass.UNKNOWN
_DOUBT = ErrorClass.AMBIGUOUS
_AGENT, _ADMIN, _NOBODY = Actor.AGENT, Actor.ADMIN, Actor.NOBODY
_NEVER_UNCHANGED, _HOLD = Retry.NEVER_UNCHANGED, Retry.HOLD


def entries() -> Iterator[Entry]:
    """Every named error, once for each service."""
    yield from _salesmsg()
    yield from _close()
    yield from _cliqtel()
    yield from _cloudtalk()
    yield from _linedesk()


def _salesmsg() -> Iterator[Entry]:
    def entry(code: str, group: ErrorClass, actor: Actor, step: Step, rows: str, **more: object) -> Entry:
        return _entry("salesmsg", code, group, actor, step, rows, **{"when": When.LATER, **more})

    yield entry(
        "insufficient_funds",
        _M,
        _ADMIN,
        Step.TOP_UP,
        "B24",
        retry=_HOLD,
        texts=("Insufficient wallet balance",),
        fragments=("insufficient fund", "insufficient wallet", "insufficient balance"),
    )
    yield entry("stopped_by_user", _U, _AGENT, Step.SEND_REST, "C9", fragments=("stopped by user",))
    yield entry(
        "duplicate_message",
        _U,
        _AGENT,
        Step.SHOW_EARLIER,
        "B23",
        retry=Retry.NEVER,
        fragments=("duplicate_message", "duplicate message"),
    )
    yield entry(
        "unknown_bad_number",
        _N,
        _AGENT,
        Step.FIX_NUMBER,
        "B12",
        fragments=("unknown_bad_number", "unknown bad number"),
    )
    yield entry(
        "provider_error",
        _G,
        _ADMIN,
        Step.CHECK_LINE,
        "C10",
        texts=("[HTTP 400] Unable to create record", "Unable to create record"),
        fragments=("unable to create record", "provider_error"),
    )
    yield entry("landline", _N, _AGENT, Step.CALL, "B13", fragments=("landline",))
    yield entry(
        "us_short_code",
        _G,
        _AGENT,
        Step.OTHER_LINE,
        "B18",
        texts=("US-based short code restriction",),
        fragments=("short code",),
    )
    yield entry(
        "blacklisted_words",
        _C,
        _AGENT,
        Step.REWORD,
        "B22",
        retry=_NEVER_UNCHANGED,
        texts=("Blacklisted words", "Blocked words"),
        fragments=("blacklisted", "blocked word"),
    )
    yield entry(
        "region",
        _G,
        _AGENT,
        Step.OTHER_LINE,
        "B15",
        texts=("Unable to send message to this region", "Region not possible"),
        fragments=("to this region",),
    )
    yield entry(
        "international_off",
        _G,
        _ADMIN,
        Step.OPEN_SETTING,
        "B14",
        texts=("International off",),
        fragments=("international texting",),
    )
    now = {"when": When.AT_ONCE}
    yield entry("unauthorized", _G, _ADMIN, Step.SIGN_IN, "I4", texts=("Unauthorized",), **now)
    yield entry(
        "token_unreadable", _G, _ADMIN, Step.SIGN_IN, "I4", fragments=("could not decode token",), **now
    )
    ours = {**now, "reporter": Reporter.LINEDESK}
    yield entry("conversation_on_other_line", _G, _AGENT, Step.OTHER_LINE, "B17", **ours)
    yield entry("conversation_gone", _U, _AGENT, Step.SEND_LATER, "C1", retry=Retry.LATER, **ours)
    yield entry("address_too_long", _U, _AGENT, Step.SHORTEN, "B9", retry=_NEVER_UNCHANGED, **ours)


def _close() -> Iterator[Entry]:
    def entry(code: str, group: ErrorClass, actor: Actor, step: Step, rows: str, **more: object) -> Entry:
        more = {"when": When.LATER, "reporter": Reporter.CARRIER, "verified": False, **more}
        return _entry("close", code, group, actor, step, rows, **more)

    yield entry("landline", _N, _AGENT, Step.CALL, "B13", fragments=("landline",))
    yield entry("spam", _C, _AGENT, Step.APPEAL, "B21 H6", retry=_NEVER_UNCHANGED, fragments=("spam",))
    yield entry(
        "unsupported_country",
        _G,
        _AGENT,
        Step.CALL,
        "B16",
        reporter=Reporter.SERVICE,
        fragments=("unsupported country", "country is not supported"),
    )
    yield entry(
        "unknown_carrier_error", _X, _AGENT, Step.TRY_SHORT, "C16", fragments=("unknown carrier error",)
    )
    now = {"when": When.AT_ONCE, "reporter": Reporter.SERVICE, "verified": True}
    yield entry("unauthorized", _G, _ADMIN, Step.SIGN_IN, "I4", **now, texts=("Unauthorized",))
    yield entry(
        "outbound_sms_blocked", _K, Actor.RECIPIENT, Step.SHOW_STOP, "B20", **{**now, "retry": Retry.NEVER}
    )
    asked = {**now, "reporter": Reporter.LINEDESK, "retry": Retry.LATER}
    yield entry("unknown_recipient", _G, _AGENT, Step.ADD_PERSON, "", **asked)
    yield entry("draft_gone", _U, _AGENT, Step.SEND_LATER, "C1", **asked)


def _cliqtel() -> Iterator[Entry]:
    def entry(code: str, group: ErrorClass, actor: Actor, step: Step, rows: str, **more: object) -> Entry:
        return _entry("cliqtel", code, group, actor, step, rows, **more)

    yield entry("failed_to_send_sms", _N, _AGENT, Step.CHECK_NUMBER, "B12", reporter=Reporter.UPSTREAM)
    yield entry(
        "insufficient_wallet_balance",
        _M,
        _ADMIN,
        Step.TOP_UP,
        "A9 B24",
        retry=_HOLD,
        verified=False,  # documented for the add-on; for a send it is inferred
        texts=("Insufficient_funds",),
        fragments=("insufficient wallet", "insufficient balance", "insufficient fund"),
    )
    yield entry("sms_not_available_for_this_number_type", _G, _ADMIN, Step.REPLACE_NUMBER, "A11")
    yield entry("number_must_be_active_to_enable_sms", _G, _NOBODY, Step.WAIT, "A10")
    later = {"when": When.LATER, "reporter": Reporter.CARRIER}
    yield entry("landline", _N, _AGENT, Step.CALL, "B13", **later)
    yield entry("opted_out", _K, Actor.RECIPIENT, Step.SHOW_STOP, "B20", **{**later, "retry": Retry.NEVER})
    yield entry("filtered", _C, _AGENT, Step.REWORD, "B21", **{**later, "retry": _NEVER_UNCHANGED})
    yield entry("unreachable", _T, _AGENT, Step.SEND_LATER, "C12", **{**later, "retry": Retry.LATER})
    yield entry("no_inbound", _G, Actor.SERVICE, Step.ASK_SERVICE, "D1", when=When.INCOMING)


def _cloudtalk() -> Iterator[Entry]:
    def entry(code: str, group: ErrorClass, actor: Actor, step: Step, rows: str, **more: object) -> Entry:
        return _entry("cloudtalk", code, group, actor, step, rows, **more)

    yield entry("sms_send_failed", _X, _AGENT, Step.TRY_SHORT, "C16")
    yield entry("not_allowed_country", _G, _ADMIN, Step.OPEN_SETTING, "B14")
    yield entry("unknown_number", _N, _AGENT, Step.CHECK_NUMBER, "B12")
    yield entry("limit_exceeded", _G, _ADMIN, Step.SEND_LATER, "A14", retry=Retry.LATER)
    yield entry("bad_number_configuration", _G, _AGENT, Step.OTHER_LINE, "B17")
    yield entry("insufficient_funds", _M, _ADMIN, Step.TOP_UP, "B24", retry=_HOLD)
    yield entry("bad_request", _G, _ADMIN, Step.REPORT, "")
    yield entry("unauthorized_action", _G, _ADMIN, Step.SIGN_IN, "I4")
    yield entry("something_went_wrong", _DOUBT, _NOBODY, Step.LOOK, "C1", retry=Retry.RECONCILE)


_ALSO_SAID = {
    "timed_out": ("time-out", "timeout"),
    "cut": ("lost connection", "connection lost"),
}
"""What people look a doubt up by, beside its name."""


def _linedesk() -> Iterator[Entry]:
    def entry(code: str, group: ErrorClass, actor: Actor, step: Step, rows: str, **more: object) -> Entry:
        return _entry("linedesk", code, group, actor, step, rows, **{"reporter": Reporter.LINEDESK, **more})

    service = {"reporter": Reporter.SERVICE}
    yield entry("line_gone", _G, _AGENT, Step.OTHER_LINE, "B17")
    yield entry("forbidden", _G, _ADMIN, Step.SIGN_IN, "I4", **service)
    queued = ("Queued > 60 s", "Queued 60 s")
    yield entry("queued_60", _T, _ADMIN, Step.CHECK_PROFILE, "C4", when=When.LATER, texts=queued)
    yield entry("http_402", _M, _ADMIN, Step.TOP_UP, "B24", **{**service, "retry": _HOLD, "verified": False})
    yield entry(
        "http_429", _T, _NOBODY, Step.WAIT, "B28", **{**service, "retry": Retry.BACKOFF, "texts": ("429",)}
    )
    for doubt in ("timed_out", "cut", "server_error", "unreadable", "ended", "contradicted"):
        said = _ALSO_SAID.get(doubt, ())
        yield entry(doubt, _DOUBT, _NOBODY, Step.LOOK, "C1", retry=Retry.RECONCILE, texts=said)
    for status in ("500", "502", "503", "504"):
        more = {**service, "retry": Retry.RECONCILE, "texts": (status,)}
        yield entry(f"http_{status}", _DOUBT, _NOBODY, Step.LOOK, "C1", **more)


def _entry(
    provider: str, code: str, group: ErrorClass, actor: Actor, step: Step, rows: str, **more: object
) -> Entry:
    return Entry(provider, code, group, actor, step, rows=tuple(rows.split()), **more)  # type: ignore[arg-type]
