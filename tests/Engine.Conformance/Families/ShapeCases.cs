using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Shapes, and operations that move elements without computing.</summary>
internal sealed class ShapeCases : CaseFamily
{
    protected override void AddCases()
    {
        foreach (var type in AllTypes)
        {
            AddShape(type);
            AddReshape(type);
            AddJoin(type);
            AddFill(type);
            AddPad(type);
            AddTranspose(type);
            AddBlocks(type);
        }

        AddReverse();
        AddRange();
        AddIndices();
    }

    private void AddShape(DataType type)
    {
        foreach (string operation in new[] { "Shape", "Size" })
        {
            foreach (var index in IndexTypes)
            {
                Add(operation, [Random(type, 2, 1, 3)], ("out_type", index));
                Add(operation, [Random(type, [])], ("out_type", index));
                Add(operation, [Empty(type, 0, 2)], ("out_type", index));
            }
        }

        Add("Rank", [Random(type, 2, 1, 3)]);
        Add("Rank", [Random(type, [])]);
        foreach (var index in IndexTypes)
        {
            Add("ShapeN", [new[] { Random(type, 2, 1, 3), Random(type, []), Random(type, 0) }], ("out_type", index));
        }

        Add("IdentityN", [new[] { Random(type, 2, 3), Int(1), Texts("a") }]);
        Add("EnsureShape", [Random(type, 2, 3)], ("shape", new TensorShape(2, -1)));
        Add("EnsureShape", [Random(type, 2, 3)], ("shape", TensorShape.Unknown));
        Add("EnsureShape", [Random(type, 2, 3)], ("shape", new TensorShape(2, 4)));
        Add("EnsureShape", [Random(type, 2, 3)], ("shape", new TensorShape(2)));
        Add("EnsureShape", [Random(type, [])], ("shape", TensorShape.Scalar));
    }

    private void AddReshape(DataType type)
    {
        Add("Reshape", [Random(type, 2, 3), Ints(3, 2)]);
        Add("Reshape", [Random(type, 2, 3), Ints(-1)]);
        Add("Reshape", [Random(type, 2, 3), Longs(1, -1, 2)]);
        Add("Reshape", [Random(type, 1, 1), Ints()]);
        Add("Reshape", [Empty(type, 0, 3), Ints(3, -1)]);
        Add("Reshape", [Empty(type, 0, 3), Ints(0, -1)]);
        Add("Reshape", [Empty(type, 0, 3), Ints(7, 0)]);
        Add("ExpandDims", [Random(type, 2, 3), Int(0)]);
        Add("ExpandDims", [Random(type, 2, 3), Int(-1)]);
        Add("ExpandDims", [Random(type, 2, 3), Long(1)]);
        Add("ExpandDims", [Random(type, []), Ints(0)]);
        Add("Squeeze", [Random(type, 1, 2, 1, 3)]);
        Add("Squeeze", [Random(type, 1, 2, 1, 3)], ("squeeze_dims", new[] { 0 }));
        Add("Squeeze", [Random(type, 1, 2, 1, 3)], ("squeeze_dims", new[] { -2, 0 }));
        Add("Squeeze", [Empty(type, 1, 0, 1)]);
        if (type is not (DataType.Float or DataType.String))
        {
            return;
        }

        Add("Reshape", [Random(type, 2, 3), Ints(4, 2)]);
        Add("Reshape", [Random(type, 2, 3), Ints(-1, -1)]);
        Add("Reshape", [Random(type, 2, 3), Ints(-1, 4)]);
        Add("Reshape", [Random(type, 2, 3), Ints(-2, 3)]);
        Add("Reshape", [Random(type, 2, 3), Ints(-1, 0)]);
        Add("Reshape", [Random(type, 2, 3), Ints(2, 3).As(1, 2)]);
        Add("Reshape", [Random(type, 2, 3), Longs(int.MaxValue, int.MaxValue, int.MaxValue)]);
        Add("ExpandDims", [Random(type, 2, 3), Int(3)]);
        Add("ExpandDims", [Random(type, 2, 3), Int(-4)]);
        Add("ExpandDims", [Random(type, 2, 3), Ints(0, 1)]);
        Add("Squeeze", [Random(type, 1, 2, 1, 3)], ("squeeze_dims", new[] { 1 }));
        Add("Squeeze", [Random(type, 1, 2, 1, 3)], ("squeeze_dims", new[] { 4 }));
    }

