namespace TypedModels.Tests;

/// <summary>Contracts that tests start from.</summary>
internal static class Contracts
{
    /// <summary>A model whose arguments are of every kind.</summary>
    public static ModelContract EveryKind { get; } = Of(new SignatureContract
    {
        Key = "serving_default",
        MethodName = "tensorflow/serving/predict",
        Inputs =
        [
            Argument("scalar", DataType.Int32, TensorShape.Scalar),
            Argument("matrix", DataType.Float, new TensorShape(-1, 4)),
            Argument("any", DataType.Half, TensorShape.Unknown),
            Argument("sparse", DataType.Double, new TensorShape(-1, -1)) with { Encoding = ArgumentEncoding.Sparse },
            Argument("ragged", DataType.String, new TensorShape(-1, -1)) with { Encoding = ArgumentEncoding.Ragged, RaggedRank = 1, RowSplitsType = DataType.Int64 },
            Argument("slices", (DataType)77, TensorShape.Unknown) with { Encoding = ArgumentEncoding.Composite, TypeSpec = "My Slices" },
            Argument("scale", DataType.Float, TensorShape.Scalar) with { Default = new DefaultValue { Shape = TensorShape.Scalar, Elements = ["0.5"] } },
            Argument("unit", DataType.String, new TensorShape(2)) with { Default = new DefaultValue { Shape = new TensorShape(2), Elements = ["\"a b\"", "base64\"/w==\""] } },
            Argument("empty", DataType.Float, new TensorShape(-1)) with { Default = new DefaultValue { Shape = new TensorShape(0) } },
            Argument("long", DataType.Float, new TensorShape(-1)) with { Default = new DefaultValue { Shape = new TensorShape(1000), Digest = "5f0c" } },
        ],
        Outputs = [Argument("scores", DataType.Float, new TensorShape(-1, 10))],
        AliasOf = "predict",
        StateChanges = ["AssignVariableOp", "RandomUniform"],
    });

    /// <summary>A contract of the given signatures.</summary>
    public static ModelContract Of(params ReadOnlySpan<SignatureContract> signatures) => new()
    {
        Model = "digits",
        Path = "models/digits",
        Tags = ["serve"],
        Signatures = ValueList.Create(signatures),
        Operations = ["MatMul", "Relu"],
    };

    /// <summary>A contract of one signature.</summary>
    public static ModelContract Of(ValueList<ArgumentContract> inputs, ValueList<ArgumentContract> outputs) => Of(new SignatureContract { Key = "predict", Inputs = inputs, Outputs = outputs });

    /// <summary>A dense argument.</summary>
    public static ArgumentContract Argument(string key, DataType type, TensorShape shape) => new() { Key = key, DataType = type, Shape = shape };
}
