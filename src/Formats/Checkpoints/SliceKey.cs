using System.Text;

namespace TypedModels.Formats.Checkpoints;

/// <summary>
/// The key that a part of a partitioned tensor is stored under (<c>tensorflow/core/util/saved_tensor_slice_util.cc</c>): 0, the tensor's name, its rank, and start and
/// length of each axis, in the order-preserving code of <c>tensorflow/core/lib/strings/ordered_code.cc</c>.
/// </summary>
internal static class SliceKey
{
    // The length that stands for a whole axis.
    private const long WholeAxis = -1;

    /// <summary>The key of <paramref name="slice"/> of the tensor that is called <paramref name="name"/>.</summary>
    public static byte[] Of(string name, TensorSlice slice)
    {
        var key = new List<byte>();
        AddNumber(key, 0);
        AddText(key, Encoding.UTF8.GetBytes(name));
        AddNumber(key, (ulong)slice.Extents.Count);
        foreach (var extent in slice.Extents)
        {
            AddSigned(key, extent.Start);
            AddSigned(key, extent.Length ?? WholeAxis);
        }

        return [.. key];
    }

    /// <summary>Whether <paramref name="key"/> is one of a part, and not a tensor's name.</summary>
    public static bool IsOne(ReadOnlySpan<byte> key) => !key.IsEmpty && key[0] == 0;

    // The number of bytes, then the bytes, the highest first.
    private static void AddNumber(List<byte> key, ulong number)
    {
        int length = 0;
        while (length < sizeof(ulong) && number >> (8 * length) != 0)
        {
            length++;
        }

        key.Add((byte)length);
        for (int i = length - 1; i >= 0; i--)
        {
            key.Add((byte)(number >> (8 * i)));
        }
    }

    // 0 and 255 are followed by the other one; 0, 1 ends the text.
    private static void AddText(List<byte> key, byte[] text)
    {
        foreach (byte value in text)
        {
            key.Add(value);
            if (value is 0 or 0xFF)
            {
                key.Add((byte)~value);
            }
        }

        key.Add(0);
        key.Add(1);
    }

    // As many leading ones as there are bytes (after a sign that is turned over), then the number with its sign.
    private static void AddSigned(List<byte> key, long number)
    {
        int length = 1;
        for (ulong bits = (ulong)(number < 0 ? ~number : number) >> 6; bits != 0; bits >>= 7)
        {
            length++;
        }

        // Two bytes more than the number has: the code of the longest ones.
        Span<byte> code = stackalloc byte[sizeof(long) + 2];
        for (int i = 0; i < code.Length; i++)
        {
            int shift = 8 * (code.Length - 1 - i);
            code[i] = (byte)(number >> Math.Min(shift, 63));
        }

        code = code.Slice(code.Length - length);
        for (int bit = 0; bit < length; bit++)
        {
            code[bit / 8] ^= (byte)(0x80 >> (bit % 8));
        }

        key.AddRange(code.ToArray());
    }
}
