using System.Numerics;
using System.Numerics.Tensors;

namespace TypedModels.Engine.Kernels.Neural;

/// <summary>The cross entropy of each row's softmax with the class that is right, and its gradient.</summary>
/// <typeparam name="T">The elements.</typeparam>
internal sealed class SparseCrossEntropyKernel<T> : Kernel
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Run(KernelContext context)
    {
        Memory.Tensor logits = context.Input(0), labels = context.Input(1);
        if (logits.Rank != 2 || labels.Rank != 1 || labels.Count != logits[0])
        {
            throw OperationException.InvalidArgument(
                $"logits and labels must have the same first dimension, got logits shape {logits.Shape} and labels shape {labels.Shape}");
        }

        int rows = logits[0], classes = logits[1];
        if (rows > 0 && classes == 0)
        {
            throw OperationException.InvalidArgument($"Must have at least one class, but got logits shape {logits.Shape}");
        }

        for (int row = 0; row < rows; row++)
        {
            if ((ulong)labels.Integer(row) >= (ulong)classes)
            {
                throw OperationException.InvalidArgument($"Received a label value of {labels.Integer(row)} which is outside the valid range of [0, {classes}).");
            }
        }

        var losses = context.Output(0, labels.Shape).WritableSpan<T>();
        var gradients = context.Output(1, logits.Shape).WritableSpan<T>();
        for (int row = 0; row < rows; row++)
        {
            var given = logits.Span<T>().Slice(row * classes, classes);
            var gradient = gradients.Slice(row * classes, classes);
            int label = (int)labels.Integer(row);
            T largest = TensorPrimitives.Max(given);
            TensorPrimitives.Subtract(given, largest, gradient);
            T right = gradient[label];
            TensorPrimitives.Exp(gradient, gradient);
            T sum = TensorPrimitives.Sum<T>(gradient);
            TensorPrimitives.Divide(gradient, sum, gradient);
            gradient[label] -= T.One;
            losses[row] = T.Log(sum) - right;
            context.ThrowIfCancelled();
        }
    }
}
