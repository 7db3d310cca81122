namespace TypedModels.Benchmarks;

/// <summary>One way to add two vectors of three numbers with the model <c>add</c>.</summary>
internal abstract class Contestant(string name) : IDisposable
{
    public static readonly float[] Left = [1, 2, 3];
    public static readonly float[] Right = [10, 20, 30];

    public string Name => name;

    /// <summary>The last call's answer.</summary>
    public float[] Sum { get; protected set; } = new float[3];

    /// <summary>Makes a number of calls, one after the other.</summary>
    public abstract void Call(int calls);

    public virtual void Dispose()
    {
    }
}
