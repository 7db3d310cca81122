using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Products of matrices and what picks parts of them.</summary>
internal sealed class MatrixCases : CaseFamily
{
    protected override void AddCases()
    {
        foreach (var type in Types("MatMul"))
        {
            AddProducts(type);
        }

        foreach (string operation in new[] { "BatchMatMul", "BatchMatMulV2" })
        {
            foreach (var type in Types(operation))
            {
                AddBatched(operation, type);
            }
        }

        AddMixed();
        foreach (var type in new[] { DataType.Float, DataType.Double, DataType.Half, DataType.BFloat16, DataType.Int32, DataType.Int64, DataType.Complex64 })
        {
            AddEinsum(type);
        }

        AddDiagonals();
    }

    private void AddProducts(DataType type)
    {
        foreach (bool left in new[] { false, true })
        {
            foreach (bool right in new[] { false, true })
            {
                void Product(int m, int k, int n) =>
                    Add("MatMul", [left ? Random(type, k, m) : Random(type, m, k), right ? Random(type, n, k) : Random(type, k, n)], ("transpose_a", left), ("transpose_b", right));
                Product(3, 4, 5);
                Product(1, 7, 1);
                Product(1, 33, 17);
                Product(17, 33, 1);
                Product(19, 70, 37);
                Product(0, 3, 2);
                Product(2, 0, 3);
                Product(2, 3, 0);
            }
        }

        Add("MatMul", [Random(type, 2, 3), Random(type, 2, 3)]);
        Add("MatMul", [Random(type, 3), Random(type, 3)]);
        Add("MatMul", [Random(type, 1, 2, 3), Random(type, 3, 2)]);
        if (IsFloating(type))
        {
            Add("MatMul", [Vector(type, 1, double.NaN, 0, double.PositiveInfinity).As(2, 2), Vector(type, 0, 1, 2, 0).As(2, 2)]);
        }
    }

    private void AddBatched(string operation, DataType type)
    {
        foreach (bool left in new[] { false, true })
        {
            foreach (bool right in new[] { false, true })
            {
                Add(operation, [left ? Random(type, 2, 4, 3) : Random(type, 2, 3, 4), right ? Random(type, 2, 5, 4) : Random(type, 2, 4, 5)], ("adj_x", left), ("adj_y", right));
            }
        }

        Add(operation, [Random(type, 3, 4), Random(type, 4, 5)]);
        Add(operation, [Random(type, 2, 1, 3, 4), Random(type, 2, 1, 4, 2)]);
        Add(operation, [Random(type, 2, 1, 3, 4), Random(type, 5, 4, 2)]);
        Add(operation, [Random(type, 3, 4), Random(type, 2, 4, 2)]);
        Add(operation, [Random(type, 0, 3, 4), Random(type, 0, 4, 2)]);
        Add(operation, [Random(type, 2, 3, 0), Random(type, 2, 0, 4)]);
        Add(operation, [Random(type, 2, 3, 4), Random(type, 2, 3, 4)]);
        Add(operation, [Random(type, 2, 3, 4), Random(type, 3, 4, 4)]);
        Add(operation, [Random(type, 4), Random(type, 4)]);
    }

