using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>Where the blocks of a scatter go.</summary>
internal static class ScatterPlaces
{
    /// <summary>Checks indices and updates against what they are scattered into, and reads the places.</summary>
    /// <returns>The number of elements of a block.</returns>
    public static int Read(KernelContext context, Tensor indices, Tensor updates, in Shape shape, out ReadOnlySpan<int> places)
    {
        if (shape.Rank == 0)
        {
            throw OperationException.InvalidArgument($"Output must be at least 1-D, got shape: {shape}");
        }

        if (shape.IsEmpty && indices.Count > 0 && updates.Count > 0)
        {
            throw OperationException.InvalidArgument("Indices and updates specified for empty output tensor");
        }

        int outer = Math.Max(0, indices.Rank - 1);
        int depth = indices.Rank > 0 ? indices[^1] : 1;
        RequireFits(indices, updates, shape, outer, depth);
        int points = indices.Shape.Product(0, outer);
        var read = context.Scratch<int>(points);
        int wrong = PointIndices.Read(indices, shape, read);
        if (wrong >= 0)
        {
            string name = Indices.Name("indices", indices.Rank > 0 ? indices.Shape.Remove(outer) : indices.Shape, wrong);
            throw OperationException.InvalidArgument($"{name} = [{PointIndices.Text(indices, wrong)}] does not index into shape {shape}");
        }

        places = read;
        return points == 0 ? 0 : updates.Count / points;
    }

    private static void RequireFits(Tensor indices, Tensor updates, in Shape shape, int outer, int depth)
    {
        if (depth > shape.Rank)
        {
            throw OperationException.InvalidArgument($"The inner dimension of indices must be at most the rank of the output, {shape.Rank}, but indices have the shape {indices.Shape}");
        }

        if (updates.Rank < outer || !updates.Shape.Lengths[..outer].SequenceEqual(indices.Shape.Lengths[..outer]))
        {
            throw OperationException.InvalidArgument($"Dimensions [0,{outer}) of indices[shape={indices.Shape}] must match dimensions [0,{outer}) of updates[shape={updates.Shape}]");
        }

        if (!updates.Shape.Lengths[outer..].SequenceEqual(shape.Lengths[depth..]))
        {
            throw OperationException.InvalidArgument(
                $"Dimensions [{depth},{shape.Rank}) of input[shape={shape}] must match dimensions [{outer},{updates.Rank}) of updates[shape={updates.Shape}]");
        }
    }
}
