using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>Finds and checks what a <see cref="ProductTail"/> adds.</summary>
internal static unsafe class TailInputs
{
    /// <summary>The elements that are added to each row, or null.</summary>
    public static T* Bias<T>(KernelContext context, ProductTail tail, int columns)
        where T : unmanaged => Columns<T>(context, tail.BiasInput, columns);

    /// <summary>What the results end with.</summary>
    public static ProductEnd<T> End<T>(KernelContext context, ProductTail tail, int columns)
        where T : unmanaged => new(tail.Activation, Columns<T>(context, tail.FactorInput, columns), Columns<T>(context, tail.OffsetInput, columns));

    /// <summary>Room for the result: the memory of what is added, where nobody reads that afterwards.</summary>
    public static Tensor Room(KernelContext context, ProductTail tail, in Shape shape) => tail.AddendInput < 0 ? context.Output(0, shape) : context.OutputOver(0, tail.AddendInput, shape);

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

    private static T* Columns<T>(KernelContext context, int input, int columns)
        where T : unmanaged
    {
        if (input < 0)
        {
            return null;
        }

        var values = context.Input(input);
        if (values.Rank != 1 || values.Count != columns)
        {
            throw OperationException.InvalidArgument($"Must provide as many biases as the last dimension of the input tensor: {values.Shape} vs. {columns}");
        }

        return (T*)values.Pointer;
    }
}
