using TypedModels.Formats;
using TypedModels.Formats.Graphs;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Execution;

/// <summary>Makes our errors of what a run left in its status.</summary>
internal static unsafe class RunError
{
    /// <summary>The error of a run.</summary>
    /// <param name="part">Where it ran.</param>
    /// <param name="plan">What ran.</param>
    /// <param name="code">The kind of error.</param>
    /// <param name="message">TensorFlow's text.</param>
    /// <param name="deadline">The time it had, or null.</param>
    public static Exception Translate(GraphPart part, SignaturePlan plan, ModelErrorCode code, string message, TimeSpan? deadline)
    {
        string place = $"{plan.Model}, signature '{plan.Key}'";
        if (code == ModelErrorCode.DeadlineExceeded && deadline is { } limit)
        {
            return new TimeoutException($"{place}: the call was ended at its deadline of {limit.TotalMilliseconds:0.###} ms.");
        }

        var parsed = TensorFlowMessage.Parse(part.Names.Strip(message));
        string text = parsed.Text.Length > 0 ? parsed.Text : $"TensorFlow ended the call without a reason ({code})";
        string? operation = parsed.Node is { } node ? FindOperation(part, node, parsed.Function) : null;
        string where = parsed.Node is null ? "" : operation is null ? $" (node {parsed.Node})" : $" (node {parsed.Node}, operation {operation})";
        return new ModelRunException(plan.Model, plan.Key, code, $"{place}: {text}{where}", parsed.Node, operation);
    }

    /// <summary>The type of a node's operation: of the graph, or of a function that was put in its caller's place, whose name its nodes then begin with.</summary>
    private static string? FindOperation(GraphPart part, string node, string? function)
    {
        var graph = part.Native.Graph;
        var operation = graph.Find(part.Names.Node(node));
        if (operation is not null)
        {
            return graph.OperationType(operation);
        }

        try
        {
            return graph.ReadFunctions(definition => FindIn(definition, node, function is null ? null : part.Names.Function(function))) ?? graph.ReadFunctions(definition => FindIn(definition, node, null));
        }
        catch (Exception e) when (e is TensorFlowException or ModelFormatException)
        {
            // The operation's type is an addition to an error that is told in any case.
            return null;
        }
    }

    private static string? FindIn(ReadOnlySpan<byte> definition, string node, string? function)
    {
        var document = new FunctionDocument(definition.ToArray());
        if (function is not null && document.Name != function)
        {
            return null;
        }

        for (string name = node; ; name = name[(name.IndexOf('/') + 1)..])
        {
            int index = document.Nodes.IndexOf(name);
            if (index >= 0)
            {
                return document.Nodes[index].Operation;
            }

            if (!name.Contains('/'))
            {
                return null;
            }
        }
    }
}
