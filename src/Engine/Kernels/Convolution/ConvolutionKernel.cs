using TypedModels.Engine.Compute.Convolution;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Kernels.Matrix;
using TypedModels.Engine.Memory;
using TypedModels.Formats.Shapes;

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
    private readonly WinogradConvolution? _winograd;

    /// <param name="node">The node.</param>
    /// <param name="settings">How the window moves.</param>
    public ConvolutionKernel(KernelNode node, WindowSettings settings)
    {
        _settings = settings;
        _tail = node.Tail;
        _factors = node.ColumnFactors;

        if (node.Constant(1) is { } filter && filter.Rank == settings.Rank && filter.Count > 0)
        {
            // The number of groups, which the packing depends on, follows from the input; where that is not known it is nearly always one.
            var shape = node.InputShape(0);
            bool isKnown = shape.Rank == settings.Rank && shape[settings.ChannelAxis].IsKnown;
            int groups = isKnown ? GroupsOf(filter.Shape, shape[settings.ChannelAxis].Length) : 1;
            if (groups == 0)
            {
                return;
            }

            _packedGroups = groups;
            if (isKnown && groups == 1 && WinogradSide(filter.Shape, shape) is > 0 and var side)
            {
                _winograd = new WinogradConvolution(side, filter, _factors, node.Resources.Budget);
            }
            else
            {
                var packing = new ConvolutionFilter<T>(filter.Shape, groups);
                _packed = new SharedMemory(checked((nuint)packing.PackedLength * (nuint)sizeof(T)), node.Resources.Budget);
                packing.Pack((T*)filter.Pointer, (T*)_packed.Pointer, _factors);
                _packed.Seal();
            }

            if (isKnown)
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

        T* addend = TailInputs.Addend<T>(context, _tail, result.Shape);
        if (addend is not null && _settings.IsChannelsFirst)
        {
            addend = ChannelOrder.Exchanged(context, addend, plane.Images, plane.OutputChannels, resultPixels);
        }

        T* bias = TailInputs.Bias<T>(context, _tail, plane.OutputChannels);
        if (_winograd is not null && plane.Groups == 1)
        {
            _winograd.Run(context, plane, (float*)source, (float*)bias, (float*)addend, TailInputs.End<float>(context, _tail, plane.OutputChannels), (float*)target);
        }
        else
        {
            Convolve(context, sizes, PaddedPictures.Of(context, source, plane, sizes.Depth.Input), filter, target, bias, addend);
        }

        if (_settings.IsChannelsFirst)
        {
            ChannelOrder.Exchange(context, target, (T*)result.Pointer, plane.Images, resultPixels, plane.OutputChannels);
        }
    }

    /// <summary>The number of groups for an input of some channels, or 0 where the filter does not fit these.</summary>
    private static int GroupsOf(in Shape filter, long channels)
    {
        int each = filter[^2];
        long groups = channels > 0 && channels % each == 0 ? channels / each : 0;
        return groups > 0 && groups <= filter[^1] && filter[^1] % groups == 0 ? (int)groups : 0;
    }

    private int WinogradSide(in Shape filter, in InferredShape input) =>
        typeof(T) == typeof(float) && _settings is { Rank: 4, IsPlain: true } && filter[0] == Winograd.Window && filter[1] == Winograd.Window
        && input[_settings.AxisOf(0)] is { IsKnown: true, Length: >= Winograd.Window and <= int.MaxValue and var height }
        && input[_settings.AxisOf(1)] is { IsKnown: true, Length: >= Winograd.Window and <= int.MaxValue and var width }
            ? WinogradConvolution.SideFor(filter, _settings.Axis(0, (int)height, filter[0]), _settings.Axis(1, (int)width, filter[1]))
            : 0;

    private void Convolve(KernelContext context, in ConvolutionSizes sizes, T* source, Tensor filter, T* target, T* bias, T* addend)
    {
        var plane = sizes.Plane;
        var packing = new ConvolutionFilter<T>(filter.Shape, plane.Groups);
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

        plane = plane with { Groups = packing.Groups };
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
