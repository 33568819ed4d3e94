"""The tree of RFC 9162 §2.1: published vectors, the RFC's own recursive definition, bits flipped."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.ledger import merkle
from mingjian.ledger.merkle import Frontier, HashName
from mingjian.terms import BadInput

SHA256, SM3 = HashName.SHA256, HashName.SM3

# The eight leaves Certificate Transparency projects test with, and the published roots of 0 to 8 of them.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = [  # index, size, path: published with the leaves
    (
        0,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        1,
        5,
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]
CONSISTENCY = [  # old, new, path
    (
        1,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        6,
        8,
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
    (
        6,
        7,
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
]

LARGEST = 130


def from_hex(path):
    return [bytes.fromhex(node) for node in path]


# The RFC's definitions word for word, slow and on lists: the second opinion.


def naive_split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def naive_root(data, name=SHA256):
    if not data:
        return hashlib.new(name.value, b"").digest()
    if len(data) == 1:
        return hashlib.new(name.value, b"\x00" + data[0]).digest()
    k = naive_split(len(data))
    return hashlib.new(name.value, b"\x01" + naive_root(data[:k], name) + naive_root(data[k:], name)).digest()


def naive_path(m, data):
    if len(data) == 1:
        return []
    k = naive_split(len(data))
    if m < k:
        return [*naive_path(m, data[:k]), naive_root(data[k:])]
    return [*naive_path(m - k, data[k:]), naive_root(data[:k])]


def naive_subproof(m, data, whole):
    if m == len(data):
        return [] if whole else [naive_root(data)]
    k = naive_split(len(data))
    if m <= k:
        return [*naive_subproof(m, data[:k], whole), naive_root(data[k:])]
    return [*naive_subproof(m - k, data[k:], False), naive_root(data[:k])]


def grown(data, name=SHA256):
    """Frontier, stored nodes and all roots of a log that took in `data`."""
    frontier, nodes = Frontier(), {}
    roots = [frontier.root(name)]
    for item in data:
        frontier, made = frontier.append(merkle.leaf_hash(item, name), name)
        nodes |= made
        roots.append(frontier.root(name))
    return frontier, nodes, roots


DATA = [f"第{number}条".encode() for number in range(LARGEST)]
FRONTIER, NODES, ALL_ROOTS = grown(DATA)
LEAF = [merkle.leaf_hash(item, SHA256) for item in DATA]


@pytest.mark.parametrize("size", range(9))
def test_the_published_roots_of_nought_to_eight_leaves(size):
    assert merkle.root((merkle.leaf_hash(leaf, SHA256) for leaf in LEAVES[:size]), SHA256).hex() == ROOTS[size]


@pytest.mark.parametrize("index, size, path", INCLUSION)
def test_the_published_inclusion_proofs(index, size, path):
    _, nodes, _ = grown(LEAVES)
    assert merkle.inclusion_proof(nodes, index, size, SHA256) == from_hex(path)


@pytest.mark.parametrize("old, new, path", CONSISTENCY)
def test_the_published_consistency_proofs(old, new, path):
    _, nodes, _ = grown(LEAVES)
    assert merkle.consistency_proof(nodes, old, new, SHA256) == from_hex(path)
    assert merkle.verify_consistency(
        old, new, bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[new]), from_hex(path), SHA256
    )


def test_sm3_is_the_function_of_the_national_standard():
    # GB/T 32905-2016, annex A, first example: SM3("abc").
    assert merkle.digest(SM3, b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_an_interpreter_without_sm3_says_so_and_names_the_way_out(monkeypatch):
    def lacking(name, data=b""):
        raise ValueError(f"unsupported hash type {name}")

    monkeypatch.setattr(merkle.hashlib, "new", lacking)
    with pytest.raises(BadInput) as refused:
        merkle.digest(SM3, b"abc")
    (said,) = refused.value.lines
    assert "SM3" in said.zh
    assert "请改用" in said.zh
    assert "use a Python" in said.en


@given(st.lists(st.binary(max_size=8), max_size=LARGEST), st.sampled_from(HashName))
@settings(max_examples=25, deadline=None)
def test_root_and_frontier_agree_with_the_recursive_definition(data, name):
    frontier, nodes, roots = grown(data, name)
    assert frontier.root(name) == naive_root(data, name) == merkle.root_at(nodes, len(data), name)
    half = len(data) // 2
    assert roots[half] == naive_root(data[:half], name) == merkle.root_at(nodes, half, name)


def test_every_root_up_to_130_leaves():
    assert [naive_root(DATA[:size]) for size in range(LARGEST + 1)] == ALL_ROOTS


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_proofs_agree_with_the_recursive_definition(draw):
    size = draw.draw(st.integers(1, LARGEST))
    index = draw.draw(st.integers(0, size - 1))
    assert merkle.inclusion_proof(NODES, index, size, SHA256) == naive_path(index, DATA[:size])
    assert merkle.consistency_proof(NODES, index + 1, size, SHA256) == naive_subproof(index + 1, DATA[:size], True)


def test_every_inclusion_and_consistency_proof_up_to_130_leaves_holds():
    for size in range(1, LARGEST + 1):
        for index in range(size):
            path = merkle.inclusion_proof(NODES, index, size, SHA256)
            assert merkle.verify_inclusion(LEAF[index], index, size, path, ALL_ROOTS[size], SHA256)
            path = merkle.consistency_proof(NODES, index + 1, size, SHA256)
            assert merkle.verify_consistency(index + 1, size, ALL_ROOTS[index + 1], ALL_ROOTS[size], path, SHA256)


def flipped(value, bit):
    changed = bytearray(value)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_one_flipped_bit_in_path_root_leaf_or_index_is_refused(draw):
    size = draw.draw(st.integers(2, LARGEST))
    index = draw.draw(st.integers(0, size - 1))
    path = merkle.inclusion_proof(NODES, index, size, SHA256)
    parts = [LEAF[index], ALL_ROOTS[size], *path]
    which = draw.draw(st.integers(0, len(parts) - 1))
    parts[which] = flipped(parts[which], draw.draw(st.integers(0, 255)))
    leaf, root, *changed = parts
    assert not merkle.verify_inclusion(leaf, index, size, changed, root, SHA256)
    other = index ^ (1 << draw.draw(st.integers(0, 20)))
    assert not merkle.verify_inclusion(LEAF[index], other, size, path, ALL_ROOTS[size], SHA256)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_one_flipped_bit_in_a_consistency_proof_or_either_root_is_refused(draw):
    new = draw.draw(st.integers(2, LARGEST))
    old = draw.draw(st.integers(1, new - 1))
    path = merkle.consistency_proof(NODES, old, new, SHA256)
    parts = [ALL_ROOTS[old], ALL_ROOTS[new], *path]
    which = draw.draw(st.integers(0, len(parts) - 1))
    parts[which] = flipped(parts[which], draw.draw(st.integers(0, 255)))
    old_root, new_root, *changed = parts
    assert not merkle.verify_consistency(old, new, old_root, new_root, changed, SHA256)


def test_a_path_too_short_too_long_or_turned_round_is_refused():
    for size in range(3, 40):
        for index in range(size):
            path = merkle.inclusion_proof(NODES, index, size, SHA256)
            root = ALL_ROOTS[size]
            wrong = [path[:-1], path[1:], [*path, root], [root, *path]]
            wrong += [path[::-1]] if len(path) > 1 else []
            for other in wrong:
                assert not merkle.verify_inclusion(LEAF[index], index, size, other, root, SHA256)
    for new in range(3, 40):
        for old in range(1, new):
            path = merkle.consistency_proof(NODES, old, new, SHA256)
            for other in ([], path[:-1], path[1:], [*path, path[0]], [path[0], *path]):
                assert not merkle.verify_consistency(old, new, ALL_ROOTS[old], ALL_ROOTS[new], other, SHA256), (
                    old,
                    new,
                )


def test_equal_sizes_want_equal_roots_and_no_path():
    root, other = ALL_ROOTS[5], ALL_ROOTS[6]
    assert merkle.consistency_proof(NODES, 5, 5, SHA256) == []
    assert merkle.verify_consistency(5, 5, root, root, [], SHA256)
    assert not merkle.verify_consistency(5, 5, root, other, [], SHA256)
    assert not merkle.verify_consistency(5, 5, root, root, [root], SHA256)


@pytest.mark.parametrize("old, new", [(0, 0), (0, 5), (6, 5), (-1, 5)])
def test_a_consistency_that_proves_nothing_or_runs_backward_is_refused(old, new):
    assert not merkle.verify_consistency(old, new, ALL_ROOTS[5], ALL_ROOTS[5], [], SHA256)
    with pytest.raises(BadInput):
        merkle.consistency_proof(NODES, old, new, SHA256)


@pytest.mark.parametrize("index, size", [(0, 0), (5, 5), (-1, 5)])
def test_an_index_outside_the_log_is_refused(index, size):
    assert not merkle.verify_inclusion(LEAF[0], index, size, [], ALL_ROOTS[1], SHA256)
    with pytest.raises(BadInput):
        merkle.inclusion_proof(NODES, index, size, SHA256)


@pytest.mark.parametrize("size, hashes", [(3, 1), (0, 1), (-1, 1), (4, 2)])
def test_a_damaged_head_row_is_refused(size, hashes):
    with pytest.raises(BadInput):
        Frontier(size, (b"x" * 32,) * hashes)


def test_a_proof_reads_no_more_nodes_than_the_logarithm_allows():
    class Counted(dict):
        reads = 0

        def __getitem__(self, key):
            Counted.reads += 1
            return super().__getitem__(key)

    nodes = Counted(NODES)
    for index in range(LARGEST):
        Counted.reads = 0
        merkle.inclusion_proof(nodes, index, LARGEST, SHA256)
        assert Counted.reads <= 2 * LARGEST.bit_length()
        Counted.reads = 0
        merkle.consistency_proof(nodes, index + 1, LARGEST, SHA256)
        assert Counted.reads <= 2 * LARGEST.bit_length()


def test_an_inner_node_passed_off_as_a_leaf_or_a_small_tree_as_a_large_one_is_refused():
    assert not merkle.verify_inclusion(ALL_ROOTS[2], 0, 2, [], ALL_ROOTS[2], SHA256)
    assert not merkle.verify_inclusion(NODES[1, 0], 0, 4, [NODES[1, 1]], ALL_ROOTS[4], SHA256)
    path = merkle.consistency_proof(NODES, 2, 4, SHA256)
    assert merkle.verify_consistency(2, 4, ALL_ROOTS[2], ALL_ROOTS[4], path, SHA256)
    assert not merkle.verify_consistency(2, 8, ALL_ROOTS[2], ALL_ROOTS[4], path, SHA256)
