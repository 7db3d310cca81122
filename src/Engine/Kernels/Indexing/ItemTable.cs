using System.Numerics;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>The first of each kind of equal items: a hash table in memory that is given to it.</summary>
internal readonly ref struct ItemTable
{
    private const int MostItems = 1 << 29;

    // Zero is an empty place.
    private readonly Span<int> _places;

    /// <param name="context">The call whose scratch memory it uses.</param>
    /// <param name="count">The most items.</param>
    public ItemTable(KernelContext context, int count)
    {
        if (count > MostItems)
        {
            throw OperationException.ResourceExhausted($"{count} items are more than the {MostItems} among which equal ones can be found.");
        }

        _places = context.Scratch<int>((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(count * 2, 16)));
        _places.Clear();
    }

    /// <summary>The first item that equals one, or −1 when there is none yet; then it is the first itself when <paramref name="adds"/> says so.</summary>
    public int Find<TItems>(in TItems items, int item, bool adds)
        where TItems : struct, IItems
    {
        int mask = _places.Length - 1;
        for (int place = (int)(items.Hash(item) & (uint)mask); ; place = (place + 1) & mask)
        {
            int held = _places[place] - 1;
            if (held < 0)
            {
                if (adds)
                {
                    _places[place] = item + 1;
                }

                return -1;
            }

            if (items.AreEqual(held, item))
            {
                return held;
            }
        }
    }
}
