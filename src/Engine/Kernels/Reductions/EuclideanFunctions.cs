using System.Numerics;
using TypedModels.Engine.Kernels.Elementwise;
using TypedModels.Engine.Kernels.Elementwise.Operators;

namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>What is done before and after the sum of a Euclidean norm.</summary>
internal static unsafe class EuclideanFunctions
{
    /// <summary>The squares of magnitudes.</summary>
    public static FunctionSet Squares { get; } =
        Functions.Floats<Signs.Square>(0.4) | Functions.Integers<Signs.Square>() | new FunctionSet { [DataType.Complex128] = new(&SquareOfMagnitude, 2) };

    /// <summary>Square roots; those of integers are cut off.</summary>
    public static FunctionSet Roots { get; } =
        Functions.Floats<Exponential.Sqrt>(1) | Functions.Integers<Root>() | Functions.Complex<Exponential.Sqrt>();

    private static void SquareOfMagnitude(void** x, void* y, int count)
    {
        for (int i = 0; i < count; i++)
        {
            var value = ((Complex*)x[0])[i];
            ((Complex*)y)[i] = new Complex((value.Real * value.Real) + (value.Imaginary * value.Imaginary), 0);
        }
    }

    private readonly struct Root : IIntegerUnary
    {
        static void IIntegerUnary.Apply<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[i] = T.CreateTruncating(Math.Sqrt(double.CreateTruncating(x[i])));
            }
        }
    }
}
