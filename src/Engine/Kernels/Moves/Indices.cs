using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Moves;

/// <summary>Reads the tensors that say where and how much: axes, shapes, positions.</summary>
internal static class Indices
{
    /// <summary>The elements of a tensor of integers.</summary>
    public static void Read(Tensor tensor, Span<long> into)
    {
        for (int i = 0; i < into.Length; i++)
        {
            into[i] = tensor.Integer(i);
        }
    }

    /// <summary>The shape that a vector of lengths describes.</summary>
    public static Shape ReadShape(Tensor lengths)
    {
        RequireShapeLength(lengths.Count);
        Span<long> values = stackalloc long[lengths.Count];
        Read(lengths, values);
        return Shape.From(values);
    }

    /// <summary>Makes sure that so many lengths can be those of a shape.</summary>
    public static void RequireShapeLength(int count)
    {
        if (count > Shape.MaxRank)
        {
            throw OperationException.InvalidArgument($"A value has {count} axes; this engine holds at most {Shape.MaxRank}.");
        }
    }

    /// <summary>The only element of a tensor of integers.</summary>
    public static long Scalar(Tensor tensor, string name) =>
        tensor.Rank == 0 ? tensor.Integer(0) : throw OperationException.InvalidArgument($"{name} must be a scalar, but its shape is {tensor.Shape}.");

    /// <summary>An element of a vector of numbers with the name under which TensorFlow tells it: <c>indices[1,0]</c>.</summary>
    public static string Name(string tensor, in Shape shape, int index)
    {
        if (shape.Rank == 0)
        {
            return tensor;
        }

        Span<int> coordinates = stackalloc int[shape.Rank];
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            coordinates[axis] = index % shape[axis];
            index /= shape[axis];
        }

        return $"{tensor}[{string.Join(',', coordinates.ToArray())}]";
    }
}
