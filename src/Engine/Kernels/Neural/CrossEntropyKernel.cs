using System.Numerics;
using System.Numerics.Tensors;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Neural;

/// <summary>The cross entropy of each row's softmax with given probabilities, and its gradient.</summary>
/// <typeparam name="T">The elements.</typeparam>
internal sealed class CrossEntropyKernel<T> : Kernel
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Run(KernelContext context)
    {
        Memory.Tensor logits = context.Input(0), labels = context.Input(1);
        if (logits.Rank != 2 || labels.Rank != 2 || !Fits(logits[0], labels[0]) || !Fits(logits[1], labels[1]))
        {
            throw OperationException.InvalidArgument($"logits and labels must be broadcastable matrices: logits_size={logits.Shape} labels_size={labels.Shape}");
        }

        int rows = Longer(logits[0], labels[0]), classes = Longer(logits[1], labels[1]);
        var losses = context.Output(0, new Shape(rows)).WritableSpan<T>();
        var gradients = context.Output(1, new Shape(rows, classes)).WritableSpan<T>();
        if (gradients.IsEmpty)
        {
            losses.Clear();
            return;
        }

        var shifted = context.Scratch<T>(classes);
        for (int row = 0; row < rows; row++)
        {
            var given = Row(logits, row);
            var gradient = gradients.Slice(row * classes, classes);
            given.CopyTo(shifted);
            shifted[given.Length..].Fill(given[0]);
            TensorPrimitives.Subtract(shifted, TensorPrimitives.Max<T>(shifted), shifted);
            TensorPrimitives.Exp(shifted, gradient);
            T sum = TensorPrimitives.Sum<T>(gradient), logarithm = T.Log(sum), loss = T.Zero;
            var wanted = Row(labels, row);
            for (int i = 0; i < classes; i++)
            {
                T label = wanted[wanted.Length == 1 ? 0 : i];

                // An impossible class costs nothing, whatever its logit.
                loss += label == T.Zero ? T.Zero : label * (logarithm - shifted[i]);
                gradient[i] = (gradient[i] / sum) - label;
            }

            losses[row] = loss;
            context.ThrowIfCancelled();
        }
    }

    private static ReadOnlySpan<T> Row(Memory.Tensor value, int row) => value.Span<T>().Slice(value[0] == 1 ? 0 : row * value[1], value[1]);

    private static bool Fits(int left, int right) => left == right || left == 1 || right == 1;

    private static int Longer(int left, int right) => left == 1 ? right : left;
}