    private void AddJoin(DataType type)
    {
        foreach (int axis in new[] { 0, 1, -1, -3 })
        {
            Add("ConcatV2", [new[] { Random(type, 2, 3, 2), Random(type, 2, 3, 2), Random(type, 2, 3, 2) }, Int(axis)]);
            Add("Pack", [new[] { Random(type, 2, 3), Random(type, 2, 3) }], ("axis", axis));
        }

        Add("ConcatV2", [new[] { Random(type, 2, 3), Empty(type, 2, 0), Random(type, 2, 1) }, Long(1)]);
        Add("ConcatV2", [new[] { Empty(type, 0, 3), Random(type, 2, 3) }, Int(0)]);
        Add("Concat", [Int(1), new[] { Random(type, 2, 3), Random(type, 2, 1) }]);
        Add("Pack", [new[] { Random(type, []) }]);
        Add("Pack", [new[] { Empty(type, 0), Empty(type, 0) }], ("axis", 1));
        Add("Pack", [new[] { Random(type, 2), Random(type, 3) }]);
        Add("Unpack", [Random(type, 2, 3)], ("num", 2));
        Add("Unpack", [Random(type, 2, 3)], ("num", 3), ("axis", 1));
        Add("Unpack", [Random(type, 2, 3)], ("num", 3), ("axis", -1));
        Add("Unpack", [Empty(type, 2, 0)], ("num", 2));
        Add("Unpack", [Random(type, 2, 3)], ("num", 3));
        Add("Split", [Int(1), Random(type, 2, 6)], ("num_split", 3));
        Add("Split", [Int(0), Random(type, 2, 6)], ("num_split", 2));
        Add("Split", [Int(-1), Random(type, 2, 6)], ("num_split", 1));
        Add("Split", [Int(1), Random(type, 2, 5)], ("num_split", 3));
        Add("Split", [Int(0), Empty(type, 0, 2)], ("num_split", 2));
        Add("Split", [Int(2), Random(type, 2, 6)], ("num_split", 2));
        Add("SplitV", [Random(type, 2, 6), Longs(1, 2, 3), Int(1)], ("num_split", 3));
        Add("SplitV", [Random(type, 2, 6), Ints(1, -1), Int(1)], ("num_split", 2));
        Add("SplitV", [Random(type, 6), Ints(0, 6), Int(0)], ("num_split", 2));
        Add("SplitV", [Random(type, 6), Ints(6), Int(-1)], ("num_split", 1));
        Add("SplitV", [Random(type, 6), Ints(2, 2), Int(0)], ("num_split", 2));
        Add("SplitV", [Random(type, 6), Ints(-1, -1), Int(0)], ("num_split", 2));
        if (type is DataType.Float or DataType.String)
        {
            Add("ConcatV2", [new[] { Random(type, 2, 3), Random(type, 3, 3) }, Int(1)]);
            Add("ConcatV2", [new[] { Random(type, 2, 3), Random(type, 2) }, Int(1)]);
            Add("ConcatV2", [new[] { Random(type, 2, 3), Random(type, 2, 3) }, Int(2)]);
            Add("ConcatV2", [new[] { Random(type, []), Random(type, []) }, Int(0)]);
            Add("ConcatV2", [new[] { Random(type, 2), Random(type, 2) }, Ints(0, 0)]);
            Add("Pack", [new[] { Random(type, 2), Random(type, 2) }], ("axis", 2));
        }

        foreach (var index in IndexTypes)
        {
            Add("ConcatOffset", [Int(1), new[] { Vector(index, 2, 3, 4), Vector(index, 2, 5, 4), Vector(index, 2, 1, 4) }]);
            Add("ConcatOffset", [Int(-1), new[] { Vector(index, 2, 3), Vector(index, 2, 5) }]);
            Add("ConcatOffset", [Int(0), new[] { Vector(index, 2, 3), Vector(index, 2, 5) }]);
            Add("BroadcastArgs", [Vector(index, 2, 1, 3), Vector(index, 4, 1)]);
            Add("BroadcastArgs", [Empty(index, 0), Vector(index, 4, 1)]);
            Add("BroadcastArgs", [Vector(index, 2), Vector(index, 3)]);
            Add("BroadcastArgs", [Vector(index, 0), Vector(index, 1)]);
            Add("BroadcastGradientArgs", [Vector(index, 2, 1, 3), Vector(index, 4, 1)]);
        }
    }

