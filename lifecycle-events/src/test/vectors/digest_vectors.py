#!/usr/bin/env python3
"""Writes digest-vectors.json without any of the project's own code.

Run by hand, when a vector is added:

    python3 src/test/vectors/digest_vectors.py > src/test/resources/digest-vectors.json

For strings, whole numbers and ASCII keys, RFC 8785 is what json.dumps writes with sorted keys,
without spaces and with non-ASCII characters left as they are.
"""

import hashlib
import json
import sys
import unicodedata

PLAIN = {
    "title": "Notice",
    "summary": "A summary.",
    "body": "<p>Text.</p>",
    "section": "services",
    "language": "en",
    "topics": ["budget"],
    "changeNote": "",
    "attachments": [],
}


def normal(value):
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))


def ordered(values):
    # RFC 8785 and Java compare UTF-16 code units, Python compares code points.
    return sorted({normal(v) for v in values}, key=lambda v: v.encode("utf-16-be"))


def canonical(text):
    fields = {k: normal(v) for k, v in text.items() if isinstance(v, str)}
    fields["topics"] = ordered(text["topics"])
    fields["attachments"] = ordered(text["attachments"])
    fields["v"] = 1
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def vector(name, **changes):
    text = {**PLAIN, **changes}
    json_form = canonical(text)
    digest = "sha256:" + hashlib.sha256(json_form.encode("utf-8")).hexdigest()
    return {"name": name, "text": text, "canonical": json_form, "digest": digest}


FILE_A = "sha256:" + "a" * 64
FILE_B = "sha256:" + "b" * 64

VECTORS = [
    vector("a plain text"),
    vector("composed characters (NFC)", title="Caf\u00e9 \u00c5ngstr\u00f6m"),
    vector("the same characters decomposed (NFD)", title="Cafe\u0301 A\u030angstro\u0308m"),
    vector("a compatibility character stays (NFC, not NFKC)", title="\ufb01le \u2460"),
    vector("a singleton becomes its letter", title="\u212b and \u2126"),
    vector("Hangul from its jamo", title="\u1112\u1161\u11ab"),
    vector("line ends of Windows", body="<p>one</p>\r\n<p>two</p>\r\n"),
    vector("line ends of Unix", body="<p>one</p>\n<p>two</p>\n"),
    vector("line ends of old Macs", body="<p>one</p>\r<p>two</p>\r"),
    vector("empty lines of all three kinds", body="a\r\n\r\nb\r\rc\n\nd\r\n\re"),
    vector("characters beyond the basic plane", title="Flood \U0001f30a \U00020bb7\u91ce\u5bb6"),
    vector("a family of joined emoji", title="\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e8\U0001f1f3"),
    vector(
        "Chinese",
        language="zh",
        title="\u4e34\u6cb3\u7701\u53d1\u5e03\u9632\u6c5b\u9884\u8b66",
        summary="\u5168\u7701\u8fdb\u5165\u9632\u6c5b\u5e94\u6025\u54cd\u5e94\u3002",
        body="<h2>\u4e00\u3001\u603b\u4f53\u60c5\u51b5</h2>\n<p>\u300a\u9632\u6d2a\u6cd5\u300b\uff08\u4fee\u8ba2\uff09\u2014\u2014\u2026\u2026</p>",
        changeNote="\u66f4\u6b63\u4e86\u65e5\u671f",
        topics=["flood-control"],
    ),
    vector("a Chinese compatibility ideograph", title="\uf900 \ufa10"),
    vector("control characters", body="\b\t\n\f\u0000\u0001\u001f\u007f\u0080\u2028\u2029\ufeff"),
    vector("quotes, backslashes and slashes", title='"a" \\ / </script> \\u0041'),
    vector("topics in any order, one twice", topics=["transport", "budget", "education", "budget"]),
    vector("topics sorted", topics=["budget", "education", "transport"]),
    vector("topics by UTF-16 code units", topics=["\U0001f30a", "\ufb00", "z", "Z", "\u00e9"]),
    vector("topics that differ in their spelling only", topics=["caf\u00e9", "cafe\u0301"]),
    vector("no topics", topics=[]),
    vector("attachments in any order", attachments=[FILE_B, FILE_A, FILE_B]),
    vector("empty strings", summary="", body="", changeNote=""),
    vector("spaces stay", title="  two  spaces\t\u3000", summary=" \u00a0 "),
    vector("a change note", changeNote="The date was corrected.\r\nNothing else."),
]

json.dump(VECTORS, sys.stdout, indent=2, ensure_ascii=True)
print()
