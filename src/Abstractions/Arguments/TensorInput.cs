namespace TypedModels;

/// <summary>Makes <see cref="TensorInput{T}"/>s where no conversion says what is meant.</summary>
public static class TensorInput
{
    /// <summary>A single element without axes, for an argument of unknown rank.</summary>
    public static TensorInput<T> Scalar<T>(T value)
        where T : unmanaged => TensorInput<T>.FromScalar(value);

    /// <summary>Elements of a shape that the signature completes: what a collection expression becomes.</summary>
    public static TensorInput<T> Create<T>(ReadOnlySpan<T> values)
        where T : unmanaged => values;
}
