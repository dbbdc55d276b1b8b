"""Notes in the margin, brought in front of the paragraphs that they stand beside."""

from collections.abc import Sequence

from corpus.reading.lines import Line, Role


def annotated(groups: Sequence[Sequence[Line]], notes: Sequence[Line]) -> list[Line]:
    """Text with each note in front of the paragraph that it stands beside."""
    lines = [item for group in groups for item in group]
    for note in reversed(_whole_notes(notes)):
        place = len(lines)
        for index, item in enumerate(lines):
            if item.role is not Role.NOTE and item.y1 - 0.3 * item.size > note[0].y0:
                place = _paragraph_start(lines, index)
                break
        lines[place:place] = [item.in_block(item.block, Role.NOTE) for item in note]
    return lines


def _whole_notes(notes: Sequence[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for item in notes:
        if groups and item.y0 - groups[-1][-1].y1 < 0.5 * item.size:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _paragraph_start(lines: Sequence[Line], index: int) -> int:
    while index > 0 and lines[index - 1].role is not Role.NOTE:
        gap = lines[index].y0 - lines[index - 1].y1
        if gap > 0.3 * lines[index].size or gap < -2 * lines[index].size:
            break
        index -= 1
    return index
