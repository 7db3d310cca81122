using System.Numerics;
using TypedModels.Engine.Compute.Fourier;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Signal;

/// <summary>IRFFT, IRFFT2D and IRFFT3D: real numbers from the half of their transform that tells all.</summary>
internal sealed class InverseRealFourierKernel(int axes) : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        Span<int> lengths = stackalloc int[axes];
        FourierLengths.Read(context, lengths, half: true);
        var shape = input.Shape;
        for (int i = 0; i < axes; i++)
        {
            shape = shape.With(input.Rank - axes + i, lengths[i]);
        }

        var output = context.Output(0, shape);
        if (output.Count == 0)
        {
            return;
        }

        if (input.Count == 0)
        {
            Elements.Clear(output, 0, output.Count);
            return;
        }

        Span<int> halves = stackalloc int[axes];
        lengths.CopyTo(halves);
        int last = lengths[^1];
        int half = last / 2 + 1;
        halves[^1] = half;
        int rows = output.Shape.Product(output.Rank - axes, output.Rank) / last;
        var block = context.Scratch<Complex>(checked(rows * half));
        var line = context.Scratch<Complex>(last);
        var scratch = context.Scratch<Complex>(Math.Max(FourierAxes.ScratchLength(halves[..^1]), FourierAxes.ScratchLength([last])));
        ReadOnlySpan<int> order = [0, 1];
        var own = input.Shape.Lengths[^axes..];
        int ownSize = input.Shape.Product(input.Rank - axes, input.Rank);
        for (int start = 0, target = 0; start < input.Count; start += ownSize)
        {
            for (int row = 0; row < rows; row++)
            {
                ComplexElements.Read(input, start + RealFourierKernel.Row(row, lengths, own) * own[^1], block.Slice(row * half, half));
            }

            FourierAxes.Transform(block, halves, order[..(axes - 1)], inverse: true, scratch, context.Stop);
            for (int row = 0; row < rows; row++, target += last)
            {
                Complete(block.Slice(row * half, half), line);
                FourierAxes.Transform(line, [last], [0], inverse: true, scratch, context.Stop);
                ComplexElements.Write(line, output, target);
            }
        }
    }

    // The transform of real numbers: the other half are conjugates, and its own conjugates are real.
    private static void Complete(ReadOnlySpan<Complex> half, Span<Complex> line)
    {
        half.CopyTo(line);
        line[0] = half[0].Real;
        if (line.Length % 2 == 0)
        {
            line[line.Length / 2] = half[^1].Real;
        }

        for (int i = line.Length / 2 + 1; i < line.Length; i++)
        {
            line[i] = Complex.Conjugate(half[line.Length - i]);
        }
    }
}
