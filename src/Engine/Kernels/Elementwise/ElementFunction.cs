namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>
/// A function that is carried out element by element on runs of elements in a row. It knows nothing of shapes, so that functions can be put one behind the other on pieces that
/// stay in the cache. The result may lie where an operand of elements of the same size lies.
/// </summary>
/// <param name="run">Takes where the operands are, where the result goes, and how many elements.</param>
/// <param name="nanoseconds">About what one element takes; says how much of it is worth another thread.</param>
internal readonly unsafe struct ElementFunction(delegate*<void**, void*, int, void> run, double nanoseconds)
{
    private const double PieceNanoseconds = 12_000;

    /// <summary>Carries it out.</summary>
    /// <param name="operands">Where each operand's first element is.</param>
    /// <param name="result">Where the result's first element goes.</param>
    /// <param name="count">The number of elements of each.</param>
    public void Run(void** operands, void* result, int count) => run(operands, result, count);

    /// <summary>How many elements a thread should take at a time.</summary>
    public int PieceLength => (int)(PieceNanoseconds / nanoseconds);
}
