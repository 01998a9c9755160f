"""The user's own settings: how each service is used, and what its models cost.

    flag  >  environment  >  the user's config file  >  default

    ASSETFORGE_CONFIG, else <config folder>/assetforge/config.toml; absent: all defaults
      [letzai]  [letta]              settings_service: typed and ranged, key by key
      [letzai.prices.image.flux2]    settings_prices: held against the catalogue
    LETZAI_BASE_URL, LETTA_BASE_URL, ASSETFORGE_DIALECT

Nothing of this is ever taken from a project, which a pull request can change. Keys of services
stand in the environment alone; one in the file is refused and not shown.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.adapters.config_file import read_config
from assetforge.adapters.origin import parse_origin
from assetforge.app.project import MANIFEST
from assetforge.app.settings_prices import read_prices
from assetforge.app.settings_secrets import without_secrets
from assetforge.app.settings_service import ORIGINS, PRICES, Above, read_service
from assetforge.app.settings_table import ConfigTable
from assetforge.app.settings_values import TAKES, UnfitError, read_dialect
from assetforge.app.surroundings import (
    CONFIG_NAME,
    CONFIG_VARIABLE,
    DIALECT_VARIABLE,
    ORIGIN_VARIABLES,
    Surroundings,
    config_place,
    surroundings,
)
from assetforge.core.diagnostics import Diagnostic, Place
from assetforge.core.errors import InvalidError, UsageError
from assetforge.manifest.positions import place_problems
from assetforge.manifest.source import MOST_MANIFEST_BYTES, read_tables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from assetforge.providers.catalogue_override import Override
    from assetforge.providers.settings import Dialect, ServiceSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that a user's own configuration says."""

    services: tuple[ServiceSettings, ...]
    prices: tuple[Override, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()  # of the config file

    def service(self, provider: str) -> ServiceSettings:
        """Find how a service is used."""
        return next(service for service in self.services if service.provider == provider)


def user_settings(*, dialect: Dialect | None = None) -> Settings:
    """Read the settings that hold for this run, once for a process; `dialect` is a flag's.

    Raises:
        InvalidError: the config file is wrong; every problem is in it.
        UsageError: a variable is wrong, or names a file that is not there.
        StorageError: the file cannot be read.
    """
    found = surroundings()
    return _settings_once(replace(found, dialect=dialect or found.dialect))


def read_settings(around: Surroundings) -> Settings:
    """Read the settings that follow from what the environment says; raises as `user_settings`."""
    above = {provider: _above(around, provider) for provider in ORIGINS}
    place = config_place(around)
    data = read_config(place, limit=MOST_MANIFEST_BYTES)
    if data is None and around.config is not None:
        raise _no_file(around.config)
    try:
        found = parse_settings(str(place), data or b"", above)
    except InvalidError as error:
        raise without_secrets(error) from None  # the cause would hold what is hidden
    return replace(found, warnings=tuple(_warnings(place, around)))


def parse_settings(file: str, data: bytes, above: Mapping[str, Above]) -> Settings:
    """Read the bytes of a config file; `above` is what outranks it, by provider.

    Raises:
        InvalidError: it is wrong; every problem is in it. Its excerpts may show secrets.
    """
    root = ConfigTable(file=file, path=(), content=read_tables(file, data))
    root.refuse_others(list(ORIGINS), "a config file, which has one table for each service")
    catalogue = packaged_catalogue()
    services: list[ServiceSettings] = []
    prices: list[Override] = []
    for provider in ORIGINS:
        table = root.inner(provider)
        services.append(read_service(table, provider, above.get(provider, Above())))
        prices += read_prices(table.inner(PRICES), catalogue[provider])
    if root.problems:
        texts = {file: data.decode("utf-8-sig").replace("\r\n", "\n")}
        raise InvalidError(place_problems(root.problems, texts), texts)
    return Settings(services=tuple(services), prices=tuple(prices))


_settings_once = cache(read_settings)  # a plan and its build must not see two configurations


def _above(around: Surroundings, provider: str) -> Above:
    written, variable = dict(around.origins).get(provider), ORIGIN_VARIABLES[provider]
    origin = None if written is None else str(parse_origin(written, variable))
    try:
        dialect = None if around.dialect is None else read_dialect(around.dialect)
    except UnfitError as error:
        raise _no_dialect() from error
    return Above(origin=origin, dialect=dialect)


def _warnings(place: Path, around: Surroundings) -> list[Diagnostic]:
    """Warn of a config inside a project: whoever changes the project could move the money."""
    root = next((each for each in place.parents if os.path.lexists(each / MANIFEST)), None)
    if around.config is None or root is None:
        return []
    return [
        Diagnostic(
            code="config-in-project", severity="warning",
            place=Place(file=str(place), line=1, column=1, length=1),
            summary="a config file inside a project",
            detail="whoever can change the project can now change endpoints, limits and prices",
            hint=f"keep it outside of the project, and let {CONFIG_VARIABLE} say where",
        )
    ]  # fmt: skip


def _no_file(named: str) -> UsageError:
    return UsageError(
        f"{CONFIG_VARIABLE} names `{named}`, and there is no such file: its limits would not hold",
        next_step=f"Mend the variable, or unset it to use the usual place ({CONFIG_NAME} in "
        "your config folder).",
    )


def _no_dialect() -> UsageError:
    return UsageError(
        f"{DIALECT_VARIABLE} takes {TAKES['dialect']}",
        next_step=f"Mend {DIALECT_VARIABLE}, or unset it: the current one is usual.",
    )
