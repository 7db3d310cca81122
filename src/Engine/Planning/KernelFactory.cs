using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;

namespace TypedModels.Engine.Planning;

/// <summary>Makes the kernels of nodes, and says what the engine does not have.</summary>
/// <param name="table">The kernels.</param>
/// <param name="resources">The state of the loaded model.</param>
/// <param name="functions">Plans the functions that nodes name.</param>
internal sealed class KernelFactory(KernelTable table, SessionResources resources, Func<FunctionGraph, FunctionPlan> functions)
{
    /// <summary>Why a node cannot be run, or null when it can.</summary>
    public string? FindProblem(Node node)
    {
        if (node.Operation is Node.ArgumentOperation || node.Constant is not null)
        {
            return null;
        }

        if (table.Find(node.Operation) is not { } row)
        {
            return node.Operation;
        }

        foreach (var (attribute, types) in row.Types)
        {
            if (node.Attributes.FindType(attribute) is { } type && !types.Contains(row.ComputedIn(attribute, type)))
            {
                return $"{node.Operation} of {type.ToWord()}";
            }
        }

        return null;
    }

    /// <summary>The kernel of a node.</summary>
    /// <exception cref="OperationException">There is none for its types or attributes.</exception>
    public Kernel Create(Node node)
    {
        if (node.Kernel is { } known)
        {
            return known;
        }

        if (node.Form is { } form)
        {
            return form.CreateKernel(Describe(node));
        }

        var row = table.Find(node.Operation) ?? throw OperationException.Unimplemented($"The managed engine does not have the operation {node.Operation}.");
        if (FindProblem(node) is { } problem)
        {
            throw OperationException.Unimplemented($"The managed engine does not have {problem}.");
        }

        return row.Create(Describe(node));
    }

    /// <summary>What kernels and rules see of a node.</summary>
    public KernelNode Describe(Node node) => new(node, resources, functions);
}