    private void AddFill(DataType type)
    {
        Add("Fill", [Ints(2, 3), Random(type, [])]);
        Add("Fill", [Longs(0, 3), Random(type, [])]);
        Add("Fill", [Ints(), Random(type, [])]);
        Add("Fill", [Ints(-1), Random(type, [])]);
        Add("Fill", [Ints(2), Random(type, 1)]);
        Add("Fill", [Ints(2), Random(type, 2)]);
        Add("BroadcastTo", [Random(type, 3, 1), Ints(2, 3, 4)]);
        Add("BroadcastTo", [Random(type, []), Longs(2, 3)]);
        Add("BroadcastTo", [Random(type, 1), Ints(0)]);
        Add("BroadcastTo", [Random(type, 3), Ints(2)]);
        Add("BroadcastTo", [Random(type, 2, 3), Ints(3)]);
        Add("BroadcastTo", [Random(type, 1, 3), Ints(-1, 3)]);
        Add("Tile", [Random(type, 2, 3), Ints(2, 1)]);
        Add("Tile", [Random(type, 2, 3), Longs(1, 3)]);
        Add("Tile", [Random(type, 2, 3), Ints(0, 1)]);
        Add("Tile", [Random(type, []), Ints()]);
        Add("Tile", [Random(type, 2, 1, 3), Ints(2, 2, 2)]);
        Add("Tile", [Random(type, 2, 3), Ints(2)]);
        Add("Tile", [Random(type, 2, 3), Ints(2, -1)]);
        foreach (var index in Types("OneHot", "TI"))
        {
            Add("OneHot", [Vector(index, 0, 2, 5, 1), Int(3), Scalar(type, 1), Scalar(type, 0)]);
            Add("OneHot", [Vector(index, 0, 2, 3, 1).As(2, 2), Int(3), Scalar(type, 5), Scalar(type, 2)], ("axis", 0));
        }

        Add("OneHot", [Longs(0, -1, 2), Int(3), Scalar(type, 1), Scalar(type, 0)], ("axis", 1));
        Add("OneHot", [Long(1), Int(3), Scalar(type, 1), Scalar(type, 0)]);
        Add("OneHot", [Longs(1), Int(0), Scalar(type, 1), Scalar(type, 0)]);
        Add("OneHot", [Longs(), Int(2), Scalar(type, 1), Scalar(type, 0)]);
        Add("OneHot", [Longs(1), Int(-1), Scalar(type, 1), Scalar(type, 0)]);
        Add("OneHot", [Longs(1), Int(2), Vector(type, 1), Scalar(type, 0)]);
        Add("OneHot", [Longs(1), Int(2), Scalar(type, 1), Scalar(type, 0)], ("axis", 3));
    }

