"""The packed transformer as an ONNX graph of one text, its matrix products in eight bits.

Only the quantised matrices lie in the graph; all other weights stay in model.safetensors alone.
"""

import json
import struct
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import GraphProto, NodeProto, TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file
from sentence_transformers import SentenceTransformer
from torch import Tensor, nn

from index.encoder import GRAPH
from index.graph import INPUT, OUTPUT

WEIGHTS = "model.safetensors"
OPSET = 17
SMALLEST = 64  # values; what has fewer is a constant of the graph, not a weight


class MeanOfWords(nn.Module):
    """The body with mean pooling and normalising, as one function of the token numbers of one text."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        body: nn.Module = model[0].auto_model  # type: ignore[assignment]
        self.body = body.float().eval()

    def forward(self, ids: Tensor) -> Tensor:
        """Return the unit vector of one text, shape (1, dimensions)."""
        words = self.body(input_ids=ids).last_hidden_state
        return nn.functional.normalize(words.mean(1), dim=1)


def write_graph(folder: Path) -> None:
    """Write the graph beside the weights of a packed transformer."""
    with tempfile.TemporaryDirectory() as place:
        exact, quantised = Path(place) / "exact.onnx", Path(place) / "quantised.onnx"
        export(folder, exact)
        quantise(exact, quantised)
        model = onnx.load(str(quantised))
    places = offsets(folder / WEIGHTS)
    rows = load_file(folder / WEIGHTS)
    refer_to_weights(model.graph, {name: rows[name] for name in places}, places)
    onnx.save(model, str(folder / GRAPH))


def export(folder: Path, graph: Path) -> None:
    """Trace the model into a graph with all its weights; how many tokens a text has is free.

    By the older of torch's two exporters: the newer takes ten times as long for the same graph.
    """
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            MeanOfWords(folder).eval(),
            (torch.ones(1, 9, dtype=torch.long),),
            str(graph),
            input_names=[INPUT],
            output_names=[OUTPUT],
            dynamic_axes={INPUT: {1: "tokens"}},
            opset_version=OPSET,
            dynamo=False,
        )


def quantise(exact: Path, quantised: Path) -> None:
    """Matrices in eight bits a weight, one scale a column; what flows through them is scaled text by text."""
    quantize_dynamic(
        exact,
        quantised,
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
        extra_options={"MatMulConstBOnly": True},
    )


def offsets(weights: Path) -> dict[str, tuple[int, int]]:
    """Where each tensor of a safetensors file begins, and its length, in bytes."""
    with weights.open("rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
    begin = 8 + length
    return {
        name: (begin + entry["data_offsets"][0], entry["data_offsets"][1] - entry["data_offsets"][0])
        for name, entry in header.items()
        if name != "__metadata__"
    }


def refer_to_weights(
    graph: GraphProto, rows: Mapping[str, np.ndarray], places: Mapping[str, tuple[int, int]]
) -> None:
    """Replace each constant that is a stored weight, as it is or turned, by a reference to the file."""
    known = {_mark(value): (name, False) for name, value in rows.items()}
    known |= {_mark(value.T): (name, True) for name, value in rows.items() if value.ndim == 2}  # noqa: PLR2004
    kept, nodes = [], []
    for constant in graph.initializer:
        value = numpy_helper.to_array(constant)
        found = known.get(_mark(value)) if value.size >= SMALLEST and value.dtype == np.float32 else None
        if found is None:
            kept.append(constant)
            continue
        name, turned = found
        kept.append(_outside(name, rows[name].shape, places[name]))
        nodes += _as_wanted(name, constant.name, turned)
    unique = {constant.name: constant for constant in kept}
    del graph.initializer[:]
    graph.initializer.extend(unique.values())
    operations = [*nodes, *graph.node]
    del graph.node[:]
    graph.node.extend(operations)


def _mark(value: np.ndarray) -> tuple[tuple[int, ...], bytes]:
    return value.shape, np.ascontiguousarray(value, dtype=np.float16).tobytes()


def _outside(name: str, shape: tuple[int, ...], place: tuple[int, int]) -> TensorProto:
    tensor = TensorProto(name=name, dims=shape, data_type=TensorProto.FLOAT16)
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in (("location", WEIGHTS), ("offset", str(place[0])), ("length", str(place[1]))):
        tensor.external_data.add(key=key, value=value)
    return tensor


def _as_wanted(stored: str, wanted: str, turned: bool) -> list[NodeProto]:
    """Nodes that make a stored half-precision weight what the graph calls `wanted`."""
    if not turned:
        return [helper.make_node("Cast", [stored], [wanted], to=TensorProto.FLOAT)]
    single = f"{wanted}.single"
    return [
        helper.make_node("Cast", [stored], [single], to=TensorProto.FLOAT),
        helper.make_node("Transpose", [single], [wanted], perm=[1, 0]),
    ]
