using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>A sum of products over labelled axes. Of two operands it is a batch of matrix products, read and written in place wherever their axes lie so that rows, columns and sums each have one distance.</summary>
/// <typeparam name="T">The elements.</typeparam>
internal sealed unsafe class EinsumKernel<T> : Kernel
    where T : unmanaged, INumberBase<T>
{
    private const int LeftOperand = 0;
    private const int RightOperand = 1;
    private const int ResultValue = 2;

    private readonly EinsumEquation _equation;
    private readonly Tensor? _constant;
    private readonly bool _isDiagonal;
    private readonly int[] _letters;
    private PackedMatrix<T>? _packed;

    /// <param name="node">The node.</param>
    public EinsumKernel(KernelNode node)
    {
        _equation = new EinsumEquation(node.Text("equation"), node.InputCount);
        _isDiagonal = _equation.Output.Distinct().Count() < _equation.Output.Length;
        _letters = Array.ConvertAll(_equation.Inputs, labels => labels.Count(label => label != EinsumEquation.Ellipsis));
        _constant = typeof(T) == typeof(Complex) ? null : node.Constant(RightOperand);
    }

    public override void Run(KernelContext context)
    {
        var axes = new EinsumAxes();
        var left = context.Input(LeftOperand);
        bool isBinary = context.InputCount == 2;
        var right = isBinary ? context.Input(RightOperand) : left;
        axes.AddOperand(LeftOperand, _equation.Inputs[LeftOperand], left.Shape, right.Shape, _letters[isBinary ? RightOperand : LeftOperand]);
        if (isBinary)
        {
            axes.AddOperand(RightOperand, _equation.Inputs[RightOperand], right.Shape, left.Shape, _letters[LeftOperand]);
        }

        var result = context.Output(0, axes.AddResult(_equation.Output));
        if (result.Count == 0)
        {
            return;
        }

        T* target = (T*)result.Pointer;
        if (!isBinary)
        {
            new Span<T>(target, result.Count).Clear();
            Copy(context, axes, axes.Left, LeftOperand, (T*)left.Pointer, ResultValue, target);
            return;
        }

        T* first = Summed(context, ref axes, LeftOperand, axes.Left & ~axes.Right & ~axes.Result, (T*)left.Pointer);
        T* second = Summed(context, ref axes, RightOperand, axes.Right & ~axes.Left & ~axes.Result, (T*)right.Pointer);
        if (_isDiagonal)
        {
            new Span<T>(target, result.Count).Clear();
        }

        Multiply(context, ref axes, first, second, target, ReferenceEquals(right, _constant) || (_constant is not null && right.Pointer == _constant.Pointer));
    }

    private static T* Summed(KernelContext context, ref EinsumAxes axes, int operand, ulong summed, T* source) =>
        summed == 0 ? source : Rearranged(context, ref axes, operand, (operand == LeftOperand ? axes.Left : axes.Right) & ~summed, 0, 0, source);

    /// <summary>A dense copy with the labels in the order others, rows, columns; axes that are not among them are summed over.</summary>
    private static T* Rearranged(KernelContext context, ref EinsumAxes axes, int operand, ulong others, ulong rows, ulong columns, T* source)
    {
        var target = axes;
        ulong all = operand == LeftOperand ? axes.Left : axes.Right;
        nint stride = 1;
        for (int label = 0; label < EinsumAxes.Count; label++)
        {
            target.SetStride(operand, label, 0);
        }

        foreach (ulong part in (ReadOnlySpan<ulong>)[columns, rows & ~columns, others & ~rows & ~columns])
        {
            for (int label = EinsumAxes.Count - 1; label >= 0; label--)
            {
                if ((part >> label & 1) != 0)
                {
                    target.SetStride(operand, label, stride);
                    stride = checked(stride * axes.Length(label));
                }
            }
        }

        var copy = context.Scratch<T>(checked((int)stride));
        copy.Clear();
        fixed (T* pointer = copy)
        {
            var from = axes;
            for (int label = 0; label < EinsumAxes.Count; label++)
            {
                from.SetStride(ResultValue, label, target.Stride(operand, label));
            }

            Copy(context, from, all, operand, source, ResultValue, pointer);
            axes = target;
            axes.SetLabels(operand, others | rows | columns);
            return pointer;
        }
    }

    private static void Copy(KernelContext context, in EinsumAxes axes, ulong labels, int from, T* source, int to, T* target)
    {
        int count = BitOperations.PopCount(labels);
        Span<int> lengths = stackalloc int[count];
        Span<nint> sourceStrides = stackalloc nint[count], targetStrides = stackalloc nint[count];
        int axis = 0;
        for (ulong rest = labels; rest != 0; rest &= rest - 1, axis++)
        {
            int label = BitOperations.TrailingZeroCount(rest);
            lengths[axis] = axes.Length(label);
            sourceStrides[axis] = axes.Stride(from, label);
            targetStrides[axis] = axes.Stride(to, label);
        }

        StridedSum.Add(context, lengths, source, sourceStrides, target, targetStrides);
    }

    private void Multiply(KernelContext context, ref EinsumAxes axes, T* left, T* right, T* target, bool isConstant)
    {
        ulong batch = axes.Left & axes.Right & axes.Result, sum = axes.Left & axes.Right & ~axes.Result, rows = axes.Left & ~axes.Right, columns = axes.Right & ~axes.Left;
        if (!IsOneLine(axes, rows, LeftOperand, ResultValue) || !IsOneLine(axes, sum, LeftOperand, RightOperand))
        {
            left = Rearranged(context, ref axes, LeftOperand, batch, rows, sum, left);
        }

        if (!IsOneLine(axes, columns, RightOperand, RightOperand) || !IsOneLine(axes, sum, LeftOperand, RightOperand))
        {
            right = Rearranged(context, ref axes, RightOperand, batch, sum, columns, right);
            isConstant = false;
        }

        // Products are written row by row with dense columns; where the result wants another order they are put in it afterwards.
        bool isDirect = IsOneLine(axes, rows, LeftOperand, ResultValue) && IsOneLine(axes, columns, RightOperand, ResultValue) && (columns == 0 || Step(axes, columns, ResultValue) == 1);
        var products = axes;
        T* sums = target;
        if (!isDirect)
        {
            if (!IsOneLine(axes, rows, LeftOperand, LeftOperand))
            {
                left = Rearranged(context, ref axes, LeftOperand, batch, rows, sum, left);
            }

            products = axes;
            nint stride = 1;
            foreach (ulong part in (ReadOnlySpan<ulong>)[columns, rows, batch])
            {
                for (int label = EinsumAxes.Count - 1; label >= 0; label--)
                {
                    if ((part >> label & 1) != 0)
                    {
                        products.SetStride(ResultValue, label, stride);
                        stride *= axes.Length(label);
                    }
                }
            }

            fixed (T* scratch = context.Scratch<T>(checked((int)stride)))
            {
                sums = scratch;
            }
        }

        Run(context, products, batch, rows, columns, sum, left, right, sums, isConstant);
        if (!isDirect)
        {
            var back = axes;
            for (int label = 0; label < EinsumAxes.Count; label++)
            {
                back.SetStride(LeftOperand, label, products.Stride(ResultValue, label));
            }

            Clear(target, axes);
            Copy(context, back, batch | rows | columns, LeftOperand, sums, ResultValue, target);
        }
    }

    private void Run(KernelContext context, in EinsumAxes axes, ulong batch, ulong rows, ulong columns, ulong sum, T* left, T* right, T* target, bool isConstant)
    {
        int count = Product(axes, batch);
        Span<nint> leftOffsets = context.Scratch<nint>(count), rightOffsets = context.Scratch<nint>(count), resultOffsets = context.Scratch<nint>(count);
        FillOffsets(axes, batch, LeftOperand, leftOffsets);
        FillOffsets(axes, batch, RightOperand, rightOffsets);
        FillOffsets(axes, batch, ResultValue, resultOffsets);
        var product = new BatchProduct<T>
        {
            Rows = Product(axes, rows),
            Depth = Product(axes, sum),
            Columns = Product(axes, columns),
            Left = left,
            LeftRow = Step(axes, rows, LeftOperand),
            LeftColumn = Step(axes, sum, LeftOperand),
            Right = right,
            RightRow = Step(axes, sum, RightOperand),
            RightColumn = Step(axes, columns, RightOperand),
            Result = target,
            ResultRow = Step(axes, rows, ResultValue),
        };
        if (isConstant && !rightOffsets.ContainsAnyExcept(0))
        {
            product.Packed = _packed ??= Pack(context, product);
        }

        product.Run(context, leftOffsets, rightOffsets, resultOffsets);
    }

    private static PackedMatrix<T> Pack(KernelContext context, in BatchProduct<T> product) =>
        PackedMatrix<T>.Of(product.Right, product.RightRow, product.RightColumn, product.Depth, product.Columns, factors: null, context.Resources.Budget);

    private static void Clear(T* target, in EinsumAxes axes)
    {
        nint last = 0;
        for (ulong rest = axes.Result; rest != 0; rest &= rest - 1)
        {
            int label = BitOperations.TrailingZeroCount(rest);
            last += (axes.Length(label) - 1) * axes.Stride(ResultValue, label);
        }

        new Span<T>(target, (int)last + 1).Clear();
    }

    private static void FillOffsets(in EinsumAxes axes, ulong batch, int value, Span<nint> offsets)
    {
        for (int i = 0; i < offsets.Length; i++)
        {
            int rest = i;
            nint offset = 0;
            for (int label = EinsumAxes.Count - 1; label >= 0; label--)
            {
                if ((batch >> label & 1) != 0)
                {
                    offset += rest % axes.Length(label) * axes.Stride(value, label);
                    rest /= axes.Length(label);
                }
            }

            offsets[i] = offset;
        }
    }

    private static int Product(in EinsumAxes axes, ulong labels)
    {
        int product = 1;
        for (ulong rest = labels; rest != 0; rest &= rest - 1)
        {
            product = checked(product * axes.Length(BitOperations.TrailingZeroCount(rest)));
        }

        return product;
    }

    /// <summary>The smallest step along some labels: that of the innermost of them.</summary>
    private static nint Step(in EinsumAxes axes, ulong labels, int value)
    {
        nint step = nint.MaxValue;
        for (ulong rest = labels; rest != 0; rest &= rest - 1)
        {
            int label = BitOperations.TrailingZeroCount(rest);
            step = axes.Length(label) > 1 ? Math.Min(step, axes.Stride(value, label)) : step;
        }

        return step == nint.MaxValue ? 1 : step;
    }

    /// <summary>Whether the elements along some labels are one line of equal steps in two values, in the same order.</summary>
    private static bool IsOneLine(in EinsumAxes axes, ulong labels, int first, int second)
    {
        nint inFirst = Step(axes, labels, first), inSecond = Step(axes, labels, second);
        for (ulong open = labels; open != 0;)
        {
            int next = -1;
            for (ulong rest = open; rest != 0; rest &= rest - 1)
            {
                int label = BitOperations.TrailingZeroCount(rest);
                if (axes.Length(label) == 1 || (axes.Stride(first, label) == inFirst && axes.Stride(second, label) == inSecond))
                {
                    next = label;
                    break;
                }
            }

            if (next < 0)
            {
                return false;
            }

            if (axes.Length(next) > 1)
            {
                inFirst *= axes.Length(next);
                inSecond *= axes.Length(next);
            }

            open &= ~(1UL << next);
        }

        return true;
    }
}
