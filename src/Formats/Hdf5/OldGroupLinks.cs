using System.Text;

namespace TypedModels.Formats.Hdf5;

/// <summary>The links of a group of the older kind: symbol tables (<c>SNOD</c>) at the leaves of a tree (<c>TREE</c>) that is ordered by name, the names in a heap (<c>HEAP</c>).</summary>
internal sealed class OldGroupLinks(Hdf5Bytes bytes, long treeAddress, long heapAddress) : GroupLinks
{
    private LocalHeap? _heap;

    private LocalHeap Heap => _heap ??= LocalHeap.Read(bytes, heapAddress);

    /// <inheritdoc/>
    public override IReadOnlyList<GroupLink> All()
    {
        var links = new List<GroupLink>();
        var heap = Heap;
        long left = heap.Length;
        foreach (var table in Tables(_ => true))
        {
            for (int i = 0; i < table.Count; i++)
            {
                links.Add(table.LinkAt(i, heap));

                // Each name is in the heap once, so that together they are not longer.
                left -= links[links.Count - 1].Name.Length;
                if (left < 0)
                {
                    throw bytes.Damaged($"The names in the group are longer than the {heap.Length} bytes that they are stored in");
                }
            }
        }

        return links;
    }

    /// <inheritdoc/>
    public override GroupLink? Find(string name)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(name);
        var heap = Heap;
        foreach (var table in Tables(node => Compare(heap, node.FirstKey, wanted) < 0 && Compare(heap, node.LastKey, wanted) >= 0))
        {
            if (table.Find(wanted, heap) is { } link)
            {
                return link;
            }
        }

        return null;
    }

    private static int Compare(LocalHeap heap, long key, byte[] wanted) => heap.NameAt(key).Span.SequenceCompareTo(wanted);

    // The keys of a child: the last name before its first, and its last name.
    private IEnumerable<SymbolTable> Tables(Func<(long FirstKey, long LastKey), bool> isWanted)
    {
        var walk = new BlockWalk(bytes);
        var left = new Stack<(long Address, int? Level)>();
        left.Push((treeAddress, null));
        while (left.Count > 0)
        {
            var (address, level) = left.Pop();
            if (level is -1)
            {
                yield return SymbolTable.Read(bytes, address, walk);
                continue;
            }

            var node = OldTreeNode.Read(bytes, address, OldTreeNode.Groups, bytes.LengthSize, level, walk);
            for (int i = node.Count - 1; i >= 0; i--)
            {
                if (isWanted((node.CountAt(i), node.CountAt(i + 1))))
                {
                    left.Push((node.ChildAt(i), node.Level - 1));
                }
            }
        }
    }
}
