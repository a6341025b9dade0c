"""Reading what gateways write: never trusting that a field is there, or is what it should be."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from backend.notifications.gateways.http import Unreadable

# What may be kept of a gateway's own codes: too short to be a phone number or a text.
CODE = re.compile(r"-?\d{1,6}|[A-Za-z][A-Za-z_]{0,39}")
MOST_FIELDS = 100


def pick(data: Any, *path: str | int) -> Any:
    """data["a"][0]["b"] for pick(data, "a", 0, "b"); None where there is no such thing."""
    for step in path:
        if isinstance(step, str) and isinstance(data, dict):
            data = data.get(step)
        elif isinstance(step, int) and isinstance(data, list) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def word(value: Any) -> str:
    """A number or a text as text; "" for anything else."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def count(value: Any) -> int:
    """A small whole number; 0 for anything else."""
    text = word(value)
    return int(text) if re.fullmatch(r"\d{1,4}", text) else 0


def amount(value: Any) -> Decimal | None:
    """Money, as number or text."""
    try:
        found = Decimal(str(value)) if isinstance(value, str | int | float) else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() else None


def safe_code(value: Any) -> str:
    """A gateway's code fit for the table and the log, or "odd"."""
    text = word(value)
    return text if CODE.fullmatch(text) else "odd"


def form(body: bytes, url: str, encoding: str = "utf-8") -> dict[str, str]:
    """The fields of a form, from the query and the body; the body wins. Raises Unreadable."""
    try:
        texts = (urlsplit(url).query, body.decode("ascii"))
        pairs = [
            pair
            for text in texts
            for pair in parse_qsl(
                text, keep_blank_values=True, encoding=encoding, max_num_fields=MOST_FIELDS
            )
        ]
    except ValueError:
        raise Unreadable("not_a_form") from None
    return dict(pairs)


def xml(body: bytes, root: str) -> Element:
    """The document whose root is called `root`, without DTD or entities. Raises Unreadable."""
    try:
        found: Element = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise Unreadable("not_xml") from None
    if local_name(found) != root:
        raise Unreadable("other_xml")
    return found


def local_name(element: Element) -> str:
    """Without the namespace, which gateways write or leave out as they please."""
    return element.tag.rpartition("}")[2]


def children(element: Element, name: str) -> list[Element]:
    return [child for child in element if local_name(child) == name]


def child_text(element: Element, name: str) -> str:
    found = children(element, name)
    return (found[0].text or "").strip() if found else ""


def to_xml(root: str, fields: Mapping[str, Any], namespace: str = "") -> bytes:
    """`fields` as elements in their order; a mapping as elements inside one."""
    element = Element(root, {"xmlns": namespace} if namespace else {})
    _fill(element, fields)
    return bytes(tostring(element, encoding="utf-8", xml_declaration=True))


def _fill(element: Element, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        child = SubElement(element, name)
        if isinstance(value, Mapping):
            _fill(child, value)
        else:
            child.text = str(value)
