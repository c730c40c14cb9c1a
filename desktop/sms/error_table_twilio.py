"""The codes of Twilio, which Salesmsg and Close pass on: facts only, their words are in ``error_words_*``.

The numbers change over time, so this is data. † in a row's place for rows means that only the code's title is
known, and the rest is inferred from it.
"""

from collections.abc import Iterator

from desktop.sms.error_entry import Actor, Entry, ErrorClass, Reporter, Retry, Step, When

_N, _K, _G, _C = ErrorClass.NUMBER, ErrorClass.CONSENT, ErrorClass.GATE, ErrorClass.CONTENT
_M, _T, _U, _X = ErrorClass.MONEY, ErrorClass.TRANSIENT, ErrorClass.USER, ErrorClass.UNKNOWN
_AGENT, _ADMIN, _THEM = Actor.AGENT, Actor.ADMIN, Actor.RECIPIENT
_SERVICE, _NOBODY = Actor.SERVICE, Actor.NOBODY
_NO, _LATER = Retry.NO, Retry.LATER

_Row = tuple[str, ErrorClass, Actor, Step, Retry, str]
"""Codes with the same facts, class, who acts, next step, retry, and the requirements (or †)."""

_REQUESTS: tuple[_Row, ...] = (
    ("21203", _G, _ADMIN, Step.OPEN_SETTING, _NO, "† B14"),
    ("21408", _G, _ADMIN, Step.OPEN_SETTING, _NO, "B14"),
    ("21211 21421", _N, _AGENT, Step.FIX_NUMBER, _NO, "B12"),
    ("21214 21217 21401", _N, _AGENT, Step.FIX_NUMBER, _NO, "† B12"),
    ("21266", _N, _AGENT, Step.CHANGE_RECIPIENT, _NO, "B11"),
    ("21604 21653", _U, _AGENT, Step.CHANGE_RECIPIENT, _NO, ""),
    ("21614 21635", _N, _AGENT, Step.CALL, _NO, "B13"),
    ("21210 21212 21603 21657 21659 21660 21703 21708 21709", _G, _AGENT, Step.OTHER_LINE, _NO, ""),
    ("21601 21616", _G, _AGENT, Step.OTHER_LINE, _NO, "† B17"),
    ("21606", _G, _AGENT, Step.OTHER_LINE, _NO, "B17 B18"),
    ("21612", _G, _AGENT, Step.OTHER_LINE, _NO, "B19"),
    ("21407", _G, _ADMIN, Step.REPLACE_NUMBER, _NO, "† B17"),
    ("21715", _G, _ADMIN, Step.REPLACE_NUMBER, _NO, "B17"),
    ("21219 21607 21609 21702", _G, _ADMIN, Step.MEND_ACCOUNT, _NO, "†"),
    (
        "21608 21669 21701 21704 21705 21710 21711 21712 21714",
        _G,
        _ADMIN,
        Step.MEND_ACCOUNT,
        _NO,
        "",
    ),
    ("21613", _G, _ADMIN, Step.REGISTER, _NO, "†"),
    ("21602 21654 21656", _U, _AGENT, Step.REWORD, _NO, ""),
    ("21655", _U, _AGENT, Step.REWORD, _NO, "†"),
    ("21605 21617 21658", _U, _AGENT, Step.SHORTEN, _NO, "B4"),
    ("21618", _C, _AGENT, Step.REWORD, Retry.NEVER_UNCHANGED, "† B21"),
    ("21610", _K, _THEM, Step.SHOW_STOP, Retry.NEVER, "B20"),
    ("21611", _T, _NOBODY, Step.WAIT, Retry.BACKOFF, "B28"),
    ("21730", _T, _NOBODY, Step.WAIT, Retry.BACKOFF, ""),
    ("21481", _T, _NOBODY, Step.NOTHING, Retry.BACKOFF, "†"),
    ("21619", _G, _ADMIN, Step.CHECK_LINE, _LATER, "C10"),
    ("21620", _U, _AGENT, Step.SEND_AS_TEXT, _NO, "B26"),
    ("21621 21622 21623", _G, _AGENT, Step.SEND_AS_TEXT, _NO, "† B26"),
    ("21624 90007 21627 21652", _G, _ADMIN, Step.REPORT, _NO, ""),
    ("21626", _G, _ADMIN, Step.REPORT, _NO, "†"),
)

