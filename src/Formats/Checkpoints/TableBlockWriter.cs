using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Checkpoints;

/// <summary>Writes a block of a table (<c>tensorflow/core/lib/io/block_builder.cc</c>): entries that leave out what their keys share with the one before, then the positions of those that do not.</summary>
/// <param name="restartInterval">How many entries apart those are whose keys are whole.</param>
internal sealed class TableBlockWriter(int restartInterval)
{
    private readonly List<int> _restarts = [0];
    private WireWriter _entries = new(capacity: 1024);
    private byte[] _lastKey = [];
    private int _sinceRestart;

    /// <summary>Whether nothing was added.</summary>
    public bool IsEmpty => _entries.Written.IsEmpty;

    /// <summary>The bytes of the block, were it finished now.</summary>
    public int Length => _entries.Written.Length + ((_restarts.Count + 1) * sizeof(uint));

    /// <summary>The number of bytes that both keys begin with.</summary>
    public static int CountShared(byte[] left, byte[] right)
    {
        int shared = 0;
        while (shared < left.Length && shared < right.Length && left[shared] == right[shared])
        {
            shared++;
        }

        return shared;
    }

    /// <summary>Adds an entry, whose key comes after all before it.</summary>
    public void Add(byte[] key, ReadOnlySpan<byte> value)
    {
        int shared = 0;
        if (_sinceRestart < restartInterval)
        {
            shared = CountShared(_lastKey, key);
        }
        else
        {
            _restarts.Add(_entries.Written.Length);
            _sinceRestart = 0;
        }

        _entries.Number((ulong)shared).Number((ulong)(key.Length - shared)).Number((ulong)value.Length).Fields(key.AsSpan(shared)).Fields(value);
        _lastKey = key;
        _sinceRestart++;
    }

    /// <summary>The block; the next one starts empty.</summary>
    public WireWriter Finish()
    {
        var block = _entries;
        foreach (int restart in _restarts)
        {
            block.Fields(BitConverter.GetBytes(restart));
        }

        block.Fields(BitConverter.GetBytes(_restarts.Count));
        _entries = new WireWriter(capacity: 1024);
        _restarts.Clear();
        _restarts.Add(0);
        _lastKey = [];
        _sinceRestart = 0;
        return block;
    }
}
