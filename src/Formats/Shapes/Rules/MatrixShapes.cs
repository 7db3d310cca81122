namespace TypedModels.Formats.Shapes.Rules;

/// <summary>What is known beforehand of the shapes of diagonals, transforms and sums over rows.</summary>
internal static class MatrixShapes
{
    /// <summary>Adds the rules.</summary>
    public static void AddTo(ShapeRules rules)
    {
        rules.Add(["MatrixDiag"], node => Diagonal(node.InputShape(0)));
        rules.Add(["MatrixDiagV2", "MatrixDiagV3"], node => IsMainDiagonal(node) && node.InputInteger(2) == -1 && node.InputInteger(3) == -1 ? Diagonal(node.InputShape(0)) : InferredShape.Unknown);
        rules.Add(["MatrixDiagPart"], node => PartOf(node.InputShape(0)));
        rules.Add(["MatrixDiagPartV2", "MatrixDiagPartV3"], node => IsMainDiagonal(node) ? PartOf(node.InputShape(0)) : InferredShape.Unknown);
        rules.Add(["Diag"], node => node.InputShape(0).Concat(node.InputShape(0)));
        rules.Add(["Cholesky", "MatrixInverse", "FFT", "FFT2D", "FFT3D", "IFFT", "IFFT2D", "IFFT3D"], node => node.InputShape(0));
        rules.Add(["RFFT"], node => ArrayShapes.WithLast(node.InputShape(0), ArrayShapes.LengthOf(node, 1).Map(length => length == 0 ? 0 : (length / 2) + 1)));
        rules.Add(["IRFFT"], node => ArrayShapes.WithLast(node.InputShape(0), ArrayShapes.LengthOf(node, 1)));
        rules.Add(["SparseTensorDenseMatMul"], SparseProduct);
        rules.Add(["SparseSegmentSum", "SparseSegmentMean", "SparseSegmentSqrtN"], node => node.InputShape(0) is { Rank: > 0 } shape ? shape.With(0, Dimension.Unknown) : InferredShape.Unknown);
        rules.Add(["AudioSpectrogram"], _ => InferredShape.OfRank(3));
        rules.Add(["Mfcc"], node => new(node.InputShape(0)[0], node.InputShape(0)[1], node.Integer("dct_coefficient_count")));
        rules.AddAll(["DecodeWav"], node => [new(Wanted(node, "desired_samples"), Wanted(node, "desired_channels")), InferredShape.Scalar]);
    }

    private static Dimension Wanted(IShapeNode node, string attribute) => node.Integer(attribute) is >= 0 and var length ? length : Dimension.Unknown;

    private static bool IsMainDiagonal(IShapeNode node) => node.InputElements(1) is [{ IsKnown: true, Length: 0 }];

    private static InferredShape Diagonal(InferredShape shape) => shape.Rank > 0 ? shape.Insert(shape.Rank, shape[^1]) : InferredShape.Unknown;

    private static InferredShape PartOf(InferredShape shape) =>
        shape.Rank < 2 ? InferredShape.Unknown : shape.Slice(0, shape.Rank - 2).Concat(new(shape[^2] == shape[^1] ? shape[^1] : shape[^2].Map(shape[^1], Math.Min)));

    private static InferredShape SparseProduct(IShapeNode node) => new(
        node.InputElements(2) is [var height, var width] ? (node.Flag("adjoint_a") ? width : height) : Dimension.Unknown,
        node.InputShape(3) is { Rank: 2 } right ? right[node.Flag("adjoint_b") ? 0 : 1] : Dimension.Unknown);
}
