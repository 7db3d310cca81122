namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>
/// A function that is carried out element by element on runs of elements in a row. It knows nothing of shapes, so that functions can be put one behind the other on pieces that
/// stay in the cache. The result may lie where an operand of elements of the same size lies.
/// </summary>
/// <param name="run">Takes where the operands are, where the result goes, and how many elements.</param>
/// <param name="nanoseconds">About what one element takes; says how much of it is worth another thread.</param>
internal readonly unsafe struct ElementFunction(delegate*<void**, void*, int, void> run, double nanoseconds) : IElementFunction
{
    private const double PieceNanoseconds = 12_000;

    /// <summary>About what one element takes.</summary>
    public double Nanoseconds => nanoseconds;

    /// <inheritdoc/>
    public int MostAtOnce => int.MaxValue;

    /// <inheritdoc/>
    public void Run(void** operands, void* result, int count) => run(operands, result, count);

    /// <summary>How many elements a thread should take at a time.</summary>
    public int PieceLength => PieceLengthOf(nanoseconds);

    /// <summary>How many elements of <paramref name="nanoseconds"/> each a thread should take at a time.</summary>
    public static int PieceLengthOf(double nanoseconds) => (int)(PieceNanoseconds / nanoseconds);
}
