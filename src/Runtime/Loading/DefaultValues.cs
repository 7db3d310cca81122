using TypedModels.Formats.Graphs;
using TypedModels.Formats.SavedModels;
using TypedModels.Runtime.Calls;

namespace TypedModels.Runtime.Loading;

/// <summary>The values of inputs that may be left out, as the model itself holds them.</summary>
internal static class DefaultValues
{
    /// <summary>The default of each input of <paramref name="signature"/> that has one, by key.</summary>
    public static IReadOnlyDictionary<string, FixedTensor> Read(MetaGraphDocument metaGraph, SignatureContract signature) =>
        Find(metaGraph, signature).ToDictionary(value => value.Key, value => ToFixed(value.Value), StringComparer.Ordinal);

    /// <summary>The same as the file holds them.</summary>
    public static IReadOnlyDictionary<string, TensorDocument> Find(MetaGraphDocument metaGraph, SignatureContract signature)
    {
        var defaults = metaGraph.Signatures.First(candidate => candidate.Key == signature.Key).Defaults;
        return signature.Inputs.Where(input => input.Default is not null).ToDictionary(input => input.Key, input => defaults[input.Key], StringComparer.Ordinal);
    }

    /// <summary>The value of <paramref name="tensor"/>.</summary>
    public static FixedTensor ToFixed(TensorDocument tensor)
    {
        long[] shape = [.. tensor.Shape.Dimensions];
        return tensor.DataType == DataType.String
            ? new FixedTensor(shape, TensorElements.ToTexts(tensor).Select(text => text.ToArray()).ToArray())
            : new FixedTensor(shape, TensorElements.ToBytes(tensor));
    }
}