    private void AddPad(DataType type)
    {
        var paddings = Ints(0, 1, 2, 0).As(2, 2);
        Add("Pad", [Random(type, 2, 3), paddings]);
        Add("Pad", [Random(type, 2, 3), Longs(1, 1, 0, 0).As(2, 2)]);
        Add("PadV2", [Random(type, 2, 3), paddings, Scalar(type, 7)]);
        Add("PadV2", [Empty(type, 0, 3), paddings, Scalar(type, 7)]);
        Add("PadV2", [Random(type, []), Empty(DataType.Int32, 0, 2), Scalar(type, 7)]);
        Add("PadV2", [Random(type, 2, 1, 2, 1, 2), Ints(0, 1, 1, 0, 0, 0, 1, 1, 0, 2).As(5, 2), Scalar(type, 7)]);
        foreach (string mode in new[] { "REFLECT", "SYMMETRIC" })
        {
            Add("MirrorPad", [Random(type, 3, 4), Ints(1, 2, 0, 3).As(2, 2)], ("mode", mode));
            Add("MirrorPad", [Random(type, 3, 4), Longs(0, 0, 2, 1).As(2, 2)], ("mode", mode));
            Add("MirrorPad", [Random(type, 2, 2), Ints(3, 0, 0, 0).As(2, 2)], ("mode", mode));
            Add("MirrorPadGrad", [Random(type, 6, 7), Ints(1, 2, 0, 3).As(2, 2)], ("mode", mode));
        }

        if (type is DataType.Float or DataType.String)
        {
            Add("Pad", [Random(type, 2, 3), Ints(0, -1, 2, 0).As(2, 2)]);
            Add("Pad", [Random(type, 2, 3), Ints(0, 1).As(1, 2)]);
            Add("Pad", [Random(type, 2, 3), Ints(0, 1)]);
            Add("Pad", [Random(type, 2, 3), Ints(0, 1, 1, 1, 1, 1).As(2, 3)]);
            Add("PadV2", [Random(type, 2, 3), paddings, Vector(type, 7)]);
        }
    }

    private void AddTranspose(DataType type)
    {
        foreach (string operation in new[] { "Transpose", "ConjugateTranspose" })
        {
            Add(operation, [Random(type, 2, 3), Ints(1, 0)]);
            Add(operation, [Random(type, 2, 3, 4), Longs(2, 0, 1)]);
            Add(operation, [Random(type, 2, 3, 4), Ints(0, 2, 1)]);
            Add(operation, [Random(type, 2, 3, 2, 3), Ints(0, 3, 1, 2)]);
            Add(operation, [Random(type, 2, 1, 3, 1, 2), Ints(4, 3, 2, 1, 0)]);
            Add(operation, [Random(type, []), Ints()]);
            Add(operation, [Empty(type, 0, 3), Ints(1, 0)]);
            Add(operation, [Random(type, 2, 3), Ints(0, 0)]);
            Add(operation, [Random(type, 2, 3), Ints(0)]);
            Add(operation, [Random(type, 2, 3), Ints(0, 2)]);
        }

        Add("Roll", [Random(type, 3, 4), Ints(1), Ints(0)]);
        Add("Roll", [Random(type, 3, 4), Ints(1, -1), Ints(0, 1)]);
        Add("Roll", [Random(type, 3, 4), Long(7), Long(-1)]);
        Add("Roll", [Random(type, 3, 4), Ints(1, 1), Ints(0, 0)]);
        Add("Roll", [Empty(type, 0, 4), Int(1), Int(0)]);
        Add("Roll", [Random(type, 3, 4), Int(1), Int(2)]);
        Add("Roll", [Random(type, []), Int(1), Int(0)]);
    }

