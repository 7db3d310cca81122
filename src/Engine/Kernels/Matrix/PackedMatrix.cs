using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>A right matrix that is known when the model is loaded, packed once.</summary>
/// <typeparam name="T">The elements.</typeparam>
internal sealed unsafe class PackedMatrix<T>
    where T : unmanaged
{
    private readonly SharedMemory _memory;
    private readonly int _rows;
    private readonly int _columns;

    private PackedMatrix(int rows, int columns, MemoryBudget budget)
    {
        _rows = rows;
        _columns = columns;
        _memory = new SharedMemory(checked((nuint)RightMatrix<T>.PackedLength(rows, columns) * (nuint)sizeof(T)), budget);
    }

    /// <summary>The matrix; valid as long as this object is referred to.</summary>
    public RightMatrix<T> Matrix => RightMatrix<T>.Packed((T*)_memory.Pointer, _rows, _columns);

    /// <summary>Packs a constant matrix.</summary>
    /// <param name="value">The matrix.</param>
    /// <param name="isTransposed">Whether its columns are the rows.</param>
    /// <param name="factors">What its columns are multiplied by, or null.</param>
    /// <param name="budget">Who pays.</param>
    public static PackedMatrix<T> Of(Tensor value, bool isTransposed, double[]? factors, MemoryBudget budget)
    {
        int rows = value[isTransposed ? 1 : 0], columns = value[isTransposed ? 0 : 1];
        return Of((T*)value.Pointer, isTransposed ? 1 : columns, isTransposed ? rows : 1, rows, columns, factors, budget);
    }

    /// <summary>Packs a constant matrix.</summary>
    /// <param name="source">Its first element.</param>
    /// <param name="row">From row to row.</param>
    /// <param name="column">From column to column.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="factors">What its columns are multiplied by, or null.</param>
    /// <param name="budget">Who pays.</param>
    public static PackedMatrix<T> Of(T* source, nint row, nint column, int rows, int columns, double[]? factors, MemoryBudget budget)
    {
        var packed = new PackedMatrix<T>(rows, columns, budget);
        RightMatrix<T>.Pack(source, row, column, rows, columns, (T*)packed._memory.Pointer);
        ColumnFactors.Apply(packed.Matrix, factors);
        packed._memory.Seal();
        return packed;
    }
}
