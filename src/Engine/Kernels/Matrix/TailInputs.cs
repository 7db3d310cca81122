using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>Finds and checks what a <see cref="ProductTail"/> adds.</summary>
internal static unsafe class TailInputs
{
    /// <summary>The elements that are added to each row, or null.</summary>
    public static T* Bias<T>(KernelContext context, ProductTail tail, int columns)
        where T : unmanaged
    {
        if (tail.BiasInput < 0)
        {
            return null;
        }

        var bias = context.Input(tail.BiasInput);
        if (bias.Rank != 1 || bias.Count != columns)
        {
            throw OperationException.InvalidArgument($"Must provide as many biases as the last dimension of the input tensor: {bias.Shape} vs. {columns}");
        }

        return (T*)bias.Pointer;
    }

    /// <summary>The tensor that is added, or null.</summary>
    public static T* Addend<T>(KernelContext context, ProductTail tail, in Shape shape)
        where T : unmanaged
    {
        if (tail.AddendInput < 0)
        {
            return null;
        }

        var addend = context.Input(tail.AddendInput);
        return addend.Shape == shape ? (T*)addend.Pointer : throw OperationException.InvalidArgument($"What is added has the shape {addend.Shape}, the product {shape}");
    }
}
