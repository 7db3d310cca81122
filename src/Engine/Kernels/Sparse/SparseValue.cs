using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>A sparse tensor in the inputs of a node: the positions of its elements, a row each, the elements, and the shape.</summary>
internal readonly ref struct SparseValue
{
    /// <summary>Takes the three tensors.</summary>
    /// <exception cref="OperationException">Their shapes do not fit together, or the shape has negative lengths.</exception>
    public SparseValue(Tensor indices, Tensor values, Tensor shape)
    {
        if (indices.Rank != 2)
        {
            throw OperationException.InvalidArgument($"Input indices should be a matrix but received shape: {indices.Shape}");
        }

        if (values.Rank != 1)
        {
            throw OperationException.InvalidArgument($"Input values should be a vector but received shape: {values.Shape}");
        }

        if (shape.Rank != 1)
        {
            throw OperationException.InvalidArgument($"Input shape should be a vector but received shape: {shape.Shape}");
        }

        if (indices[0] != values[0])
        {
            throw OperationException.InvalidArgument($"Number of values must match first dimension of indices. Got {values[0]} values, indices shape: {indices.Shape}");
        }

        if (indices[1] != shape[0])
        {
            throw OperationException.InvalidArgument($"Number of dimensions must match second dimension of indices. Got {shape[0]} dimensions, indices shape: {indices.Shape}");
        }

        Indices = indices.Span<long>();
        Values = values;
        Lengths = shape.Span<long>();
        foreach (long length in Lengths)
        {
            if (length < 0)
            {
                throw OperationException.InvalidArgument($"Dimension {length} must be >= 0");
            }
        }
    }

    /// <summary>The positions, row by row.</summary>
    public ReadOnlySpan<long> Indices { get; }

    /// <summary>The elements.</summary>
    public Tensor Values { get; }

    /// <summary>The lengths of the axes.</summary>
    public ReadOnlySpan<long> Lengths { get; }

    /// <summary>The number of axes.</summary>
    public int Rank => Lengths.Length;

    /// <summary>The number of elements.</summary>
    public int Count => Values.Count;

    /// <summary>The sparse tensor in three inputs of a node.</summary>
    public static SparseValue Read(KernelContext context, int indices, int values, int shape) => new(context.Input(indices), context.Input(values), context.Input(shape));

    /// <summary>The position of an element.</summary>
    public ReadOnlySpan<long> Index(int element) => Indices.Slice(element * Rank, Rank);

    /// <summary>Makes sure that positions lie inside the shape, ascend and do not repeat.</summary>
    public void RequireValid()
    {
        for (int i = 0; i < Count; i++)
        {
            var index = Index(i);
            RequireInside(i);
            int order = i == 0 ? 1 : Compare(index, Index(i - 1));
            if (order <= 0)
            {
                throw OperationException.InvalidArgument(order == 0
                    ? $"indices[{i}] = [{Join(index)}] is repeated"
                    : $"indices[{i}] = [{Join(index)}] is out of order. Many sparse ops require sorted indices.\n    Use `tf.sparse.reorder` to create a correctly ordered copy.\n\n");
            }
        }
    }

    /// <summary>Makes sure that all positions lie inside the shape.</summary>
    public void RequireInside()
    {
        for (int i = 0; i < Count; i++)
        {
            RequireInside(i);
        }
    }

    /// <summary>The order of two positions, the outermost axis first.</summary>
    public static int Compare(ReadOnlySpan<long> left, ReadOnlySpan<long> right) => left.SequenceCompareTo(right);

    /// <summary>Numbers for messages.</summary>
    public static string Join(ReadOnlySpan<long> numbers) => string.Join(',', numbers.ToArray());

    /// <summary>The order of the elements by position; elements at one position keep theirs.</summary>
    public int[] Sorted()
    {
        int[] order = new int[Count];
        bool isSorted = true;
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
            isSorted &= i == 0 || Compare(Index(i - 1), Index(i)) <= 0;
        }

        if (!isSorted)
        {
            long[] indices = Indices.ToArray();
            int rank = Rank;
            Array.Sort(order, (left, right) =>
            {
                int compared = Compare(indices.AsSpan(left * rank, rank), indices.AsSpan(right * rank, rank));
                return compared != 0 ? compared : left.CompareTo(right);
            });
        }

        return order;
    }

    private void RequireInside(int element)
    {
        var index = Index(element);
        for (int axis = 0; axis < index.Length; axis++)
        {
            if (index[axis] < 0 || index[axis] >= Lengths[axis])
            {
                throw OperationException.InvalidArgument($"indices[{element}] = [{Join(index)}] is out of bounds: need 0 <= index < [{Join(Lengths)}]");
            }
        }
    }
}
