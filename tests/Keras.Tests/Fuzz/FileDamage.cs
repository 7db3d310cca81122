namespace TypedModels.Keras.Tests.Fuzz;

/// <summary>Damages bytes, repeatably.</summary>
internal static class FileDamage
{
    private const int MostBytes = 16;

    /// <summary>A copy that is damaged in a few places.</summary>
    public static byte[] Apply(byte[] bytes, Random random)
    {
        byte[] damaged = bytes;
        for (int round = random.Next(1, 4); round > 0 && damaged.Length > 0; round--)
        {
            damaged = Once(damaged, random);
        }

        return damaged;
    }

    private static byte[] Once(byte[] bytes, Random random)
    {
        // What a file says of itself is mostly at its beginning or at its end.
        int at = random.Next(3) switch { 0 => random.Next(Math.Min(4096, bytes.Length)), 1 => bytes.Length - 1 - random.Next(Math.Min(4096, bytes.Length)), _ => random.Next(bytes.Length) };
        int length = Math.Min(random.Next(1, MostBytes), bytes.Length - at);
        var copy = (byte[])bytes.Clone();
        switch (random.Next(7))
        {
            case 0:
                copy[at] ^= (byte)(1 << random.Next(8));
                return copy;
            case 1:
                return copy[..at];
            case 2:
                return [.. copy[..at], .. copy[(at + length)..]];
            case 3:
                int from = random.Next(bytes.Length);
                int taken = Math.Min(random.Next(1, 2000), Math.Min(bytes.Length - at, bytes.Length - from));
                bytes.AsSpan(from, taken).CopyTo(copy.AsSpan(at));
                return copy;
            case 4:
                copy.AsSpan(at, length).Fill(random.Next(2) == 0 ? (byte)0xff : (byte)0);
                return copy;
            case 5:
                copy[at] = (byte)random.Next(256);
                return copy;
            default:
                random.NextBytes(copy.AsSpan(at, length));
                return copy;
        }
    }
}
