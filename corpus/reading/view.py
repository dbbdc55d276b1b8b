"""Where things stand on a page as it is displayed."""


class View:
    """The page as displayed: turns file coordinates into points from its top left corner."""

    def __init__(self, left: float, top: float, right: float, bottom: float, turn: int) -> None:
        self.left, self.top, self.right, self.bottom, self.turn = left, top, right, bottom, turn
        wide, high = abs(self.right - self.left), abs(self.top - self.bottom)
        self.width, self.height = (wide, high) if self.turn % 180 == 0 else (high, wide)

    def place(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Left, bottom, right, top in the file to x0, y0, x1, y1 on the displayed page."""
        if self.turn == 0:
            return x0 - self.left, self.top - y1, x1 - self.left, self.top - y0
        if self.turn == 90:  # noqa: PLR2004  degrees
            return y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left
        if self.turn == 180:  # noqa: PLR2004
            return self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom
        return self.top - y1, self.right - x1, self.top - y0, self.right - x0
