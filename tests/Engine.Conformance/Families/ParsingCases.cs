using TypedModels.Engine.Conformance.Cases;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Conformance.Families;

/// <summary><c>tf.train.Example</c>: the field numbers are those of <c>example.proto</c> and <c>feature.proto</c>.</summary>
internal sealed class ParsingCases : CaseFamily
{
    protected override void AddCases()
    {
        var whole = Example(("f", Floats(1, 2.5f)), ("i", Integers(7)), ("s", Bytes("x", "yz")));
        var other = Example(("f", Floats(3, 4)), ("i", Integers(-1)), ("s", Bytes("")), ("unknown", Floats(9)));
        var sparse = Example(("f", Floats(5, 6)));
        foreach (var texts in new[] { Value.Of([2], whole, other), Value.Of([1], whole), Value.Of([0]), Value.Of([2], whole, sparse), Value.Of([1], [0x0A, 0x50, 1]), Value.Of([1], Example(("f", Integers(1, 2)), ("i", Integers(1)))), Value.Of([1], Example(("f", Floats(1)))) })
        {
            AddBatch(texts, []);
        }

        AddBatch(Value.Of([2], whole, other), ["first", "second"]);
        foreach (byte[] text in new[] { whole, other, sparse, [0x0A, 0x50, 1], [] })
        {
            Add("ParseSingleExample", [Value.Of([], text), new[] { Vector(DataType.Float, 8, 9), Longs(5) }],
                ("num_sparse", 1), ("sparse_keys", new[] { "s" }), ("dense_keys", new[] { "f", "i" }), ("sparse_types", new[] { DataType.String }), ("dense_shapes", new[] { new TensorShape(2), new TensorShape(1) }));
        }
    }

    private void AddBatch(Value texts, string[] names)
    {
        foreach (bool hasDefaults in new[] { false, true })
        {
            Value[] defaults = hasDefaults ? [Vector(DataType.Float, 8, 9), Longs(5)] : [Empty(DataType.Float, 0), Empty(DataType.Int64, 0)];
            Add("ParseExample", [texts, Texts(names), new[] { Text("s") }, new[] { Text("f"), Text("i") }, defaults],
                ("sparse_types", new[] { DataType.String }), ("dense_shapes", new[] { new TensorShape(2), new TensorShape(1) }));
            Add("ParseExampleV2", [texts, Texts(names), Texts("s"), Texts("f", "i"), Texts(), defaults],
                ("num_sparse", 1), ("sparse_types", new[] { DataType.String }), ("ragged_value_types", Array.Empty<DataType>()), ("ragged_split_types", Array.Empty<DataType>()),
                ("dense_shapes", new[] { new TensorShape(2), new TensorShape(1) }));
            Add("ParseExampleV2", [texts, Texts(names), Texts(), Texts("f", "i"), Texts("s"), defaults],
                ("num_sparse", 0), ("sparse_types", Array.Empty<DataType>()), ("ragged_value_types", new[] { DataType.String }), ("ragged_split_types", new[] { DataType.Int32 }),
                ("dense_shapes", new[] { new TensorShape(2), new TensorShape(1) }));
        }
    }

    private static byte[] Example(params ReadOnlySpan<(string Key, WireWriter Feature)> features)
    {
        var map = new WireWriter();
        foreach (var (key, feature) in features)
        {
            map.Message(1, new WireWriter().Text(1, key).Message(2, feature));
        }

        return new WireWriter().Message(1, map).ToArray();
    }

    private static WireWriter Bytes(params ReadOnlySpan<string> values)
    {
        var list = new WireWriter();
        foreach (string value in values)
        {
            list.Text(1, value);
        }

        return new WireWriter().Message(1, list);
    }

    private static WireWriter Floats(params ReadOnlySpan<float> values)
    {
        var list = new WireWriter();
        foreach (float value in values)
        {
            list.Float(1, value);
        }

        return new WireWriter().Message(2, list);
    }

    private static WireWriter Integers(params ReadOnlySpan<long> values) => new WireWriter().Message(3, new WireWriter().Packed(1, values));
}
