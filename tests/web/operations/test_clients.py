from datetime import date

from web.operations.clients import ClientKeys


def test_an_address_has_one_key_a_day_and_another_on_the_next() -> None:
    days = [date(2026, 3, 1)]
    keys = ClientKeys(lambda: days[0])
    first = keys.key("192.0.2.7")
    assert keys.key("192.0.2.7") == first
    assert keys.key("192.0.2.8") != first
    days[0] = date(2026, 3, 2)
    assert keys.key("192.0.2.7") != first


def test_another_process_draws_another_salt() -> None:
    assert ClientKeys().key("192.0.2.7") != ClientKeys().key("192.0.2.7")


def test_a_key_does_not_hold_the_address() -> None:
    assert "192.0.2.7" not in ClientKeys().key("192.0.2.7")


def test_all_addresses_of_one_ipv6_network_count_as_one_client() -> None:
    keys = ClientKeys()
    assert keys.key("2001:db8:1:2::1") == keys.key("2001:db8:1:2:ffff::9")
    assert keys.key("2001:db8:1:3::1") != keys.key("2001:db8:1:2::1")
    assert keys.key("::ffff:192.0.2.7") == keys.key("192.0.2.7")
