using TypedModels.Runtime.Calls;

namespace TypedModels.Runtime.Shapes;

/// <summary>Checks ragged tensors against the shape a model declares for what they stand for.</summary>
internal static class RaggedShape
{
    /// <summary>Refuses another number of ragged levels, of rows, or another shape of the elements.</summary>
    public static void Check(CallLease lease, ArgumentBinding argument, string name, long[][] rowSplits, long[] innerShape)
    {
        int levels = argument.Contract.RaggedRank;
        if (rowSplits.Length != levels)
        {
            CallError.Throw(lease, argument, name, $"{name} has {rowSplits.Length} ragged level(s), expected {levels}");
        }

        if (!argument.HasRank)
        {
            return;
        }

        // The ragged axes themselves have no one length: they count as unknown here.
        long[] shape = [rowSplits[0].Length - 1, .. Enumerable.Repeat(TensorShape.UnknownDimension, levels), .. innerShape];
        var expected = argument.Dimensions;
        bool fits = shape.Length == expected.Length;
        for (int axis = 0; fits && axis < shape.Length; axis++)
        {
            fits = shape[axis] < 0 || expected[axis] < 0 || shape[axis] == expected[axis];
        }

        if (!fits)
        {
            CallError.Throw(lease, argument, name, $"{name} is {new TensorShape(shape)}, expected {argument.Contract.Shape}", new TensorShape(shape));
        }
    }
}
