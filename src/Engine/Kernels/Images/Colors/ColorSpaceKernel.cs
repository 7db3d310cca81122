using System.Numerics;

namespace TypedModels.Engine.Kernels.Images.Colors;

/// <summary>RGBToHSV and HSVToRGB.</summary>
internal sealed class ColorSpaceKernel<T>(bool toRgb) : Kernel
    where T : unmanaged, IFloatingPoint<T>
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        if (input.Rank < 1)
        {
            throw OperationException.InvalidArgument($"input must be at least 1D{input.Shape}");
        }

        if (input[^1] != 3)
        {
            throw new OperationException(ModelErrorCode.FailedPrecondition, $"input must have 3 channels but input only has {input[^1]} channels.");
        }

        var source = input.Span<T>();
        var target = context.OutputOver(0, 0, input.Shape).WritableSpan<T>();
        for (int i = 0; i < source.Length; i += 3)
        {
            context.ThrowIfCancelledEvery(i);
            (target[i], target[i + 1], target[i + 2]) = toRgb
                ? HueSaturationValue.ToColor(source[i], source[i + 1], source[i + 2])
                : HueSaturationValue.From(source[i], source[i + 1], source[i + 2]);
        }
    }
}
