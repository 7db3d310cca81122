using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Kernels.Matrix;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>A filter packed for products: a matrix for each slice of it and each group of channels.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="slices">The slices of the filter.</param>
/// <param name="groups">The groups of channels.</param>
/// <param name="depth">The rows of each matrix: height, width and channels of a group.</param>
/// <param name="columns">The columns of each matrix: the result channels of a group.</param>
internal readonly unsafe struct ConvolutionFilter<T>(int slices, int groups, int depth, int columns)
    where T : unmanaged
{
    /// <summary>The elements of all matrices.</summary>
    public int PackedLength => checked((int)(Each * slices * groups));

    private long Each => RightMatrix<T>.PackedLength(depth, columns);

    /// <summary>Packs a filter: slice, height, width, channel, result channel.</summary>
    /// <param name="source">The filter.</param>
    /// <param name="target">Room for the matrices.</param>
    /// <param name="factors">What each result channel is multiplied by, or null.</param>
    public void Pack(T* source, T* target, double[]? factors)
    {
        int all = columns * groups;
        for (int slice = 0; slice < slices; slice++)
        {
            for (int group = 0; group < groups; group++)
            {
                var matrix = RightMatrix<T>.Pack(source + ((nint)slice * depth * all) + (group * columns), all, 1, depth, columns, target + ((nint)Each * ((slice * groups) + group)));
                ColumnFactors.Apply(matrix, factors is null ? null : factors.AsSpan(group * columns, columns));
            }
        }
    }

    /// <summary>One of the matrices.</summary>
    public RightMatrix<T> Matrix(T* packed, int slice, int group) => RightMatrix<T>.Packed(packed + ((nint)Each * ((slice * groups) + group)), depth, columns);
}
