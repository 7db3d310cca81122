using TypedModels.Engine.Compute.RandomNumbers;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Random;

/// <summary>Draws classes of given log-probabilities, a row of classes a draw: <c>Multinomial</c>.</summary>
/// <param name="take">The generator for as many results.</param>
internal sealed class CategoricalKernel(Func<KernelContext, long, Philox> take) : Kernel
{
    public override void Run(KernelContext context)
    {
        var (logits, wanted) = (context.Input(0), context.Input(1));
        if (logits.Rank != 2)
        {
            throw OperationException.InvalidArgument($"logits should be a matrix, got shape {logits.Shape}");
        }

        if (wanted.Rank != 0)
        {
            throw OperationException.InvalidArgument($"num_samples should be a scalar, got shape {wanted.Shape}");
        }

        int samples = wanted.Scalar<int>();
        if (samples < 0)
        {
            throw OperationException.InvalidArgument($"num_samples should be nonnegative, got {samples}");
        }

        var (rows, classes) = (logits[0], logits[1]);
        var output = context.Output(0, new Shape(rows, samples));
        if (output.Count == 0)
        {
            return;
        }

        if (classes == 0)
        {
            throw OperationException.InvalidArgument("num_classes should be positive, got 0");
        }

        Draw(context, logits, output, rows, classes, samples);
    }

    private void Draw(KernelContext context, Tensor logits, Tensor output, int rows, int classes, int samples)
    {
        // TensorFlow takes room for pairs of 32 bits, rounded up to whole blocks.
        var stream = new RandomStream(take(context, (long)rows * ((samples + 3L) / 4 * 4) * 2));
        var row = context.Scratch<double>(classes);
        var sums = context.Scratch<double>(classes);
        var drawn = context.Scratch<long>(samples);
        for (int i = 0; i < rows; i++)
        {
            context.ThrowIfCancelled();
            for (int j = 0; j < classes; j++)
            {
                int position = (i * classes) + j;
                row[j] = logits.Type switch
                {
                    DataType.Float => logits.Span<float>()[position],
                    DataType.Double => logits.Span<double>()[position],
                    _ => logits.Integer(position),
                };
            }

            CategoricalNumbers.Draw(ref stream, row, sums, drawn);
            Write(output, i * samples, drawn);
        }
    }

    private static void Write(Tensor output, int start, ReadOnlySpan<long> drawn)
    {
        if (output.Type == DataType.Int64)
        {
            drawn.CopyTo(output.WritableSpan<long>()[start..]);
            return;
        }

        var classes = output.WritableSpan<int>().Slice(start, drawn.Length);
        for (int i = 0; i < drawn.Length; i++)
        {
            classes[i] = (int)drawn[i];
        }
    }
}
