using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Tensors as the places and values of their elements, and sets.</summary>
internal sealed class SparseCases : CaseFamily
{
    private static readonly Value s_places = Value.Of(DataType.Int64, [4, 2], [0, 1, 0, 3, 2, 0, 2, 2]);

    private static readonly Value s_shape = Longs(3, 4);

    protected override void AddCases()
    {
        foreach (var type in AllTypes)
        {
            AddMoves(type);
        }

        foreach (var type in Types("SparseAdd"))
        {
            AddArithmetic(type);
        }

        foreach (var type in Types("SparseReduceMax"))
        {
            AddReductions(type);
        }

        foreach (var type in FloatTypes)
        {
            AddFloats(type);
        }

        AddSets();
        AddCounts();
        AddReshape();
        AddCrosses();
    }

    private void AddMoves(DataType type)
    {
        var values = Vector(type, 5, 1, 0, 7);
        foreach (var index in IndexTypes)
        {
            Add("SparseToDense", [Vector(index, 1, 3), Vector(index, 5), Vector(type, 1, 0), Scalar(type, 1)]);
            Add("SparseToDense", [Value.Of(index, [2, 2], [0, 1, 2, 0]), Vector(index, 3, 2), Scalar(type, 1), Scalar(type, 0)]);
        }

        Add("SparseToDense", [Longs(3, 1), Longs(5), Vector(type, 1, 0), Scalar(type, 1)]);
        Add("SparseToDense", [Longs(3, 1), Longs(5), Vector(type, 1, 0), Scalar(type, 1)], ("validate_indices", false));
        Add("SparseToDense", [Longs(1, 1), Longs(5), Vector(type, 1, 0), Scalar(type, 1)]);
        Add("SparseToDense", [Longs(5), Longs(5), Vector(type, 1), Scalar(type, 1)]);
        Add("SparseToDense", [Longs(-1), Longs(5), Vector(type, 1), Scalar(type, 1)]);
        Add("SparseToDense", [Long(2), Longs(5), Scalar(type, 1), Scalar(type, 0)]);
        Add("SparseToDense", [Empty(DataType.Int64, 0, 1), Longs(2), Empty(type, 0), Scalar(type, 1)]);
        Add("SparseReorder", [Value.Of(DataType.Int64, [4, 2], [2, 2, 0, 3, 2, 0, 0, 1]), values, s_shape]);
        Add("SparseReorder", [Empty(DataType.Int64, 0, 2), Empty(type, 0), s_shape]);
        Add("SparseConcat", [new[] { s_places, s_places }, new[] { values, values }, new[] { s_shape, s_shape }], ("concat_dim", 0));
        Add("SparseConcat", [new[] { s_places, s_places }, new[] { values, values }, new[] { s_shape, s_shape }], ("concat_dim", -1));
        Add("SparseConcat", [new[] { s_places, s_places }, new[] { values, values }, new[] { s_shape, Longs(3, 5) }], ("concat_dim", 0));
        Add("SparseSplit", [Long(1), s_places, values, s_shape], ("num_split", 2));
        Add("SparseSplit", [Long(0), s_places, values, s_shape], ("num_split", 2));
        Add("SparseSplit", [Long(1), s_places, values, s_shape], ("num_split", 5));
        Add("SparseSlice", [s_places, values, s_shape, Longs(0, 1), Longs(2, 3)]);
        Add("SparseSlice", [s_places, values, s_shape, Longs(1, 0), Longs(9, 9)]);
        Add("SparseFillEmptyRows", [s_places, values, s_shape, Scalar(type, 1)]);
        Add("SparseFillEmptyRows", [Empty(DataType.Int64, 0, 2), Empty(type, 0), s_shape, Scalar(type, 1)]);
        Add("SparseFillEmptyRows", [Value.Of(DataType.Int64, [2, 2], [2, 0, 0, 1]), Vector(type, 1, 0), s_shape, Scalar(type, 1)]);
        Add("SparseFillEmptyRows", [Value.Of(DataType.Int64, [1, 2], [5, 0]), Vector(type, 1), s_shape, Scalar(type, 1)]);
        Add("SparseFillEmptyRows", [Empty(DataType.Int64, 0, 2), Empty(type, 0), Longs(0, 4), Scalar(type, 1)]);
    }

