using System.Numerics;
using System.Numerics.Tensors;
using TypedModels.Engine.Compute;
using Tensor = TypedModels.Engine.Memory.Tensor;

namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>Adds a number to each channel.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="isChannelsFirst">Whether the channels are the second axis, not the last.</param>
internal sealed unsafe class BiasAddKernel<T>(bool isChannelsFirst) : Kernel
    where T : unmanaged, INumberBase<T>
{
    public override void Run(KernelContext context)
    {
        Tensor value = context.Input(0), bias = context.Input(1);
        if (value.Rank < 2)
        {
            throw OperationException.InvalidArgument($"Input tensor must be at least 2D: {value.Shape}");
        }

        if (bias.Rank != 1)
        {
            throw OperationException.InvalidArgument($"Biases must be 1D: {bias.Shape}");
        }

        int axis = isChannelsFirst ? 1 : value.Rank - 1;
        if (bias.Count != value[axis])
        {
            throw OperationException.InvalidArgument(
                $"Must provide as many biases as the {(isChannelsFirst ? "channel" : "last")} dimension of the input tensor: {bias.Shape} vs. {value[axis]} in {value.Shape}");
        }

        var result = context.OutputOver(0, 0, value.Shape);
        if (result.Count == 0)
        {
            return;
        }

        int after = value.Shape.Product(axis + 1, value.Rank);
        var work = new Work((T*)value.Pointer, (T*)bias.Pointer, (T*)result.Pointer, bias.Count, after);
        int lines = after == 1 ? value.Count / bias.Count : value.Count / after;
        context.Share(lines, Math.Max(1, 65536 * lines / value.Count), ref work);
    }

    private readonly struct Work(T* value, T* bias, T* result, int channels, int after) : IRangeWork
    {
        public void Execute(int start, int end)
        {
            for (int line = start; line < end; line++)
            {
                int length = after == 1 ? channels : after;
                var source = new ReadOnlySpan<T>(value + ((nint)line * length), length);
                var target = new Span<T>(result + ((nint)line * length), length);
                if (after == 1)
                {
                    TensorPrimitives.Add(source, new ReadOnlySpan<T>(bias, channels), target);
                }
                else
                {
                    TensorPrimitives.Add(source, bias[line % channels], target);
                }
            }
        }
    }
}
