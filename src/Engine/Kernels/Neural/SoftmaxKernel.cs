using System.Numerics;
using System.Numerics.Tensors;
using TypedModels.Engine.Compute;
using TypedModels.Engine.Compute.Vectors;
using Tensor = TypedModels.Engine.Memory.Tensor;

namespace TypedModels.Engine.Kernels.Neural;

/// <summary>The softmax of each row, or its logarithm.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="isLogarithm">Whether the logarithm is wanted.</param>
internal sealed unsafe class SoftmaxKernel<T>(bool isLogarithm) : Kernel
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int PieceElements = 8192;

    public override void Run(KernelContext context)
    {
        Tensor logits = context.Input(0);
        if (logits.Rank == 0)
        {
            throw OperationException.InvalidArgument($"logits must have >= 1 dimension, got {logits.Shape}");
        }

        var result = context.OutputOver(0, 0, logits.Shape);
        if (result.Count > 0)
        {
            int length = logits[logits.Rank - 1];
            var work = new Work((T*)logits.Pointer, (T*)result.Pointer, length, isLogarithm);
            if (result.Count <= PieceElements)
            {
                work.Execute(0, result.Count / length);
            }
            else
            {
                context.Share(result.Count / length, Math.Max(1, PieceElements / length), ref work);
            }
        }
    }

    private readonly struct Work(T* logits, T* result, int length, bool isLogarithm) : IRangeWork
    {
        public void Execute(int start, int end)
        {
            if (typeof(T) == typeof(float) && !isLogarithm && length <= RowSoftmax.MostElements)
            {
                nint first = (nint)start * length;
                RowSoftmax.Run((float*)logits + first, (float*)result + first, end - start, length);
                return;
            }

            for (int row = start; row < end; row++)
            {
                var source = new ReadOnlySpan<T>(logits + ((nint)row * length), length);
                var target = new Span<T>(result + ((nint)row * length), length);
                TensorPrimitives.Subtract(source, TensorPrimitives.Max(source), target);
                if (isLogarithm)
                {
                    TensorPrimitives.Subtract(target, T.Log(SumOfExponentials(target)), target);
                }
                else
                {
                    TensorPrimitives.Exp(target, target);
                    TensorPrimitives.Divide(target, TensorPrimitives.Sum<T>(target), target);
                }
            }
        }
    }

    private static T SumOfExponentials(ReadOnlySpan<T> values)
    {
        Span<T> exponentials = stackalloc T[256];
        T sum = T.Zero;
        for (; !values.IsEmpty; values = values[Math.Min(values.Length, exponentials.Length)..])
        {
            var chunk = values[..Math.Min(values.Length, exponentials.Length)];
            TensorPrimitives.Exp(chunk, exponentials);
            sum += TensorPrimitives.Sum<T>(exponentials[..chunk.Length]);
        }

        return sum;
    }
}
