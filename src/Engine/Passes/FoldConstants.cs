using TypedModels.Engine.Compute;
using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Kernels.State;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Passes;

/// <summary>Computes once what is the same in every call: handles, variables that nothing writes, and all that follows from constants.</summary>
/// <param name="table">The kernels.</param>
/// <param name="createKernel">Makes the kernel of a node.</param>
/// <param name="resources">The state of the loaded model.</param>
/// <param name="valueOf">The value of a variable that keeps it in all calls, or null.</param>
internal sealed class FoldConstants(KernelTable table, Func<Node, Kernel> createKernel, SessionResources resources, Func<Variable, Tensor?> valueOf) : IDisposable
{
    // A small file must not grow into a large model by being computed.
    private const long MostScratch = 512L << 20;
    private const long MostKept = 64L << 20;

    private readonly StoragePool _pool = new(new MemoryBudget(MostScratch));
    private readonly TextArena _texts = new(new MemoryBudget(MostScratch));
    private KernelContext? _context;

    /// <summary>Rewrites <paramref name="graph"/>.</summary>
    /// <returns>How many nodes were computed.</returns>
    public int Apply(Graph graph, CancellationToken cancellationToken)
    {
        var known = new Dictionary<NodeOutput, NodeOutput>();
        var folded = new HashSet<Node>();
        bool hasBranches = graph.HasDataflow;
        int computed = 0;
        foreach (var node in graph.InOrder())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Redirect(node.Inputs, known);
            SkipFolded(node.ControlInputs, folded);
            // What waits for the pivot of a branch must not come when the branch is not taken.
            if (!(hasBranches && IsInBranch(node)) && Fold(node) is { } values)
            {
                computed++;
                for (int i = 0; i < values.Length; i++)
                {
                    known[node.Output(i)] = Node.OfConstant(node.Name, values[i]).Output(0);
                }

                if (!hasBranches)
                {
                    folded.Add(node);
                }
            }
        }

        Redirect(graph.Results, known);
        SkipFolded(graph.Targets, folded);
        return computed;
    }

    /// <summary>Frees the memory that was worked in.</summary>
    public void Dispose()
    {
        _pool.Dispose();
        _texts.Dispose();
    }

    private static void Redirect(List<NodeOutput> values, Dictionary<NodeOutput, NodeOutput> known)
    {
        for (int i = 0; i < values.Count; i++)
        {
            values[i] = known.GetValueOrDefault(values[i], values[i]);
        }
    }

    // Nothing has to be waited for that is known: reads of variables that only such edges hold would run in every call, and keep the variables' values.
    private static void SkipFolded(List<Node> nodes, HashSet<Node> folded) => nodes.RemoveAll(node => node.ControlInputs.Count == 0 && folded.Contains(node));

    private static bool IsInBranch(Node node) => node.ControlInputs.Count > 0 || node.Inputs.Any(input => input.Node.ControlInputs.Count > 0);

    /// <summary>The values of a node where they are the same in every call, else null.</summary>
    public Tensor[]? Fold(Node node)
    {
        if (node.Constant is not null || node.OutputTypes.Length == 0 || node.Functions is not null || node.Inputs.Any(input => input.Constant is not { HasValue: true }) || table.Find(node.Operation) is not { } row)
        {
            return null;
        }

        if (row.IsHandle || (row.IsPure && node.Definition is { IsStateful: false }))
        {
            return Run(node);
        }

        bool reads = node.Operation is "ReadVariableOp" or Node.ReadReferenceOperation;
        return reads && node.Inputs[0].Constant!.Objects is [Variable variable] && valueOf(variable) is { } value && value.Type == node.OutputTypes[0] ? [value] : null;
    }

    private Tensor[]? Run(Node node)
    {
        var context = _context ??= new KernelContext(_pool, _texts, new StopSignal(), WorkerPool.Shared, resources);
        var outputs = Array.ConvertAll(node.OutputTypes, _ => new Tensor());
        try
        {
            context.Bind(new NodeBinding([.. node.Inputs.Select(input => input.Constant!)], outputs, node.OutputTypes, lastUses: 0));
            createKernel(node).Run(context);
            long size = outputs.Sum(output => output.ByteLength);
            return size <= MostKept || size <= node.Inputs.Sum(input => input.Constant!.ByteLength) ? Array.ConvertAll(outputs, output => output.ToConstant(resources.Budget)) : null;
        }
        catch (OperationException)
        {
            // It fails in a call, where the error belongs; it may never be reached there.
            return null;
        }
        finally
        {
            context.Bind(NodeBinding.None);
            context.ReleaseScratch(0);
            Array.ForEach(outputs, output => output.Release());
            context.Texts.Clear();
        }
    }
}
