"""Who runs the service, as pages name them."""

from dataclasses import dataclass

from web.settings import Settings


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs the service; what is not entered yet is empty."""

    name: str
    address: tuple[str, ...]
    email: str
    phone: str

    @classmethod
    def of(cls, settings: Settings) -> "Operator":
        """The operator that the settings name."""
        lines = tuple(line.strip() for line in settings.operator_address.split(",") if line.strip())
        return cls(settings.operator, lines, settings.operator_email, settings.operator_phone)
