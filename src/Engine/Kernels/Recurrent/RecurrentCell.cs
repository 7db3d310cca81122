using System.Numerics.Tensors;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Kernels.Matrix;

namespace TypedModels.Engine.Kernels.Recurrent;

/// <summary>The equations of a recurrent layer with their weights: what a step adds up of the inputs is multiplied for many steps at once, what it adds up of the state in each.</summary>
/// <param name="size">The length of a state.</param>
/// <param name="gates">How many sums of that length a step makes.</param>
/// <param name="inputs">The matrix that inputs are multiplied with; null where they were multiplied before.</param>
/// <param name="bias">What is added to that.</param>
internal abstract unsafe class RecurrentCell(int size, int gates, PackedMatrix<float>? inputs, float[] bias)
{
    /// <summary>The length of a state.</summary>
    public int Size => size;

    /// <summary>The length of an input.</summary>
    public int InputLength => inputs?.Matrix.Rows ?? Columns;

    /// <summary>The sums of a step.</summary>
    public int Columns { get; } = checked(size * gates);

    /// <summary>The elements that a step needs for each row beside its sums.</summary>
    public abstract int ScratchColumns { get; }

    /// <summary>Multiplies the inputs of some steps.</summary>
    /// <param name="context">The call.</param>
    /// <param name="source">The inputs, row by row.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="sums">Room for the sums of each row.</param>
    public void Project(KernelContext context, float* source, int rows, float* sums)
    {
        if (inputs is null)
        {
            for (int row = 0; row < rows; row++)
            {
                TensorPrimitives.Add(new ReadOnlySpan<float>(source + ((nint)row * Columns), Columns), bias, new Span<float>(sums + ((nint)row * Columns), Columns));
            }

            return;
        }

        fixed (float* added = bias)
        {
            Multiply(context, inputs, source, rows, sums, added, null);
        }
    }

    /// <summary>Carries out a step.</summary>
    /// <param name="context">The call.</param>
    /// <param name="step">Where its values are.</param>
    public abstract void Run(KernelContext context, in RecurrentStep step);

    /// <summary>Multiplies dense rows with a matrix.</summary>
    /// <param name="context">The call.</param>
    /// <param name="right">The matrix.</param>
    /// <param name="left">The rows.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="result">Room for the products.</param>
    /// <param name="added">What is added to each row, or null.</param>
    /// <param name="addend">What is added to the result, and may be it; or null.</param>
    protected static void Multiply(KernelContext context, PackedMatrix<float> right, float* left, int rows, float* result, float* added, float* addend)
    {
        var matrix = right.Matrix;
        var work = ProductWork<float>.Of(left, matrix.Rows, 1, rows, matrix, result, matrix.Columns);
        work.AddBias(added);
        work.AddMatrix(addend);
        context.Share(work.Count, work.PieceLength, ref work);
    }
}
