using System.Numerics.Tensors;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Kernels.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Neural;

/// <summary>One step of a gated recurrent unit: r and u are sigmoids of [x, h] w + b, c is the hyperbolic tangent of [x, r · h] w + b, and h = u · h + (1 − u) · c.</summary>
internal sealed unsafe class GatedRecurrentKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Memory.Tensor x = context.Input(0), before = context.Input(1), gateWeights = context.Input(2), weights = context.Input(3), gateBias = context.Input(4), bias = context.Input(5);
        if (x.Rank != 2 || before.Rank != 2 || gateWeights.Rank != 2 || weights.Rank != 2 || gateBias.Rank != 1 || bias.Rank != 1)
        {
            throw OperationException.InvalidArgument("x, h_prev, w_ru and w_c must be matrices, b_ru and b_c vectors.");
        }

        int batch = x[0], inputs = x[1], size = before[1], joint = checked(inputs + size);
        if (before[0] != batch || gateWeights.Shape != new Shape(joint, checked(2 * size)) || weights.Shape != new Shape(joint, size) || gateBias.Count != 2 * size || bias.Count != size)
        {
            throw OperationException.InvalidArgument(
                $"The shapes do not fit: x {x.Shape}, h_prev {before.Shape}, w_ru {gateWeights.Shape}, w_c {weights.Shape}, b_ru {gateBias.Shape}, b_c {bias.Shape}");
        }

        Span<float> resets = context.Output(0, before.Shape).WritableSpan<float>(), updates = context.Output(1, before.Shape).WritableSpan<float>();
        Span<float> candidates = context.Output(2, before.Shape).WritableSpan<float>(), hidden = context.Output(3, before.Shape).WritableSpan<float>();
        Span<float> joined = context.Scratch<float>(checked(batch * joint)), gates = context.Scratch<float>(checked(batch * 2 * size));
        var last = before.Span<float>();
        if (last.IsEmpty)
        {
            return;
        }

        for (int row = 0; row < batch; row++)
        {
            x.Span<float>().Slice(row * inputs, inputs).CopyTo(joined[(row * joint)..]);
            last.Slice(row * size, size).CopyTo(joined[((row * joint) + inputs)..]);
        }

        Multiply(context, joined, gateWeights, gateBias, gates, new Activation(ActivationKind.Sigmoid));
        for (int row = 0; row < batch; row++)
        {
            gates.Slice(row * 2 * size, size).CopyTo(resets[(row * size)..]);
            gates.Slice((row * 2 * size) + size, size).CopyTo(updates[(row * size)..]);
            TensorPrimitives.Multiply(last.Slice(row * size, size), resets.Slice(row * size, size), joined[((row * joint) + inputs)..]);
        }

        Multiply(context, joined, weights, bias, candidates, new Activation(ActivationKind.Tanh));
        for (int i = 0; i < hidden.Length; i++)
        {
            hidden[i] = (updates[i] * last[i]) + ((1 - updates[i]) * candidates[i]);
        }
    }

    private static void Multiply(KernelContext context, Span<float> joined, Memory.Tensor weights, Memory.Tensor bias, Span<float> into, Activation activation)
    {
        fixed (float* left = joined, result = into)
        {
            new BatchProduct<float>
            {
                Rows = joined.Length / weights[0],
                Depth = weights[0],
                Columns = weights[1],
                Left = left,
                LeftRow = weights[0],
                LeftColumn = 1,
                Right = (float*)weights.Pointer,
                RightRow = weights[1],
                RightColumn = 1,
                Result = result,
                ResultRow = weights[1],
                Bias = (float*)bias.Pointer,
                End = new ProductEnd<float>(activation),
            }.Run(context);
        }
    }
}
