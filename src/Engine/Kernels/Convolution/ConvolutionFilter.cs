using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Compute.Vectors;
using TypedModels.Engine.Kernels.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>
/// A filter packed for products: a matrix for each slice of it and each group of channels. Groups of so few result channels that these fill no vector are merged: a matrix then has
/// several groups' filters along its diagonal and zeros elsewhere, and takes no longer than one of them.
/// </summary>
/// <typeparam name="T">The elements.</typeparam>
internal readonly unsafe struct ConvolutionFilter<T>
    where T : unmanaged
{
    private readonly int _slices;
    private readonly int _positions;
    private readonly int _groupInputs;
    private readonly int _groupOutputs;
    private readonly int _merged;

    /// <param name="filter">Slice, height, width, channel, result channel; the slices may be missing.</param>
    /// <param name="groups">The groups of channels.</param>
    public ConvolutionFilter(in Shape filter, int groups)
    {
        int rank = filter.Rank;
        _slices = filter.Product(0, rank - 4);
        _positions = filter.Product(rank - 4, rank - 2);
        _groupInputs = filter[rank - 2];
        _groupOutputs = filter[rank - 1] / groups;
        _merged = Merged(groups, _groupOutputs);
        Groups = groups / _merged;
    }

    /// <summary>The groups that are left when those with few result channels are merged.</summary>
    public int Groups { get; }

    /// <summary>The elements of all matrices.</summary>
    public int PackedLength => checked((int)(Each * _slices * Groups));

    private int Depth => checked(_positions * _groupInputs * _merged);

    private int Columns => _groupOutputs * _merged;

    private long Each => RightMatrix<T>.PackedLength(Depth, Columns);

    /// <summary>Packs a filter.</summary>
    /// <param name="source">The filter.</param>
    /// <param name="target">Room for the matrices.</param>
    /// <param name="factors">What each result channel is multiplied by, or null.</param>
    public void Pack(T* source, T* target, double[]? factors)
    {
        int all = Columns * Groups, rows = _positions * _groupInputs;
        for (int slice = 0; slice < _slices; slice++)
        {
            for (int group = 0; group < Groups; group++)
            {
                T* from = source + ((nint)slice * rows * all) + (group * Columns);
                var matrix = Matrix(target, slice, group);
                if (_merged == 1)
                {
                    RightMatrix<T>.Pack(from, all, 1, rows, Columns, matrix.Panels);
                }
                else
                {
                    Merge(from, all, matrix);
                }

                ColumnFactors.Apply(matrix, factors is null ? null : factors.AsSpan(group * Columns, Columns));
            }
        }
    }

    /// <summary>One of the matrices.</summary>
    public RightMatrix<T> Matrix(T* packed, int slice, int group) => RightMatrix<T>.Packed(packed + ((nint)Each * ((slice * Groups) + group)), Depth, Columns);

    private static int Merged(int groups, int groupOutputs)
    {
        int merged = 1;
        while (merged < groups && (groups % merged != 0 || merged * groupOutputs < SimdWidth.Lanes<T>()))
        {
            merged++;
        }

        return merged;
    }

    private void Merge(T* source, nint row, in RightMatrix<T> matrix)
    {
        new Span<T>(matrix.Panels, checked((int)Each)).Clear();
        for (int position = 0; position < _positions; position++)
        {
            for (int group = 0; group < _merged; group++)
            {
                for (int input = 0; input < _groupInputs; input++)
                {
                    T* from = source + ((((nint)position * _groupInputs) + input) * row) + (group * _groupOutputs);
                    for (int output = 0; output < _groupOutputs; output++)
                    {
                        *matrix.At((((position * _merged) + group) * _groupInputs) + input, (group * _groupOutputs) + output) = from[output];
                    }
                }
            }
        }
    }
}
