namespace TypedModels.Engine.Kernels.Parsing;

/// <summary>Finds the numbers of keys.</summary>
internal sealed class KeyIndex
{
    private readonly Dictionary<ReadOnlyMemory<byte>, int> _numbers = new(ByteComparer.Instance);

    /// <summary>Gives a key the next number, or that which it has already.</summary>
    public int Add(ReadOnlyMemory<byte> key)
    {
        if (!_numbers.TryGetValue(key, out int number))
        {
            number = _numbers.Count;
            _numbers.Add(key, number);
        }

        return number;
    }

    /// <summary>How many different keys there are.</summary>
    public int Count => _numbers.Count;

    /// <summary>The number of a key, or −1.</summary>
    public int Find(ReadOnlyMemory<byte> key) => _numbers.GetValueOrDefault(key, -1);

    private sealed class ByteComparer : IEqualityComparer<ReadOnlyMemory<byte>>
    {
        public static ByteComparer Instance { get; } = new();

        public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode(ReadOnlyMemory<byte> obj)
        {
            var hash = default(HashCode);
            hash.AddBytes(obj.Span);
            return hash.ToHashCode();
        }
    }
}
