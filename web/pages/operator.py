"""Who runs the service, as pages name them."""

from dataclasses import dataclass

from web.settings import Settings

SETTINGS = ("LOTSE_OPERATOR", "LOTSE_OPERATOR_ADDRESS", "LOTSE_OPERATOR_EMAIL", "LOTSE_OPERATOR_PHONE")


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs the service; what is not entered yet is empty."""

    name: str
    address: tuple[str, ...]
    email: str
    phone: str

    @property
    def missing(self) -> tuple[str, ...]:
        """The settings that are not entered yet, for those who run the service."""
        told = (self.name, self.address, self.email, self.phone)
        return tuple(setting for setting, value in zip(SETTINGS, told, strict=True) if not value)

    @classmethod
    def of(cls, settings: Settings) -> "Operator":
        """The operator that the settings name."""
        lines = tuple(line.strip() for line in settings.operator_address.split(",") if line.strip())
        return cls(settings.operator, lines, settings.operator_email, settings.operator_phone)
