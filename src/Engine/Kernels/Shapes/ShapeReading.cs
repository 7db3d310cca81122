using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Operations that give a shape, or something of it, as numbers.</summary>
internal static class ShapeReading
{
    /// <summary>Shape and ShapeN: the lengths of each input.</summary>
    public static void Shapes(KernelContext context)
    {
        for (int i = 0; i < context.OutputCount; i++)
        {
            ref readonly var shape = ref context.Input(i).Shape;
            Write(context.Output(i, new Shape(shape.Rank)), shape.Lengths);
        }
    }

    /// <summary>Size: the number of elements.</summary>
    public static void Size(KernelContext context) => Write(context.Output(0, Shape.Scalar), [context.Input(0).Count]);

    /// <summary>Rank: the number of axes.</summary>
    public static void Rank(KernelContext context) => Write(context.Output(0, Shape.Scalar), [context.Input(0).Rank]);

    /// <summary>Writes integers to a tensor of int32 or int64.</summary>
    public static void Write(Tensor output, ReadOnlySpan<int> values)
    {
        if (output.Type == DataType.Int32)
        {
            values.CopyTo(output.WritableSpan<int>());
            return;
        }

        var wide = output.WritableSpan<long>();
        for (int i = 0; i < values.Length; i++)
        {
            wide[i] = values[i];
        }
    }
}
