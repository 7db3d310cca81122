using TypedModels.Formats.Keras;
using TypedModels.Keras.Layers.Activations;
using TypedModels.Keras.Layers.Attention;
using TypedModels.Keras.Layers.Convolution;
using TypedModels.Keras.Layers.Core;
using TypedModels.Keras.Layers.Merging;
using TypedModels.Keras.Layers.Normalisation;
using TypedModels.Keras.Layers.Operations;
using TypedModels.Keras.Layers.Pooling;
using TypedModels.Keras.Layers.Preprocessing;
using TypedModels.Keras.Layers.Recurrent;
using TypedModels.Keras.Layers.Regularisation;
using TypedModels.Keras.Layers.Reshaping;

namespace TypedModels.Keras.Layers;

/// <summary>Keras's own layers by class, and the operations that models of Keras 3 hold in the place of layers.</summary>
internal sealed class LayerTable
{
    private static readonly LayerTable s_default = CreateDefault();

    private readonly Dictionary<string, Func<LayerConfig, Layer>> _layers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<LayerConfig, Layer>> _operations = new(StringComparer.Ordinal);

    private LayerTable()
    {
    }

    /// <summary>The classes of all layers, in ordinal order.</summary>
    public static IEnumerable<string> Classes => s_default._layers.Keys.OrderBy(name => name, StringComparer.Ordinal);

    /// <summary>The classes of all operations, in ordinal order.</summary>
    public static IEnumerable<string> OperationClasses => s_default._operations.Keys.OrderBy(name => name, StringComparer.Ordinal);

    /// <summary>What makes a layer, or null where there is none of its class.</summary>
    public static Func<LayerConfig, Layer>? Find(KerasLayerConfig layer) => (IsOperation(layer) ? s_default._operations : s_default._layers).TryGetValue(layer.ClassName, out var create) ? create : null;

    /// <summary>Whether an entry is one of <c>keras.ops</c>: <c>Add</c> is a layer (keras.layers) and an operation (keras.src.ops.numpy), told apart by their modules.</summary>
    public static bool IsOperation(KerasLayerConfig layer) => layer.Module.Contains(".ops.") || layer.Module.EndsWith(".ops", StringComparison.Ordinal);

    /// <summary>Whether there is a layer of a class.</summary>
    public static bool Knows(string className) => s_default._layers.ContainsKey(className);

    /// <summary>Says what makes layers of a class.</summary>
    public void Add(string className, Func<LayerConfig, Layer> create) => _layers.Add(className, create);

    /// <summary>Says what makes operations of a class.</summary>
    public void AddOperation(string className, Func<LayerConfig, Layer> create) => _operations.Add(className, create);

    private static LayerTable CreateDefault()
    {
        var table = new LayerTable();
        CoreLayers.AddTo(table);
        ConvolutionLayers.AddTo(table);
        PoolingLayers.AddTo(table);
        NormalisationLayers.AddTo(table);
        RecurrentLayers.AddTo(table);
        AttentionLayers.AddTo(table);
        ReshapingLayers.AddTo(table);
        MergingLayers.AddTo(table);
        ActivationLayers.AddTo(table);
        PreprocessingLayers.AddTo(table);
        RegularisationLayers.AddTo(table);
        OperationLayers.AddTo(table);
        return table;
    }
}
