namespace TypedModels.Keras.Weights;

/// <summary>A weight whose axes lie in another order in the file, or that lies there turned round along some.</summary>
/// <param name="stored">The array in the file.</param>
/// <param name="shape">The weight's shape.</param>
/// <param name="order">The weight's axis <c>i</c> is the file's <c>order[i]</c>.</param>
/// <param name="reverses">Along how many of the first axes the weight is turned round.</param>
internal sealed class ReorderedWeight(StoredWeight stored, TensorShape shape, IReadOnlyList<int> order, int reverses) : StoredWeight
{
    /// <inheritdoc/>
    public override string Name => stored.Name;

    /// <inheritdoc/>
    public override DataType DataType => stored.DataType;

    /// <inheritdoc/>
    public override TensorShape Shape => shape;

    /// <inheritdoc/>
    public override void RequireStored() => stored.RequireStored();

    /// <inheritdoc/>
    public override void Read(Span<byte> destination)
    {
        stored.RequireStored();
        int size = DataTypes.SizeOf(DataType);
        var elements = new byte[destination.Length];
        stored.Read(elements);
        long[] lengths = [.. stored.Shape.Dimensions];
        var strides = new long[lengths.Length];
        for (long axis = lengths.Length - 1, stride = size; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= lengths[axis];
        }

        var index = new long[lengths.Length];
        for (int to = 0; to < destination.Length; to += size)
        {
            long from = 0;
            for (int axis = 0; axis < index.Length; axis++)
            {
                long at = axis < reverses ? lengths[order[axis]] - 1 - index[axis] : index[axis];
                from += at * strides[order[axis]];
            }

            elements.AsSpan((int)from, size).CopyTo(destination.Slice(to, size));
            for (int axis = index.Length - 1; axis >= 0 && ++index[axis] == lengths[order[axis]]; axis--)
            {
                index[axis] = 0;
            }
        }
    }
}
