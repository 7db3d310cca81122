using System.Numerics;
using System.Numerics.Tensors;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Hands on its input, which must be finite throughout.</summary>
/// <param name="message">What the model's author says when it is not.</param>
/// <param name="tellsSign">Whether infinities are told apart by sign.</param>
internal sealed class CheckNumericsKernel<T>(string message, bool tellsSign) : Kernel
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var values = input.Span<T>();
        const int Piece = 64 * 1024;
        for (int start = 0; start < values.Length; start += Piece)
        {
            context.ThrowIfCancelled();
            if (!TensorPrimitives.IsFiniteAll(values.Slice(start, Math.Min(Piece, values.Length - start))))
            {
                throw Refuse(values);
            }
        }

        context.Forward(0, input);
    }

    private OperationException Refuse(ReadOnlySpan<T> values)
    {
        bool hasNaN = false, hasPositive = false, hasNegative = false;
        foreach (T value in values)
        {
            hasNaN |= T.IsNaN(value);
            hasPositive |= T.IsPositiveInfinity(value);
            hasNegative |= T.IsNegativeInfinity(value);
        }

        List<string> found = [];
        if (tellsSign)
        {
            Add(found, hasNegative, "-Inf");
            Add(found, hasPositive, "+Inf");
            Add(found, hasNaN, "NaN");
        }
        else
        {
            Add(found, hasPositive || hasNegative, "Inf");
            Add(found, hasNaN, "NaN");
        }

        string text = found.Count < 3 ? string.Join(" and ", found) : $"{found[0]}, {found[1]}, and {found[2]}";
        return OperationException.InvalidArgument($"{message} : Tensor had {text} values");
    }

    private static void Add(List<string> found, bool isThere, string text)
    {
        if (isThere)
        {
            found.Add(text);
        }
    }
}
