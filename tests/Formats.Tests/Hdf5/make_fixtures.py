"""Makes the files in Fixtures with h5py 3.7 (HDF5 1.10.8): one dataset or group for each way in which HDF5 stores things.

Numbers count up from 0 in every dataset (`values`), so that tests need no table of what is expected; the files are compressed, since most of what is in them is room that HDF5 left free. Run in this folder: python3 make_fixtures.py
"""
import gzip
import os

import numpy as np
import h5py

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Fixtures")


def values(shape, dtype):
    return (np.arange(int(np.prod(shape))) % 100).reshape(shape).astype(dtype)


def open_file(name, **options):
    return h5py.File(os.path.join(FOLDER, name), "w", **options)


def types(file):
    for name in ("i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8"):
        for order, prefix in (("<", "little"), (">", "big")):
            file.create_dataset(f"{prefix}_{name}", data=values((3, 4), order + name))
    bfloat16 = h5py.h5t.IEEE_F32LE.copy()
    bfloat16.set_fields(15, 7, 8, 0, 7)
    bfloat16.set_size(2)
    bfloat16.set_ebias(127)
    space = h5py.h5s.create_simple((3,))
    dataset = h5py.h5d.create(file.id, b"bfloat16", bfloat16, space)
    dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array([1, 2, 3], dtype="<f4"))
    file.create_dataset("truth", data=np.array([True, False, True]))
    file.create_dataset("choice", data=np.array([1, 2, 1], dtype="<i2"), dtype=h5py.enum_dtype({"red": 1, "green": 2}, basetype="<i2"))
    file.create_dataset("scalar", data=np.float32(7))
    file.create_dataset("nothing", data=h5py.Empty("f4"))
    file.create_dataset("no_rows", data=np.zeros((0, 4), "f4"))
    file.create_dataset("unwritten", shape=(2, 3), dtype="i4", fillvalue=9)
    file.create_dataset("unwritten_zeros", shape=(2, 3), dtype="i4")
    compact = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    compact.set_layout(h5py.h5d.COMPACT)
    dataset = h5py.h5d.create(file.id, b"compact", h5py.h5t.STD_I32LE, h5py.h5s.create_simple((2, 3)), compact)
    dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, values((2, 3), "<i4"))
    file["named_type"] = np.dtype("<i2")
    file.create_dataset("of_named_type", data=values((5,), "<i2"), dtype=file["named_type"])


def texts(file):
    file.create_dataset("variable", data=["one", "", "drei", "vier\u00e4"], dtype=h5py.string_dtype())
    file.create_dataset("variable_chunked", data=["a", "bb", "ccc"], dtype=h5py.string_dtype(), chunks=(2,), compression="gzip")
    file.create_dataset("zero_padded", data=np.array([b"ab", b"abcd", b""], dtype="S4"))
    for name, padding in ((b"zero_ended", h5py.h5t.STR_NULLTERM), (b"space_padded", h5py.h5t.STR_SPACEPAD)):
        kind = h5py.h5t.C_S1.copy()
        kind.set_size(6)
        kind.set_strpad(padding)
        dataset = h5py.h5d.create(file.id, name, kind, h5py.h5s.create_simple((2,)))
        dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array([b"ab\0xyz" if b"zero" in name else b"ab    ", b"q c   "], dtype="S6"), kind)
    file.attrs["text"] = "one text"
    file.attrs["texts"] = np.array(["dense/kernel:0", "dense/bias:0"], dtype=object)
    file.attrs["fixed_texts"] = np.array([b"kernel", b"bias"])
    file.attrs["fixed_text"] = np.bytes_(b"fixed")
    file.attrs["no_texts"] = np.zeros((0,), "f8")
    file.attrs["number"] = np.int64(-5)
    file.attrs["numbers"] = np.array([1.5, 2.5], ">f4")
    file.attrs["truth"] = True
    file.attrs["empty"] = h5py.Empty("f4")


def refused(file):
    file.create_dataset("compound", data=np.zeros(2, dtype=[("a", "i4"), ("b", "f4")]))
    file.create_dataset("opaque", data=np.zeros(2, dtype="V5"))
    file.create_dataset("array", (2,), dtype=np.dtype(("<i4", (3,))))
    file.create_dataset("reference", data=np.array([file.ref], dtype=h5py.ref_dtype), dtype=h5py.ref_dtype)
    lists = file.create_dataset("lists", (2,), dtype=h5py.vlen_dtype("i4"))
    lists[0] = [1, 2]
    file.create_dataset("lzf", data=values((100,), "i4"), chunks=(50,), compression="lzf")
    file.create_dataset("scale_offset", data=values((100,), "i4"), chunks=(50,), scaleoffset=8)
    file["elsewhere"] = h5py.ExternalLink("other.h5", "/a")
    other = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    other.set_external(b"other.bin", 0, 24)
    h5py.h5d.create(file.id, b"external", h5py.h5t.STD_I32LE, h5py.h5s.create_simple((6,)), other)
    try:
        layout = h5py.VirtualLayout(shape=(4,), dtype="i4")
        layout[:] = h5py.VirtualSource("other.h5", "a", shape=(4,))
        file.create_virtual_dataset("virtual", layout)
    except (ValueError, TypeError):
        pass


