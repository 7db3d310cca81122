using TypedModels.Engine.Compute.Matrix;

namespace TypedModels.Engine.Compute.Convolution;

/// <summary>A convolution that is carried out some rows of the result at a time.</summary>
/// <param name="shape">The sizes; the picture has the zeros around it that it needs.</param>
/// <param name="filter">The filter, packed: rows of height, width, channel; columns of result channels.</param>
/// <param name="bias">What is added to each pixel, or null.</param>
/// <param name="end">What comes last.</param>
internal readonly unsafe struct ConvolutionRows(ConvolutionShape shape, RightMatrix<float> filter, float* bias, ProductEnd<float> end)
{
    /// <summary>The elements of a row of the result.</summary>
    public int RowLength => shape.Width.Output * shape.OutputChannels;

    /// <summary>The elements of a picture.</summary>
    public nint PictureLength => (nint)shape.Height.Input * shape.Width.Input * shape.InputChannels;

    /// <summary>Computes rows of one picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="row">The first row of the result.</param>
    /// <param name="rows">How many.</param>
    /// <param name="target">Where the first goes.</param>
    /// <param name="addend">What is added to the first and those behind it, or null.</param>
    public void Compute(float* picture, int row, int rows, float* target, float* addend)
    {
        // A part of the picture that these rows read, so that it is a picture of its own.
        int read = ((rows - 1) * shape.Height.Stride) + ((shape.Height.Filter - 1) * shape.Height.Dilation) + 1;
        var part = shape with { Images = 1, Height = shape.Height with { Input = read, Output = rows } };
        float* source = picture + ((nint)row * shape.Height.Stride * shape.Width.Input * shape.InputChannels);
        var work = ConvolutionProduct.Of(part, source, 0, filter, target);
        work.AddBias(bias);
        work.AddMatrix(addend);
        work.Activate(end.Activation);
        work.Scale(end.Factors, end.Offsets);
        work.Execute(0, work.Count);
    }
}
