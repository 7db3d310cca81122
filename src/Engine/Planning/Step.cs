using TypedModels.Engine.Kernels;
using TypedModels.Engines.Profiling;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Planning;

/// <summary>One node of a plan: its kernel, and the slots of its values.</summary>
internal sealed class Step
{
    /// <summary>What to run.</summary>
    public required Kernel Kernel { get; init; }

    /// <summary>The node's name, for errors.</summary>
    public required string Node { get; init; }

    /// <summary>The node's operation, for errors.</summary>
    public required string Operation { get; init; }

    /// <summary>The nodes of the model's graph that it carries out beside its own.</summary>
    public IReadOnlyList<IncludedNode> Includes { get; init; } = [];

    /// <summary>The slots that it reads.</summary>
    public required int[] Inputs { get; init; }

    /// <summary>The slots that it writes.</summary>
    public required int[] Outputs { get; init; }

    /// <summary>The types of what it writes.</summary>
    public required DataType[] OutputTypes { get; init; }

    /// <summary>What was inferred of the shapes of what it writes, or null.</summary>
    public InferredShape[]? Shapes { get; init; }

    /// <summary>A bit for each of the first 64 inputs: whether nothing reads the value afterwards.</summary>
    public ulong LastUses { get; set; }

    /// <summary>The slots whose values nobody reads any more once it has run.</summary>
    public int[] Releases { get; set; } = [];
}
