using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TypedModels.Engines;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Sparse;

public class RaggedVariantTests
{
    private static readonly long[] s_outer = [0, 2, 3];
    private static readonly long[] s_inner = [0, 1, 1, 4];
    private static readonly float[] s_values = [1, 2, 3, 4];

    /// <summary>[[[1], []], [[2, 3, 4]]] into variants and back: as one, and as one a row, which the way back puts together again.</summary>
    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    [InlineData(true, -1)]
    public void ARaggedTensorComesBackFromVariants(bool isBatch, int inputRank)
    {
        var model = new EngineModel
        {
            Name = "ragged",
            Source = "memory",
            GraphDef = Graph(isBatch, inputRank),
            Signatures =
            [
                new EngineSignature(
                    "run",
                    [new("outer:0", DataType.Int64), new("inner:0", DataType.Int64), new("values:0", DataType.Float)],
                    [new("decode:0", DataType.Int64), new("decode:1", DataType.Int64), new("decode:2", DataType.Float)]),
            ],
        };
        using var session = new ManagedEngine().Open(model, new ModelOptions(), _ => { }, CancellationToken.None);
        using var frame = session.CreateFrame(0);
        Feed(frame, 0, s_outer);
        Feed(frame, 1, s_inner);
        Feed(frame, 2, s_values);
        frame.Run(default);
        Assert.Equal(s_outer, Fetch<long>(frame, 0));
        Assert.Equal(s_inner, Fetch<long>(frame, 1));
        Assert.Equal(s_values, Fetch<float>(frame, 2));
    }

    private static byte[] Graph(bool isBatch, int inputRank)
    {
        var graph = new WireWriter();
        foreach (var (name, type) in ((string, DataType)[])[("outer", DataType.Int64), ("inner", DataType.Int64), ("values", DataType.Float)])
        {
            graph.Message(1, new WireWriter().Text(1, name).Text(2, "Placeholder").Message(5, Attribute("dtype", new WireWriter().Varint(6, (long)type))));
        }

        var encode = new WireWriter().Text(1, "encode").Text(2, "RaggedTensorToVariant").Text(3, "outer").Text(3, "inner").Text(3, "values")
            .Message(5, Attribute("RAGGED_RANK", new WireWriter().Varint(3, 2)))
            .Message(5, Attribute("Tvalues", new WireWriter().Varint(6, (long)DataType.Float)))
            .Message(5, Attribute("batched_input", new WireWriter().Bool(5, isBatch)));
        var decode = new WireWriter().Text(1, "decode").Text(2, "RaggedTensorFromVariant").Text(3, "encode")
            .Message(5, Attribute("input_ragged_rank", new WireWriter().Varint(3, inputRank)))
            .Message(5, Attribute("output_ragged_rank", new WireWriter().Varint(3, 2)))
            .Message(5, Attribute("Tvalues", new WireWriter().Varint(6, (long)DataType.Float)));
        return graph.Message(1, encode).Message(1, decode).Message(4, new WireWriter().Varint(1, 1882)).ToArray();
    }

    private static WireWriter Attribute(string name, WireWriter value) => new WireWriter().Text(1, name).Message(2, value);

    private static void Feed<T>(CallFrame frame, int slot, T[] values)
        where T : unmanaged =>
        MemoryMarshal.AsBytes<T>(values).CopyTo(MemoryMarshal.CreateSpan(ref frame.Input(slot, [values.Length]), values.Length * Unsafe.SizeOf<T>()));

    private static T[] Fetch<T>(CallFrame frame, int slot)
        where T : unmanaged
    {
        int length = (int)frame.OutputShape(slot)[0];
        return MemoryMarshal.Cast<byte, T>(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AsRef(in frame.Output(slot)), length * Unsafe.SizeOf<T>())).ToArray();
    }
}