_DELIVERY: tuple[_Row, ...] = (
    ("30001", _T, _AGENT, Step.SEND_LATER, _LATER, "B28"),
    ("30002", _M, _ADMIN, Step.ASK_SERVICE, _NO, ""),
    ("30003", _T, _AGENT, Step.SEND_LATER, _LATER, "C12"),
    ("30004", _K, _THEM, Step.CALL, Retry.NEVER, "B20"),
    ("30005", _N, _AGENT, Step.OTHER_NUMBER, _NO, "B12"),
    ("30006", _N, _AGENT, Step.CALL, _NO, "B13"),
    ("30007", _C, _AGENT, Step.REWORD, Retry.NEVER_UNCHANGED, "B21"),
    ("30008", _X, _AGENT, Step.TRY_SHORT, _NO, "C16"),
    ("30010", _G, _ADMIN, Step.SHORTEN, _NO, ""),
    ("30011", _G, _AGENT, Step.SEND_AS_TEXT, _NO, "B26"),
    ("30019", _U, _AGENT, Step.SEND_AS_TEXT, _NO, "B26"),
    ("30012 30013 30014 30015 30016", _G, _ADMIN, Step.REPORT, _NO, "†"),
    ("30028 30029 30030 30031 30045 30400", _G, _ADMIN, Step.REPORT, _NO, ""),
    ("30017 30020 30021 30036 30047 30450", _T, _AGENT, Step.SEND_LATER, _LATER, ""),
    ("30022 30023 30027", _T, _AGENT, Step.SEND_LATER, _LATER, "B28"),
    ("30025 30026", _T, _NOBODY, Step.WAIT, _NO, "B28"),
    ("30018 30034", _G, _ADMIN, Step.REGISTER, _NO, ""),
    ("30024 30035", _G, _ADMIN, Step.WAIT, _LATER, ""),
    ("30032", _G, _ADMIN, Step.VERIFY_LINE, _NO, "B29"),
    ("30033", _G, _ADMIN, Step.ASK_SERVICE, _NO, ""),
    ("30039", _U, _ADMIN, Step.MEND_ACCOUNT, _NO, "B27"),
    ("30042", _G, _AGENT, Step.OTHER_LINE, _NO, ""),
    ("30044", _G, _AGENT, Step.SHORTEN, _NO, "A14"),
    ("30404 30409", _G, _NOBODY, Step.NOTHING, _NO, ""),
    ("30410", _T, _AGENT, Step.SEND_LATER, _LATER, "C11"),
)
_INCOMING: tuple[_Row, ...] = (
    ("30009", _T, _THEM, Step.ASK_THEM, _NO, "D1"),
    ("30038", _G, _NOBODY, Step.NOTHING, _NO, "D7"),
)
_REGISTRATION: tuple[_Row, ...] = (
    (" ".join(str(code) for code in range(30440, 30450)), _G, _ADMIN, Step.VERIFY_LINE, _NO, "B29"),
    (" ".join(str(code) for code in range(30880, 30899)), _G, _ADMIN, Step.REGISTER, _NO, "†"),
)
_LINK_SHORTENING: tuple[_Row, ...] = (
    (" ".join(str(code) for code in range(30100, 30134)), _G, _ADMIN, Step.MEND_ACCOUNT, _NO, "†"),
)
_ACCOUNT: tuple[_Row, ...] = (
    ("10001 20005", _M, _ADMIN, Step.TOP_UP, Retry.HOLD, "B24"),
    ("10002 20008", _G, _ADMIN, Step.MEND_ACCOUNT, _NO, ""),
    ("11200", _G, _ADMIN, Step.NOTHING, _NO, ""),
    ("11751", _U, _AGENT, Step.SEND_AS_TEXT, _NO, "B26"),
    ("14107 63038", _T, _AGENT, Step.SEND_LATER, _LATER, "B28"),
    ("20001 20004", _G, _ADMIN, Step.REPORT, _NO, "†"),
    ("20422 20423", _G, _ADMIN, Step.REPORT, _NO, ""),
    ("20003", _G, _ADMIN, Step.SIGN_IN, _NO, "I4"),
    ("20006", _G, _ADMIN, Step.SIGN_IN, _NO, "† I4"),
    ("20009", _T, _NOBODY, Step.NOTHING, Retry.BACKOFF, "E15"),
    ("20404 20409", _G, _NOBODY, Step.NOTHING, _NO, ""),
    ("20429", _T, _NOBODY, Step.WAIT, Retry.BACKOFF, "B28"),
    ("20500 20503", ErrorClass.AMBIGUOUS, _NOBODY, Step.LOOK, Retry.RECONCILE, "C1"),
    ("60600 60601", _X, _NOBODY, Step.NOTHING, _NO, "H8"),
)


def entries() -> Iterator[Entry]:
    """Every code, once."""
    yield from _made(_REQUESTS, When.AT_ONCE, Reporter.SERVICE)
    yield from _made(_DELIVERY, When.LATER, Reporter.CARRIER)
    yield from _made(_INCOMING, When.INCOMING, Reporter.CARRIER)
    yield from _made(_REGISTRATION, When.LATER, Reporter.UPSTREAM)
    yield from _made(_LINK_SHORTENING, When.LATER, Reporter.SERVICE)
    yield from _made(_ACCOUNT, When.AT_ONCE, Reporter.SERVICE)


def _made(rows: tuple[_Row, ...], when: When, reporter: Reporter) -> Iterator[Entry]:
    for codes, group, actor, step, retry, asked in rows:
        wanted = asked.split()
        for code in codes.split():
            yield Entry(
                provider="twilio",
                code=code,
                group=group,
                actor=actor,
                step=step,
                retry=retry,
                when=when,
                reporter=Reporter.SERVICE if code in _BY_THE_SERVICE else reporter,
                rows=tuple(row for row in wanted if row != "†"),
                verified="†" not in wanted,
            )


_BY_THE_SERVICE = frozenset(
    str(number)
    for number in (
        *(30001, 30002, 30010, *range(30012, 30017), 30020, 30021, *range(30028, 30032), 30038, 30039),
        *(30044, 30045, 30047, 30400, 30404, 30409, 30450),
    )
)
"""Codes of delivery that the service itself gives, before any carrier saw the text."""
