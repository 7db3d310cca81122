using System.Buffers.Binary;

namespace TypedModels.Engine.Tests.Support;

/// <summary>
/// Damages a protocol buffer message where it stays one: fields go, come twice, change places, and get values that are easily wrong. Bytes that can be read as a message are taken
/// for one.
/// </summary>
internal static class MessageDamage
{
    private const int MostNesting = 12;

    private static readonly ulong[] s_numbers =
        [0, 1, 2, 3, 7, 127, 128, 255, 256, int.MaxValue, 1UL << 31, uint.MaxValue, 1UL << 32, long.MaxValue, 1UL << 63, ulong.MaxValue, ulong.MaxValue - 1, 1UL << 40, 65536];

    /// <summary>A damaged copy.</summary>
    public static byte[] Apply(byte[] message, Random random) => Parse(message) is { Count: > 0 } fields ? Write(Damage(fields, random, 0)) : message;

    private static List<Field> Damage(List<Field> fields, Random random, int depth)
    {
        int at = random.Next(fields.Count);
        var field = fields[at];
        if (depth < MostNesting && field.Type == 2 && random.Next(8) > 0 && Parse(field.Bytes) is { Count: > 0 } inner)
        {
            fields[at] = field with { Bytes = Write(Damage(inner, random, depth + 1)) };
            return fields;
        }

        switch (random.Next(7))
        {
            case 0:
                fields.RemoveAt(at);
                break;
            case 1:
                fields.Insert(random.Next(fields.Count), field);
                break;
            case 2:
                int other = random.Next(fields.Count);
                (fields[at], fields[other]) = (field with { Number = fields[other].Number }, fields[other] with { Number = field.Number });
                break;
            default:
                fields[at] = Change(field, fields, random);
                break;
        }

        return fields;
    }

    private static Field Change(Field field, List<Field> fields, Random random)
    {
        switch (field.Type)
        {
            case 0:
                ulong number = random.Next(2) == 0 ? s_numbers[random.Next(s_numbers.Length)] : field.Value + (ulong)random.Next(-3, 4);
                return field with { Value = number };
            case 2:
                byte[] bytes = random.Next(4) switch
                {
                    0 => [],
                    1 => fields[random.Next(fields.Count)].Bytes,
                    2 when field.Bytes.Length > 0 => Support.Damage.Apply(field.Bytes, random),
                    _ => [.. field.Bytes, .. field.Bytes],
                };
                return field with { Bytes = bytes };
            default:
                ulong bits = random.Next(4) switch { 0 => 0, 1 => ulong.MaxValue, 2 => field.Type == 5 ? BitConverter.SingleToUInt32Bits(float.NaN) : BitConverter.DoubleToUInt64Bits(double.NaN), _ => (ulong)random.NextInt64() };
                return field with { Value = bits };
        }
    }

    // The fields of a message, or null when the bytes are none.
    private static List<Field>? Parse(ReadOnlySpan<byte> bytes)
    {
        var fields = new List<Field>();
        while (!bytes.IsEmpty)
        {
            if (!TryVarint(ref bytes, out ulong tag) || tag >> 3 is 0 or > 1000)
            {
                return null;
            }

            var field = new Field((int)(tag >> 3), (int)(tag & 7), 0, []);
            int length = field.Type switch { 1 => sizeof(ulong), 5 => sizeof(uint), _ => 0 };
            ulong value = 0;
            if (field.Type is not (0 or 1 or 2 or 5) || (field.Type is 0 or 2 && !TryVarint(ref bytes, out value)) || (field.Type == 2 && value > (ulong)bytes.Length) || length > bytes.Length)
            {
                return null;
            }

            length = field.Type == 2 ? (int)value : length;
            var content = bytes[..length];
            bytes = bytes[length..];
            fields.Add(field.Type switch
            {
                1 => field with { Value = BinaryPrimitives.ReadUInt64LittleEndian(content) },
                5 => field with { Value = BinaryPrimitives.ReadUInt32LittleEndian(content) },
                2 => field with { Bytes = content.ToArray() },
                _ => field with { Value = value },
            });
        }

        return fields;
    }

    private static bool TryVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (int i = 0; i < 10 && i < bytes.Length; i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }

        return false;
    }

    private static byte[] Write(List<Field> fields)
    {
        using var stream = new MemoryStream();
        foreach (var field in fields)
        {
            WriteVarint(stream, ((ulong)field.Number << 3) | (uint)field.Type);
            switch (field.Type)
            {
                case 0:
                    WriteVarint(stream, field.Value);
                    break;
                case 1:
                    stream.Write(BitConverter.GetBytes(field.Value));
                    break;
                case 5:
                    stream.Write(BitConverter.GetBytes((uint)field.Value));
                    break;
                default:
                    WriteVarint(stream, (ulong)field.Bytes.Length);
                    stream.Write(field.Bytes);
                    break;
            }
        }

        return stream.ToArray();
    }

    private static void WriteVarint(Stream stream, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            stream.WriteByte((byte)(value | 0x80));
        }

        stream.WriteByte((byte)value);
    }

    private sealed record Field(int Number, int Type, ulong Value, byte[] Bytes);
}