    private void AddMixed()
    {
        foreach (var (left, right, result) in new[]
        {
            (DataType.Int8, DataType.Int8, DataType.Int32), (DataType.UInt8, DataType.Int8, DataType.Int32), (DataType.Float, DataType.Float, DataType.Float), (DataType.BFloat16, DataType.BFloat16, DataType.Float),
            (DataType.Int8, DataType.Int8, DataType.Int8), (DataType.Double, DataType.Double, DataType.Double), (DataType.Int32, DataType.Int32, DataType.Int32),
            (DataType.Half, DataType.Half, DataType.Half), (DataType.Complex64, DataType.Complex64, DataType.Complex64), (DataType.BFloat16, DataType.BFloat16, DataType.BFloat16),
        })
        {
            Add("BatchMatMulV3", [Random(left, 2, 3, 4), Random(right, 2, 4, 5)], ("Tout", result));
            Add("BatchMatMulV3", [Random(left, 2, 4, 3), Random(right, 5, 4)], ("Tout", result), ("adj_x", true), ("adj_y", true));
        }

        foreach (var left in new[] { DataType.Float, DataType.BFloat16 })
        {
            foreach (var right in new[] { DataType.Float, DataType.BFloat16 })
            {
                foreach (bool isSparse in new[] { false, true })
                {
                    Add("SparseMatMul", [Random(left, 3, 4), Random(right, 4, 5)], ("a_is_sparse", isSparse));
                    Add("SparseMatMul", [Random(left, 4, 3), Random(right, 5, 4)], ("transpose_a", true), ("transpose_b", true), ("b_is_sparse", isSparse));
                }

                Add("SparseMatMul", [Random(left, 3, 3), Random(right, 4, 5)]);
            }
        }
    }

    private void AddEinsum(DataType type)
    {
        Add("Einsum", [new[] { Random(type, 2, 3), Random(type, 3, 4) }], ("equation", "ij,jk->ik"));
        Add("Einsum", [new[] { Random(type, 2, 3, 2, 4), Random(type, 2, 5, 2, 4) }], ("equation", "bthd,bshd->bhts"));
        Add("Einsum", [new[] { Random(type, 2, 3, 4), Random(type, 4, 2, 3) }], ("equation", "abc,cde->abde"));
        Add("Einsum", [new[] { Random(type, 2, 3, 3) }], ("equation", "bii->bi"));
        Add("Einsum", [new[] { Random(type, 2, 3, 3) }], ("equation", "bii->b"));
        Add("Einsum", [new[] { Random(type, 2, 3) }], ("equation", "ij->ji"));
        Add("Einsum", [new[] { Random(type, 2, 3) }], ("equation", "ij->"));
        Add("Einsum", [new[] { Random(type, 3), Random(type, 3) }], ("equation", "i,i->"));
        Add("Einsum", [new[] { Random(type, 3), Random(type, 2) }], ("equation", "i,j->ji"));
        Add("Einsum", [new[] { Random(type, 2, 1, 3, 4), Random(type, 5, 4, 2) }], ("equation", "...ij,...jk->...ik"));
        Add("Einsum", [new[] { Random(type, 3), Random(type, 3) }], ("equation", "i->ii"));
        Add("Einsum", [new[] { Random(type, 3) }], ("equation", "i->ii"));
        Add("Einsum", [new[] { Random(type, 0, 3), Random(type, 3, 4) }], ("equation", "ij,jk->ik"));
        Add("Einsum", [new[] { Random(type, 2, 3), Random(type, 2, 4) }], ("equation", "ij,jk->ik"));
        Add("Einsum", [new[] { Random(type, 2, 3), Random(type, 2, 3) }], ("equation", "ij,ij->ij"));
        Add("Einsum", [new[] { Random(type, 2, 3, 4), Random(type, 2, 3) }], ("equation", "abc,ab->c"));
        Add("Einsum", [new[] { Random(type, 2, 3, 4), Random(type, 3) }], ("equation", "a...c,...->ac"));
    }

