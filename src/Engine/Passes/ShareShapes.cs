using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels.Elementwise;
using TypedModels.Engine.Kernels.Neural;

namespace TypedModels.Engine.Passes;

/// <summary>Asks for the shape of the earliest value that has it, so that what layers compute of it, masks for instance, is the same for all of them.</summary>
internal static class ShareShapes
{
    private static readonly HashSet<string> s_sameShape = new(StringComparer.Ordinal) { "Relu", "Relu6", "Elu", "Selu", "Sigmoid", "Tanh", "Softmax", "LogSoftmax", "Neg", "Square", "Sqrt", "Rsqrt", "Exp", "LeakyRelu", "Cast" };

    /// <summary>Rewrites <paramref name="graph"/>.</summary>
    public static void Apply(Graph graph)
    {
        if (graph.HasDataflow)
        {
            return;
        }

        foreach (var node in graph.InOrder().Where(node => node.Operation == "Shape" && node.ControlInputs.Count == 0))
        {
            node.Inputs[0] = Earliest(node.Inputs[0]);
        }
    }

    // Only where the shape is sure to be the same, whatever a caller gives: kernels see to it.
    private static NodeOutput Earliest(NodeOutput value)
    {
        while (Before(value.Node) is { } before)
        {
            value = before;
        }

        // The pieces that a value is split into are equal.
        return value.Node.Operation == "Split" ? value.Node.Output(0) : value;
    }

    private static NodeOutput? Before(Node node) =>
        node.Form is NormalisationForm or ActivationForm ? node.Inputs[0]
        : node.Tail is { AddendInput: >= 0 and var addend } ? node.Inputs[addend]
        : node.Form is null && s_sameShape.Contains(node.Operation) ? node.Inputs[0] : null;
}
