using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>Writes elements of tensors that are int32 or int64, as an attribute says.</summary>
internal static class IntegerElements
{
    /// <summary>Sets an element.</summary>
    /// <exception cref="OperationException">The tensor is int32 and the value does not fit.</exception>
    public static void Set(Tensor value, int index, long element)
    {
        if (value.Type == DataType.Int64)
        {
            value.WritableSpan<long>()[index] = element;
        }
        else
        {
            value.WritableSpan<int>()[index] = element is >= int.MinValue and <= int.MaxValue
                ? (int)element
                : throw OperationException.InvalidArgument($"{element} does not fit into int32.");
        }
    }
}
