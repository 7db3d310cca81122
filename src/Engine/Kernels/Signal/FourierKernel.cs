using System.Numerics;
using TypedModels.Engine.Compute.Fourier;

namespace TypedModels.Engine.Kernels.Signal;

/// <summary>FFT, FFT2D, FFT3D and their inverses, along the innermost axes.</summary>
internal sealed class FourierKernel(int axes, bool inverse) : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        FourierLengths.RequireRank(input, axes);
        var output = context.Output(0, input.Shape);
        if (output.Count == 0)
        {
            return;
        }

        var lengths = input.Shape.Lengths[^axes..];
        foreach (int length in lengths)
        {
            FourierLengths.RequireLength(length);
        }

        int size = input.Shape.Product(input.Rank - axes, input.Rank);
        var block = context.Scratch<Complex>(size);
        var scratch = context.Scratch<Complex>(FourierAxes.ScratchLength(lengths));
        ReadOnlySpan<int> order = [0, 1, 2];
        for (int start = 0; start < input.Count; start += size)
        {
            ComplexElements.Read(input, start, block);
            FourierAxes.Transform(block, lengths, order[..axes], inverse, scratch, context.Stop);
            ComplexElements.Write(block, output, start);
        }
    }
}
