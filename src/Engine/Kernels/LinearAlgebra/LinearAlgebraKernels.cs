using System.Numerics;
using TypedModels.Engine.Compute.LinearAlgebra;

namespace TypedModels.Engine.Kernels.LinearAlgebra;

/// <summary>Linear algebra: factors, inverses, equations, eigenvalues. The types are float and double, computed in double, and the complex ones.</summary>
internal static class LinearAlgebraKernels
{
    private static readonly DataTypeSet s_types = DataTypeSet.Float | DataTypeSet.Of(DataType.Complex128);

    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        AddChanges(table);
        AddSolvers(table);
        AddFactors(table);
        table.Add("Cross", Cross).WhereWidened("T", DataTypeSet.Real);
    }

    private static void AddChanges(KernelTable table)
    {
        Change(table, ["Cholesky", "BatchCholesky"], SquareChanges<RealField, double>.Cholesky, SquareChanges<ComplexField, Complex>.Cholesky);
        Change(table, ["MatrixExponential"], SquareChanges<RealField, double>.Exponential, SquareChanges<ComplexField, Complex>.Exponential);
        Change(table, ["MatrixSquareRoot"], SquareChanges<RealField, double>.Root, SquareChanges<ComplexField, Complex>.Root);
        Change(table, ["MatrixLogarithm"], SquareChanges<RealField, double>.Logarithm, SquareChanges<ComplexField, Complex>.Logarithm);
        table.Add(
            ["MatrixInverse", "BatchMatrixInverse"],
            node => (IsComplex(node), node.Flag("adjoint")) switch
            {
                (false, false) => new SquareKernel<RealField, double>(SquareChanges<RealField, double>.Invert),
                (false, true) => new SquareKernel<RealField, double>(SquareChanges<RealField, double>.InvertAdjoint),
                (true, false) => new SquareKernel<ComplexField, Complex>(SquareChanges<ComplexField, Complex>.Invert),
                _ => new SquareKernel<ComplexField, Complex>(SquareChanges<ComplexField, Complex>.InvertAdjoint),
            },
            Types);
        table.Add(["MatrixDeterminant", "BatchMatrixDeterminant"], node => Determinant(node, isLogarithm: false), Types);
        table.Add("LogMatrixDeterminant", node => Determinant(node, isLogarithm: true)).Describe(Types);
    }

    private static void AddSolvers(KernelTable table)
    {
        table.Add(
            ["MatrixSolve", "BatchMatrixSolve"],
            node => IsComplex(node) ? new SolveKernel<ComplexField, Complex>(node.Flag("adjoint")) : new SolveKernel<RealField, double>(node.Flag("adjoint")),
            Types);
        table.Add(["MatrixTriangularSolve", "BatchMatrixTriangularSolve"], node => TriangularSolve(node, isBanded: false), Types);
        table.Add("BandedTriangularSolve", node => TriangularSolve(node, isBanded: true)).Describe(Types);
        table.Add(
            ["MatrixSolveLs", "BatchMatrixSolveLs"],
            node => IsComplex(node) ? new LeastSquaresKernel<ComplexField, Complex>(node.Flag("fast")) : new LeastSquaresKernel<RealField, double>(node.Flag("fast")),
            Types);
        table.Add("TridiagonalMatMul", node => new ActionKernel(IsComplex(node) ? TridiagonalKernels<ComplexField, Complex>.Multiply : TridiagonalKernels<RealField, double>.Multiply)).Describe(Types);
        table.Add("TridiagonalSolve", TridiagonalSolve).Describe(Types);
    }

    private static void AddFactors(KernelTable table)
    {
        table.Add("Lu", node => new ActionKernel(IsComplex(node) ? FactorKernels<ComplexField, Complex>.TriangularFactorsOf : FactorKernels<RealField, double>.TriangularFactorsOf)).Describe(Types);
        table.Add("Qr", Orthogonal).Describe(Types);
        table.Add("SelfAdjointEigV2", Hermitian).Describe(Types);
        table.Add(["SelfAdjointEig", "BatchSelfAdjointEig"], _ => new ActionKernel(FactorKernels<RealField, double>.HermitianEigenvaluesAndVectorsOf), row => row.WhereWidened("T", DataTypeSet.Float));
        table.Add("BatchSelfAdjointEigV2", Hermitian).WhereWidened("T", DataTypeSet.Float);
        table.Add(["Svd", "BatchSvd"], Singular, Types);
        table.Add("Eig", node => new EigenvaluesKernel(node.Flag("compute_v"))).Describe(Types).WidenComplex("Tout");
    }

    private static void Types(KernelRow row) => row.WhereWidened("T", s_types).WidenComplex("T");

    private static KernelRow Describe(this KernelRow row, Action<KernelRow> describe)
    {
        describe(row);
        return row;
    }

    private static bool IsComplex(KernelNode node) => node.Type("T") == DataType.Complex128;

    private static void Change(KernelTable table, string[] operations, SquareChange<double> real, SquareChange<Complex> complex) =>
        table.Add(operations, node => IsComplex(node) ? new SquareKernel<ComplexField, Complex>(complex) : new SquareKernel<RealField, double>(real), Types);

    private static Kernel Determinant(KernelNode node, bool isLogarithm) =>
        IsComplex(node) ? new DeterminantKernel<ComplexField, Complex>(isLogarithm) : new DeterminantKernel<RealField, double>(isLogarithm);

    private static Kernel TriangularSolve(KernelNode node, bool isBanded)
    {
        bool isLower = node.Flag("lower"), isAdjoint = node.Flag("adjoint");
        return IsComplex(node) ? new TriangularSolveKernel<ComplexField, Complex>(isLower, isAdjoint, isBanded) : new TriangularSolveKernel<RealField, double>(isLower, isAdjoint, isBanded);
    }

    private static Kernel TridiagonalSolve(KernelNode node)
    {
        bool pivots = node.Flag("partial_pivoting");
        return node.Flag("perturb_singular")
            ? throw KernelNode.Unsupported("TridiagonalSolve with perturb_singular is not supported on a processor.")
            : IsComplex(node) ? new ActionKernel(context => TridiagonalKernels<ComplexField, Complex>.Solve(context, pivots)) : new ActionKernel(context => TridiagonalKernels<RealField, double>.Solve(context, pivots));
    }

    private static Kernel Orthogonal(KernelNode node)
    {
        bool isFull = node.Flag("full_matrices");
        return IsComplex(node) ? new ActionKernel(context => FactorKernels<ComplexField, Complex>.OrthogonalFactorsOf(context, isFull)) : new ActionKernel(context => FactorKernels<RealField, double>.OrthogonalFactorsOf(context, isFull));
    }

    private static Kernel Hermitian(KernelNode node)
    {
        bool hasVectors = node.Flag("compute_v");
        return IsComplex(node)
            ? new ActionKernel(context => FactorKernels<ComplexField, Complex>.HermitianEigenvaluesOf(context, hasVectors))
            : new ActionKernel(context => FactorKernels<RealField, double>.HermitianEigenvaluesOf(context, hasVectors));
    }

    private static Kernel Singular(KernelNode node)
    {
        bool hasVectors = node.Flag("compute_uv"), isFull = node.Flag("full_matrices");
        return IsComplex(node)
            ? new ActionKernel(context => FactorKernels<ComplexField, Complex>.SingularValuesOf(context, hasVectors, isFull))
            : new ActionKernel(context => FactorKernels<RealField, double>.SingularValuesOf(context, hasVectors, isFull));
    }

    private static Kernel Cross(KernelNode node) => new ActionKernel(node.Type("T") switch
    {
        DataType.Float => CrossProducts.Cross<float>,
        DataType.Double => CrossProducts.Cross<double>,
        DataType.Int8 => CrossProducts.Cross<sbyte>,
        DataType.Int16 => CrossProducts.Cross<short>,
        DataType.Int32 => CrossProducts.Cross<int>,
        DataType.Int64 => CrossProducts.Cross<long>,
        DataType.UInt8 => CrossProducts.Cross<byte>,
        DataType.UInt16 => CrossProducts.Cross<ushort>,
        DataType.UInt32 => CrossProducts.Cross<uint>,
        _ => CrossProducts.Cross<ulong>,
    });
}
