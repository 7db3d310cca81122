using System.Numerics.Tensors;

namespace TypedModels;

/// <summary>A result whose rank the model leaves open: a tensor, or a single element without axes, which <see cref="Tensor{T}"/> cannot hold.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed class AnyRankTensor<T>
{
    private readonly Tensor<T>? _tensor;
    private readonly T _scalar;

    /// <summary>A tensor with at least one axis.</summary>
    public AnyRankTensor(Tensor<T> tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        _tensor = tensor;
        _scalar = default!;
    }

    /// <summary>A single element without axes.</summary>
    public AnyRankTensor(T scalar) => _scalar = scalar;

    /// <summary>Whether it is a single element without axes.</summary>
    public bool IsScalar => _tensor is null;

    /// <summary>The number of axes; 0 for a single element.</summary>
    public int Rank => _tensor?.Rank ?? 0;

    /// <summary>The element, when there are no axes.</summary>
    /// <exception cref="InvalidOperationException">There are axes: read <see cref="Tensor"/>.</exception>
    public T Scalar => _tensor is null ? _scalar : throw new InvalidOperationException($"The result has {Rank} axes: read it from Tensor.");

    /// <summary>The tensor, when there are axes.</summary>
    /// <exception cref="InvalidOperationException">There are no axes: read <see cref="Scalar"/>.</exception>
    public Tensor<T> Tensor => _tensor ?? throw new InvalidOperationException("The result is a single element without axes: read it from Scalar.");

    /// <summary>A single element without axes.</summary>
    public static implicit operator AnyRankTensor<T>(T scalar) => new(scalar);

    /// <summary>A tensor with at least one axis.</summary>
    public static implicit operator AnyRankTensor<T>(Tensor<T> tensor) => new(tensor);
}
