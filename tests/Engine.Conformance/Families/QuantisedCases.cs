using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Numbers stored in few bits, and training's imitation of them.</summary>
internal sealed class QuantisedCases : CaseFamily
{
    private static readonly DataType[] s_stored = [DataType.QUInt8, DataType.QInt8, DataType.QInt16, DataType.QUInt16, DataType.QInt32];

    protected override void AddCases()
    {
        AddFake();
        AddBack();
        foreach (var type in s_stored)
        {
            AddConversions(type);
        }

        AddArithmetic();
    }

    private void AddFake()
    {
        var value = Vector(DataType.Float, -10, -6, -1.5, -0.01, 0, -0.0, 0.02, 0.5, 1, 3.3, 6, 7, double.NaN, double.PositiveInfinity, double.NegativeInfinity);
        foreach (bool narrow in new[] { false, true })
        {
            foreach (var (low, high) in new[] { (-6.0, 6.0), (0, 1), (-1, 0), (-0.7, 3.1), (2, 5), (-5, -2), (0, 0) })
            {
                foreach (int bits in new[] { 8, 2, 16 })
                {
                    if (low < high)
                    {
                        Add("FakeQuantWithMinMaxArgs", [value], ("min", low), ("max", high), ("num_bits", bits), ("narrow_range", narrow));
                    }

                    Add("FakeQuantWithMinMaxVars", [value, Float(low), Float(high)], ("num_bits", bits), ("narrow_range", narrow));
                }
            }

            Add("FakeQuantWithMinMaxVarsPerChannel", [Random(DataType.Float, 4, 3), Vector(DataType.Float, -1, 0, -2), Vector(DataType.Float, 1, 3, 0.5)], ("narrow_range", narrow));
            Add("FakeQuantWithMinMaxVarsPerChannel", [Random(DataType.Float, 2, 2, 2, 3), Vector(DataType.Float, -1, 0, -2), Vector(DataType.Float, 1, 3, 0.5)], ("num_bits", 4), ("narrow_range", narrow));
        }

        Add("FakeQuantWithMinMaxVars", [value, Float(3), Float(1)]);
        Add("FakeQuantWithMinMaxVars", [Empty(DataType.Float, 0), Float(0), Float(1)]);
        Add("FakeQuantWithMinMaxVarsPerChannel", [Random(DataType.Float, 4, 3), Vector(DataType.Float, -1, 0), Vector(DataType.Float, 1, 3)]);
    }

    private void AddBack()
    {
        foreach (var type in new[] { DataType.Float, DataType.Double })
        {
            var value = Vector(type, -10, -6, -1.5, -0.01, 0, 0.02, 0.5, 1, 3.3, 6, 7, 0.5078125).As(3, 4);
            foreach (bool signed in new[] { false, true })
            {
                foreach (bool given in new[] { false, true })
                {
                    foreach (string rounding in new[] { "HALF_TO_EVEN", "HALF_UP" })
                    {
                        foreach (bool narrow in new[] { false, true })
                        {
                            var low = Scalar(type, signed ? -5 : 0);
                            Add("QuantizeAndDequantizeV2", [value, low, Scalar(type, 5)], ("signed_input", signed), ("range_given", given), ("round_mode", rounding), ("narrow_range", narrow), ("num_bits", 8));
                            Add("QuantizeAndDequantizeV3", [value, low, Scalar(type, 5), Int(8)], ("signed_input", signed), ("range_given", given), ("narrow_range", narrow));
                            Add("QuantizeAndDequantizeV4", [value, low, Scalar(type, 5)], ("signed_input", signed), ("range_given", given), ("round_mode", rounding), ("narrow_range", narrow), ("num_bits", 5));
                        }
                    }
                }
            }

            Add("QuantizeAndDequantizeV2", [value, Vector(type, -1, -2, -3, -4), Vector(type, 1, 2, 3, 4)], ("range_given", true), ("axis", 1));
            Add("QuantizeAndDequantizeV2", [value, Vector(type, 0, 0, 0), Vector(type, 0, 0, 0)], ("axis", 0));
            Add("QuantizeAndDequantizeV2", [value, Scalar(type, 5), Scalar(type, -5)], ("range_given", true));
            Add("QuantizeAndDequantize", [value], ("num_bits", 8));
        }
    }