    private void AddBlocks(DataType type)
    {
        Add("SpaceToDepth", [Random(type, 1, 4, 4, 2)], ("block_size", 2));
        Add("DepthToSpace", [Random(type, 2, 2, 1, 8)], ("block_size", 2));
        Add("SpaceToDepth", [Random(type, 1, 2, 4, 4)], ("block_size", 2), ("data_format", "NCHW"));
        Add("DepthToSpace", [Random(type, 2, 8, 1, 2)], ("block_size", 2), ("data_format", "NCHW"));
        Add("SpaceToDepth", [Random(type, 1, 3, 4, 2)], ("block_size", 2));
        Add("DepthToSpace", [Random(type, 1, 2, 2, 6)], ("block_size", 2));
        Add("SpaceToDepth", [Empty(type, 0, 2, 2, 1)], ("block_size", 2));
        Add("SpaceToBatchND", [Random(type, 1, 4, 2, 1), Fixed(Ints(2, 2)), Fixed(Ints(0, 0, 1, 1).As(2, 2))]);
        Add("SpaceToBatchND", [Random(type, 2, 5, 3), Fixed(Ints(3)), Fixed(Ints(1, 0).As(1, 2))]);
        Add("SpaceToBatchND", [Random(type, 2, 5), Fixed(Longs(3)), Fixed(Longs(1, 0).As(1, 2))]);
        Add("SpaceToBatchND", [Random(type, 1, 2, 4, 2, 1), Fixed(Ints(1, 2, 2)), Fixed(Ints(0, 0, 0, 0, 0, 0).As(3, 2))]);
        Add("SpaceToBatchND", [Random(type, 1, 5, 2, 1), Fixed(Ints(2, 2)), Fixed(Ints(0, 0, 0, 0).As(2, 2))]);
        Add("BatchToSpaceND", [Random(type, 4, 2, 2, 1), Fixed(Ints(2, 2)), Fixed(Ints(0, 0, 0, 1).As(2, 2))]);
        Add("BatchToSpaceND", [Random(type, 6, 2, 3), Fixed(Ints(3)), Fixed(Ints(1, 2).As(1, 2))]);
        Add("BatchToSpaceND", [Random(type, 5, 2, 3), Fixed(Ints(3)), Fixed(Ints(1, 2).As(1, 2))]);
        Add("BatchToSpaceND", [Random(type, 3, 2, 3), Fixed(Ints(3)), Fixed(Ints(5, 2).As(1, 2))]);
        Add("SpaceToBatch", [Random(type, 1, 4, 2, 1), Ints(0, 0, 1, 1).As(2, 2)], ("block_size", 2));
        Add("BatchToSpace", [Random(type, 4, 2, 2, 1), Ints(0, 0, 0, 1).As(2, 2)], ("block_size", 2));
    }

    private void AddReverse()
    {
        foreach (var type in Types("ReverseV2"))
        {
            Add("ReverseV2", [Random(type, 2, 3), Ints(1)]);
            Add("ReverseV2", [Random(type, 2, 3, 4), Longs(0, -1)]);
            Add("ReverseV2", [Random(type, 2, 3), Ints()]);
            Add("ReverseV2", [Random(type, []), Ints()]);
            Add("ReverseV2", [Empty(type, 0, 3), Ints(0)]);
            Add("ReverseV2", [Random(type, 2, 3), Ints(1, 1)]);
            Add("ReverseV2", [Random(type, 2, 3), Ints(2)]);
            Add("ReverseV2", [Random(type, 2, 2, 2, 3), Ints(2, 1)]);
        }

        foreach (var type in Types("Reverse"))
        {
            Add("Reverse", [Random(type, 2, 3), Bools(false, true)]);
            Add("Reverse", [Random(type, 2, 3), Bools(true)]);
        }

        foreach (var type in AllTypes)
        {
            Add("ReverseSequence", [Random(type, 2, 4), Ints(3, 0)], ("seq_dim", 1));
            Add("ReverseSequence", [Random(type, 4, 2, 3), Longs(3, 4)], ("seq_dim", 0), ("batch_dim", 1));
            Add("ReverseSequence", [Random(type, 2, 4), Ints(3, 5)], ("seq_dim", 1));
            Add("ReverseSequence", [Random(type, 2, 4), Ints(3, -1)], ("seq_dim", 1));
            Add("ReverseSequence", [Random(type, 2, 4), Ints(3)], ("seq_dim", 1));
            Add("ReverseSequence", [Random(type, 2, 4), Ints(3, 1)], ("seq_dim", 2));
        }
    }

