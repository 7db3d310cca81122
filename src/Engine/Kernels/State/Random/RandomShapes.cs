using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Random;

/// <summary>The shapes of random results.</summary>
internal static class RandomShapes
{
    /// <summary>The shape that a tensor of integers holds.</summary>
    public static Shape Read(Tensor shape)
    {
        if (shape.Rank != 1)
        {
            throw OperationException.InvalidArgument($"shape must be a vector of {{int32,int64}}, got shape {shape.Shape}");
        }

        if (shape.Count > Shape.MaxRank)
        {
            throw OperationException.InvalidArgument($"A random result of {shape.Count} axes is wanted, and at most {Shape.MaxRank} are there.");
        }

        Span<long> lengths = stackalloc long[shape.Count];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            lengths[axis] = shape.Integer(axis);
        }

        return Shape.From(lengths);
    }

    /// <summary>Makes sure that the last axes of a shape are those of the parameters.</summary>
    public static void RequireEnd(in Shape shape, in Shape parameters)
    {
        if (shape.Rank < parameters.Rank || !shape.Lengths[(shape.Rank - parameters.Rank)..].SequenceEqual(parameters.Lengths))
        {
            throw OperationException.InvalidArgument($"Shape passed in must end with broadcasted shape: {shape} does not end with {parameters}.");
        }
    }
}
