namespace TypedModels.Tests;

/// <summary>Damages bytes at random, repeatably.</summary>
internal static class Damage
{
    /// <summary>A damaged copy.</summary>
    public static byte[] Apply(byte[] bytes, Random random, out string how)
    {
        int at = random.Next(bytes.Length);
        int length = Math.Min(random.Next(1, 9), bytes.Length - at);
        var copy = (byte[])bytes.Clone();
        switch (random.Next(7))
        {
            case 0:
                int bit = random.Next(8);
                copy[at] ^= (byte)(1 << bit);
                how = $"bit {bit} of byte {at} turned over";
                return copy;
            case 1:
                copy[at] = (byte)random.Next(256);
                how = $"byte {at} set to {copy[at]}";
                return copy;
            case 2:
                how = $"cut after {at} bytes";
                return copy[..at];
            case 3:
                how = $"{length} bytes taken out at {at}";
                return [.. copy[..at], .. copy[(at + length)..]];
            case 4:
                how = $"{length} bytes doubled at {at}";
                return [.. copy[..(at + length)], .. copy[at..]];
            case 5:
                copy.AsSpan(at, length).Fill(0xff);
                how = $"{length} bytes set to 255 at {at}";
                return copy;
            default:
                random.NextBytes(copy.AsSpan(at, length));
                how = $"{length} bytes made up at {at}";
                return copy;
        }
    }
}
