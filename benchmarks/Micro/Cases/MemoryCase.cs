using TypedModels.Keras.Graphs;
using TypedModels.Micro.Running;

namespace TypedModels.Micro.Cases;

/// <summary>A kernel that does little with each element, and what it works on.</summary>
public sealed record MemoryCase
{
    internal MemoryCase(string kernel, ArraySize size, long[] shape, int inputs, long results, Func<LayerGraph, GraphTensor[], GraphTensor> network)
    {
        Kernel = kernel;
        Size = size;
        Network = network;
        Inputs = [.. Enumerable.Repeat(new FedTensor(DataType.Float, shape), inputs)];
        Bytes = sizeof(float) * ((inputs * shape.Aggregate(1L, (count, length) => count * length)) + results);
    }

    /// <summary>What it computes.</summary>
    public string Kernel { get; }

    /// <summary>How large its arrays are.</summary>
    public ArraySize Size { get; }

    /// <summary>The bytes of its arguments and its result.</summary>
    public long Bytes { get; }

    internal IReadOnlyList<FedTensor> Inputs { get; }

    internal Func<LayerGraph, GraphTensor[], GraphTensor> Network { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Kernel}, {(Size == ArraySize.Cached ? "cached" : "large")}";
}
