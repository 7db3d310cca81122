using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Execution;

/// <summary>Memory for tensors, in TensorFlow's own allocator, which aligns it.</summary>
internal static unsafe class TensorMemory
{
    // What TensorFlow's TensorShape holds; more ends the process.
    private const int MostAxes = 254;

    private const nuint LargeTensor = 1 << 30;

    /// <summary>The number of elements of a shape that TensorFlow can hold.</summary>
    public static long Count(ReadOnlySpan<long> shape)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shape.Length, MostAxes, nameof(shape));
        long count = 1, nonEmpty = 1;
        foreach (long dimension in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(shape));
            count = checked(count * dimension);

            // TensorFlow multiplies in its own order and ends the process on an overflow, also beside an axis of length 0.
            nonEmpty = checked(nonEmpty * Math.Max(dimension, 1));
        }

        return count;
    }

    /// <summary>A tensor of undefined content, or null when there is no memory for it.</summary>
    public static TF_Tensor* Allocate(TensorFunctions functions, DataType type, ReadOnlySpan<long> shape, nuint length)
    {
        // TensorFlow's allocator, asked for more than there is, waits ten seconds for some of it to be freed.
        if (length > LargeTensor && length > (nuint)GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
        {
            return null;
        }

        fixed (long* dimensions = shape)
        {
            var tensor = functions.TF_AllocateTensor(type, dimensions, shape.Length, length);
            if (tensor is not null && length > 0 && functions.TF_TensorData(tensor) is null)
            {
                functions.TF_DeleteTensor(tensor);
                return null;
            }

            return tensor;
        }
    }
}
