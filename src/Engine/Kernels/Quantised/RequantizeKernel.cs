namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>Requantize, RequantizationRange and QuantizeDownAndShrinkRange: from 32 bits to 8, in a given range or the one that is used.</summary>
/// <param name="converts">Whether the values are converted.</param>
/// <param name="rangeGiven">Whether inputs 3 and 4 have the new range.</param>
internal sealed class RequantizeKernel(bool converts, bool rangeGiven) : Kernel
{
    public override void Run(KernelContext context)
    {
        var source = context.Input(0).Span<int>();
        var range = QuantisedRanges.Read<int>(context, 1, 2);
        var (low, high) = rangeGiven ? (QuantisedRanges.Number(context, 3), QuantisedRanges.Number(context, 4)) : UsedRange(source, range);
        if (rangeGiven && low > 0)
        {
            throw OperationException.InvalidArgument($"requested_output_min must be <= 0, but got {low}");
        }

        if (rangeGiven && high < low)
        {
            throw OperationException.InvalidArgument($"requested_output_max must be >= requested_output_min, but got {high} and {low}");
        }

        QuantisedRanges.Write(context, converts ? 1 : 0, low, high);
        if (converts)
        {
            var target = context.Output(0, context.Input(0).Shape).WritableSpan<byte>();
            Convert(source, range, low, high, target);
        }
    }

    // In fixed point of 16 bits, as TensorFlow defines it.
    private static void Convert(ReadOnlySpan<int> source, in MinFirst<int> range, float low, float high, Span<byte> target)
    {
        const int One = 1 << 16;
        float size = high - low;
        float inverse = size == 0 ? 0 : (float)(255.0 / size);
        float middle = (float)((range.Low + range.High) / 2.0);
        long scale = size == 0 ? 0 : (long)(255.0 * One * (range.High - range.Low) / size);
        long shift = (long)(middle * inverse * One) - (size == 0 ? 0 : (long)(One * (low * 255.0) / size)) + One / 2;
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = (byte)Math.Clamp(((source[i] * scale >> 32) + shift) >> 16, 0, 255);
        }
    }

    private static (float, float) UsedRange(ReadOnlySpan<int> source, in MinFirst<int> range)
    {
        int least = int.MaxValue;
        int most = int.MinValue;
        foreach (int value in source)
        {
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        return (Math.Min(0, range.NumberOf(least)), range.NumberOf(most));
    }
}
