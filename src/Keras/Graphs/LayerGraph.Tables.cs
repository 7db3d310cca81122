using System.Buffers.Binary;
using TypedModels.Formats;
using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Graphs;

internal sealed partial class LayerGraph
{
    /// <summary>Adds a table that is filled once, before the first call, and that no call changes.</summary>
    /// <param name="keys">The keys: a vector.</param>
    /// <param name="values">The value of each key.</param>
    /// <returns>The table's handle.</returns>
    /// <exception cref="ModelFormatException">The graph is a function's body, which has no tables of its own.</exception>
    public GraphTensor Table(GraphTensor keys, GraphTensor values)
    {
        if (IsFunction)
        {
            throw KerasFault.Unsupported("it looks words or numbers up in a table, and is called for each step of a sequence");
        }

        // Tables of one name are one table.
        string name = Names.Take("table");
        var table = Node("HashTableV2").Fixed(name).With("key_dtype", keys.DataType).With("value_dtype", values.DataType).With("shared_name", name).With("container", "").Output();
        Initialisers.Add(Node("InitializeTableV2").Named("fill_table").Input(table).Input(keys).Input(values).Add());
        return table;
    }

    /// <summary>What a table has for keys, in their shape; another value for those that it does not have.</summary>
    public GraphTensor Find(GraphTensor table, GraphTensor keys, GraphTensor otherwise) => Node("LookupTableFindV2").Input(table).Input(keys).Input(otherwise).Output();

    /// <summary>A vector of int64, whichever they are.</summary>
    public GraphTensor LongIntegers(IReadOnlyList<long> values)
    {
        var bytes = new byte[values.Count * sizeof(long)];
        for (int i = 0; i < values.Count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), values[i]);
        }

        return Constant(DataType.Int64, new TensorShape(values.Count), bytes);
    }

    /// <summary>A scalar of int64, whichever it is.</summary>
    public GraphTensor LongInteger(long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Constant(DataType.Int64, TensorShape.Scalar, bytes);
    }

    /// <summary>A value that is only there when a condition holds; else the call fails and says why.</summary>
    /// <param name="value">The value.</param>
    /// <param name="condition">The condition: a scalar of bool.</param>
    /// <param name="otherwise">What the call says when it does not hold.</param>
    public GraphTensor Require(GraphTensor value, GraphTensor condition, string otherwise)
    {
        string check = Node("Assert").Input(condition).Input([Text(otherwise)]).With("summarize", 3L).Add();
        return Node("Identity").Input(value).WaitFor(check).Output();
    }
}
