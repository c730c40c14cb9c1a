"""Texts that somebody made to deceive, to hide or to break; each could come as a text, a name or a label.

``unbalanced`` and ``obeyed`` say what of them must never reach a place where other words stand, or a
terminal.
"""

import re

MEGABYTE = 1_000_000

CORPUS: dict[str, str] = {
    "html": '<h1>Pay now</h1><a href="https://evil.example">your bank</a><b>bold</b>',
    "image": '<img src="https://evil.example/seen.png" width=1 height=1>',
    "image of a file": "<img src='file:///etc/passwd'>",
    "table": "<table><tr><td>a</td></tr></table>",
    "rich text of Qt": "<qt><meta name='qrichtext' content='1'/><p style='font-size:99pt'>large</p></qt>",
    "entity": "&lt;b&gt; &amp; &#x202e; &nbsp;",
    "comment": "<!-- --><!DOCTYPE html><html><body onload=x>",
    "style": "<style>* { color: red }</style>{ color: red }",
    "markdown": "**bold** [bank](https://evil.example) ![x](https://evil.example/x.png) `code`\n# Head",
    "override": "invoice \u202efdp.exe",
    "override never closed": "\u202e\u202e\u202d\u202a abc",
    "isolate never closed": "\u2066\u2067\u2068 abc",
    "closed and never opened": "abc \u202c\u202c\u2069\u2069 def",
    "isolate in override": "\u202e\u2067a\u202c\u2069b",
    "marks": "\u200e\u200f\u061c abc \u200f",
    "many levels": "\u202b\u202a" * 200 + "deep",
    "right-to-left file name": "\u202egnp.\u202dexe.photo",
    "arabic and latin": "سعر 12.40 EUR (ABC) שלום 34%",
    "zero width": "pay\u200bpal\u200c.\u200dcom\u2060\ufeff",
    "soft hyphens": "a\u00adb" * 50,
    "only invisible": "\u200b\u2060\ufeff\u00ad",
    "spaces": "\u00a0\u2003\u3000 \t ",
    "control characters": "".join(map(chr, range(1, 32))) + "\x7f" + "".join(map(chr, range(128, 160))),
    "nul": "before\0after",
    "lone surrogates": "a\ud800b\udc00c",
    "not characters": "\ufffe\uffff\U0001ffff\ufdd0",
    "private use": "\ue000\uf8ff\U000f0000",
    "zalgo": "Z" + "\u0301\u0310\u0323" * 3_334,
    "arabic marks": "ب" + "\u064b" * 2_000,
    "mixed script link": "https://paypаl.com/login and https://аррӏе.com",
    "link with a host before": "https://bank.example@evil.example:8443/\u202egro.elpmaxe",
    "emoji family at the 160th": "a" * 159 + "👨‍👩‍👧‍👦" + "b",
    "emoji joined for ever": "👩‍" * 500,
    "flags": "🇬🇧🇩🇪🇬" * 30,
    "percent": "%s %d %n %(name)s %1 %2 %99 100%",
    "braces": "{} {0} {name} {0.__class__} {{ }}",
    "ampersands": "Smith & Sons &File &&Quit &",
    "new lines in a name": "Zoë\nError: deleted\r\nfrom: bank\u2028x\u2029y\vz\fw\x85q",
    "ansi": "\x1b[2J\x1b[31mred\x1b]0;title\x07\x1b]8;;https://evil.example\x1b\\link\x9b31m",
    "terminal": "\x1b[6n\x1bP$q\x1b\\\x05\b\b\b\rover\x0e\x0f",
    "quotes": "\"'`´“”‘’„‚«»",
    "formula": '=HYPERLINK("https://evil.example","bank")',
    "sql": "'; DROP TABLE message; --",
    "path": "../../etc/passwd C:\\Windows\\system32 ~/.ssh/id_rsa",
    "long word": "W" * 5_000,
    "many lines": "line\n" * 3_000,
    "ideographs": "漢字仮名交じり文" * 200,
    "thai without spaces": "สวัสดีชาวโลก" * 100,
    "large": "word " * (MEGABYTE // 5),
    "large word": "x" * MEGABYTE,
    "large and from the right": "שלום " * (MEGABYTE // 5),
}

_OPENS = "\u202a\u202b\u202d\u202e"
_ISOLATES = "\u2066\u2067\u2068"
_OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def storable(text: str) -> str:
    """As it can come from a service: half characters are U+FFFD there already."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def unbalanced(words: str) -> bool:
    """Whether a change of direction in ``words`` goes on, or closes what stands before, beyond their end.

    A paragraph's end closes everything; within it, isolates shield what is inside of them (UAX 9).
    """
    opened: list[str] = []
    for character in re.split(r"[\n\u2029]", words)[-1]:
        if character in _OPENS:
            opened.append("embedding")
        elif character in _ISOLATES:
            opened.append("isolate")
        elif character == "\u202c":
            if not opened:
                return True
            if opened[-1] == "embedding":  # inside an isolate it closes nothing that was opened before
                opened.pop()
        elif character == "\u2069":
            if "isolate" not in opened:
                return True
            while opened.pop() != "isolate":
                continue
    return bool(opened)


def obeyed(output: str) -> list[str]:
    """What of a command's output a terminal would obey; line ends are the command's own."""
    return _OBEYED.findall(output)
