import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.seal.derive import derive
from bot.seal.vault import Vault, VaultError

VAULT = Vault(b"s" * 32)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_text_comes_back_and_is_not_in_what_is_kept(text: str) -> None:
    sealed = VAULT.seal(text)
    assert VAULT.open(sealed) == text
    assert len(text) < 4 or text.encode() not in sealed


def test_another_secret_or_a_changed_byte_opens_nothing_and_says_why() -> None:
    sealed = VAULT.seal("bring up the rota")
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for vault, content in ((Vault(b"z" * 32), sealed), (VAULT, changed), (VAULT, b"")):
        with pytest.raises(VaultError, match="another HOLDSPACE_SECRET"):
            vault.open(content)


def test_each_purpose_has_a_key_of_its_own() -> None:
    assert derive(b"s" * 32, "vault") != derive(b"s" * 32, "slot")
    assert len(derive(b"s" * 32, "vault")) == 32
