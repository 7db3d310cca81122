using System.Text;
using TypedModels.Engine.Conformance.Cases;
using TypedModels.Runtime.Calls;

namespace TypedModels.Engine.Conformance.Models;

/// <summary>Makes up the inputs of one call. The seed is the call: every process makes the same.</summary>
/// <param name="model">The model's name.</param>
/// <param name="signature">What is called.</param>
/// <param name="number">The number of the call. The first ones are edges: no rows, one row, all zeros.</param>
internal sealed class RandomInputs(string model, SignatureContract signature, int number)
{
    private static readonly double[] s_edges = [0, -0.0, 1, -1, 0.5, 1e-40, -1e-40, 1e-30, 1e30, -1e30, float.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private static readonly byte[][] s_texts =
    [
        [], "a"u8.ToArray(), "the quick brown fox"u8.ToArray(), "na\u00efve caf\u00e9 \u2615"u8.ToArray(), [0xFF, 0xFE, 0x41], "12"u8.ToArray(), "-3.5e2"u8.ToArray(), " padded\t"u8.ToArray(), "x,y,,z"u8.ToArray(), "GREAT movie, I loved it!"u8.ToArray(),
    ];

    // Where every whole number is as good as any other; elsewhere they are sizes, positions and numbers of rounds.
    private static readonly string[] s_wholeRange = ["ops/binary", "ops/unary", "ops/cast", "dtypes"];

    private readonly Random _random = new(Seed(model, signature.Key, number));
    private readonly int _batch = number switch { 0 => 1, 1 => 0, 2 => 2, _ => -1 };

    /// <summary>A value for each slot.</summary>
    public FixedTensor[] Make()
    {
        long batch = _batch >= 0 ? _batch : _random.Next(1, 6);
        return [.. signature.Inputs.SelectMany(input => Make(input, batch))];
    }

    private IEnumerable<FixedTensor> Make(ArgumentContract input, long batch)
    {
        long[] shape = Lengths(input.Shape, batch);
        switch (input.Encoding)
        {
            case ArgumentEncoding.Sparse:
                long[] open = [.. shape.Select(length => Math.Max(1, length))];
                int count = _random.Next(0, 4);
                long[][] indices = [.. Enumerable.Range(0, count).Select(_ => open.Select(length => _random.NextInt64(length)).ToArray()).DistinctBy(index => string.Join(',', index)).OrderBy(index => string.Join(',', index.Select(i => i.ToString("D9", null))), StringComparer.Ordinal)];
                yield return Of(input.DataType, [indices.Length]);
                yield return Of(indices.SelectMany(index => index).ToArray(), [indices.Length, shape.Length]);
                yield return Of(open, [open.Length]);
                break;
            case ArgumentEncoding.Ragged:
                throw new NotSupportedException($"{model}: no ragged arguments are made up.");
            default:
                yield return Of(input.DataType, shape);
                break;
        }
    }

    private long[] Lengths(TensorShape shape, long batch)
    {
        if (!shape.HasRank)
        {
            return [.. Enumerable.Range(0, _random.Next(0, 4)).Select(_ => (long)_random.Next(1, 4))];
        }

        return [.. shape.Dimensions.Select((length, axis) => length != TensorShape.UnknownDimension ? length : axis == 0 ? batch : number == 3 ? 1 : _random.Next(1, 9))];
    }

    private FixedTensor Of(DataType type, long[] shape)
    {
        int count = checked((int)shape.Aggregate(1L, (product, length) => product * length));
        if (type == DataType.String)
        {
            return new FixedTensor(shape, [.. Enumerable.Range(0, count).Select(_ => s_texts[_random.Next(s_texts.Length)])]);
        }

        var numbers = new double[count];
        int kind = number == 0 ? 0 : 1 + _random.Next(4);
        for (int i = 0; i < count; i++)
        {
            numbers[i] = Number(type, kind);
        }

        return new FixedTensor(shape, Value.Of(type, shape, numbers).Bytes);
    }

    private double Number(DataType type, int kind) => type switch
    {
        DataType.Bool => _random.Next(2),
        DataType.Float or DataType.Double or DataType.Half or DataType.BFloat16 or DataType.Complex64 or DataType.Complex128 => kind switch
        {
            0 => 0,
            1 => _random.NextDouble(),
            2 => Normal(),
            3 => Normal() * 100,
            _ => _random.Next(8) == 0 ? s_edges[_random.Next(s_edges.Length)] : Normal(),
        },
        DataType.UInt8 or DataType.QUInt8 => kind == 0 ? 0 : _random.Next(256),
        _ when s_wholeRange.Contains(model) && kind == 4 => _random.Next(3) switch { 0 => long.MinValue, 1 => long.MaxValue, _ => _random.Next(-3, 4) },
        _ => kind switch { 0 => 0, 1 => _random.Next(3), 2 => _random.Next(10), _ => _random.Next(-3, 40) },
    };

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private static FixedTensor Of(long[] numbers, long[] shape) => new(shape, System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray());

    // FNV-1a: the hash of a string differs from process to process.
    private static int Seed(string model, string key, int number)
    {
        uint hash = 2166136261;
        foreach (byte value in Encoding.UTF8.GetBytes($"{model}/{key}/{number}"))
        {
            hash = (hash ^ value) * 16777619;
        }

        return (int)hash;
    }
}
