using TypedModels.Engine.Compute.Convolution;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>A convolution of each channel by itself, with the convolutions around it, in one pass: see <see cref="StreamedWork"/>.</summary>
internal sealed unsafe class StreamedConvolutionKernel : Kernel
{
    // So many pictures for each thread are no longer cut into bands.
    private const int PicturesPerThread = 4;

    private readonly ConvolutionStage? _first;
    private readonly ConvolutionStage? _last;
    private readonly WindowSettings _settings;
    private readonly Tensor _filter;
    private readonly StageTail _tail;

    /// <param name="first">The convolution before, or null.</param>
    /// <param name="middle">The convolution of each channel by itself.</param>
    /// <param name="last">The convolution behind, or null. What its tail adds is the second input.</param>
    public StreamedConvolutionKernel(KernelNode? first, KernelNode middle, KernelNode? last)
    {
        _first = first is null ? null : new ConvolutionStage(first);
        _last = last is null ? null : new ConvolutionStage(last);
        _settings = WindowSettings.Of(middle, 4);
        _filter = DepthwiseConvolutionKernel<float>.Scaled(middle) ?? middle.Constant(1)!;
        _tail = new StageTail(middle);
    }

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var firstSizes = _first?.SizesFor(input.Shape) ?? default;
        var between = _first is null ? input.Shape : new Shape(firstSizes.Images, firstSizes.Height.Output, firstSizes.Width.Output, firstSizes.OutputChannels);
        var middle = DepthwiseSizes.Of(_settings, between, _filter.Shape);
        var handedOn = new Shape(middle.Images, middle.Height.Output, middle.Width.Output, middle.OutputChannels);
        var lastSizes = _last?.SizesFor(handedOn) ?? default;
        var result = context.Output(0, _last is null ? handedOn : new Shape(lastSizes.Images, lastSizes.Height.Output, lastSizes.Width.Output, lastSizes.OutputChannels));
        var addend = context.InputCount > 1 ? context.Input(1) : null;
        if (addend is not null && addend.Shape != result.Shape)
        {
            throw OperationException.InvalidArgument($"What is added has the shape {addend.Shape}, the product {result.Shape}");
        }

        if (result.Count == 0)
        {
            return;
        }

        int threads = context.Workers.ThreadCount;
        var work = new StreamedWork(_first?.Rows(firstSizes) ?? default, middle, (float*)_filter.Pointer, _tail.Bias, _tail.End, _last?.Rows(lastSizes) ?? default)
        {
            HasFirst = _first is not null,
            HasLast = _last is not null,
            Input = _first is null ? (float*)input.Pointer : PaddedPictures.Of(context, (float*)input.Pointer, firstSizes),
            Addend = addend is null ? null : (float*)addend.Pointer,
            Output = (float*)result.Pointer,
            Bands = Bands(middle, threads),
        };
        int slots = Math.Min(threads, work.Count);
        fixed (float* buffers = context.Scratch<float>(checked(slots * work.BufferLength)))
        {
            fixed (int* claims = context.Scratch<int>(slots))
            {
                new Span<int>(claims, slots).Clear();
                work.Buffers = buffers;
                work.Claims = claims;
                context.Share(work.Count, 1, ref work);
            }
        }

        GC.KeepAlive(this);
    }

    /// <summary>One band of a picture for each thread. More would let none wait long for another, but each computes the rows again that it shares with the one before.</summary>
    private static int Bands(in ConvolutionShape shape, int threads) =>
        shape.Images % threads == 0 || shape.Images >= PicturesPerThread * threads ? 1 : Math.Min(threads, shape.Height.Output);
}