    private void AddArithmetic(DataType type)
    {
        if (Types("SparseAdd", "Treal").Contains(type))
        {
            Add("SparseAdd", [s_places, Vector(type, 5, 1, 2, 7), s_shape, Value.Of(DataType.Int64, [2, 2], [0, 0, 2, 2]), Vector(type, 3, 4), s_shape, Scalar(type, 0)]);
            Add("SparseAdd", [s_places, Vector(type, 5, 1, 2, 7), s_shape, Value.Of(DataType.Int64, [2, 2], [0, 0, 2, 2]), Vector(type, 3, 4), s_shape, Scalar(type, 4)]);
            Add("SparseAdd", [s_places, Vector(type, 5, 1, 2, 7), s_shape, s_places, Vector(type, 5, 1, 2, 7), Longs(3, 5), Scalar(type, 0)]);
        }

        var values = Vector(type, 5, 1, 2, 7);
        foreach (string operation in new[] { "SparseDenseCwiseAdd", "SparseDenseCwiseMul", "SparseDenseCwiseDiv" })
        {
            Add(operation, [s_places, values, s_shape, Between(type, 1, 5, 3, 4)]);
            Add(operation, [s_places, values, s_shape, Between(type, 1, 5, 4)]);
            Add(operation, [s_places, values, s_shape, Between(type, 1, 5, 3, 1)]);
            Add(operation, [s_places, values, s_shape, Between(type, 1, 5, 5)]);
        }

        foreach (var index in IndexTypes)
        {
            var places = Value.Of(index, [4, 2], [0, 1, 0, 3, 2, 0, 2, 2]);
            Add("SparseTensorDenseAdd", [places, values, Vector(index, 3, 4), Random(type, 3, 4)]);
            Add("SparseTensorDenseAdd", [places, values, Vector(index, 3, 4), Random(type, 3, 3)]);
            foreach (bool adjoint in new[] { false, true })
            {
                Add("SparseTensorDenseMatMul", [places, values, s_shape, adjoint ? Random(type, 3, 2) : Random(type, 4, 2)], ("adjoint_a", adjoint));
                Add("SparseTensorDenseMatMul", [places, values, s_shape, adjoint ? Random(type, 2, 4) : Random(type, 4, 2)], ("adjoint_b", adjoint));
            }

            Add("SparseTensorDenseMatMul", [Empty(index, 0, 2), Empty(type, 0), s_shape, Random(type, 4, 2)]);
            Add("SparseTensorDenseMatMul", [Value.Of(index, [1, 2], [3, 0]), Vector(type, 1), s_shape, Random(type, 4, 2)]);
            Add("SparseTensorDenseMatMul", [places, values, s_shape, Random(type, 3, 2)]);
        }

        if (Types("SparseSparseMaximum").Contains(type))
        {
            foreach (string operation in new[] { "SparseSparseMaximum", "SparseSparseMinimum" })
            {
                Add(operation, [s_places, values, s_shape, Value.Of(DataType.Int64, [2, 2], [0, 0, 2, 2]), Vector(type, 3, 4), s_shape]);
            }
        }
    }

    private void AddReductions(DataType type)
    {
        foreach (string operation in new[] { "SparseReduceMax", "SparseReduceSum", "SparseReduceMaxSparse", "SparseReduceSumSparse" })
        {
            foreach (bool keeps in new[] { false, true })
            {
                foreach (var axes in new[] { Ints(0), Ints(1), Ints(-1), Ints(0, 1), Int(1), Ints() })
                {
                    Add(operation, [s_places, Vector(type, 5, 1, 2, 7), s_shape, axes], ("keep_dims", keeps));
                }
            }

            Add(operation, [Empty(DataType.Int64, 0, 2), Empty(type, 0), s_shape, Ints(1)]);
            Add(operation, [s_places, Vector(type, 5, 1, 2, 7), s_shape, Ints(2)]);
        }
    }

    private void AddFloats(DataType type)
    {
        if (Types("SparseSoftmax").Contains(type))
        {
            Add("SparseSoftmax", [s_places, Random(type, 4), s_shape]);
            Add("SparseSoftmax", [Empty(DataType.Int64, 0, 2), Empty(type, 0), s_shape]);
        }
    }

    private void AddSets()
    {
        foreach (var type in Types("DenseToDenseSetOperation"))
        {
            foreach (string operation in new[] { "a-b", "b-a", "intersection", "union" })
            {
                Add("DenseToDenseSetOperation", [Value.Of(type, [2, 3], [1, 2, 3, 3, 3, 1]), Value.Of(type, [2, 2], [2, 4, 3, 0])], ("set_operation", operation));
                Add("DenseToSparseSetOperation", [Value.Of(type, [3, 2], [1, 2, 3, 3, 5, 1]), s_places, Vector(type, 2, 4, 3, 0), s_shape], ("set_operation", operation));
                Add("SparseToSparseSetOperation", [s_places, Vector(type, 2, 4, 5, 1), s_shape, s_places, Vector(type, 4, 7, 1, 0), s_shape], ("set_operation", operation));
            }

            Add("DenseToDenseSetOperation", [Value.Of(type, [2, 3], [1, 2, 3, 3, 3, 1]), Value.Of(type, [3, 2], [2, 4, 3, 0, 1, 1])], ("set_operation", "union"));
            Add("SetSize", [s_places, Vector(type, 2, 2, 5, 1), s_shape]);
        }

        Add("DenseToDenseSetOperation", [Ints(1).As(1, 1), Ints(1).As(1, 1)], ("set_operation", "nonsense"));
    }

