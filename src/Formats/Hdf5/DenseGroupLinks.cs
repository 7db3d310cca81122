namespace TypedModels.Formats.Hdf5;

/// <summary>The links of a large group of the newer kind: messages in a heap, found by a tree that is ordered by the hash of their names.</summary>
internal sealed class DenseGroupLinks(Hdf5Bytes bytes, long heapAddress, long treeAddress) : GroupLinks
{
    private const int HeapIdLength = 7;

    /// <inheritdoc/>
    public override IReadOnlyList<GroupLink> All() => [.. Read(NewTree.Read(bytes, treeAddress, NewTree.LinkNames, sizeof(uint) + HeapIdLength).Records())];

    /// <inheritdoc/>
    public override GroupLink? Find(string name)
    {
        uint hash = Lookup3.Hash(System.Text.Encoding.UTF8.GetBytes(name));
        return Read(NewTree.Read(bytes, treeAddress, NewTree.LinkNames, sizeof(uint) + HeapIdLength).Records(record => HashOf(record).CompareTo(hash))).FirstOrDefault(link => link.Name == name);
    }

    private IEnumerable<GroupLink> Read(IEnumerable<ReadOnlyMemory<byte>> records)
    {
        var heap = FractalHeap.Read(bytes, heapAddress);
        foreach (var record in records)
        {
            yield return LinkMessage.Read(heap.Find(record.Slice(sizeof(uint), HeapIdLength), "link"));
        }
    }

    private static uint HashOf(ReadOnlyMemory<byte> record) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(record.Span);
}
