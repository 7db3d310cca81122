using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.ControlFlow;

/// <summary>Moves values between a node and the functions that it runs.</summary>
internal static class FunctionCalls
{
    /// <summary>Shares the node's inputs from <paramref name="first"/> on.</summary>
    public static void ReadInputs(KernelContext context, int first, Tensor[] places)
    {
        for (int i = 0; i < places.Length; i++)
        {
            var input = context.Input(first + i);
            places[i].Share(input, input.Shape);
        }
    }

    /// <summary>Gives the node's outputs their values.</summary>
    public static void WriteOutputs(KernelContext context, Tensor[] values)
    {
        for (int i = 0; i < context.OutputCount; i++)
        {
            context.Forward(i, values[i]);
        }
    }

    /// <summary>Whether a value counts as true: not zero, not an empty text; a value with axes when it has elements.</summary>
    public static bool IsTrue(Tensor condition)
    {
        if (condition.Rank > 0)
        {
            return condition.Count > 0;
        }

        return condition.Type switch
        {
            DataType.Bool => condition.Scalar<bool>(),
            DataType.Float => condition.Scalar<float>() != 0,
            DataType.Double => condition.Scalar<double>() != 0,
            DataType.String => condition.Texts[0].Length > 0,
            DataType.Int32 or DataType.Int64 or DataType.UInt8 or DataType.Int8 or DataType.Int16 or DataType.UInt16 => condition.Integer(0) != 0,
            _ => throw OperationException.InvalidArgument($"A condition is of type {condition.Type.ToWord()}, which cannot be converted to a boolean."),
        };
    }
}
