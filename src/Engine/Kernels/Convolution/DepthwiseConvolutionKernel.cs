using TypedModels.Engine.Compute;
using TypedModels.Engine.Compute.Convolution;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Kernels.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>A convolution of each channel by itself, into one or more result channels.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="node">The node.</param>
/// <param name="settings">How the window moves.</param>
internal sealed unsafe class DepthwiseConvolutionKernel<T>(KernelNode node, WindowSettings settings) : Kernel
    where T : unmanaged
{
    private readonly ProductTail _tail = node.Tail;
    private readonly Tensor? _scaled = Scaled(node);

    public override void Run(KernelContext context)
    {
        Tensor input = context.Input(0), filter = _scaled ?? context.Input(1);
        var shape = DepthwiseSizes.Of(settings, input.Shape, filter.Shape);
        int multiplier = filter[3], pixels = checked(shape.Height.Input * shape.Width.Input), resultPixels = checked(shape.Height.Output * shape.Width.Output);
        var result = context.Output(
            0,
            settings.IsChannelsFirst ? new Shape(shape.Images, shape.OutputChannels, shape.Height.Output, shape.Width.Output) : new Shape(shape.Images, shape.Height.Output, shape.Width.Output, shape.OutputChannels));
        if (result.Count == 0)
        {
            return;
        }

        T* source = (T*)input.Pointer;
        T* target = (T*)result.Pointer;
        if (settings.IsChannelsFirst)
        {
            source = ChannelOrder.Exchanged(context, source, shape.Images, shape.InputChannels, pixels);
            fixed (T* scratch = context.Scratch<T>(result.Count))
            {
                target = scratch;
            }
        }

        if (multiplier > 1)
        {
            source = Repeated(context, source, input.Count, multiplier);
        }

        var work = new DepthwiseWork<T>(
            shape with { InputChannels = shape.OutputChannels }, source, (T*)filter.Pointer, TailInputs.Bias<T>(context, _tail, shape.OutputChannels), TailInputs.End<T>(context, _tail, shape.OutputChannels), target);
        context.Share(work.Count, work.PieceLength, ref work);
        if (settings.IsChannelsFirst)
        {
            ChannelOrder.Exchange(context, target, (T*)result.Pointer, shape.Images, resultPixels, shape.OutputChannels);
        }
    }

    /// <summary>The filter with its channels multiplied, where that is due.</summary>
    internal static Tensor? Scaled(KernelNode node)
    {
        if (node.ColumnFactors is not { } factors || node.Constant(1) is not { } filter)
        {
            return null;
        }

        T[] scaled = filter.Span<T>().ToArray();
        fixed (T* elements = scaled)
        {
            ColumnFactors.Apply(elements, filter.Count / factors.Length, factors.Length, factors.Length, factors);
        }

        return Tensor.CreateConstant<T>(filter.Type, filter.Shape, scaled, node.Resources.Budget);
    }

    /// <summary>Each channel as often as it has result channels: then each has one.</summary>
    private static T* Repeated(KernelContext context, T* source, int count, int times)
    {
        fixed (T* repeated = context.Scratch<T>(checked(count * times)))
        {
            var work = new RepeatWork(source, repeated, times);
            context.Share(count, Math.Max(1, 65_536 / times), ref work);
            return repeated;
        }
    }

    private readonly struct RepeatWork(T* source, T* target, int times) : IRangeWork
    {
        public void Execute(int start, int end)
        {
            for (int i = start; i < end; i++)
            {
                new Span<T>(target + ((nint)i * times), times).Fill(source[i]);
            }
        }
    }
}