    private void AddDiagonals()
    {
        foreach (var type in AllTypes)
        {
            var square = Random(type, 2, 3, 3);
            Add("MatrixDiag", [Random(type, 2, 3)]);
            Add("MatrixDiag", [Random(type, [])]);
            Add("MatrixDiag", [Random(type, 0, 3)]);
            Add("MatrixDiagPart", [square]);
            Add("MatrixDiagPart", [Random(type, 2, 4)]);
            Add("MatrixDiagPart", [Random(type, 3)]);
            Add("MatrixSetDiag", [square, Random(type, 2, 3)]);
            Add("MatrixSetDiag", [Random(type, 2, 4), Random(type, 2)]);
            Add("MatrixSetDiag", [square, Random(type, 2, 2)]);
            foreach (var (lower, upper) in new[] { (0, 0), (1, 0), (0, -1), (-1, 1), (2, 2), (4, 0), (0, 9) })
            {
                Add("MatrixBandPart", [Random(type, 2, 3, 4), Long(lower), Long(upper)]);
            }

            Add("MatrixBandPart", [Random(type, 4, 3), Int(1), Int(0)]);
            Add("MatrixBandPart", [Random(type, 4), Int(1), Int(0)]);
            Add("MatrixBandPart", [Empty(type, 0, 3), Int(1), Int(0)]);
            AddBands(type);
        }

        foreach (var type in Types("Diag"))
        {
            Add("Diag", [Random(type, 3)]);
            Add("Diag", [Random(type, 2, 3)]);
            Add("Diag", [Random(type, [])]);
            Add("Diag", [Empty(type, 0)]);
            Add("DiagPart", [Random(type, 3, 3)]);
            Add("DiagPart", [Random(type, 2, 3, 2, 3)]);
            Add("DiagPart", [Random(type, 2, 3)]);
            Add("DiagPart", [Random(type, 3)]);
        }
    }

    private void AddBands(DataType type)
    {
        var padding = Scalar(type, 9);
        foreach (string align in new[] { "LEFT_RIGHT", "RIGHT_LEFT", "LEFT_LEFT", "RIGHT_RIGHT" })
        {
            Add("MatrixDiagPartV3", [Random(type, 2, 3, 4), Ints(-1, 2), padding], ("align", align));
            Add("MatrixDiagPartV3", [Random(type, 4, 3), Ints(-2, 0), padding], ("align", align));
            Add("MatrixDiagV3", [Random(type, 2, 3, 3), Ints(-1, 1), Int(-1), Int(-1), padding], ("align", align));
            Add("MatrixDiagV3", [Random(type, 2, 3), Ints(0, 1), Int(3), Int(4), padding], ("align", align));
            Add("MatrixSetDiagV3", [Random(type, 2, 3, 4), Random(type, 2, 2, 3), Ints(0, 1)], ("align", align));
        }

        Add("MatrixDiagPartV3", [Random(type, 2, 3, 3), Int(0), padding]);
        Add("MatrixDiagPartV3", [Random(type, 3, 3), Int(1), padding]);
        Add("MatrixDiagPartV3", [Random(type, 3, 3), Ints(2, -1), padding]);
        Add("MatrixDiagPartV3", [Random(type, 3, 3), Int(5), padding]);
        Add("MatrixDiagV3", [Random(type, 2, 3), Int(0), Int(-1), Int(-1), padding]);
        Add("MatrixDiagV3", [Random(type, 3), Int(1), Int(-1), Int(-1), padding]);
        Add("MatrixDiagV3", [Random(type, 3), Int(-1), Int(5), Int(3), padding]);
        Add("MatrixDiagV3", [Random(type, 3), Int(0), Int(2), Int(3), padding]);
        Add("MatrixSetDiagV3", [Random(type, 2, 3, 3), Random(type, 2, 3), Int(0)]);
        Add("MatrixSetDiagV3", [Random(type, 3, 3), Random(type, 2), Int(1)]);
        Add("MatrixSetDiagV3", [Random(type, 3, 3), Random(type, 3), Int(1)]);
        Add("MatrixDiagPartV2", [Random(type, 2, 3, 4), Ints(-1, 2), padding]);
        Add("MatrixDiagV2", [Random(type, 2, 3, 3), Ints(-1, 1), Int(-1), Int(-1), padding]);
        Add("MatrixSetDiagV2", [Random(type, 2, 3, 4), Random(type, 2, 2, 3), Ints(0, 1)]);
    }
}
