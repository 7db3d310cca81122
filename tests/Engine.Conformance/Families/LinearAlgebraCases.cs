using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Decompositions and linear systems.</summary>
internal sealed class LinearAlgebraCases : CaseFamily
{
    protected override void AddCases()
    {
        foreach (var type in Types("Cholesky"))
        {
            AddSquare(type);
            AddSystems(type);
            AddDecompositions(type);
        }

        foreach (var type in Types("TridiagonalSolve"))
        {
            foreach (bool pivots in new[] { false, true })
            {
                Add("TridiagonalSolve", [Between(type, 1, 4, 3, 5), Random(type, 5, 2)], ("partial_pivoting", pivots));
                Add("TridiagonalSolve", [Between(type, 1, 4, 2, 3, 4), Random(type, 2, 4, 1)], ("partial_pivoting", pivots));
            }

            Add("TridiagonalMatMul", [Random(type, 1, 4), Random(type, 1, 4), Random(type, 1, 4), Random(type, 4, 3)]);
        }
    }

    private void AddSquare(DataType type)
    {
        foreach (string operation in new[] { "Cholesky", "MatrixInverse", "MatrixDeterminant", "LogMatrixDeterminant", "MatrixSquareRoot", "MatrixExponential", "MatrixLogarithm", "Lu" })
        {
            if (!Types(operation).Contains(type))
            {
                continue;
            }

            Add(operation, [Definite(type, 3)]);
            Add(operation, [Definite(type, 1)]);
            Add(operation, [Definite(type, 7)]);
            Add(operation, [Definite(type, 3).As(1, 1, 3, 3)]);
            Add(operation, [Empty(type, 0, 3, 3)]);
            Add(operation, [Empty(type, 2, 0, 0)]);
            Add(operation, [Random(type, 2, 3)]);
            Add(operation, [Random(type, 3)]);
            if (operation is not ("MatrixSquareRoot" or "MatrixLogarithm"))
            {
                Add(operation, [Value.Of(type, [2, 2], [1, 2, 2, 1])]);
            }
        }

        Add("MatrixInverse", [Definite(type, 3)], ("adjoint", true));
        Add("MatrixInverse", [Value.Of(type, [2, 2], [1, 2, 2, 4])]);
        Add("MatrixDeterminant", [Value.Of(type, [2, 2], [1, 2, 2, 4])]);
    }

    private void AddSystems(DataType type)
    {
        foreach (bool adjoint in new[] { false, true })
        {
            Add("MatrixSolve", [Definite(type, 3), Random(type, 3, 2)], ("adjoint", adjoint));
            Add("MatrixSolve", [Definite(type, 3).As(1, 3, 3), Random(type, 1, 3, 1)], ("adjoint", adjoint));
            foreach (bool lower in new[] { false, true })
            {
                Add("MatrixTriangularSolve", [Definite(type, 4), Random(type, 4, 2)], ("adjoint", adjoint), ("lower", lower));
                Add("MatrixTriangularSolve", [Definite(type, 2).As(1, 2, 2), Random(type, 3, 2, 1)], ("adjoint", adjoint), ("lower", lower));
                Add("BandedTriangularSolve", [Between(type, 1, 3, 2, 4), Random(type, 4, 2)], ("adjoint", adjoint), ("lower", lower));
            }
        }

        Add("MatrixSolve", [Value.Of(type, [2, 2], [1, 2, 2, 4]), Random(type, 2, 1)]);
        Add("MatrixSolve", [Definite(type, 3), Random(type, 2, 1)]);
        Add("MatrixSolve", [Empty(type, 0, 2, 2), Empty(type, 0, 2, 1)]);
        Add("MatrixTriangularSolve", [Value.Of(type, [2, 2], [0, 0, 1, 1]), Random(type, 2, 1)]);
        Add("MatrixTriangularSolve", [Definite(type, 3), Random(type, 2, 1)]);
        foreach (bool fast in new[] { false, true })
        {
            Add("MatrixSolveLs", [Random(type, 5, 3), Random(type, 5, 2), Scalar(DataType.Double, 0)], ("fast", fast));
            Add("MatrixSolveLs", [Random(type, 3, 5), Random(type, 3, 2), Scalar(DataType.Double, 0.1)], ("fast", fast));
        }
    }

    private void AddDecompositions(DataType type)
    {
        // Signs and phases of vectors are open: what is not unique is multiplied back together.
        foreach (long[] shape in new long[][] { [4, 3], [3, 4], [3, 3], [2, 3, 2], [1, 1] })
        {
            AddFirst("Svd", Random(type, shape), ("compute_uv", false));
            foreach (bool full in new[] { false, true })
            {
                var graph = new CaseGraph();
                var parts = graph.Node("Qr", [Random(type, shape)], ("full_matrices", full));
                Add("Qr", graph, graph.Node("BatchMatMulV2", [parts[0], parts[1]]));
            }
        }

        AddFirst("SelfAdjointEigV2", Definite(type, 4), ("compute_v", false));
        AddFirst("SelfAdjointEigV2", Definite(type, 2).As(1, 2, 2), ("compute_v", false));
        AddFirst("SelfAdjointEigV2", Random(type, 2, 3), ("compute_v", false));
        if (Types("Eig").Contains(type))
        {
            Add("Eig", [Definite(type, 3)], ("compute_v", false), ("Tout", type is DataType.Double or DataType.Complex128 ? DataType.Complex128 : DataType.Complex64));
        }
    }

    // The first output alone: TensorFlow leaves vectors that are not asked for as it finds their memory.
    private void AddFirst(string operation, Value value, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var graph = new CaseGraph();
        Add(operation, graph, graph.Node(operation, [value], attributes)[0]);
    }

    // A symmetric matrix with a dominant diagonal; complex elements stay real so that it is Hermitian.
    private static Value Definite(DataType type, int size)
    {
        double[] numbers = new double[size * size];
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                numbers[(row * size) + column] = row == column ? size + 1 + (row * 0.25) : 1.0 / (1 + row + column);
            }
        }

        if (!IsComplex(type))
        {
            return Value.Of(type, [size, size], numbers);
        }

        var real = Value.Of(type == DataType.Complex64 ? DataType.Float : DataType.Double, [size, size], numbers);
        int width = DataTypes.SizeOf(real.Type);
        return new Value(type, [size, size], [.. real.Bytes.Chunk(width).SelectMany(number => number.Concat(new byte[width]))]);
    }
}
