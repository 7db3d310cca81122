using TypedModels.Engine.Compute.Attention;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Neural;

/// <summary>Attention of floats: keys and values are packed head by head, then blocks of rows of scores are made, turned into weights and multiplied, each while it is in the cache.</summary>
/// <param name="form">How the values lie.</param>
internal sealed unsafe class AttentionKernel(AttentionForm form) : Kernel
{
    public override void Run(KernelContext context)
    {
        Tensor queries = context.Input(0), keys = context.Input(1), values = context.Input(2);
        Tensor? mask = form.MaskScale != 0 ? context.Input(3) : null;
        Require(queries, form.Queries);
        Require(keys, form.Keys);
        Require(values, form.Values);
        var sizes = new AttentionSizes
        {
            Outer = Common(queries, form.Queries.Outer, keys, form.Keys.Outer, values, form.Values.Outer),
            Inner = Common(queries, form.Queries.Inner, keys, form.Keys.Inner, values, form.Values.Inner),
            Rows = queries[form.Queries.Row],
            Depth = Same(queries[form.Queries.Column], keys[form.Keys.Column], queries, keys),
            Length = Same(keys[form.Keys.Row], values[form.Values.Row], keys, values),
            Columns = values[form.Values.Column],
        };
        Span<int> lengths = stackalloc int[form.Result.Rank];
        Set(lengths, form.Result.Outer, sizes.Outer);
        Set(lengths, form.Result.Inner, sizes.Inner);
        Set(lengths, form.Result.Row, sizes.Rows);
        Set(lengths, form.Result.Column, sizes.Columns);
        var result = context.Output(0, new Shape(lengths));
        if (result.Count == 0)
        {
            return;
        }

        if (sizes.Length == 0)
        {
            result.WritableSpan<float>().Clear();
            return;
        }

        var work = new AttentionWork
        {
            Sizes = sizes,
            Queries = Matrices(queries, form.Queries),
            Keys = Matrices(keys, form.Keys),
            Values = Matrices(values, form.Values),
            Result = Matrices(result, form.Result),
            Scale = form.Scale,
            MaskScale = form.MaskScale,
        };
        if (mask is not null)
        {
            work.Mask = Mask(mask, sizes);
        }

        int heads = checked(sizes.Outer * sizes.Inner);
        long packedKeys = RightMatrix<float>.PackedLength(sizes.Depth, sizes.Length), packedValues = work.PacksValues ? RightMatrix<float>.PackedLength(sizes.Length, sizes.Columns) : 0;
        fixed (float* packed = context.Scratch<float>(checked((int)((packedKeys + packedValues) * heads))))
        fixed (float* scores = work.NeedsScores ? context.Scratch<float>(checked((int)(work.Count * work.ScoresLength))) : default)
        {
            work.Pack(packed, scores);
            var packing = work.Packing;
            context.Share(heads, packing.PieceLength, ref packing);
            context.Share(work.Count, work.PieceLength, ref work);
        }
    }

    private static void Set(Span<int> lengths, int axis, int length)
    {
        if (axis >= 0)
        {
            lengths[axis] = length;
        }
    }

    private static void Require(Tensor value, AttentionAxes axes)
    {
        if (value.Rank != axes.Rank)
        {
            throw OperationException.InvalidArgument($"Attention is planned for {axes.Rank} axes, not for {value.Shape}");
        }
    }

    private static int Same(int first, int second, Tensor left, Tensor right) =>
        first == second ? first : throw OperationException.InvalidArgument($"Matrix size-incompatible: In[0]: {left.Shape}, In[1]: {right.Shape}");

    // The batches of products are stretched to each other.
    private static int Common(Tensor queries, int queryAxis, Tensor keys, int keyAxis, Tensor values, int valueAxis)
    {
        int length = 1;
        foreach (int own in (ReadOnlySpan<int>)[AttentionAxes.Length(queries.Shape, queryAxis), AttentionAxes.Length(keys.Shape, keyAxis), AttentionAxes.Length(values.Shape, valueAxis)])
        {
            length = length == 1 || length == own ? own : own == 1 ? length
                : throw OperationException.InvalidArgument($"Batches do not fit each other: {queries.Shape}, {keys.Shape} and {values.Shape}");
        }

        return length;
    }

    private static AttentionMatrices Matrices(Tensor value, AttentionAxes axes) => new()
    {
        First = (float*)value.Pointer,
        Outer = AttentionAxes.Stride(value.Shape, axes.Outer),
        Inner = AttentionAxes.Stride(value.Shape, axes.Inner),
        Row = AttentionAxes.Stride(value.Shape, axes.Row),
        Column = AttentionAxes.Stride(value.Shape, axes.Column),
    };

    private AttentionMatrices Mask(Tensor mask, in AttentionSizes sizes)
    {
        int missing = form.Scores.Rank - mask.Rank;
        var axes = new AttentionAxes(mask.Rank, form.Scores.Outer - missing, form.Scores.Inner - missing, form.Scores.Row - missing, form.Scores.Column - missing);
        bool fits = missing >= 0 && Fits(mask, axes.Outer, sizes.Outer) && Fits(mask, axes.Inner, sizes.Inner) && Fits(mask, axes.Row, sizes.Rows) && Fits(mask, axes.Column, sizes.Length);
        return fits ? Matrices(mask, axes) : throw OperationException.InvalidArgument($"Incompatible shapes: a mask {mask.Shape} for scores [{sizes.Outer},{sizes.Inner},{sizes.Rows},{sizes.Length}]");
    }

    private static bool Fits(Tensor mask, int axis, int length) => AttentionAxes.Length(mask.Shape, axis) is var own && (own == 1 || own == length);
}
