using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>GatherNd: takes blocks that indices of several axes point to.</summary>
internal static class Points
{
    /// <summary>The last axis of the indices points into the first axes of the parameters.</summary>
    public static void Gather(KernelContext context)
    {
        var parameters = context.Input(0);
        var indices = context.Input(1);
        if (parameters.Rank == 0 || indices.Rank == 0)
        {
            throw OperationException.InvalidArgument(parameters.Rank == 0 ? "params must be at least a vector" : "indices must be at least a vector");
        }

        int depth = indices[^1];
        if (depth > parameters.Rank)
        {
            throw OperationException.InvalidArgument($"index innermost dimension length must be <= params rank; saw: {depth} vs. {parameters.Rank}");
        }

        var shape = Shape.Concat(indices.Shape.Lengths[..^1], parameters.Shape.Lengths[depth..]);
        int points = indices.Shape.Product(0, indices.Rank - 1);
        if (points > 0 && parameters.Count == 0)
        {
            throw OperationException.InvalidArgument($"Requested more than 0 entries, but params is empty.  Params shape: {parameters.Shape}");
        }

        var places = context.Scratch<int>(points);
        int wrong = PointIndices.Read(indices, parameters.Shape, places);
        if (wrong >= 0)
        {
            throw OperationException.InvalidArgument(
                $"{Indices.Name("indices", indices.Shape.Remove(indices.Rank - 1), wrong)} = [{PointIndices.Text(indices, wrong)}] does not index into param shape {parameters.Shape}");
        }

        var output = context.Output(0, shape);
        RowMove.Gather(context, parameters, 0, places, output, 0, points == 0 ? 0 : output.Count / points);
    }
}
