namespace TypedModels.Engine.Kernels.Recurrent;

/// <summary>Where the values of a step are; all are dense rows.</summary>
/// <param name="Rows">How many sequences there are.</param>
/// <param name="Sums">What the inputs gave; overwritten.</param>
/// <param name="Before">The state before.</param>
/// <param name="Hidden">Where the state after goes; may be the one before.</param>
/// <param name="Cells">The other state before, and after.</param>
/// <param name="Scratch">Room.</param>
internal readonly unsafe struct RecurrentStep(int Rows, float* Sums, float* Before, float* Hidden, float* Cells, float* Scratch)
{
    public int Rows { get; } = Rows;

    public float* Sums { get; } = Sums;

    public float* Before { get; } = Before;

    public float* Hidden { get; } = Hidden;

    public float* Cells { get; } = Cells;

    public float* Scratch { get; } = Scratch;
}
