using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>A product of float and bfloat16 matrices, in float. Which of them has many zeros makes no difference to the result.</summary>
/// <param name="transposesLeft">Whether the left matrix is transposed.</param>
/// <param name="transposesRight">Whether the right matrix is transposed.</param>
internal sealed unsafe class SparseMatMulKernel(bool transposesLeft, bool transposesRight) : Kernel
{
    public override void Run(KernelContext context)
    {
        Tensor left = context.Input(0), right = context.Input(1);
        if (left.Rank != 2 || right.Rank != 2)
        {
            throw OperationException.InvalidArgument($"{(left.Rank != 2 ? "a" : "b")} is not a matrix: {(left.Rank != 2 ? left : right).Shape}");
        }

        int rows = left[transposesLeft ? 1 : 0], depth = left[transposesLeft ? 0 : 1], columns = right[transposesRight ? 0 : 1];
        if (depth != right[transposesRight ? 1 : 0])
        {
            throw OperationException.InvalidArgument($"Matrix size incompatible: a: {left.Shape}, b: {right.Shape}");
        }

        var result = context.Output(0, new Shape(rows, columns));
        if (result.Count > 0)
        {
            new BatchProduct<float>
            {
                Rows = rows,
                Depth = depth,
                Columns = columns,
                Left = Floats(context, left),
                LeftRow = transposesLeft ? 1 : depth,
                LeftColumn = transposesLeft ? rows : 1,
                Right = Floats(context, right),
                RightRow = transposesRight ? 1 : columns,
                RightColumn = transposesRight ? depth : 1,
                Result = (float*)result.Pointer,
                ResultRow = columns,
            }.Run(context);
        }
    }

    private static float* Floats(KernelContext context, Tensor value)
    {
        if (value.Type == DataType.Float)
        {
            return (float*)value.Pointer;
        }

        var source = value.Span<BFloat16>();
        var floats = context.Scratch<float>(source.Length);
        for (int i = 0; i < source.Length; i++)
        {
            floats[i] = (float)source[i];
        }

        fixed (float* pointer = floats)
        {
            return pointer;
        }
    }
}
