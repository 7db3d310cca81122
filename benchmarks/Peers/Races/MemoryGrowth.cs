using System.Buffers.Text;

namespace TypedModels.Benchmarks;

/// <summary>
/// By how much the memory of this process has grown: pages that no other process shares, and those of files that were mapped since. The program that started this one has opened
/// the peers' libraries too, and what it happens to have in memory of them belongs to the peer all the same.
/// </summary>
internal sealed class MemoryGrowth
{
    private const double KilobytesPerMegabyte = 1024;

    // More than the description of all mappings takes. It is written over each time, so that looking takes no memory of its own.
    private static readonly byte[] s_text = new byte[8 << 20];

    private readonly HashSet<int> _filesBefore = [];
    private readonly double _before;

    /// <summary>Remembers what there is now.</summary>
    public MemoryGrowth()
    {
        // The first look takes what all others take again.
        _ = Look(isFirst: true);
        _before = Look(isFirst: true);
    }

    /// <summary>The growth until now.</summary>
    public double Megabytes => (Look(isFirst: false) - _before) / KilobytesPerMegabyte;

    private double Look(bool isFirst)
    {
        double kilobytes = 0;
        bool isNewFile = false;
        for (ReadOnlySpan<byte> rest = Read(); !rest.IsEmpty;)
        {
            int end = rest.IndexOf((byte)'\n');
            var line = rest[..end];
            rest = rest[(end + 1)..];
            if (line[0] is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f'))
            {
                int path = line.IndexOf((byte)'/');
                isNewFile = path >= 0 && IsNew(line[path..], isFirst);
            }
            else if (line.StartsWith("Private_"u8) || (isNewFile && line.StartsWith("Shared_"u8)))
            {
                kilobytes += Utf8Parser.TryParse(line[(line.IndexOf((byte)':') + 1)..].TrimStart((byte)' '), out long count, out _) ? count : 0;
            }
        }

        return kilobytes;
    }

    private bool IsNew(ReadOnlySpan<byte> file, bool isFirst)
    {
        var hash = default(HashCode);
        hash.AddBytes(file);
        if (isFirst)
        {
            _filesBefore.Add(hash.ToHashCode());
        }

        return !_filesBefore.Contains(hash.ToHashCode());
    }

    private static ReadOnlySpan<byte> Read()
    {
        using var file = File.OpenHandle("/proc/self/smaps");
        int length = 0;
        while (RandomAccess.Read(file, s_text.AsSpan(length), length) is > 0 and var read)
        {
            length += read;
        }

        return s_text.AsSpan(0, length);
    }
}
