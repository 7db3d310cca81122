using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels;

/// <summary>The places of a node's values in one frame.</summary>
/// <param name="inputs">The values that it reads.</param>
/// <param name="outputs">The values that it gives.</param>
/// <param name="outputTypes">Their types.</param>
/// <param name="lastUses">A bit for each of the first 64 inputs: whether no later node reads the value.</param>
internal sealed class NodeBinding(Tensor[] inputs, Tensor[] outputs, DataType[] outputTypes, ulong lastUses)
{
    /// <summary>A node without values.</summary>
    public static NodeBinding None { get; } = new([], [], [], 0);

    public Tensor[] Inputs => inputs;

    public Tensor[] Outputs => outputs;

    public DataType[] OutputTypes => outputTypes;

    /// <summary>Whether no later node, and no later input of this one, reads the value of an input.</summary>
    public bool IsLastUse(int input) => input < 64 && (lastUses >> input & 1) != 0;
}
