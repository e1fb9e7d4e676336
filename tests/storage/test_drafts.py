from datetime import timedelta

import pytest

from storage import drafts
from storage.database import Database
from storage.drafts import KEPT, DraftGone, StoredDraft
from storage.encryption import Keyring, keyring_from, new_key
from storage.refusals import SealBroken
from tests.cases import MONDAY

SECRET = '{"answers": {"person.id_number": "110101199003070011"}}'


@pytest.fixture
def keyring() -> Keyring:
    return keyring_from(new_key("test"))


def a_draft(key: str = "d1", account: str = "chen", body: str = SECRET) -> StoredDraft:
    return StoredDraft(id=key, account=account, digest="a" * 64, body=body, updated_at=MONDAY)


def test_a_draft_is_read_as_it_was_written(database: Database, keyring: Keyring) -> None:
    with database.transaction() as connection:
        drafts.save(connection, keyring, a_draft())
        assert drafts.load(connection, keyring, "d1", "chen", MONDAY) == a_draft()


def test_what_is_written_lies_sealed_in_the_database(database: Database, keyring: Keyring) -> None:
    with database.transaction() as connection:
        drafts.save(connection, keyring, a_draft())
        row = connection.execute("select body from drafts").fetchone()
    assert row is not None
    assert "110101199003070011" not in row[0]
    assert row[0].startswith("enc:1:test:")


def test_nobody_opens_the_draft_of_another_clerk(database: Database, keyring: Keyring) -> None:
    with database.transaction() as connection:
        drafts.save(connection, keyring, a_draft(account="chen"))
        with pytest.raises(DraftGone):
            drafts.load(connection, keyring, "d1", "zhou", MONDAY)


def test_nobody_overwrites_the_draft_of_another_clerk(database: Database, keyring: Keyring) -> None:
    with database.transaction() as connection:
        drafts.save(connection, keyring, a_draft(account="chen"))
        with pytest.raises(DraftGone):
            drafts.save(connection, keyring, a_draft(account="zhou", body="{}"))
        assert drafts.load(connection, keyring, "d1", "chen", MONDAY).body == SECRET


def test_a_draft_moved_to_another_clerk_does_not_open(database: Database, keyring: Keyring) -> None:
    with database.transaction() as connection:
        drafts.save(connection, keyring, a_draft(account="chen"))
        connection.execute("update drafts set account = 'zhou'")
        with pytest.raises(SealBroken):
            drafts.load(connection, keyring, "d1", "zhou", MONDAY)


def test_saving_again_replaces_what_was_written(database: Database, keyring: Keyring) -> None:
    with database.transaction() as connection:
        drafts.save(connection, keyring, a_draft())
        drafts.save(connection, keyring, a_draft(body="{}"))
        assert drafts.load(connection, keyring, "d1", "chen", MONDAY).body == "{}"


def test_a_draft_that_nobody_touched_for_fifteen_days_is_gone(
    database: Database, keyring: Keyring
) -> None:
    late = MONDAY + KEPT
    with database.transaction() as connection:
        drafts.save(connection, keyring, a_draft())
        assert drafts.load(connection, keyring, "d1", "chen", late - timedelta(seconds=1))
        with pytest.raises(DraftGone):
            drafts.load(connection, keyring, "d1", "chen", late)
        assert drafts.of_account(connection, keyring, "chen", late) == ()
        assert drafts.forget_expired(connection, late) == 1


def test_a_clerk_sees_the_own_drafts_newest_first(database: Database, keyring: Keyring) -> None:
    older = a_draft("d1")
    newer = StoredDraft("d2", "chen", "a" * 64, "{}", MONDAY + timedelta(hours=1))
    with database.transaction() as connection:
        for one in (older, newer, a_draft("d3", account="zhou")):
            drafts.save(connection, keyring, one)
        assert drafts.of_account(connection, keyring, "chen", MONDAY) == (newer, older)


def test_only_the_own_draft_is_discarded(database: Database, keyring: Keyring) -> None:
    with database.transaction() as connection:
        drafts.save(connection, keyring, a_draft())
        assert not drafts.discard(connection, "d1", "zhou")
        assert drafts.discard(connection, "d1", "chen")
        with pytest.raises(DraftGone):
            drafts.load(connection, keyring, "d1", "chen", MONDAY)
