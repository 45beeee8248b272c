"""Addresses: what people paste becomes one form, or a sentence that says what is wrong."""

import pytest

from core import i18n
from core.errors import InvalidValue
from core.mentions.fetching.addresses import checked_address, host, is_private, wire
from tests.core.in_turn import in_turn


@in_turn(
    "pasted, stored",
    [
        ("radio.example", "https://radio.example/"),
        ("  www.radio.example/feed\n", "https://www.radio.example/feed"),
        ("http://Radio.Example:80/Feed", "http://radio.example/Feed"),
        ("https://radio.example:8443/feed#top", "https://radio.example:8443/feed"),
        ("radio.example:8080/feed", "https://radio.example:8080/feed"),
        ("//radio.example/feed", "https://radio.example/feed"),
        ("feed://radio.example/rss", "https://radio.example/rss"),
        ("feed:http://radio.example/rss", "http://radio.example/rss"),
        ("<https://radio.example/feed>", "https://radio.example/feed"),
        ("«https://radio.example/feed»", "https://radio.example/feed"),
        ("https://cañada.example/año?q=árbol", "https://cañada.example/año?q=árbol"),
        ("https://radio.example./feed", "https://radio.example/feed"),
        ("\u202ehttps://radio.example/\u200bfe\u00aded", "https://radio.example/feed"),
        ("https://8.8.8.8/feed", "https://8.8.8.8/feed"),
    ],
)
def test_what_is_pasted_becomes_one_form(pasted, stored):
    made = checked_address(pasted, private=False)

    assert made == stored
    assert checked_address(made, private=False) == stored


@in_turn(
    "pasted, sentence",
    [
        ("", "Paste the address"),
        (" «» ", "Paste the address"),
        ("file:///etc/passwd", "“file:”"),
        ("C:\\Users\\ana\\feed.xml", "“file:”"),
        ("\\\\servidor\\feed.xml", "“file:”"),
        ("javascript:alert(document.cookie)", "“javascript:”"),
        ("JAVASCRIPT:alert('x')", "“javascript:”"),
        ("feed:javascript:alert('x')", "“javascript:”"),
        ("data:text/xml,<rss/>", "“data:”"),
        ("mailto:radio@radio.example", "“mailto:”"),
        ("las fiestas del pueblo", "is not a web address"),
        ("radio", "is not a web address"),
        ("http://", "is not a web address"),
        ("https://radio..example/", "is not a web address"),
        ("https://radio.example:99999/", "is not a web address"),
        ("https://[::1", "is not a web address"),
        ("https://radio .example/", "is not a web address"),
        ("https://ana:secreto@radio.example/feed", "a user or a password"),
        ("https://radio.example@evil.example/", "a user or a password"),
        ("http://127.0.0.1/feed", "inside your own network"),
        ("localhost:8080", "inside your own network"),
        ("http://servidor.local/feed", "inside your own network"),
        ("http://[fe80::1]/feed", "inside your own network"),
        ("a" * 2001 + ".example", "2009 characters"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(pasted, sentence):
    with i18n.language("en"), pytest.raises(InvalidValue) as told:
        checked_address(pasted, private=False)

    assert sentence in told.value.sentence


def test_the_own_network_is_allowed_where_the_person_says_so():
    assert checked_address("servidor:8080/feed", private=True) == "https://servidor:8080/feed"
    assert checked_address("http://10.0.0.7/feed", private=True) == "http://10.0.0.7/feed"
    assert checked_address("http://[::1]:80/feed", private=True) == "http://[::1]/feed"


def test_an_address_is_sent_with_its_host_in_ascii():
    assert wire("https://Cañada.example/a b#c") == "https://xn--caada-pta.example/a b"
    assert wire("https://ana:secreto@radio.example/") == "https://radio.example/"
    assert wire("http://[2606:4700::1]:8080/feed") == "http://[2606:4700::1]:8080/feed"
    with pytest.raises(ValueError):
        wire("file:///etc/passwd")


def test_the_host_names_the_site():
    assert host("https://Radio.example:443/feed") == "radio.example"
    assert host("http://radio.example:8080/feed") == "radio.example:8080"
    assert host("file:///etc/passwd") == host("http://[") == ""


@in_turn(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to be refused
        "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1%eth0", "fd00::1",
        "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0xA.1", "3232235521",
        "[::1]", "::ffff:192.168.0.1", "2002:c0a8:1::1", "64:ff9b::a00:1",
    ],
)  # fmt: skip
def test_numbers_of_the_own_network(number):
    assert is_private(number)


@in_turn(
    "number",
    [
        "8.8.8.8",
        "134744072",
        "cafe.example",
        "0x.example",
        "1.2.3.4.5",
        "2606:4700::1",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "radio.example",
    ],
)
def test_what_is_outside_the_own_network(number):
    assert not is_private(number)
