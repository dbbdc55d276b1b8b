import torch

from index.training.batches import Batches
from index.training.losses import distance, info_nce, with_rivals


def test_a_step_draws_the_same_batch_every_time(batches: Batches):
    assert batches.parallel(3, 8).texts == batches.parallel(3, 8).texts
    assert batches.pair(3, 8).queries == batches.pair(3, 8).queries
    assert batches.pair(3, 8).queries != batches.pair(4, 8).queries


def test_half_of_a_parallel_batch_are_sentences(batches: Batches):
    texts = batches.parallel(1, 40).texts
    assert all(len(text.split()) >= 5 for text in texts[:20])
    assert all(len(text.split()) <= 2 for text in texts[20:])


def test_synonyms_share_one_target_and_are_no_negatives(batches: Batches):
    batch = batches.parallel(1, 400)
    assert len(set(batch.twins)) < 400
    first = torch.tensor(batch.twins) == batch.twins[0]
    targets = batches.targets(batch)
    assert torch.equal(targets[first][0], targets[first][-1])


def test_topics_are_partly_framed_as_questions(batches: Batches):
    queries = batches.pair(1, 100).queries
    framed = sum(len(query.split()) > 1 for query in queries)
    assert 40 <= framed <= 90


def test_contrast_is_small_for_right_and_large_for_wrong_twins():
    vectors = torch.eye(4)
    groups = [0, 1, 2, 3]
    assert info_nce(vectors, vectors, groups) < 0.01
    assert info_nce(vectors, vectors.roll(1, 0), groups) > 5


def test_rows_of_one_group_are_no_negatives():
    left, right = torch.eye(2)[[0, 0]], torch.eye(2)[[0, 0]]
    assert info_nce(left, right, [0, 1]) > 0.5
    assert info_nce(left, right, [0, 0]) < 0.01


def test_distance_is_one_minus_the_cosine():
    assert distance(torch.eye(2), torch.eye(2)).item() == 0
    assert distance(torch.eye(2), torch.eye(2).roll(1, 0)).item() == 1


def test_each_written_question_is_drawn_once_before_any_comes_again(batches: Batches):
    drawn = [batches.asked(step, 5) for step in range(4)]
    passages = [passage for batch in drawn for passage in batch.passages]
    assert (len(passages), len(set(passages))) == (20, 20)
    assert batches.asked(4, 5).passages != drawn[0].passages


def test_a_rival_belongs_to_another_group_than_the_passage(batches: Batches):
    batch = batches.asked(0, 20)
    assert len(batch.rivals) == 20
    assert all(own != other for own, other in zip(batch.groups, batch.owners, strict=True))


def test_a_rival_counts_against_a_query_unless_it_is_of_its_group():
    vectors = torch.eye(2)
    rival = vectors[:1]
    apart = with_rivals(vectors, vectors, rival, [0, 1], [2])
    kin = with_rivals(vectors, vectors, rival, [0, 1], [0])
    assert apart > 0.1
    assert kin < 0.01
