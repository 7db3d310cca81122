using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Tables;

/// <summary>Checks what tables are given.</summary>
internal static class TableTypes
{
    /// <summary>Refuses keys or values of other types than the table's.</summary>
    public static void Require(LookupTable table, Tensor keys, DataType valueType)
    {
        if (keys.Type != table.Definition.KeyType)
        {
            throw OperationException.InvalidArgument($"Key must be type {table.Definition.KeyType.ToWord()} but got {keys.Type.ToWord()}");
        }

        if (valueType != table.Definition.ValueType)
        {
            throw OperationException.InvalidArgument($"Value must be type {table.Definition.ValueType.ToWord()} but got {valueType.ToWord()}");
        }
    }

    /// <summary>Refuses values that are not one for each key.</summary>
    public static void RequireValues(LookupTable table, Tensor keys, Tensor values)
    {
        Require(table, keys, values.Type);
        var expected = Shape.Concat(keys.Shape.Lengths, table.Definition.ValueShape.Lengths);
        if (values.Shape != expected)
        {
            throw OperationException.InvalidArgument($"Expected shape {expected} for value, got {values.Shape}");
        }
    }
}
