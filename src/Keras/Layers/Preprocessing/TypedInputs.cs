using TypedModels.Formats;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing;

/// <summary>What layers are given in the type that they work with, where that makes sense.</summary>
internal static class TypedInputs
{
    /// <summary>Numbers in a type.</summary>
    /// <exception cref="ModelFormatException">They are texts, or complex.</exception>
    public static GraphTensor Numbers(LayerGraph graph, GraphTensor input, DataType type) => input.DataType is DataType.String or DataType.Complex64 or DataType.Complex128
        ? throw KerasFault.Damaged($"it takes numbers and is given {input.DataType.ToWord()}")
        : graph.Cast(input, type);

    /// <summary>Whole numbers, of int32 or int64.</summary>
    /// <exception cref="ModelFormatException">They are texts, or complex.</exception>
    public static GraphTensor Integers(LayerGraph graph, GraphTensor input) => input.DataType is DataType.Int32 ? input : Numbers(graph, input, DataType.Int64);

    /// <summary>Texts.</summary>
    /// <exception cref="ModelFormatException">They are numbers.</exception>
    public static GraphTensor Texts(GraphTensor input) => input.DataType == DataType.String ? input : throw KerasFault.Damaged($"it takes texts and is given {input.DataType.ToWord()}");
}