    private void AddCounts()
    {
        foreach (var index in IndexTypes)
        {
            foreach (var type in Types("SparseBincount"))
            {
                foreach (bool binary in new[] { false, true })
                {
                    Add("SparseBincount", [s_places, Vector(index, 1, 1, 2, 0), s_shape, Scalar(index, 4), Empty(type, 0)], ("binary_output", binary));
                    Add("SparseBincount", [s_places, Vector(index, 1, 1, 2, 0), s_shape, Scalar(index, 4), Vector(type, 1, 2, 3, 4)], ("binary_output", binary));
                    Add("SparseCountSparseOutput", [s_places, Vector(index, 1, 1, 2, 0), s_shape, Empty(type, 0)], ("binary_output", binary));
                    Add("DenseCountSparseOutput", [Vector(index, 1, 1, 2, 0), Empty(type, 0)], ("binary_output", binary));
                    Add("DenseCountSparseOutput", [Vector(index, 1, 1, 2, 0).As(2, 2), Vector(type, 1, 2, 3, 4).As(2, 2)], ("binary_output", binary), ("minlength", 4), ("maxlength", 2));
                    Add("RaggedBincount", [Longs(0, 1, 1, 4), Vector(index, 1, 1, 2, 0), Scalar(index, 4), Empty(type, 0)], ("binary_output", binary));
                    Add("RaggedCountSparseOutput", [Longs(0, 1, 1, 4), Vector(index, 1, 1, 2, 0), Empty(type, 0)], ("binary_output", binary));
                }
            }
        }
    }

    private void AddReshape()
    {
        Add("SparseReshape", [s_places, s_shape, Longs(2, 6)]);
        Add("SparseReshape", [s_places, s_shape, Longs(-1)]);
        Add("SparseReshape", [s_places, s_shape, Longs(2, -1, 3)]);
        Add("SparseReshape", [s_places, s_shape, Longs(5, 2)]);
        Add("SparseReshape", [s_places, s_shape, Longs(-1, -1)]);
        Add("SparseReshape", [Empty(DataType.Int64, 0, 2), Longs(0, 4), Longs(4, -1)]);
        foreach (var type in new[] { DataType.Int64, DataType.String, DataType.Float })
        {
            foreach (bool normalised in new[] { false, true })
            {
                var places = Value.Of(DataType.Int64, [3, 2], [0, 0, 0, 1, 1, 0]);
                Add("EditDistance", [places, Vector(type, 1, 2, 3), Longs(2, 3), Value.Of(DataType.Int64, [3, 2], [0, 0, 0, 1, 0, 2]), Vector(type, 1, 5, 2), Longs(2, 3)], ("normalize", normalised));
            }
        }
    }

    private void AddCrosses()
    {
        var places = Value.Of(DataType.Int64, [3, 2], [0, 0, 0, 1, 1, 0]);
        foreach (bool hashed in new[] { false, true })
        {
            Add("SparseCross", [new[] { places, places }, new[] { Texts("a", "b", "c"), Texts("x", "y", "z") }, new[] { Longs(2, 2), Longs(2, 2) }, new[] { Texts("p", "q").As(2, 1) }],
                ("hashed_output", hashed), ("num_buckets", hashed ? 100 : 0), ("hash_key", 956888297470L), ("out_type", hashed ? DataType.Int64 : DataType.String), ("internal_type", DataType.String));
        }

        Add("SparseCrossV2", [new[] { places }, new[] { Texts("a", "b", "c") }, new[] { Longs(2, 2) }, new[] { Texts("p", "q").As(2, 1) }, Text("_X_")]);
        foreach (bool strong in new[] { false, true })
        {
            Add("SparseCrossHashed", [new[] { places }, new[] { Longs(1, 2, 3) }, new[] { Longs(2, 2) }, new[] { Texts("p", "q").As(2, 1) }, Long(100), Scalar(DataType.Bool, strong ? 1 : 0), Longs(1, 2)]);
        }
    }
}
