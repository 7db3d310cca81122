namespace TypedModels.Tests.Support;

/// <summary>Makes the parts of contracts.</summary>
internal static class TestContract
{
    /// <summary>A dense argument; −1 is an unknown dimension.</summary>
    public static ArgumentContract Argument(string key, DataType type, params long[] shape) => new() { Key = key, DataType = type, Shape = new TensorShape(shape) };

    /// <summary>A dense argument of any rank.</summary>
    public static ArgumentContract AnyRank(string key, DataType type) => new() { Key = key, DataType = type, Shape = TensorShape.Unknown };

    /// <summary>A sparse argument.</summary>
    public static ArgumentContract Sparse(string key, DataType type, params long[] shape) => Argument(key, type, shape) with { Encoding = ArgumentEncoding.Sparse };

    /// <summary>A ragged argument.</summary>
    public static ArgumentContract Ragged(string key, DataType type, int levels, DataType splits, params long[] shape) =>
        Argument(key, type, shape) with { Encoding = ArgumentEncoding.Ragged, RaggedRank = levels, RowSplitsType = splits };

    /// <summary>An argument with a default, spelled as contracts do.</summary>
    public static ArgumentContract WithDefault(this ArgumentContract argument, TensorShape shape, params string[] literals) =>
        argument with { Default = new DefaultValue { Shape = shape, Elements = literals.ToValueList() } };

    public static SignatureContract Signature(string key, IEnumerable<ArgumentContract> inputs, IEnumerable<ArgumentContract> outputs) =>
        new() { Key = key, Inputs = inputs.ToValueList(), Outputs = outputs.ToValueList() };
}
