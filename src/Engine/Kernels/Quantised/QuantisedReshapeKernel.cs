using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Quantised;

/// <summary>QuantizedReshape: another shape, the same range.</summary>
internal sealed class QuantisedReshapeKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var wanted = context.Input(1);
        if (wanted.Rank != 1)
        {
            throw OperationException.InvalidArgument($"sizes input must be 1-D, not {wanted.Shape}");
        }

        Indices.RequireShapeLength(wanted.Count);
        Span<long> lengths = stackalloc long[wanted.Count];
        Indices.Read(wanted, lengths);
        int open = lengths.IndexOf(-1);
        if (open >= 0)
        {
            long rest = 1;
            for (int i = 0; i < lengths.Length; i++)
            {
                rest = i == open ? rest : checked(rest * lengths[i]);
            }

            lengths[open] = rest > 0 && input.Count % rest == 0
                ? input.Count / rest
                : throw OperationException.InvalidArgument($"Input to reshape is a tensor with {input.Count} values, but the requested shape requires a multiple of {rest}");
        }

        var shape = Shape.From(lengths);
        if (shape.Count != input.Count)
        {
            throw OperationException.InvalidArgument($"Input to reshape is a tensor with {input.Count} values, but the requested shape has {shape.Count}");
        }

        context.Forward(0, input, shape);
        QuantisedRanges.Write(context, 1, QuantisedRanges.Number(context, 2), QuantisedRanges.Number(context, 3));
    }
}
