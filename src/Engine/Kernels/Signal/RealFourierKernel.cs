using System.Numerics;
using TypedModels.Engine.Compute.Fourier;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Signal;

/// <summary>RFFT, RFFT2D and RFFT3D: the transform of real numbers, of which half the last axis tells all.</summary>
internal sealed class RealFourierKernel(int axes) : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        Span<int> lengths = stackalloc int[axes];
        FourierLengths.Read(context, lengths, half: false);
        int last = lengths[^1];
        int kept = last == 0 ? 0 : last / 2 + 1;
        var shape = input.Shape;
        for (int i = 0; i < axes; i++)
        {
            shape = shape.With(input.Rank - axes + i, i == axes - 1 ? kept : lengths[i]);
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

        var own = input.Shape.Lengths[^axes..];
        int size = checked((int)lengths.ToArray().Aggregate(1L, (product, length) => product * length));
        var block = context.Scratch<Complex>(size);
        var scratch = context.Scratch<Complex>(FourierAxes.ScratchLength(lengths));
        ReadOnlySpan<int> order = [0, 1, 2];
        int ownSize = input.Shape.Product(input.Rank - axes, input.Rank);
        int rows = size / last;
        for (int start = 0, target = 0; start < input.Count; start += ownSize)
        {
            for (int row = 0; row < rows; row++)
            {
                ComplexElements.Read(input, start + Row(row, lengths, own) * own[^1], block.Slice(row * last, last));
            }

            FourierAxes.Transform(block, lengths, order[..axes], inverse: false, scratch, context.Stop);
            for (int row = 0; row < rows; row++, target += kept)
            {
                ComplexElements.Write(block.Slice(row * last, kept), output, target);
            }
        }
    }

    /// <summary>The row among the rows of longer axes that has the coordinates of a row of shorter ones.</summary>
    public static int Row(int row, ReadOnlySpan<int> lengths, ReadOnlySpan<int> longer)
    {
        int result = 0;
        int stride = 1;
        for (int axis = lengths.Length - 2; axis >= 0; axis--)
        {
            result += row % lengths[axis] * stride;
            row /= lengths[axis];
            stride *= longer[axis];
        }

        return result;
    }
}
