namespace TypedModels.Benchmarks;

/// <summary>Calls a loaded model with the inputs of its case.</summary>
internal abstract class Caller : IDisposable
{
    /// <summary>Makes a number of calls, one after the other.</summary>
    public abstract void Call(int calls);

    /// <summary>An output of the last call.</summary>
    /// <param name="index">Its position among the outputs of the case.</param>
    public abstract OutputValue Output(int index);

    /// <summary>Frees what the calls used.</summary>
    public abstract void Dispose();
}
