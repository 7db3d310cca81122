using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels;

/// <summary>A function ready to run inside a call: a branch, a loop's body, a function that calls itself. Any number of calls at a time, each with its own context.</summary>
internal abstract class FunctionPlan
{
    /// <summary>The function's name, for messages.</summary>
    public abstract string Name { get; }

    /// <summary>The number of its arguments.</summary>
    public abstract int ArgumentCount { get; }

    /// <summary>The types of its results.</summary>
    public abstract IReadOnlyList<DataType> ResultTypes { get; }

    /// <summary>Runs it.</summary>
    /// <param name="context">The call that it is part of; afterwards bound to the same node as before.</param>
    /// <param name="arguments">The arguments; they are read, and not let go of.</param>
    /// <param name="results">The places of the results. They may be the arguments: they are written when everything has run.</param>
    /// <param name="moves">Whether the arguments may be let go of once they are read, so that their memory can be written again.</param>
    public abstract void Run(KernelContext context, ReadOnlySpan<Tensor> arguments, ReadOnlySpan<Tensor> results, bool moves = false);
}
