"""The transformer student: the teacher's body under German word embeddings."""

from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.func import functional_call
from torch.nn import functional
from transformers import BertConfig, BertModel

from index.training.ahead import ahead
from index.training.batches import Batches, PairBatch, ParallelBatch
from index.training.hardware import device, fast_precision
from index.training.loop import Plan, train
from index.training.losses import distance, info_nce
from index.training.tokenizer import PADDING, SPECIALS, framed

NCE_WEIGHT = 0.2
SENTENCE_TOKENS, PASSAGE_TOKENS = 48, 64
CHUNK_TOKENS = {"cpu": 4096, "cuda": 65536}
BATCH, PAIR_BATCH, ANCHOR_BATCH = 384, 80, 192
STAGE_1 = Plan("transformer distillation", steps=1050, warmup=20, decay=250, keep_every=20)
STAGE_2 = Plan("transformer retrieval", steps=350, warmup=15, decay=200, keep_every=20)
EMBEDDING_RATE, BODY_RATE, RATE_2_SHARE = 1e-3, 1e-4, 0.6


class TransformerStudent(nn.Module):
    """A BERT body, mean pooling and unit length, as all-MiniLM has them."""

    def __init__(self, tokenizer: Tokenizer, teacher: Path, embeddings: Tensor) -> None:
        super().__init__()
        self.tokenizer = framed(tokenizer)
        self.body = german_body(teacher, embeddings)
        self.precision = fast_precision()

    def forward(self, texts: list[str], longest: int) -> Tensor:
        """Return unit vectors of shape (texts, 384) of the first `longest` tokens of each text.

        Texts of about equal length go through the body together. The words are looked up once for all:
        each look-up costs a gradient as large as the whole table.
        """
        found = [each.ids for each in self.tokenizer.encode_batch_fast(texts)]
        cut = [ids if len(ids) <= longest else [*ids[: longest - 1], ids[-1]] for ids in found]
        order = sorted(range(len(cut)), key=lambda place: len(cut[place]))
        target = self.body.device
        runs = chunks(order, [len(ids) for ids in cut], CHUNK_TOKENS[target.type])
        flat = torch.tensor([number for place in order for number in cut[place]]).to(target)
        words = self.body.embeddings.word_embeddings(flat)
        parts = words.split([sum(len(cut[place]) for place in run) for run in runs])
        halves = {
            name: weight.to(self.precision)
            for name, weight in self.body.named_parameters()
            if weight is not self.body.embeddings.word_embeddings.weight
        }
        vectors = [
            self.encode(part, [len(cut[place]) for place in run], halves)
            for run, part in zip(runs, parts, strict=True)
        ]
        return torch.cat(vectors)[torch.tensor(order).argsort().to(target)]

    def encode(self, words: Tensor, lengths: list[int], halves: dict[str, Tensor]) -> Tensor:
        """Encode the joined word embeddings of texts of about equal length, in bf16 where that is fast.

        The weights are cast once a step, not at each use as autocast does; the optimiser keeps fp32.
        """
        padded = nn.utils.rnn.pad_sequence(list(torch.split(words, lengths)), batch_first=True)
        mask = (torch.arange(max(lengths))[None, :] < torch.tensor(lengths)[:, None]).to(words.device)
        inputs = {"inputs_embeds": padded.to(self.precision), "attention_mask": mask.long()}
        states = functional_call(self.body, halves, kwargs=inputs).last_hidden_state
        means = (states.float() * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        return functional.normalize(means, dim=1)


def chunks(order: list[int], lengths: list[int], most: int) -> list[list[int]]:
    """Cut places sorted by length into runs of at most `most` padded tokens each."""
    runs: list[list[int]] = [[]]
    for place in order:
        if (len(runs[-1]) + 1) * lengths[place] > most and runs[-1]:
            runs.append([])
        runs[-1].append(place)
    return runs


def german_body(teacher: Path, embeddings: Tensor) -> BertModel:
    """Load the teacher's body without dropout and put in German word embeddings, shape (pieces, 384)."""
    config = BertConfig.from_pretrained(teacher)
    config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0
    # The fused attention of torch 2.13 is several times slower backwards on a CPU than the plain one.
    attention = "sdpa" if device().type == "cuda" else "eager"
    body: BertModel = BertModel.from_pretrained(
        teacher, config=config, add_pooling_layer=False, attn_implementation=attention, dtype=torch.float32
    )
    body.embeddings.word_embeddings = nn.Embedding(len(embeddings), embeddings.shape[1])
    body.embeddings.word_embeddings.weight.data.copy_(embeddings)
    body.config.vocab_size, body.config.pad_token_id = len(embeddings), SPECIALS.index(PADDING)
    return body


def distil_transformer(student: TransformerStudent, batches: Batches, folder: Path, workers: int) -> None:
    """Train stage 1, into the teacher's space, or load it from the folder."""

    def draw(step: int) -> ParallelBatch:
        return batches.parallel(step, BATCH)

    with ahead(draw, workers) as drawn:

        def loss(step: int) -> Tensor:
            batch = drawn(step)
            return distillation(student(batch.texts, SENTENCE_TOKENS), batches.targets(batch), batch.twins)

        train(student, adam(student, 1.0), loss, STAGE_1, folder / "transformer-1.pt")


def teach_transformer(student: TransformerStudent, batches: Batches, folder: Path, workers: int) -> None:
    """Train stage 2, German retrieval anchored in the teacher's space."""

    def draw(step: int) -> tuple[PairBatch, ParallelBatch]:
        return batches.pair(step, PAIR_BATCH), batches.parallel(STAGE_1.steps + step, ANCHOR_BATCH)

    with ahead(draw, workers) as drawn:

        def loss(step: int) -> Tensor:
            pairs, anchor = drawn(step)
            texts = [*pairs.queries, *pairs.passages, *anchor.texts]
            sizes = [PAIR_BATCH, PAIR_BATCH, ANCHOR_BATCH]
            queries, passages, anchored = student(texts, PASSAGE_TOKENS).split(sizes)
            found = info_nce(queries, passages, pairs.groups)
            return found + distillation(anchored, batches.targets(anchor), anchor.twins)

        train(student, adam(student, RATE_2_SHARE), loss, STAGE_2, folder / "transformer-2.pt")


def adam(student: TransformerStudent, share: float) -> torch.optim.Optimizer:
    """Make the optimiser: new embeddings learn ten times faster than the teacher's body."""
    words = student.body.embeddings.word_embeddings.weight
    body = [weight for weight in student.body.parameters() if weight is not words]
    groups = [
        {"params": [words], "lr": EMBEDDING_RATE * share},
        {"params": body, "lr": BODY_RATE * share},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def distillation(vectors: Tensor, targets: Tensor, twins: list[int]) -> Tensor:
    """Pull German vectors to the teacher's of their English twins (Reimers and Gurevych 2020)."""
    wanted = targets.to(vectors.device)
    return distance(vectors, wanted) + NCE_WEIGHT * info_nce(vectors, wanted, twins)