def chunks(file):
    data = values((7, 10), "<i4")
    file.create_dataset("plain", data=data, chunks=(3, 4))
    file.create_dataset("single", data=data, chunks=(7, 10))
    file.create_dataset("single_deflated", data=data, chunks=(7, 10), compression="gzip")
    file.create_dataset("deflated", data=data, chunks=(3, 4), compression="gzip", shuffle=True, fletcher32=True)
    file.create_dataset("checked", data=data, chunks=(3, 4), fletcher32=True)
    file.create_dataset("bounded", data=data, chunks=(3, 4), maxshape=(20, 30))
    file.create_dataset("growing", data=data, chunks=(3, 4), maxshape=(None, 10))
    file.create_dataset("growing_deflated", data=data, chunks=(3, 4), maxshape=(None, 10), compression="gzip")
    file.create_dataset("growing_second", data=data, chunks=(3, 4), maxshape=(9, None))
    file.create_dataset("growing_both", data=data, chunks=(3, 4), maxshape=(None, None))
    file.create_dataset("growing_both_deflated", data=data, chunks=(3, 4), maxshape=(None, None), compression="gzip", shuffle=True)
    file.create_dataset("big_endian", data=values((7, 10), ">f8"), chunks=(3, 4), compression="gzip", shuffle=True)
    early = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    early.set_chunk((3, 4))
    early.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
    dataset = h5py.h5d.create(file.id, b"early", h5py.h5t.STD_I32LE, h5py.h5s.create_simple((7, 10)), early)
    dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, data)
    for name, options in (("sparse", {}), ("sparse_growing", {"maxshape": (None, 10)}), ("sparse_growing_both", {"maxshape": (None, None)})):
        sparse = file.create_dataset(name, shape=(7, 10), dtype="i4", chunks=(3, 4), fillvalue=-1, **options)
        sparse[4, 5] = 8
    shrunk = file.create_dataset("shrunk", data=data, chunks=(3, 4), maxshape=(None, None))
    shrunk.resize((5, 6))
    low = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    low.set_chunk((5,))
    low.set_deflate(6)
    low.set_filter(h5py.h5z.FILTER_SHUFFLE, h5py.h5z.FLAG_OPTIONAL)
    dataset = h5py.h5d.create(file.id, b"masked", h5py.h5t.STD_I32LE, h5py.h5s.create_simple((10,)), low)
    dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, values((10,), "<i4"))
    dataset.write_direct_chunk((5,), values((10,), "<i4")[5:].tobytes(), 3)


def many_chunks(file):
    file.create_dataset("fixed_pages", data=values((1100,), "u1"), chunks=(1,))
    file.create_dataset("growing_pages", data=values((600,), "u1"), chunks=(1,), maxshape=(None,))
    file.create_dataset("deep_tree", data=values((30, 40), "u1"), chunks=(1, 1), maxshape=(None, None))
    sparse = file.create_dataset("sparse_pages", shape=(5000,), dtype="u1", chunks=(1,), fillvalue=7)
    sparse[4500] = 1
    sparse = file.create_dataset("sparse_growing_pages", shape=(70000,), dtype="u1", chunks=(1,), fillvalue=7, maxshape=(None,))
    sparse[69000] = 1


def groups(file, count):
    large = file.create_group("large")
    layer = large.create_group("layer_000")
    layer.create_dataset("kernel", data=values((3,), "<i4"))
    for i in range(1, count):
        large[f"layer_{i:03d}"] = layer
    file.create_dataset("a/b/c", data=values((3,), "<i4"))
    file["a/soft"] = h5py.SoftLink("b/c")
    file["a/absolute"] = h5py.SoftLink("/a/b")
    file["a/dangling"] = h5py.SoftLink("nowhere")
    file["a/circle"] = h5py.SoftLink("/a/other_circle")
    file["a/other_circle"] = h5py.SoftLink("circle")
    file["a/b/parent"] = file["a"]
    file["layers\\dense"] = file["a/b"]
    file.create_group("empty")
    attributes = file["a"].attrs
    for i in range(20):
        attributes[f"attribute_{i:02d}"] = i
    file["a/b"].attrs["after"] = "x" * 3000


def long_attributes(file):
    file.attrs["long"] = np.array([b"n" * 100] * 700)
    file.attrs["middle"] = np.array([b"m" * 100] * 30)


for library in ("earliest", "latest"):
    libver = (library, "v110" if library == "latest" else "latest")
    for make in (types, texts, chunks):
        with open_file(f"{make.__name__}_{library}.h5", libver=libver) as file:
            make(file)
    with open_file(f"groups_{library}.h5", libver=libver) as file:
        groups(file, 300 if library == "earliest" else 120)
with open_file("refused.h5") as file:
    refused(file)
with open_file("many_chunks.h5", libver=("v110", "v110")) as file:
    many_chunks(file)
with open_file("long_attributes.h5", libver=("v110", "v110")) as file:
    long_attributes(file)
for name, library in (("user_block.h5", "earliest"), ("user_block_latest.h5", "v110")):
    with open_file(name, userblock_size=1024, libver=(library, "latest")) as file:
        file.create_dataset("a", data=values((3,), "<i4"))
    with open(os.path.join(FOLDER, name), "r+b") as raw:
        raw.write(b"user's own bytes")
creation = h5py.h5p.create(h5py.h5p.FILE_CREATE)
creation.set_sizes(4, 4)
with h5py.File(h5py.h5f.create(os.path.join(FOLDER, "narrow.h5").encode(), h5py.h5f.ACC_TRUNC, creation)) as file:
    file.create_dataset("a/b", data=values((3,), "<i4"))
    file.create_dataset("chunked", data=values((7, 10), "<i4"), chunks=(3, 4), compression="gzip")
    file.attrs["texts"] = np.array(["one", "two"], dtype=object)

for name in sorted(os.listdir(FOLDER)):
    if name.endswith(".h5"):
        path = os.path.join(FOLDER, name)
        with open(path, "rb") as raw, open(path + ".gz", "wb") as compressed:
            compressed.write(gzip.compress(raw.read(), mtime=0))
        os.remove(path)
