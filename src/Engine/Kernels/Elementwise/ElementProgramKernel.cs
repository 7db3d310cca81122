using System.Runtime.CompilerServices;
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
            Require(i, operands[i], shape);
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
            work.SetOperand(i, context.Input(i).Pointer, size);
        }

        context.Share(result.Count / work.ItemLength, Math.Max(1, ElementFunction.PieceLengthOf(program.Nanoseconds) / work.ItemLength), ref work);
        GC.KeepAlive(program);
    }

    // What is handed on from function to function was inferred to have the shape of the result; it has if these have.
    private void Require(int operand, in Shape own, in Shape shape)
    {
        bool isWhole = (whole >> operand & 1) != 0;
        if (own != shape && (isWhole || !Broadcasting.TryCombine(own, shape, out var combined) || combined != shape))
        {
            throw OperationException.InvalidArgument($"Incompatible shapes: {shape} vs. {own}; by what the model declares of its inputs, {(isWhole ? "they are the same" : "the second is stretched to the first")}.");
        }
    }

    private Tensor Room(KernelContext context, in Shape shape)
    {
        for (int i = 0; i < program.OperandCount; i++)
        {
            if ((whole >> i & 1) != 0 && context.IsExclusive(i))
            {
                return context.OutputOver(0, i, shape);
            }
        }

        return context.Output(0, shape);
    }
}
