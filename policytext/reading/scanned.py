"""Scanned pages and images → lines of text (OCR), by the models that the rapidocr wheel holds; nothing is fetched.

Needs policytext[ocr].
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from policytext.errors import DamagedSource, EmptySource
from policytext.reading.characters import tidy
from policytext.reading.progress import tell_page
from policytext.reading.signatures import name_binary
from policytext.text import Doubt, Source

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

LOW = 0.8
"""Confidence below which a line is doubted."""
_NEEDED = ("rapidocr", "onnxruntime")
_MODELS = {"Det": "*det*.onnx", "Cls": "*cls*.onnx", "Rec": "*rec*.onnx"}
_LEAST = 0.3
_MOST_THREADS = 4
_MOST_PIXELS = 50_000_000
_MOST_FRAMES = 1000
_MOST_DOUBTS = 20
_LONGEST_SIDE = 2000
_DETECTED_SIDE = 1280
_GAP = 1.0
_UPRIGHT = 0.75


class ScannedLine(NamedTuple):
    """A line as it was recognised: its text, how sure that is (0 to 1), and its box in pixels of the image."""

    text: str
    confidence: float
    box: tuple[float, float, float, float]
    """Left, top, right, bottom; of the image turned upright, where it lies on its side or its head."""


def is_available() -> bool:
    """Tell whether what recognition needs is installed, its models included."""
    return all(find_spec(name) is not None for name in _NEEDED) and len(_find_models()) == len(_MODELS)


def read_page_lines(image: "np.ndarray | Image") -> list[ScannedLine]:
    """Recognise the lines of a page's image, in reading order: from top to bottom, pieces of a row from the left.

    Parameters
    ----------
    image : ndarray of uint8, shape (height, width, 3), or PIL image
        An array has its colours in the order blue, green, red, as pypdfium2 renders.

    Returns
    -------
    list of ScannedLine
        Empty where there is nothing to read. Pieces of a row that stand close together are one line.
    """
    import numpy as np

    array, scale = _to_array(image)
    best = _read_upright(array, scale)
    # By the page and not, as the engine would, by the line: it takes some lines of Chinese for upside down.
    on_its_side = 2 * sum(map(_is_on_end, best)) > len(best)
    for turns in (1, 3) if on_its_side else (2,):
        if not best or _score_confidence(best) >= _UPRIGHT:
            break
        best = max(best, _read_upright(np.ascontiguousarray(np.rot90(array, turns)), scale), key=_score_confidence)
    return [line for row in _find_rows(best) for line in _join(row)]


def _read_upright(array: "np.ndarray", scale: float) -> list[ScannedLine]:
    found = _engine()(array)
    if found.txts is None or found.boxes is None or found.scores is None:
        return []
    return [
        ScannedLine(text, float(score), _frame(box, scale))
        for text, score, box in zip(found.txts, found.scores, found.boxes, strict=True)
        if text.strip()
    ]


def _score_confidence(lines: Sequence[ScannedLine]) -> float:
    """Return how sure the characters are on average; those of lines that stand on end count half."""
    size = sum(len(line.text) for line in lines)
    sure = sum(line.confidence * len(line.text) / (2 if _is_on_end(line) else 1) for line in lines)
    return sure / size if size else 0.0


def _is_on_end(line: ScannedLine) -> bool:
    left, top, right, bottom = line.box
    return len(line.text) > 1 and bottom - top > right - left


def find_low_confidence(lines: Iterable[ScannedLine], *, page: int | None) -> Iterator[Doubt]:
    """Yield a doubt for each line that was read with little confidence; `lines` are the lines of the page's text."""
    low = [(number, line) for number, line in enumerate(lines, 1) if line.confidence < LOW]
    for number, line in low[:_MOST_DOUBTS]:
        message = f"recognised with a confidence of {line.confidence:.2f} only: {line.text[:40]}"
        yield Doubt("low-confidence", message, page=page, line=number)
    if len(low) > _MOST_DOUBTS:
        message = f"{len(low) - _MOST_DOUBTS} further lines were recognised with low confidence"
        yield Doubt("low-confidence", message, page=page, line=low[_MOST_DOUBTS][0])


