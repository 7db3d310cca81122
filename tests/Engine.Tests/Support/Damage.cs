namespace TypedModels.Engine.Tests.Support;

/// <summary>Damages bytes at random, repeatably.</summary>
internal static class Damage
{
    /// <summary>A damaged copy.</summary>
    public static byte[] Apply(byte[] bytes, Random random)
    {
        int at = random.Next(bytes.Length);
        int length = Math.Min(random.Next(1, 9), bytes.Length - at);
        byte[] copy = (byte[])bytes.Clone();
        switch (random.Next(8))
        {
            case 0:
                copy[at] ^= (byte)(1 << random.Next(8));
                return copy;
            case 1:
                copy[at] = (byte)random.Next(256);
                return copy;
            case 2 when random.Next(4) == 0:
                return copy[..at];
            case 3:
                return [.. copy[..at], .. copy[(at + length)..]];
            case 4:
                return [.. copy[..(at + length)], .. copy[at..]];
            case 5:
                copy.AsSpan(at, length).Fill(0xFF);
                return copy;
            case 6:
                // A piece of the file in the place of another: names and attributes that fit nowhere else.
                int from = random.Next(bytes.Length - length + 1);
                bytes.AsSpan(from, length).CopyTo(copy.AsSpan(at));
                return copy;
            default:
                random.NextBytes(copy.AsSpan(at, length));
                return copy;
        }
    }
}
