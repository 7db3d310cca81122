using System.Buffers.Binary;
using TypedModels.Runtime.Calls;
using TypedModels.Runtime.Loading;
using TypedModels.Tool.Models;

namespace TypedModels.Tool.Conversion;

/// <summary>Inputs of a signature that nobody recorded: the same for the same seed. Floating-point numbers lie between −1 and 1; other types stay 0, since they are often positions.</summary>
internal static class MadeUpInputs
{
    /// <summary>A value for each input slot, by the slot's name; of one row and more where the number of rows is open.</summary>
    public static IReadOnlyDictionary<string, FixedTensor> Of(SignatureBinding signature, int seed)
    {
        var random = new Random(seed);
        var values = new Dictionary<string, FixedTensor>(StringComparer.Ordinal);
        foreach (var input in signature.Inputs)
        {
            foreach (var (name, value, part) in SlotNames.Of(input.Contract).Zip(ZeroValues.Of(input, batch: 1 + seed), Enumerable.Range(0, int.MaxValue)))
            {
                values.Add(name, Fill(value, input.SlotType(part), random));
            }
        }

        return values;
    }

    private static FixedTensor Fill(FixedTensor zeros, DataType type, Random random)
    {
        if (type is not (DataType.Float or DataType.Double))
        {
            return zeros;
        }

        var bytes = new byte[zeros.Elements.Length];
        int size = DataTypes.SizeOf(type);
        for (int i = 0; i < bytes.Length; i += size)
        {
            double value = (random.NextDouble() * 2) - 1;
            if (type == DataType.Float)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i), (float)value);
            }
            else
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i), value);
            }
        }

        return new FixedTensor(zeros.Shape.ToArray(), bytes);
    }
}
