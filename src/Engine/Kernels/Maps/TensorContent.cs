using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Maps;

/// <summary>Compares tensors by type, shape and elements.</summary>
internal sealed class TensorContent : IEqualityComparer<Tensor>
{
    /// <summary>The comparer.</summary>
    public static TensorContent Comparer { get; } = new();

    public bool Equals(Tensor? left, Tensor? right)
    {
        if (left is null || right is null || left.Type != right.Type || left.Shape != right.Shape)
        {
            return left == right;
        }

        if (left.Type != DataType.String)
        {
            return left.Bytes.SequenceEqual(right.Bytes);
        }

        for (int i = 0; i < left.Count; i++)
        {
            if (!left.Texts[i].Span.SequenceEqual(right.Texts[i].Span))
            {
                return false;
            }
        }

        return true;
    }

    public int GetHashCode(Tensor tensor)
    {
        var hash = default(HashCode);
        hash.Add(tensor.Shape);
        if (tensor.Type != DataType.String)
        {
            hash.AddBytes(tensor.Bytes);
            return hash.ToHashCode();
        }

        foreach (var text in tensor.Texts)
        {
            hash.Add(text.Length);
            hash.AddBytes(text.Span);
        }

        return hash.ToHashCode();
    }
}
