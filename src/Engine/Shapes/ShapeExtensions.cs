using TypedModels.Engine.Memory;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Shapes;

/// <summary>What is known of shapes beside the shapes of values.</summary>
internal static class ShapeExtensions
{
    extension(InferredShape)
    {
        /// <summary>The shape of a value that is known.</summary>
        public static InferredShape Of(in Shape shape)
        {
            var dimensions = new Dimension[shape.Rank];
            for (int axis = 0; axis < dimensions.Length; axis++)
            {
                dimensions[axis] = shape[axis];
            }

            return new InferredShape(dimensions);
        }
    }

    /// <summary>Whether a value of this shape may turn out to have <paramref name="shape"/>.</summary>
    public static bool Fits(this InferredShape inferred, in Shape shape)
    {
        bool fits = !inferred.HasRank || shape.Rank == inferred.Rank;
        for (int axis = 0; fits && axis < inferred.Rank; axis++)
        {
            fits = inferred[axis].MayEqual(shape[axis]);
        }

        return fits;
    }
}
