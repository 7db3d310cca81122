using System.Numerics.Tensors;
using TypedModels.Engine.Kernels.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Neural;

/// <summary>
/// A long short-term memory, one step or many. The gates i, c, f and o (in the newer operation i, f, c and o) are columns of one product [x, h] w + b; then
/// cs = f · cs + i · c, h = o · tanh(cs), with peepholes from cs to the gates and a limit of cs where the node says so.
/// </summary>
internal sealed unsafe class LongShortTermKernel : Kernel
{
    private const int InputGate = 0;
    private const int OutputGate = 3;

    private readonly bool _isSequence;
    private readonly bool _hasPeepholes;
    private readonly float _forgetBias;
    private readonly float _clip;
    private readonly int _cellGate;
    private readonly int _forgetGate;
    private readonly PackedMatrix<float>? _packed;

    /// <param name="node">The node.</param>
    public LongShortTermKernel(KernelNode node)
    {
        _isSequence = node.Operation != "LSTMBlockCell";
        _hasPeepholes = node.Flag("use_peephole");
        _forgetBias = node.Has("forget_bias") ? node.Float("forget_bias") : 0;
        _clip = node.Float("cell_clip");
        (_cellGate, _forgetGate) = node.Operation == "BlockLSTMV2" ? (2, 1) : (1, 2);
        if (node.Constant(_isSequence ? 4 : 3) is { Rank: 2 } weights)
        {
            _packed = PackedMatrix<float>.Of(weights, isTransposed: false, factors: null, node.Resources.Budget);
        }
    }

    public override void Run(KernelContext context)
    {
        int first = _isSequence ? 1 : 0;
        Memory.Tensor x = context.Input(first), cells = context.Input(first + 1), hidden = context.Input(first + 2), weights = context.Input(first + 3), bias = context.Input(first + 7);
        if (x.Rank != (_isSequence ? 3 : 2) || cells.Rank != 2 || hidden.Shape != cells.Shape || weights.Rank != 2 || bias.Rank != 1)
        {
            throw OperationException.InvalidArgument($"x, cs_prev, h_prev, w and b must have the ranks {(_isSequence ? 3 : 2)}, 2, 2, 2 and 1: {x.Shape}, {cells.Shape}, {hidden.Shape}, {weights.Shape}, {bias.Shape}");
        }

        int steps = _isSequence ? x[0] : 1, batch = x[x.Rank - 2], inputs = x[x.Rank - 1], size = cells[1];
        if (cells[0] != batch || weights[0] != (long)inputs + size || weights[1] != 4L * size || bias.Count != 4L * size)
        {
            throw OperationException.InvalidArgument($"The shapes do not fit: x {x.Shape}, cs_prev {cells.Shape}, w {weights.Shape}, b {bias.Shape}; w must be [inputs + cells, 4 cells]");
        }

        for (int i = 4; _hasPeepholes && i < 7; i++)
        {
            if (context.Input(first + i).Count != size)
            {
                throw OperationException.InvalidArgument($"The weights of a peephole must be {size}, not {context.Input(first + i).Shape}");
            }
        }

        long wanted = _isSequence ? context.Input(0).Integer(0) : 1;
        if (wanted < 0 || wanted > steps)
        {
            throw OperationException.InvalidArgument($"seq_len_max must be between 0 and the steps of x, which are {steps}, not {wanted}");
        }

        var shape = _isSequence ? new Shape(steps, batch, size) : new Shape(batch, size);
        for (int i = 0; i < 7; i++)
        {
            context.Output(i, shape).WritableSpan<float>().Clear();
        }

        Span<float> joined = context.Scratch<float>(checked(batch * (inputs + size))), gates = context.Scratch<float>(checked(batch * 4 * size));
        ReadOnlySpan<float> cell = cells.Span<float>(), output = hidden.Span<float>();
        for (int step = 0; step < wanted && batch * size > 0; step++)
        {
            context.ThrowIfCancelled();
            Multiply(context, x.Span<float>().Slice(step * batch * inputs, batch * inputs), output, weights, bias, joined, gates, batch, inputs, size);
            for (int row = 0; row < batch; row++)
            {
                Update(context, gates.Slice(row * 4 * size, 4 * size), cell.Slice(row * size, size), ((step * batch) + row) * size, size, first);
            }

            cell = context.Result(1).Span<float>().Slice(step * batch * size, batch * size);
            output = context.Result(6).Span<float>().Slice(step * batch * size, batch * size);
        }
    }

    private void Multiply(
        KernelContext context, ReadOnlySpan<float> x, ReadOnlySpan<float> hidden, Memory.Tensor weights, Memory.Tensor bias, Span<float> joined, Span<float> gates, int batch, int inputs, int size)
    {
        for (int row = 0; row < batch; row++)
        {
            x.Slice(row * inputs, inputs).CopyTo(joined[(row * (inputs + size))..]);
            hidden.Slice(row * size, size).CopyTo(joined[((row * (inputs + size)) + inputs)..]);
        }

        int mark = context.ScratchMark;
        fixed (float* left = joined, result = gates)
        {
            new BatchProduct<float>
            {
                Rows = batch,
                Depth = inputs + size,
                Columns = 4 * size,
                Left = left,
                LeftRow = inputs + size,
                LeftColumn = 1,
                Right = (float*)weights.Pointer,
                RightRow = 4 * size,
                RightColumn = 1,
                Result = result,
                ResultRow = 4 * size,
                Packed = _packed,
                Bias = (float*)bias.Pointer,
            }.Run(context);
        }

        context.ReleaseScratch(mark);
    }

    private void Update(KernelContext context, Span<float> gates, ReadOnlySpan<float> before, int place, int size, int first)
    {
        Span<float> Part(int output) => context.Result(output).WritableSpan<float>().Slice(place, size);
        ReadOnlySpan<float> Peephole(int input) => context.Input(first + input).Span<float>();
        Span<float> i = Part(0), cell = Part(1), f = Part(2), o = Part(3), candidate = Part(4), squashed = Part(5), hidden = Part(6);
        gates.Slice(InputGate * size, size).CopyTo(i);
        gates.Slice(_forgetGate * size, size).CopyTo(f);
        gates.Slice(OutputGate * size, size).CopyTo(o);
        if (_hasPeepholes)
        {
            TensorPrimitives.MultiplyAdd(Peephole(4), before, i, i);
            TensorPrimitives.MultiplyAdd(Peephole(5), before, f, f);
        }

        TensorPrimitives.Sigmoid(i, i);
        TensorPrimitives.Add(f, _forgetBias, f);
        TensorPrimitives.Sigmoid(f, f);
        TensorPrimitives.Tanh<float>(gates.Slice(_cellGate * size, size), candidate);
        TensorPrimitives.Multiply<float>(candidate, i, cell);
        TensorPrimitives.MultiplyAdd(before, f, cell, cell);
        if (_clip > 0)
        {
            TensorPrimitives.Max(cell, -_clip, cell);
            TensorPrimitives.Min(cell, _clip, cell);
        }

        if (_hasPeepholes)
        {
            TensorPrimitives.MultiplyAdd(Peephole(6), cell, o, o);
        }

        TensorPrimitives.Sigmoid(o, o);
        TensorPrimitives.Tanh<float>(cell, squashed);
        TensorPrimitives.Multiply<float>(o, squashed, hidden);
    }
}
