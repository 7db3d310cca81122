using System.Numerics;

namespace TypedModels.Engine.Compute.Fourier;

/// <summary>Fourier transforms along several axes of a block of elements.</summary>
internal static class FourierAxes
{
    /// <summary>The scratch elements that <see cref="Transform"/> needs for axes of some lengths.</summary>
    public static int ScratchLength(ReadOnlySpan<int> lengths)
    {
        int most = 0;
        foreach (int length in lengths)
        {
            most = Math.Max(most, checked(length + FourierPlan.Create(length).ScratchLength));
        }

        return most;
    }

    /// <summary>Transforms along every axis in <paramref name="axes"/>, in place.</summary>
    /// <param name="data">The block, row-major.</param>
    /// <param name="lengths">The lengths of all its axes.</param>
    /// <param name="axes">The axes to transform.</param>
    /// <param name="inverse">Whether to transform back, divided by the lengths.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> elements.</param>
    /// <param name="stop">Whether the work should end.</param>
    public static void Transform(Span<Complex> data, ReadOnlySpan<int> lengths, ReadOnlySpan<int> axes, bool inverse, Span<Complex> scratch, StopSignal? stop)
    {
        foreach (int axis in axes)
        {
            var plan = FourierPlan.Create(lengths[axis]);
            int stride = 1;
            foreach (int inner in lengths[(axis + 1)..])
            {
                stride *= inner;
            }

            var line = scratch[..plan.Length];
            var rest = scratch[plan.Length..];
            for (int start = 0; start < data.Length; start += stride * plan.Length)
            {
                for (int offset = 0; offset < stride; offset++)
                {
                    stop?.ThrowIfRaised();
                    TransformLine(plan, data[(start + offset)..], stride, inverse, line, rest);
                }
            }
        }
    }

    private static void TransformLine(FourierPlan plan, Span<Complex> data, int stride, bool inverse, Span<Complex> line, Span<Complex> scratch)
    {
        if (stride == 1)
        {
            Run(plan, data[..plan.Length], inverse, scratch);
            return;
        }

        for (int i = 0; i < line.Length; i++)
        {
            line[i] = data[i * stride];
        }

        Run(plan, line, inverse, scratch);
        for (int i = 0; i < line.Length; i++)
        {
            data[i * stride] = line[i];
        }
    }

    private static void Run(FourierPlan plan, Span<Complex> line, bool inverse, Span<Complex> scratch)
    {
        if (inverse)
        {
            plan.Inverse(line, scratch);
        }
        else
        {
            plan.Forward(line, scratch);
        }
    }
}
