namespace TypedModels.Engine.Text;

/// <summary>Base64 with <c>-</c> and <c>_</c> (RFC 4648 §5), padded or not.</summary>
internal static class WebSafeBase64
{
    private const byte Invalid = 0xff;

    private static readonly byte[] s_values = MakeValues();

    private static ReadOnlySpan<byte> Alphabet => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8;

    /// <summary>Appends the code of some bytes.</summary>
    public static void Encode(ReadOnlySpan<byte> bytes, bool isPadded, ByteBuffer output)
    {
        for (; bytes.Length >= 3; bytes = bytes[3..])
        {
            AppendCode((bytes[0] << 16) | (bytes[1] << 8) | bytes[2], 4, output);
        }

        if (bytes.Length > 0)
        {
            AppendCode((bytes[0] << 16) | (bytes.Length > 1 ? bytes[1] << 8 : 0), bytes.Length + 1, output);
            if (isPadded)
            {
                output.Append("=="u8[..(3 - bytes.Length)]);
            }
        }
    }

    /// <summary>Appends the bytes of a code; padding may be there or not.</summary>
    /// <returns>False when it has a character that does not belong there.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> code, ByteBuffer output)
    {
        // As TensorFlow: padding is looked for only where the last group would need it.
        if (code.Length % 4 == 0 && code.EndsWith("="u8))
        {
            code = code.EndsWith("=="u8) ? code[..^2] : code[..^1];
        }

        for (; code.Length >= 4; code = code[4..])
        {
            if (!TryRead(code[..4], out int group))
            {
                return false;
            }

            output.Append((byte)(group >> 16));
            output.Append((byte)(group >> 8));
            output.Append((byte)group);
        }

        if (code.IsEmpty)
        {
            return true;
        }

        if (code.Length == 1 || !TryRead(code, out int last))
        {
            return false;
        }

        output.Append((byte)(last >> 16));
        if (code.Length == 3)
        {
            output.Append((byte)(last >> 8));
        }

        return true;
    }

    private static void AppendCode(int group, int characters, ByteBuffer output)
    {
        for (int i = 0; i < characters; i++)
        {
            output.Append(Alphabet[(group >> (18 - (6 * i))) & 0x3f]);
        }
    }

    private static bool TryRead(ReadOnlySpan<byte> code, out int group)
    {
        group = 0;
        for (int i = 0; i < code.Length; i++)
        {
            byte value = s_values[code[i]];
            if (value == Invalid)
            {
                return false;
            }

            group |= value << (18 - (6 * i));
        }

        return true;
    }

    private static byte[] MakeValues()
    {
        byte[] values = new byte[256];
        values.AsSpan().Fill(Invalid);
        for (int i = 0; i < Alphabet.Length; i++)
        {
            values[Alphabet[i]] = (byte)i;
        }

        return values;
    }
}
