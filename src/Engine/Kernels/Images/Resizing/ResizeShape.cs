using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Images.Resizing;

/// <summary>The sizes of a batch of pictures before and after resizing.</summary>
internal readonly record struct ResizeShape(int Batch, int Height, int Width, int Channels, int NewHeight, int NewWidth)
{
    /// <summary>The shape of the result.</summary>
    public Shape Output => new([Batch, NewHeight, NewWidth, Channels]);

    /// <summary>The elements of a row of a picture.</summary>
    public int RowLength => checked(Width * Channels);

    /// <summary>The elements of a row of a resized picture.</summary>
    public int NewRowLength => checked(NewWidth * Channels);

    /// <summary>Reads and checks the pictures (input 0) and the new size (input 1).</summary>
    /// <exception cref="OperationException">They are not what the operation takes.</exception>
    public static ResizeShape Read(KernelContext context)
    {
        var images = context.Input(0);
        var size = context.Input(1);
        if (images.Rank != 4)
        {
            throw OperationException.InvalidArgument($"input must be 4-dimensional{images.Shape}");
        }

        if (size.Rank != 1 || size.Count != 2)
        {
            throw OperationException.InvalidArgument($"shape_t must be 1-dimensional with two elements, got shape {size.Shape}");
        }

        var (height, width) = (size.Span<int>()[0], size.Span<int>()[1]);
        if (height <= 0 || width <= 0)
        {
            throw OperationException.InvalidArgument($"output dimensions must be positive, got {height} by {width}");
        }

        if (images[1] == 0 || images[2] == 0)
        {
            throw OperationException.InvalidArgument($"input image must be of non-zero size, got shape {images.Shape}");
        }

        if (images[3] == 0)
        {
            throw OperationException.InvalidArgument("image must have at least one channel");
        }

        return new ResizeShape(images[0], images[1], images[2], images[3], height, width);
    }
}
