using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.LinearAlgebra;

/// <summary>Checks the shapes of matrices, which are the two innermost axes of tensors.</summary>
internal static class MatrixShapes
{
    /// <summary>Makes sure that a tensor holds matrices.</summary>
    public static void RequireMatrices(Tensor tensor)
    {
        if (tensor.Rank < 2)
        {
            throw OperationException.InvalidArgument($"Input tensor must have rank >= 2, got {tensor.Rank}: {tensor.Shape}");
        }
    }

    /// <summary>Makes sure that a tensor holds square matrices; returns their rows.</summary>
    public static int RequireSquare(Tensor tensor)
    {
        RequireMatrices(tensor);
        return tensor.Shape[^1] == tensor.Shape[^2]
            ? tensor.Shape[^1]
            : throw OperationException.InvalidArgument($"Input matrices must be squares, got {tensor.Shape[^2]} != {tensor.Shape[^1]}");
    }

    /// <summary>How many matrices a tensor holds.</summary>
    public static int Count(Tensor tensor) => tensor.Shape.Product(0, tensor.Rank - 2);

    /// <summary>The shape of the axes before the matrices, then these.</summary>
    public static Shape Batch(Tensor tensor, params ReadOnlySpan<int> then) => Shape.Concat(tensor.Shape.Lengths[..^2], then);

    /// <summary>Makes sure that two tensors hold as many matrices in the same axes, of as many rows.</summary>
    public static void RequireSameRows(Tensor matrix, Tensor right)
    {
        RequireMatrices(right);
        if (!matrix.Shape.Lengths[..^2].SequenceEqual(right.Shape.Lengths[..^2]))
        {
            throw OperationException.InvalidArgument($"All input tensors must have the same outer dimensions, got {matrix.Shape} and {right.Shape}");
        }

        if (matrix.Shape[^2] != right.Shape[^2])
        {
            throw OperationException.InvalidArgument($"Input matrix and right-hand side must have the same number of rows, got {matrix.Shape[^2]} != {right.Shape[^2]}");
        }
    }
}
