using TypedModels.Engine.Compute.Matrix;

namespace TypedModels.Engine.Compute.Convolution;

/// <summary>
/// A convolution as a matrix product that copies no patches: the rows of the left matrix are pixels of a row of the picture, at the distance of the stride, and the loops
/// over the inner dimension walk through the window. The picture already has its zeros around it.
/// </summary>
internal static unsafe class ConvolutionProduct
{
    /// <summary>The product of one group of channels.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="input">The pictures, padded where the shape says so.</param>
    /// <param name="group">Which group.</param>
    /// <param name="filter">The group's filter: rows of height, width, channel; columns of result channels.</param>
    /// <param name="output">The result.</param>
    /// <param name="inputSlices">How many pictures lie from one image's to the next: volumes have several.</param>
    /// <param name="outputSlices">The same of the result.</param>
    public static ProductWork<T> Of<T>(in ConvolutionShape shape, T* input, int group, in RightMatrix<T> filter, T* output, int inputSlices = 1, int outputSlices = 1)
        where T : unmanaged
    {
        int groupChannels = shape.InputChannels / shape.Groups;
        T* left = input + (group * groupChannels);
        T* result = output + (group * (shape.OutputChannels / shape.Groups));
        bool isPadded = shape.IsPadded;
        int rowLength = checked((isPadded ? shape.Width.Read : shape.Width.Input) * shape.InputChannels);
        nint imageLength = (nint)rowLength * (isPadded ? shape.Height.Read : shape.Height.Input);
        nint imageStride = inputSlices * imageLength, resultLine = (nint)shape.Width.Output * shape.OutputChannels;
        if (filter.Rows == 0)
        {
            var nothing = ProductWork<T>.Of(Window(shape, left, 0, 0, 0, 0, 0, result), shape.Width.Output, shape.Images, shape.Height.Output, 0, 0, filter);
            nothing.Spread(outputSlices * shape.Height.Output * resultLine, resultLine);
            return nothing;
        }

        if (shape.Height.IsIdentity && shape.Width.IsIdentity)
        {
            int pixels = checked(shape.Height.Output * shape.Width.Output);
            var point = Window(shape, left, 1, 0, 1, 0, groupChannels, result);
            if (inputSlices == 1 && outputSlices == 1)
            {
                return ProductWork<T>.Of(point, checked(pixels * shape.Images), 1, 1, 0, 0, filter);
            }

            var whole = ProductWork<T>.Of(point, pixels, shape.Images, 1, imageStride, 0, filter);
            whole.Spread(outputSlices * shape.Height.Output * resultLine, 0);
            return whole;
        }

        // Neighbouring positions of the window lie one after the other when nothing is left out between them.
        bool isDense = shape.Width.Dilation == 1 && shape.Groups == 1;
        var window = isDense
            ? Window(shape, left, shape.Height.Filter, (nint)shape.Height.Dilation * rowLength, 1, 0, checked(shape.Width.Filter * groupChannels), result)
            : Window(shape, left, shape.Height.Filter, (nint)shape.Height.Dilation * rowLength, shape.Width.Filter, (nint)shape.Width.Dilation * shape.InputChannels, groupChannels, result);
        var work = ProductWork<T>.Of(window, shape.Width.Output, shape.Images, shape.Height.Output, imageStride, (nint)shape.Height.Stride * rowLength, filter);
        work.Spread(outputSlices * shape.Height.Output * resultLine, resultLine);
        return work;
    }

    private static Tile<T> Window<T>(in ConvolutionShape shape, T* left, int outerCount, nint outerStride, int innerCount, nint innerStride, int length, T* result)
        where T : unmanaged => new()
        {
            A = left,
            ARow = (nint)shape.Width.Stride * shape.InputChannels,
            AStep = 1,
            OuterCount = outerCount,
            OuterStride = outerStride,
            InnerCount = innerCount,
            InnerStride = innerStride,
            Length = length,
            C = result,
            CRow = shape.OutputChannels,
        };
}
