using TypedModels.Engine.Compute.Convolution;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>
/// The transposed convolution: what a convolution's input gets back from its result. With a stride of s the pixels of the answer fall into s × s lattices, and each is a plain
/// convolution of the given values with those elements of the filter that meet it.
/// </summary>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="node">The node.</param>
/// <param name="settings">How the window of the convolution moves.</param>
/// <param name="takesShapeOfInput">Whether the first input is a tensor of the shape, not the shape itself.</param>
internal sealed unsafe class TransposedConvolutionKernel<T>(KernelNode node, WindowSettings settings, bool takesShapeOfInput) : Kernel
    where T : unmanaged
{
    private readonly SharedMemory? _packed = Packed(node, settings);

    public override void Run(KernelContext context)
    {
        Tensor filter = context.Input(1), given = context.Input(2);
        var shape = TargetShape(context.Input(0), given, filter);
        var sizes = ConvolutionSizes.Of(settings, shape, filter.Shape);
        Require(sizes, given.Shape);
        var result = context.Output(0, shape);
        if (result.Count == 0)
        {
            return;
        }

        var plane = sizes.Plane;
        T* source = (T*)given.Pointer;
        T* target = (T*)result.Pointer;
        int pixels = checked(sizes.Depth.Input * plane.Height.Input * plane.Width.Input), givenPixels = checked(sizes.Depth.Output * plane.Height.Output * plane.Width.Output);
        if (settings.IsChannelsFirst)
        {
            source = ChannelOrder.Exchanged(context, source, plane.Images, plane.OutputChannels, givenPixels);
            fixed (T* scratch = context.Scratch<T>(result.Count))
            {
                target = scratch;
            }
        }

        if (given.Count == 0 || filter.Count == 0)
        {
            new Span<T>(target, result.Count).Clear();
        }
        else
        {
            Spread(context, sizes, source, _packed is null ? (T*)filter.Pointer : null, target);
        }

        if (settings.IsChannelsFirst)
        {
            ChannelOrder.Exchange(context, target, (T*)result.Pointer, plane.Images, pixels, plane.InputChannels);
        }
    }

    /// <summary>A filter that is known when the model is loaded, each of its positions packed: which of them a lattice meets, and in which order, follows from the sizes of a call.</summary>
    private static SharedMemory? Packed(KernelNode node, WindowSettings settings)
    {
        if (node.Constant(1) is not { } filter || filter.Rank != settings.Rank || filter.Count == 0)
        {
            return null;
        }

        int positions = filter.Shape.Product(0, filter.Rank - 2), rows = filter[^1], columns = filter[^2];
        nint each = (nint)RightMatrix<T>.PackedLength(rows, columns);
        var packed = new SharedMemory(checked((nuint)positions * (nuint)each * (nuint)sizeof(T)), node.Resources.Budget);
        for (int position = 0; position < positions; position++)
        {
            RightMatrix<T>.Pack((T*)filter.Pointer + ((nint)position * rows * columns), 1, rows, rows, columns, (T*)packed.Pointer + (position * each));
        }

        packed.Seal();
        node.KeepShapeOnly(1);
        return packed;
    }

    private Shape TargetShape(Tensor sizes, Tensor given, Tensor filter)
    {
        if (takesShapeOfInput)
        {
            return sizes.Shape;
        }

        if (sizes.Rank != 1 || given.Rank != settings.Rank || filter.Rank != settings.Rank)
        {
            throw OperationException.InvalidArgument(
                $"input_sizes must be 1-dimensional, the filter and out_backprop {settings.Rank}-dimensional, not {sizes.Shape}, {filter.Shape} and {given.Shape}");
        }

        if (sizes.Count == settings.Rank)
        {
            Span<long> lengths = stackalloc long[settings.Rank];
            for (int i = 0; i < lengths.Length; i++)
            {
                lengths[i] = sizes.Integer(i);
            }

            return Shape.From(lengths);
        }

        return sizes.Count == 2 && settings.Rank == 4
            ? Shape.From(settings.IsChannelsFirst ? [given[0], filter[2], sizes.Integer(0), sizes.Integer(1)] : [given[0], sizes.Integer(0), sizes.Integer(1), filter[2]])
            : throw OperationException.InvalidArgument($"input_sizes must have {settings.Rank} elements{(settings.Rank == 4 ? " or 2" : "")}, not {sizes.Count}");
    }

    private void Require(in ConvolutionSizes sizes, in Shape given)
    {
        if (sizes.Plane.Groups != 1)
        {
            throw OperationException.Unimplemented("Gradients for grouped convolutions are not supported on a processor.");
        }

        if (sizes.Result(settings) != given)
        {
            throw OperationException.InvalidArgument($"Size of out_backprop doesn't match computed: actual = {given}, computed = {sizes.Result(settings)}");
        }
    }

    private void Spread(KernelContext context, in ConvolutionSizes sizes, T* source, T* filter, T* target)
    {
        var plane = sizes.Plane;
        var height = new LatticeAxis(plane.Height);
        var width = new LatticeAxis(plane.Width);
        int rowLength = checked(width.PaddedLength * plane.OutputChannels);
        int slices = checked(plane.Images * sizes.Depth.Output);
        fixed (T* padded = context.Scratch<T>(checked(slices * height.PaddedLength * rowLength)))
        {
            var pad = new PadWork<T>(
                source, padded, plane.Height.Output, plane.Width.Output * plane.OutputChannels, height.Before, width.Before * plane.OutputChannels, height.PaddedLength, rowLength, slices);
            context.Share(pad.Count, pad.PieceLength, ref pad);
            fixed (T* packed = context.Scratch<T>(checked((int)RightMatrix<T>.PackedLength(checked(height.MostTaps * width.MostTaps * plane.OutputChannels), plane.InputChannels))))
            {
                for (int y = 0; y < plane.Height.Stride && y < plane.Height.Input; y++)
                {
                    for (int x = 0; x < plane.Width.Stride && x < plane.Width.Input; x++)
                    {
                        for (int depth = 0; depth < sizes.Depth.Input; depth++)
                        {
                            Lattice(context, sizes, height, width, y, x, depth, padded, rowLength, filter, packed, target);
                        }
                    }
                }
            }
        }
    }

    private void Lattice(
        KernelContext context, in ConvolutionSizes sizes, LatticeAxis height, LatticeAxis width, int y, int x, int depth, T* padded, int rowLength, T* filter, T* packed, T* target)
    {
        var plane = sizes.Plane;
        int channels = plane.OutputChannels, tapsY = height.Taps(y), tapsX = width.Taps(x);
        nint resultRow = (nint)plane.Width.Input * plane.InputChannels, resultImage = plane.Height.Input * resultRow, slice = (nint)height.PaddedLength * rowLength;
        T* result = target + (depth * resultImage) + (y * resultRow) + ((nint)x * plane.InputChannels);
        bool isFirst = true;
        for (int position = 0; position <= sizes.Depth.Filter; position++)
        {
            int origin = depth + sizes.Depth.Before - position, step = origin / sizes.Depth.Stride;
            bool meets = position < sizes.Depth.Filter && origin >= 0 && origin % sizes.Depth.Stride == 0 && step < sizes.Depth.Output && tapsY > 0 && tapsX > 0;
            if (!meets && (position < sizes.Depth.Filter || !isFirst))
            {
                continue;
            }

            // What no element of the filter meets is zero.
            int rows = meets ? checked(tapsY * tapsX * channels) : 0;
            for (int tap = 0; tap < (meets ? tapsY * tapsX : 0); tap++)
            {
                int i = height.Position(y, tap / tapsX), j = width.Position(x, tap % tapsX);
                int element = (((position * plane.Height.Filter) + i) * plane.Width.Filter) + j;
                if (_packed is not null)
                {
                    T* part = (T*)_packed.Pointer + ((nint)RightMatrix<T>.PackedLength(channels, plane.InputChannels) * element);
                    RightMatrix<T>.CopyRows(part, channels, tap * channels, rows, plane.InputChannels, packed);
                }
                else
                {
                    RightMatrix<T>.PackRows(filter + ((nint)element * plane.InputChannels * channels), 1, channels, tap * channels, channels, rows, plane.InputChannels, packed);
                }
            }

            var window = new Tile<T>
            {
                A = padded + ((meets ? step : 0) * slice) + ((nint)height.First(y) * rowLength) + ((nint)width.First(x) * channels),
                ARow = channels,
                AStep = 1,
                OuterCount = meets ? tapsY : 0,
                OuterStride = (nint)height.Step * rowLength,
                InnerCount = tapsX,
                InnerStride = (nint)width.Step * channels,
                Length = channels,
                C = result,
                CRow = (nint)plane.Width.Stride * plane.InputChannels,
            };
            var work = ProductWork<T>.Of(
                window, width.Count(x), plane.Images, height.Count(y), sizes.Depth.Output * slice, rowLength, RightMatrix<T>.Packed(packed, rows, plane.InputChannels));
            work.Spread(sizes.Depth.Input * resultImage, plane.Height.Stride * resultRow);
            work.AddMatrix(isFirst ? null : result);
            context.Share(work.Count, work.PieceLength, ref work);
            isFirst = false;
        }
    }
}
