using TypedModels.Engine.Compute.Convolution;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>What a convolution's filter gets back from its result: for each element of the filter, the products of the pixels that it met with the values that they gave.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="settings">How the window of the convolution moves.</param>
internal sealed unsafe class FilterGradientKernel<T>(WindowSettings settings) : Kernel
    where T : unmanaged
{
    public override void Run(KernelContext context)
    {
        Tensor input = context.Input(0), lengths = context.Input(1), given = context.Input(2);
        if (lengths.Rank != 1 || lengths.Count != 4)
        {
            throw OperationException.InvalidArgument($"filter_sizes must be a vector of 4 elements, not {lengths.Shape}");
        }

        var filter = Shape.From([lengths.Integer(0), lengths.Integer(1), lengths.Integer(2), lengths.Integer(3)]);
        var sizes = ConvolutionSizes.Of(settings, input.Shape, filter);
        if (sizes.Result(settings) != given.Shape)
        {
            throw OperationException.InvalidArgument($"Size of out_backprop doesn't match computed: actual = {given.Shape}, computed = {sizes.Result(settings)}");
        }

        var plane = sizes.Plane;
        if (plane.Groups != 1)
        {
            throw OperationException.Unimplemented("Gradients for grouped convolutions are not supported on a processor.");
        }

        var result = context.Output(0, filter);
        new Span<byte>(result.Pointer, (int)result.ByteLength).Clear();
        if (given.Count == 0 || result.Count == 0)
        {
            return;
        }

        T* source = (T*)input.Pointer;
        T* gradient = (T*)given.Pointer;
        if (settings.IsChannelsFirst)
        {
            source = ChannelOrder.Exchanged(context, source, plane.Images, plane.InputChannels, plane.Height.Input * plane.Width.Input);
            gradient = ChannelOrder.Exchanged(context, gradient, plane.Images, plane.OutputChannels, plane.Height.Output * plane.Width.Output);
        }

        int height = Math.Max(plane.Height.Read, 1), rowLength = checked(Math.Max(plane.Width.Read, 1) * plane.InputChannels);
        fixed (T* padded = context.Scratch<T>(checked(plane.Images * height * rowLength)))
        {
            var pad = new PadWork<T>(
                source, padded, plane.Height.Input, plane.Width.Input * plane.InputChannels, plane.Height.Before, plane.Width.Before * plane.InputChannels, height, rowLength, plane.Images);
            context.Share(pad.Count, pad.PieceLength, ref pad);
            Collect(context, plane, padded, (nint)height * rowLength, rowLength, gradient, (T*)result.Pointer);
        }
    }

    private static void Collect(KernelContext context, ConvolutionShape plane, T* padded, nint image, int rowLength, T* gradient, T* result)
    {
        int pixels = checked(plane.Height.Output * plane.Width.Output);
        fixed (T* packed = context.Scratch<T>(checked((int)RightMatrix<T>.PackedLength(pixels, plane.OutputChannels))))
        {
            for (int n = 0; n < plane.Images; n++)
            {
                var right = RightMatrix<T>.Pack(gradient + ((nint)n * pixels * plane.OutputChannels), plane.OutputChannels, 1, pixels, plane.OutputChannels, packed);
                for (int place = 0; place < plane.Height.Filter * plane.Width.Filter; place++)
                {
                    int i = place / plane.Width.Filter, j = place % plane.Width.Filter;
                    T* target = result + ((nint)place * plane.InputChannels * plane.OutputChannels);
                    var window = new Tile<T>
                    {
                        A = padded + (n * image) + ((nint)i * plane.Height.Dilation * rowLength) + ((nint)j * plane.Width.Dilation * plane.InputChannels),
                        ARow = 1,
                        AStep = (nint)plane.Width.Stride * plane.InputChannels,
                        OuterCount = plane.Height.Output,
                        OuterStride = (nint)plane.Height.Stride * rowLength,
                        InnerCount = 1,
                        Length = plane.Width.Output,
                        C = target,
                        CRow = plane.OutputChannels,
                    };
                    var work = ProductWork<T>.Of(window, plane.InputChannels, 1, 1, 0, 0, right);
                    work.AddMatrix(target);
                    context.Share(work.Count, work.PieceLength, ref work);
                }
            }
        }
    }
}
