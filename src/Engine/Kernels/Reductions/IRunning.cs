namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>Says how a running result goes on.</summary>
internal interface IRunning<T>
{
    /// <summary>The result of nothing.</summary>
    static abstract T Empty { get; }

    /// <summary>The result with one element more.</summary>
    static abstract T Combine(T result, T element);
}
