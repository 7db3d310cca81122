using TypedModels.Engine.Compute.Convolution;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Kernels.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>A convolution of pictures or volumes, with any number of groups.</summary>
/// <typeparam name="T">The elements.</typeparam>
internal sealed unsafe class ConvolutionKernel<T> : Kernel
    where T : unmanaged
{
    private readonly WindowSettings _settings;
    private readonly ProductTail _tail;
    private readonly SharedMemory? _packed;
    private readonly int _packedGroups;
    private readonly double[]? _factors;

    /// <param name="node">The node.</param>
    /// <param name="settings">How the window moves.</param>
    public ConvolutionKernel(KernelNode node, WindowSettings settings)
    {
        _settings = settings;
        _tail = node.Tail;
        _factors = node.ColumnFactors;

        // The number of groups, which the packing depends on, follows from the input; nearly always it is one.
        if (node.Constant(1) is { } filter && filter.Rank == settings.Rank && filter.Count > 0)
        {
            _packedGroups = 1;
            var packing = Packing(filter.Shape, 1);
            _packed = new SharedMemory(checked((nuint)packing.PackedLength * (nuint)sizeof(T)), node.Resources.Budget);
            packing.Pack((T*)filter.Pointer, (T*)_packed.Pointer, _factors);
            _packed.Seal();
            var shape = node.InputShape(0);
            if (shape.Rank == settings.Rank && shape[settings.IsChannelsFirst ? 1 : settings.Rank - 1] is { IsKnown: true, Length: var channels } && channels == filter.Shape[^2])
            {
                node.KeepShapeOnly(1);
            }
        }
    }

    public override void Run(KernelContext context)
    {
        Tensor input = context.Input(0), filter = context.Input(1);
        var sizes = ConvolutionSizes.Of(_settings, input.Shape, filter.Shape);
        var plane = sizes.Plane;
        var result = _settings.IsChannelsFirst ? context.Output(0, sizes.Result(_settings)) : TailInputs.Room(context, _tail, sizes.Result(_settings));
        if (result.Count == 0)
        {
            return;
        }

        int pixels = checked(sizes.Depth.Input * plane.Height.Input * plane.Width.Input), resultPixels = checked(sizes.Depth.Output * plane.Height.Output * plane.Width.Output);
        T* source = (T*)input.Pointer;
        T* target = (T*)result.Pointer;
        if (_settings.IsChannelsFirst)
        {
            source = ChannelOrder.Exchanged(context, source, plane.Images, plane.InputChannels, pixels);
            fixed (T* scratch = context.Scratch<T>(result.Count))
            {
                target = scratch;
            }
        }

        source = PaddedPictures.Of(context, source, plane, sizes.Depth.Input);
        T* addend = TailInputs.Addend<T>(context, _tail, result.Shape);
        if (addend is not null && _settings.IsChannelsFirst)
        {
            addend = ChannelOrder.Exchanged(context, addend, plane.Images, plane.OutputChannels, resultPixels);
        }

        Convolve(context, sizes, source, filter, target, TailInputs.Bias<T>(context, _tail, plane.OutputChannels), addend);
        if (_settings.IsChannelsFirst)
        {
            ChannelOrder.Exchange(context, target, (T*)result.Pointer, plane.Images, resultPixels, plane.OutputChannels);
        }
    }

    private static ConvolutionFilter<T> Packing(in Shape filter, int groups)
    {
        int rank = filter.Rank;
        return new ConvolutionFilter<T>(filter.Product(0, rank - 4), groups, filter.Product(rank - 4, rank - 1), filter[rank - 1] / groups);
    }

    private void Convolve(KernelContext context, in ConvolutionSizes sizes, T* source, Tensor filter, T* target, T* bias, T* addend)
    {
        var plane = sizes.Plane;
        var packing = Packing(filter.Shape, plane.Groups);
        T* packed;
        if (_packed is not null && plane.Groups == _packedGroups)
        {
            packed = (T*)_packed.Pointer;
        }
        else if (!filter.HasValue)
        {
            throw OperationException.InvalidArgument($"The input has {plane.InputChannels} channels; the model declares {filter.Shape[^2]}, and its weights were packed for them.");
        }
        else
        {
            fixed (T* scratch = context.Scratch<T>(packing.PackedLength))
            {
                packed = scratch;
                packing.Pack((T*)filter.Pointer, packed, _factors);
            }
        }

        var end = TailInputs.End<T>(context, _tail, plane.OutputChannels);
        nint slice = (nint)plane.InputChannels * (plane.IsPadded ? plane.Height.Read * plane.Width.Read : plane.Height.Input * plane.Width.Input);
        nint resultSlice = (nint)plane.Height.Output * plane.Width.Output * plane.OutputChannels;
        for (int step = 0; step < sizes.Depth.Output; step++)
        {
            var (first, last) = sizes.Depth.Inside(step);
            int groupColumns = plane.OutputChannels / plane.Groups;
            T* part = target + (step * resultSlice);
            for (int group = 0; group < plane.Groups; group++)
            {
                T* groupBias = bias is null ? null : bias + (group * groupColumns);
                T* groupAddend = addend is null ? null : addend + (step * resultSlice) + (group * groupColumns);
                for (int position = first; position < Math.Max(last, first + 1); position++)
                {
                    // A window in the padding alone has no products; the bias and what follows it are due all the same.
                    var matrix = position < last ? packing.Matrix(packed, position, group) : RightMatrix<T>.Packed(packed, 0, groupColumns);
                    int from = Math.Clamp((step * sizes.Depth.Stride) - sizes.Depth.Before + (position * sizes.Depth.Dilation), 0, sizes.Depth.Input - 1);
                    var work = ConvolutionProduct.Of(plane, source + (from * slice), group, matrix, part, sizes.Depth.Input, sizes.Depth.Output);
                    work.AddBias(position == first ? groupBias : null);
                    work.AddMatrix(position == first ? groupAddend : part + (group * groupColumns));
                    if (position >= last - 1)
                    {
                        work.Activate(end.Activation);
                        work.Scale(end.Factors is null ? null : end.Factors + (group * groupColumns), end.Offsets is null ? null : end.Offsets + (group * groupColumns));
                    }

                    context.Share(work.Count, work.PieceLength, ref work);
                }
            }
        }
    }
}
