using TypedModels.Runtime.Calls;

namespace TypedModels.Runtime.Shapes;

/// <summary>Checks ragged tensors against the shape a model declares for what they stand for.</summary>
internal static class RaggedShape
{
    /// <summary>Refuses another number of ragged levels, of rows, or another shape of the elements; and one whose parts no longer fit each other.</summary>
    public static void Check<T>(CallLease lease, ArgumentBinding argument, string name, RaggedTensor<T> tensor)
    {
        try
        {
            tensor.Check();
        }
        catch (ArgumentException exception)
        {
            CallError.Throw(lease, argument, name, $"{name} was changed since it was made ({exception.Message.TrimEnd('.')})");
        }

        int levels = argument.Contract.RaggedRank;
        if (tensor.RowSplits.Length != levels)
        {
            CallError.Throw(lease, argument, name, $"{name} has {tensor.RowSplits.Length} ragged level(s), expected {levels}");
        }

        long[] shape = Of(tensor);
        if (argument.HasRank && !Allows(argument.Dimensions, shape))
        {
            CallError.Throw(lease, argument, name, $"{name} is {new TensorShape(shape)}, expected {argument.Contract.Shape}", new TensorShape(shape));
        }
    }

    /// <summary>The shape of what a ragged tensor stands for. The ragged axes themselves have no one length: they are unknown.</summary>
    public static long[] Of<T>(RaggedTensor<T> tensor) =>
        [tensor.RowCount, .. Enumerable.Repeat(TensorShape.UnknownDimension, tensor.RowSplits.Length), .. tensor.InnerShape];

    /// <summary>Whether a value of shape <paramref name="actual"/> is one of the declared <paramref name="dimensions"/>; −1 is an unknown length in both.</summary>
    public static bool Allows(ReadOnlySpan<long> dimensions, ReadOnlySpan<long> actual)
    {
        bool fits = actual.Length == dimensions.Length;
        for (int axis = 0; fits && axis < actual.Length; axis++)
        {
            fits = actual[axis] < 0 || dimensions[axis] < 0 || actual[axis] == dimensions[axis];
        }

        return fits;
    }
}
