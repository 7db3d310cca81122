using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Carries out an <see cref="ElementProgram"/>: several operations that work element by element, in one pass.</summary>
/// <param name="program">The program.</param>
/// <param name="whole">A bit for each operand: whether it has the shape of the result, and is not stretched.</param>
internal sealed class ElementProgramKernel(ElementProgram program, int whole) : Kernel
{
    /// <summary>The program.</summary>
    public ElementProgram Program => program;

    public override unsafe void Run(KernelContext context)
    {
        var shape = context.Input(System.Numerics.BitOperations.TrailingZeroCount(whole)).Shape;
        Span<Shape> operands = stackalloc Shape[BroadcastLayout.MaxOperands];
        for (int i = 0; i < program.OperandCount; i++)
        {
            operands[i] = context.Input(i).Shape;
            if (!IsExpected(i, operands[i], shape))
            {
                RunEach(context);
                return;
            }
        }

        var result = Room(context, shape);
        if (result.Count == 0)
        {
            return;
        }

        int size = DataTypes.SizeOf(result.Type);
        var work = new ElementwiseWork<ElementProgram.Function>(program.AsFunction, BroadcastLayout.Of(shape, operands[..program.OperandCount]), result.Pointer, size);
        for (int i = 0; i < program.OperandCount; i++)
        {
            work.SetOperand(i, context.Input(i).Pointer, DataTypes.SizeOf(context.Input(i).Type));
        }

        context.Share(result.Count / work.ItemLength, Math.Max(1, ElementFunction.PieceLengthOf(program.Nanoseconds) / work.ItemLength), ref work);
        GC.KeepAlive(program);
    }

    // What is handed on from function to function has the shape of the result if these have.
    private bool IsExpected(int operand, in Shape own, in Shape shape) =>
        own == shape || ((whole >> operand & 1) == 0 && Broadcasting.TryCombine(own, shape, out var combined) && combined == shape);

    /// <summary>Carries out one function after the other, each on whatever shapes its operands have.</summary>
    private void RunEach(KernelContext context)
    {
        var values = new Tensor[program.OperandCount + program.Length];
        for (int i = 0; i < program.OperandCount; i++)
        {
            values[i] = context.Input(i);
        }

        DataType[] types = [context.ResultType(0)];
        Tensor result = values[0];
        foreach (var step in program.Steps)
        {
            int[] places = [step.First, step.Second, step.Third];
            result = new Tensor();
            var own = context.Bind(new NodeBinding(Array.ConvertAll(places[..step.Count], place => values[place]), [result], types, lastUses: 0));
            try
            {
                new ElementwiseKernel(step.Function).Run(context);
            }
            finally
            {
                context.Bind(own);
            }

            values[program.OperandCount + step.Target]?.Release();
            values[program.OperandCount + step.Target] = result;
        }

        context.Forward(0, result);
        foreach (var value in values.AsSpan(program.OperandCount))
        {
            value?.Release();
        }
    }

    private Tensor Room(KernelContext context, in Shape shape)
    {
        for (int i = 0; i < program.OperandCount; i++)
        {
            if ((whole >> i & 1) != 0 && context.Input(i).Type == context.ResultType(0) && context.IsExclusive(i))
            {
                return context.OutputOver(0, i, shape);
            }
        }

        return context.Output(0, shape);
    }
}