    private void AddConversions(DataType type)
    {
        double low = type is DataType.QUInt8 or DataType.QUInt16 ? 0 : -100;
        var stored = Between(type, low, 100, 3, 4);
        var value = Vector(DataType.Float, -10, -6, -1.5, -0.01, 0, 0.02, 0.5, 1, 3.3, 6, 7, 100);
        foreach (string mode in new[] { "MIN_COMBINED", "MIN_FIRST", "SCALED" })
        {
            Add("Dequantize", [stored, Float(-1), Float(3)], ("mode", mode));
            Add("Dequantize", [stored, Float(0), Float(10)], ("mode", mode));
            Add("Dequantize", [stored, Float(0), Float(10)], ("mode", mode), ("narrow_range", true));
            foreach (string rounding in new[] { "HALF_AWAY_FROM_ZERO", "HALF_TO_EVEN" })
            {
                Add("QuantizeV2", [value, Float(-5), Float(7)], ("T", type), ("mode", mode), ("round_mode", rounding));
                Add("QuantizeV2", [value, Float(0), Float(0)], ("T", type), ("mode", mode), ("round_mode", rounding));
                Add("QuantizeV2", [value, Float(0), Float(6)], ("T", type), ("mode", mode), ("round_mode", rounding), ("narrow_range", true));
            }
        }

        Add("Dequantize", [stored, Vector(DataType.Float, -1, 0, -2), Vector(DataType.Float, 1, 2, 3)], ("mode", "SCALED"), ("axis", 0));
        Add("Dequantize", [stored, Float(-1), Float(3)], ("dtype", DataType.BFloat16));
        Add("QuantizeV2", [value, Float(7), Float(-5)], ("T", type));
        Add("QuantizeV2", [value.As(3, 4), Vector(DataType.Float, -1, 0, -2), Vector(DataType.Float, 1, 2, 3)], ("T", type), ("mode", "SCALED"), ("axis", 0));
    }

    private void AddArithmetic()
    {
        var left = Between(DataType.QUInt8, 0, 255, 3, 4);
        Add("QuantizedMatMul", [left, Between(DataType.QUInt8, 0, 255, 4, 2), Float(-1), Float(2), Float(-3), Float(1)]);
        Add("QuantizedMatMul", [left, Between(DataType.QUInt8, 0, 255, 2, 4), Float(0), Float(2), Float(-3), Float(1)], ("transpose_b", true));
        Add("QuantizedAdd", [left, Between(DataType.QUInt8, 0, 255, 4), Float(-1), Float(2), Float(-3), Float(1)]);
        Add("QuantizedMul", [left, Between(DataType.QUInt8, 0, 255, 4), Float(-1), Float(2), Float(-3), Float(1)]);
        Add("QuantizedRelu", [left, Float(-1), Float(2)]);
        Add("QuantizedRelu6", [left, Float(-1), Float(20)]);
        Add("QuantizedReluX", [left, Float(1.5), Float(-1), Float(20)]);
        Add("QuantizedBiasAdd", [left, Between(DataType.QUInt8, 0, 255, 4), Float(-1), Float(2), Float(-3), Float(1)], ("out_type", DataType.QInt32));
        Add("QuantizedReshape", [left, Ints(4, 3), Float(-1), Float(2)]);
        Add("QuantizedConcat", [Int(0), new[] { left, left }, new[] { Float(-1), Float(0) }, new[] { Float(2), Float(5) }]);
        Add("QuantizedMaxPool", [Between(DataType.QUInt8, 0, 255, 1, 4, 4, 2), Float(-1), Float(2)], ("ksize", new[] { 1, 2, 2, 1 }), ("strides", new[] { 1, 2, 2, 1 }), ("padding", "VALID"));
        Add("QuantizedAvgPool", [Between(DataType.QUInt8, 0, 255, 1, 4, 4, 2), Float(-1), Float(2)], ("ksize", new[] { 1, 2, 2, 1 }), ("strides", new[] { 1, 2, 2, 1 }), ("padding", "SAME"));
        Add("QuantizedConv2D", [Between(DataType.QUInt8, 0, 255, 1, 5, 5, 2), Between(DataType.QUInt8, 0, 255, 3, 3, 2, 3), Float(-1), Float(2), Float(-3), Float(1)], ("strides", new[] { 1, 1, 1, 1 }), ("padding", "SAME"));
        Add("Requantize", [Between(DataType.QInt32, -100000, 100000, 6), Float(-1000), Float(1000), Float(-0.03), Float(0.05)], ("out_type", DataType.QUInt8));
        Add("RequantizationRange", [Between(DataType.QInt32, -100000, 100000, 6), Float(-1000), Float(1000)]);
        Add("QuantizeDownAndShrinkRange", [Between(DataType.QInt32, -100000, 100000, 6), Float(-1000), Float(1000)], ("out_type", DataType.QUInt8));
    }
}