def parse_image(data: bytes, path: str, *, password: str | None = None) -> Source:
    """Return an image's bytes as a Source of what is recognised on it, each frame a page.

    Parameters
    ----------
    data : bytes
        The whole file: PNG, JPEG or TIFF.
    path : str
        Its name, for the Source and for messages.
    password : str, optional
        Not used: images have none.

    Raises
    ------
    DamagedSource
        If the image cannot be decoded, or is larger than any page.
    EmptySource
        If nothing is recognised on it.
    """
    if not is_available():
        raise ImportError("rapidocr or its models are missing")
    pages, doubts = [], list[Doubt]()
    for number, frame in enumerate(_find_frames(data, path), 1):
        tell_page(number)
        lines = read_page_lines(frame)
        pages.append(tidy("\n".join(line.text for line in lines)).text)
        doubts.extend(find_low_confidence(lines, page=number))
    if not any(pages):
        raise EmptySource(path, "no text is recognised on the image")
    return Source(
        path=path,
        sha256=sha256(data).hexdigest(),
        media_type="image/*",
        encoding=None,
        text="\n".join(pages),
        page_starts=tuple(accumulate((len(page) + 1 for page in pages[:-1]), initial=0)),
        doubts=tuple(doubts),
    )


def _find_frames(data: bytes, path: str) -> Iterator["Image"]:
    from PIL import Image, ImageSequence

    try:
        with Image.open(BytesIO(data)) as image:
            for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                _check_size(frame, path, number)
                yield frame.convert("RGB")
    except DamagedSource:
        raise
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        kind, reason = name_binary(data) or "an image", " ".join(str(error).split())[:120]
        raise DamagedSource(path, f"expected {kind}, but it is corrupt: {reason}") from error


def _check_size(frame: "Image", path: str, number: int) -> None:
    width, height = frame.size
    if width * height > _MOST_PIXELS or number > _MOST_FRAMES:
        reason = f"an image of {width} by {height} pixels: at most {_MOST_PIXELS:,} are read on {_MOST_FRAMES} frames"
        raise DamagedSource(path, reason, page=number)


def _to_array(image: "np.ndarray | Image") -> tuple["np.ndarray", float]:
    """Return an image as the engine wants it, no larger than it can use, and by how much it was larger."""
    import numpy as np
    from PIL.Image import fromarray

    picture = fromarray(image) if isinstance(image, np.ndarray) else image.convert("RGB")
    scale = max(1.0, max(picture.size) / _LONGEST_SIDE)
    if scale > 1:
        picture = picture.resize((max(1, round(picture.width / scale)), max(1, round(picture.height / scale))))
    array = np.asarray(picture)
    return np.ascontiguousarray(array if isinstance(image, np.ndarray) else array[:, :, ::-1]), scale


def _find_models() -> dict[str, str]:
    """Return the paths of the models in the wheel, so that the library has no reason to look elsewhere."""
    with suppress(ImportError):
        spec = find_spec("rapidocr")
        if spec is not None and spec.origin is not None:
            folder = Path(spec.origin).parent / "models"
            found = {task: sorted(folder.glob(pattern)) for task, pattern in _MODELS.items()}
            return {task: str(paths[0]) for task, paths in found.items() if paths}
    return {}


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    params: dict[str, object] = {f"{task}.model_path": path for task, path in _find_models().items()}
    # Half of the cores: threads wait for one another at work, which on a busy machine takes longer than it saves.
    count = max(1, min(_MOST_THREADS, (os.cpu_count() or 1) // 2))
    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": count for kind in ("intra", "inter")}
    quiet = {"Global.log_level": "critical", "Global.text_score": _LEAST, "Global.use_cls": False}
    # Finding lines takes the most memory, 900 MB on a page of 2,000 pixels; with these 500 MB, of the same lines.
    small = {"Det.limit_type": "max", "Det.limit_side_len": _DETECTED_SIDE, "Rec.rec_batch_num": 1}
    return RapidOCR(params=params | threads | quiet | small)


def _frame(box: Any, scale: float) -> tuple[float, float, float, float]:
    xs, ys = [scale * float(x) for x, _ in box], [scale * float(y) for _, y in box]
    return min(xs), min(ys), max(xs), max(ys)


def _find_rows(pieces: Sequence[ScannedLine]) -> list[list[ScannedLine]]:
    """Return the pieces by rows: what overlaps a row by half of its height, or more, stands on it."""
    rows: list[list[ScannedLine]] = []
    for piece in sorted(pieces, key=lambda p: p.box[1] + p.box[3]):
        middle = (piece.box[1] + piece.box[3]) / 2
        if rows and middle < rows[-1][0].box[3] and rows[-1][0].box[1] < middle:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.box[0]) for row in rows]


def _join(row: Sequence[ScannedLine]) -> Iterator[ScannedLine]:
    """Yield the pieces of a row, those that stand close together as one, its confidence that of the worst."""
    joined = row[0]
    for piece in row[1:]:
        if piece.box[0] - joined.box[2] < _GAP * (joined.box[3] - joined.box[1]):
            left, top, right, bottom = joined.box
            box = (left, min(top, piece.box[1]), max(right, piece.box[2]), max(bottom, piece.box[3]))
            joined = ScannedLine(joined.text + piece.text, min(joined.confidence, piece.confidence), box)
        else:
            yield joined
            joined = piece
    yield joined
