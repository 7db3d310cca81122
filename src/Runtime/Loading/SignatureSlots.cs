using TypedModels.Engines;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Runtime.Loading;

/// <summary>Takes an argument apart into the dense tensors that carry it.</summary>
internal static class SignatureSlots
{
    /// <summary>The tensors of <paramref name="argument"/>: itself; or values, indices and dense shape; or values and row splits, outermost first.</summary>
    public static IReadOnlyList<EngineTensor> Of(ArgumentContract argument, TensorInfoDocument info) => argument.Encoding switch
    {
        ArgumentEncoding.Sparse => OfSparse(argument, info),
        ArgumentEncoding.Ragged => OfRagged(argument, info.Composite!),
        _ => [new EngineTensor(info.Name, argument.DataType)],
    };

    private static IReadOnlyList<EngineTensor> OfSparse(ArgumentContract argument, TensorInfoDocument info)
    {
        var parts = info.Sparse ?? Parts(info.Composite!);
        return
        [
            new EngineTensor(parts.Values, argument.DataType),
            new EngineTensor(parts.Indices, DataType.Int64),
            new EngineTensor(parts.DenseShape, DataType.Int64),
        ];
    }

    // A composite of class SPARSE lists indices, values and dense shape (SparseTensorSpec._to_components).
    private static SparseDocument Parts(CompositeDocument composite) =>
        new(composite.Components[1].Name, composite.Components[0].Name, composite.Components[2].Name);

    private static IReadOnlyList<EngineTensor> OfRagged(ArgumentContract argument, CompositeDocument composite) =>
    [
        new EngineTensor(composite.Components[0].Name, argument.DataType),
        .. composite.Components.Skip(1).Select(splits => new EngineTensor(splits.Name, argument.RowSplitsType)),
    ];
}
