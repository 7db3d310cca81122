using TypedModels.Formats.Graphs;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Formats.Extraction;

/// <summary>Makes the contract of an argument.</summary>
internal static class ArgumentExtractor
{
    /// <summary>The contract of the argument <paramref name="key"/> of a signature.</summary>
    public static ArgumentContract Extract(SignatureDefDocument signature, string key, TensorInfoDocument info, bool isInput)
    {
        if (info.TensorNames.Any(name => name.Length == 0) || !info.TensorNames.Any())
        {
            throw Error(ExtractionError.BadArgument, $"{signature.Key}: the {(isInput ? "input" : "output")} {key} names no tensor", "Export the model again");
        }

        var argument = new ArgumentContract { Key = key, DataType = info.DataType.Value(), Shape = info.Shape };
        if (info.Sparse is not null)
        {
            argument = argument with { Encoding = ArgumentEncoding.Sparse };
        }
        else if (info.Composite is { } composite)
        {
            argument = IsRagged(composite)
                ? argument with { Encoding = ArgumentEncoding.Ragged, RaggedRank = (int)composite.Spec.RaggedRank, RowSplitsType = composite.Spec.RowSplitsType }
                : argument with { Encoding = ArgumentEncoding.Composite, TypeSpec = composite.Spec.ToString() };
        }

        bool hasDefault = signature.Defaults.TryGetValue(key, out var value);
        return isInput && hasDefault ? argument with { Default = ExtractDefault(signature, argument, value!) } : argument;
    }

    /// <summary>The type of the values, whether the graph holds them or a reference to them (TensorFlow 1's variables, whose types are numbered from 100).</summary>
    public static DataType Value(this DataType type) => type > (DataType)100 ? type - 100 : type;

    private static bool IsRagged(CompositeDocument composite) =>
        composite is { Spec: { Class: TypeSpecClass.Ragged, RaggedRank: > 0, RowSplitsType: DataType.Int32 or DataType.Int64 } } && composite.Components.Count - 1 == composite.Spec.RaggedRank;

    private static DefaultValue ExtractDefault(SignatureDefDocument signature, ArgumentContract argument, TensorDocument value)
    {
        string name = $"{signature.Key}: the default of {argument.Key}";
        if (value.DataType != argument.DataType || argument.Encoding != ArgumentEncoding.Dense)
        {
            throw Error(ExtractionError.BadDefault, $"{name} is {value.DataType.ToWord()}, the input {argument.DataType.ToWord()}", "Export the model with a default of the input's type");
        }

        if (!Fits(value.Shape, argument.Shape))
        {
            throw Error(ExtractionError.BadDefault, $"{name} is {value.Shape}, the input {argument.Shape}", "Export the model with a default of the input's shape");
        }

        return DefaultLiterals.Of(value);
    }

    private static bool Fits(TensorShape value, TensorShape declared)
    {
        if (!declared.HasRank || !value.HasRank)
        {
            return value.HasRank;
        }

        return value.Rank == declared.Rank
            && value.Dimensions.Zip(declared.Dimensions, (actual, expected) => expected == TensorShape.UnknownDimension || actual == expected).All(fits => fits);
    }

    private static ModelFormatException Error(ExtractionError error, string problem, string remedy) => new(new ModelProblem(error, null, problem, remedy));
}