    private void AddRange()
    {
        foreach (var type in Types("Range", "Tidx"))
        {
            Add("Range", [Scalar(type, 2), Scalar(type, 11), Scalar(type, 3)]);
            Add("Range", [Scalar(type, 0), Scalar(type, 0), Scalar(type, 1)]);
            Add("Range", [Scalar(type, 5), Scalar(type, 0), Scalar(type, -2)]);
            Add("Range", [Scalar(type, 0), Scalar(type, 5), Scalar(type, 0)]);
            Add("Range", [Scalar(type, 5), Scalar(type, 0), Scalar(type, 1)]);
            Add("Range", [Scalar(type, 0), Scalar(type, 1), Scalar(type, 0.125)]);
            Add("Range", [Scalar(type, 0), Scalar(type, 20), Scalar(type, 1)]);
            Add("Range", [Vector(type, 0), Scalar(type, 5), Scalar(type, 1)]);
            Add("Range", [Vector(type, 0, 1), Scalar(type, 5), Scalar(type, 1)]);
        }

        foreach (var type in Types("LinSpace"))
        {
            foreach (var index in IndexTypes)
            {
                Add("LinSpace", [Scalar(type, 0), Scalar(type, 2), Scalar(index, 5)]);
                Add("LinSpace", [Scalar(type, 3), Scalar(type, -7), Scalar(index, 1)]);
                Add("LinSpace", [Scalar(type, 0.1), Scalar(type, 0.7), Scalar(index, 13)]);
                Add("LinSpace", [Scalar(type, 0), Scalar(type, 2), Scalar(index, 0)]);
                Add("LinSpace", [Vector(type, 0), Scalar(type, 2), Scalar(index, 2)]);
            }
        }
    }

    private void AddIndices()
    {
        foreach (var index in IndexTypes)
        {
            Add("InvertPermutation", [Vector(index, 2, 0, 1)]);
            Add("InvertPermutation", [Empty(index, 0)]);
            Add("InvertPermutation", [Vector(index, 2, 0, 0)]);
            Add("InvertPermutation", [Vector(index, 3, 0, 1)]);
            Add("InvertPermutation", [Vector(index, 0).As(1, 1)]);
            Add("UnravelIndex", [Vector(index, 0, 5, 11), Vector(index, 3, 4)]);
            Add("UnravelIndex", [Scalar(index, 7), Vector(index, 3, 4)]);
            Add("UnravelIndex", [Vector(index, 12), Vector(index, 3, 4)]);
            Add("UnravelIndex", [Empty(index, 0), Vector(index, 3, 4)]);
            Add("UnravelIndex", [Vector(index, 1), Vector(index, 3, 0)]);
            Add("DataFormatDimMap", [Vector(index, 0, 1, 2, 3, -1, -4)]);
            Add("DataFormatDimMap", [Vector(index, 0, 1, 2, 3, 4)], ("src_format", "NDHWC"), ("dst_format", "NCDHW"));
            Add("DataFormatDimMap", [Vector(index, 4)]);
            Add("DataFormatVecPermute", [Vector(index, 1, 2, 3, 4)]);
            Add("DataFormatVecPermute", [Vector(index, 1, 2, 3, 4, 5, 6, 7, 8).As(4, 2)]);
            Add("DataFormatVecPermute", [Vector(index, 1, 2)]);
            Add("DataFormatVecPermute", [Vector(index, 1, 2, 3, 4)], ("src_format", "NCHW"), ("dst_format", "NHWC"));
        }
    }
}
