using System.Runtime.CompilerServices;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Carries out a function element by element on operands that are stretched to a common shape.</summary>
/// <param name="function">The function.</param>
/// <param name="parameter">An operand behind those that the node reads: a number that an attribute gives.</param>
/// <param name="shapes">What is done with operands of different shapes.</param>
internal sealed class ElementwiseKernel(ElementFunction function, Tensor? parameter = null, ShapeRule shapes = ShapeRule.Broadcast) : Kernel
{
    private const int SmallBytes = 2048;

    /// <summary>The function.</summary>
    public ElementFunction Function => function;

    /// <summary>An operand behind those that the node reads, or null.</summary>
    public Tensor? Parameter => parameter;

    /// <summary>Whether operands of any shapes that fit are stretched.</summary>
    public bool Broadcasts => shapes == ShapeRule.Broadcast;

    public override void Run(KernelContext context)
    {
        if (parameter is null && HaveOneShape(context))
        {
            RunSame(context);
            return;
        }

        if (parameter is null && TryRunWithNumber(context))
        {
            return;
        }

        int count = context.InputCount + (parameter is null ? 0 : 1);
        Span<Shape> operands = stackalloc Shape[BroadcastLayout.MaxOperands];
        for (int i = 0; i < count; i++)
        {
            operands[i] = Operand(context, i).Shape;
        }

        if (!TryCombine(operands[..context.InputCount], out var shape))
        {
            // Only Equal and NotEqual come here: values of different shapes are not equal.
            context.Output(0, Shape.Scalar).WritableSpan<bool>()[0] = shapes == ShapeRule.TrueIfDifferent;
            return;
        }

        var result = Room(context, shape);
        if (shape.Count == 0)
        {
            return;
        }

        Share(context, result, BroadcastLayout.Of(shape, operands[..count]));
    }

    private unsafe void Share(KernelContext context, Tensor result, in BroadcastLayout layout)
    {
        var work = new ElementwiseWork<ElementFunction>(function, layout, result.Pointer, DataTypes.SizeOf(result.Type));
        for (int i = 0; i < layout.OperandCount; i++)
        {
            work.SetOperand(i, Operand(context, i).Pointer, DataTypes.SizeOf(Operand(context, i).Type));
        }

        context.Share(result.Count / work.ItemLength, Math.Max(1, function.PieceLength / work.ItemLength), ref work);
    }

    private static bool HaveOneShape(KernelContext context)
    {
        for (int i = 1; i < context.InputCount; i++)
        {
            if (context.Input(i).Shape != context.Input(0).Shape)
            {
                return false;
            }
        }

        return true;
    }

    // Most operations in most models; for small values what surrounds the arithmetic counts.
    private unsafe void RunSame(KernelContext context)
    {
        var result = Room(context, context.Input(0).Shape);
        if (result.Count > function.PieceLength)
        {
            Share(context, result, BroadcastLayout.Same(result.Count, context.InputCount));
        }
        else if (result.Count > 0)
        {
            void** operands = stackalloc void*[BroadcastLayout.MaxOperands];
            for (int i = 0; i < context.InputCount; i++)
            {
                operands[i] = context.Input(i).Pointer;
            }

            function.Run(operands, result.Pointer, result.Count);
        }
    }

    // A small value and one number, which is written out once.
    [SkipLocalsInit]
    private unsafe bool TryRunWithNumber(KernelContext context)
    {
        if (context.InputCount != 2 || shapes == ShapeRule.Same)
        {
            return false;
        }

        int number = context.Input(1).Rank == 0 ? 1 : 0;
        Tensor single = context.Input(number), value = context.Input(1 - number);
        int size = DataTypes.SizeOf(single.Type);
        if (single.Rank > 0 || value.Count == 0 || (long)value.Count * size > SmallBytes)
        {
            return false;
        }

        var result = Room(context, value.Shape);
        byte* buffer = stackalloc byte[SmallBytes];
        void** operands = stackalloc void*[BroadcastLayout.MaxOperands];
        operands[number] = ElementwiseBuffers.Repeat(single.Pointer, size, buffer, value.Count);
        operands[1 - number] = value.Pointer;
        function.Run(operands, result.Pointer, value.Count);
        return true;
    }

    private Tensor Operand(KernelContext context, int index) => index < context.InputCount ? context.Input(index) : parameter!;

    private static Tensor Room(KernelContext context, in Shape shape)
    {
        int size = DataTypes.SizeOf(context.ResultType(0));
        for (int i = 0; i < context.InputCount; i++)
        {
            var input = context.Input(i);
            if (input.Count == shape.Count && DataTypes.SizeOf(input.Type) == size && context.IsExclusive(i))
            {
                return context.OutputOver(0, i, shape);
            }
        }

        return context.Output(0, shape);
    }

    private bool TryCombine(ReadOnlySpan<Shape> operands, out Shape shape)
    {
        shape = operands[0];
        foreach (ref readonly var operand in operands[1..])
        {
            var combined = shape;
            if (shapes == ShapeRule.Same ? operand != combined : !Broadcasting.TryCombine(combined, operand, out shape))
            {
                return shapes is ShapeRule.TrueIfDifferent or ShapeRule.FalseIfDifferent ? false
                    : throw OperationException.InvalidArgument(shapes == ShapeRule.Same
                        ? $"Inputs to operation must have the same shape: {combined} vs. {operand}"
                        : $"Incompatible shapes: {combined} vs. {operand}");
            }
        }

        return true;
    }
}
