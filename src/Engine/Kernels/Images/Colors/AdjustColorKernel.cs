namespace TypedModels.Engine.Kernels.Images.Colors;

/// <summary>AdjustHue and AdjustSaturation.</summary>
internal sealed class AdjustColorKernel(bool isHue) : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var change = context.Input(1);
        if (input.Rank < 3)
        {
            throw OperationException.InvalidArgument($"input must be at least 3-D, got shape{input.Shape}");
        }

        if (change.Rank != 0)
        {
            throw OperationException.InvalidArgument($"{(isHue ? "delta" : "scale")} must be scalar: {change.Shape}");
        }

        if (input[^1] != 3)
        {
            throw OperationException.InvalidArgument($"input must have 3 channels but instead has {input[^1]} channels.");
        }

        float amount = change.Scalar<float>();
        var source = input.Span<float>();
        var target = context.OutputOver(0, 0, input.Shape).WritableSpan<float>();
        for (int i = 0; i < source.Length; i += 3)
        {
            context.ThrowIfCancelledEvery(i);
            var (hue, saturation, value) = HueSaturationValue.From(source[i], source[i + 1], source[i + 2]);
            if (!isHue)
            {
                saturation = Math.Min(1, Math.Max(0, saturation * amount));
                (target[i], target[i + 1], target[i + 2]) = HueSaturationValue.ToColor(hue, saturation, value);
                continue;
            }

            // The smallest colour stays as it is, also below zero, where saturation would say nothing.
            float least = Math.Min(Math.Min(source[i], source[i + 1]), source[i + 2]);
            var (red, green, blue) = HueSaturationValue.ToColor(Turn(hue, amount), 1f, 1f);
            (target[i], target[i + 1], target[i + 2]) = (least + (value - least) * red, least + (value - least) * green, least + (value - least) * blue);
        }
    }

    private static float Turn(float hue, float amount)
    {
        float turned = (hue + amount) % 1;
        return turned < 0 ? turned + 1 : turned;
    }
}
