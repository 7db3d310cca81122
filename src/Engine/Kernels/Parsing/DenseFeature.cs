namespace TypedModels.Engine.Kernels.Parsing;

/// <summary>A feature that has the same number of values in each example, or is filled up to the most of any.</summary>
internal sealed class DenseFeature
{
    /// <summary>Describes the feature.</summary>
    /// <param name="type">The type of its values.</param>
    /// <param name="shape">Their shape; only the first axis may be unknown.</param>
    public DenseFeature(DataType type, TensorShape shape)
    {
        Type = type;
        if (!shape.HasRank)
        {
            throw OperationException.InvalidArgument("The shape of a dense feature must have a known rank.");
        }

        var dimensions = shape.Dimensions.AsSpan();
        IsVariable = dimensions.Length > 0 && dimensions[0] < 0;
        var inner = new int[dimensions.Length - (IsVariable ? 1 : 0)];
        long count = 1;
        for (int i = 0; i < inner.Length; i++)
        {
            long length = dimensions[i + (IsVariable ? 1 : 0)];
            count = length >= 0 ? checked(count * length) : throw OperationException.InvalidArgument($"The shape of a dense feature, {shape}, is unknown behind its first axis.");
            inner[i] = checked((int)length);
        }

        Inner = inner;
        InnerCount = checked((int)count);
    }

    /// <summary>The type of the values.</summary>
    public DataType Type { get; }

    /// <summary>Whether the first axis is as long as the longest of the examples.</summary>
    public bool IsVariable { get; }

    /// <summary>The lengths of the other axes.</summary>
    public int[] Inner { get; }

    /// <summary>The number of values of the other axes.</summary>
    public int InnerCount { get; }

    /// <summary>The shape as TensorFlow writes it.</summary>
    public override string ToString() => $"[{string.Join(',', IsVariable ? Inner.Select(length => length.ToString()).Prepend("?") : Inner.Select(length => length.ToString()))}]";
}
