"""Ways to registers: where calls go and how they are signed. Addresses and secrets stand in the environment."""

from typing import Annotated, Literal

from pydantic import Field as Rule

from matters.office import Key
from matters.words import Frozen, Text

EnvironmentName = Annotated[str, Rule(pattern=r"^[A-Z][A-Z0-9_]*$")]
"""The name of an environment variable; its value is never written into YAML."""
UrlPath = Annotated[str, Rule(pattern=r"^/[^\s?#]*$")]


class Unsigned(Frozen):
    """Calls that need no signature."""

    kind: Literal["none"]


class OnegoSign(Frozen):
    """HMAC-SHA256 over the whole call, as the city's gateway wants it."""

    kind: Literal["onego"]
    app_key: EnvironmentName
    secret: EnvironmentName


class ProvincialSign(Frozen):
    """MD5 with a request secret of 15 minutes, fetched with a refresh secret of 48 hours (domain 3.5)."""

    kind: Literal["provincial"]
    app_key: EnvironmentName
    secret: EnvironmentName
    by_key: UrlPath = "/gateway/app/refreshTokenByKey.htm"
    """Where the first pair of secrets is fetched, signed with the app secret."""
    by_refresh: UrlPath = "/gateway/app/refreshTokenBySec.htm"
    """Where the next pairs are fetched, signed with the refresh secret."""


class OAuth2Sign(Frozen):
    """OAuth2 client credentials: a bearer token, fetched anew before it ends."""

    kind: Literal["oauth2"]
    token: UrlPath
    client_id: EnvironmentName
    client_secret: EnvironmentName
    scope: str | None = None


class ApiKeySign(Frozen):
    """One secret in one header of every call."""

    kind: Literal["api-key"]
    header: Annotated[str, Rule(pattern=r"^[A-Za-z][A-Za-z0-9-]*$")] = "X-Api-Key"
    secret: EnvironmentName


class MutualTls(Frozen):
    """Both sides show a certificate; the names stand for paths of PEM files."""

    kind: Literal["mtls"]
    certificate: EnvironmentName
    key: EnvironmentName


_NO_NAMES = frozenset({"kind", "header", "token", "scope", "by_key", "by_refresh"})
"""Of a signature, what stands for itself."""

Sign = Annotated[
    Unsigned | OnegoSign | ProvincialSign | OAuth2Sign | ApiKeySign | MutualTls,
    Rule(discriminator="kind"),
]


class Way(Frozen):
    """A way to registers, of whatever kind."""

    key: Key = Rule(alias="connector")
    name: Text | None = None

    @property
    def named(self) -> frozenset[str]:
        """The environment variables that it wants."""
        written = self.model_dump(include={"address", "authority", "sign"}, exclude_none=True)
        sign = written.pop("sign", {})
        return frozenset(written.values()) | {sign[key] for key in sign if key not in _NO_NAMES}


class _Web(Way):
    """A way over HTTP."""

    address: EnvironmentName
    sign: Sign
    authority: EnvironmentName | None = None
    """Stands for the path of the certificates that the other side is trusted by; the system's if left out."""


class OverHttp(_Web):
    """Registers that are asked over HTTP: JSON or forms there, JSON back."""

    kind: Literal["http"]


class LicenceStore(_Web):
    """A store of e-licences (电子证照库), asked over HTTP for those of one holder."""

    kind: Literal["licences"]


class ForeignDatabase(Way):
    """A database of somebody else, read and never written; the name stands for its URL with its password."""

    kind: Literal["sql"]
    address: EnvironmentName


class HandedOverLists(Way):
    """Lists that departments hand over as files: CSV, XLSX, Parquet; `onego register load` takes them in."""

    kind: Literal["table"]


class OtherPeople(Way):
    """Officers of another department, who look it up (部门核验)."""

    kind: Literal["people"]


Connector = Annotated[
    OverHttp | LicenceStore | ForeignDatabase | HandedOverLists | OtherPeople,
    Rule(discriminator="kind"),
]
ConnectorKind = Literal["http", "licences", "sql", "table", "people"]
