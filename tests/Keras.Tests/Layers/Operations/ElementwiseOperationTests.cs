using TypedModels.Formats;
using TypedModels.Keras.Tests.Layers.Activations;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Operations;

/// <summary>Operations of one element each, and of two.</summary>
public sealed class ElementwiseOperationTests
{
    private static readonly Dictionary<string, Func<double, double>> s_unary = new()
    {
        ["Absolute|math.abs"] = Math.Abs, ["Negative|math.negative"] = x => -x, ["Square|math.square"] = x => x * x, ["Exp|math.exp"] = Math.Exp, ["Expm1|math.expm1"] = x => Math.Exp(x) - 1,
        ["Sin|math.sin"] = Math.Sin, ["Cos|math.cos"] = Math.Cos, ["Tan|math.tan"] = Math.Tan, ["Sinh|math.sinh"] = Math.Sinh, ["Cosh|math.cosh"] = Math.Cosh, ["Tanh|math.tanh"] = Math.Tanh,
        ["Arcsin|math.asin"] = Math.Asin, ["Arccos|math.acos"] = Math.Acos, ["Arctan|math.atan"] = Math.Atan, ["Arcsinh|math.asinh"] = Math.Asinh, ["Arctanh|math.atanh"] = Math.Atanh,
        ["Floor|math.floor"] = Math.Floor, ["Ceil|math.ceil"] = Math.Ceiling, ["Round|math.round"] = x => Math.Round(x, MidpointRounding.ToEven), ["Sign|math.sign"] = x => Math.Sign(x),
        ["Reciprocal|math.reciprocal"] = x => 1 / x, ["Trunc|"] = Math.Truncate, ["Exp2|"] = x => Math.Pow(2, x), ["Cbrt|"] = Math.Cbrt, ["Deg2rad|"] = x => x / 180 * Math.PI,
        ["Rad2deg|"] = x => x / Math.PI * 180, ["Sigmoid|math.sigmoid"] = ActivationFunctionTests.Sigmoid, ["Relu|nn.relu"] = x => Math.Max(0, x), ["Relu6|nn.relu6"] = x => Math.Min(6, Math.Max(0, x)),
        ["Silu|nn.silu"] = x => x * ActivationFunctionTests.Sigmoid(x), ["Softsign|nn.softsign"] = x => x / (1 + Math.Abs(x)), ["LeakyRelu|nn.leaky_relu"] = x => x < 0 ? x / 5 : x,
        ["Elu|nn.elu"] = x => x < 0 ? Math.Exp(x) - 1 : x, ["Softplus|math.softplus"] = x => Math.Log(1 + Math.Exp(x)), ["HardSigmoid|"] = x => Math.Min(1, Math.Max(0, (x / 6) + 0.5)),
        ["StopGradient|stop_gradient"] = x => x, ["Isnan|math.is_nan"] = _ => 0, ["Isfinite|math.is_finite"] = _ => 1, ["ZerosLike|zeros_like"] = _ => 0, ["OnesLike|ones_like"] = _ => 1,
    };

    // Of numbers above 1.
    private static readonly Dictionary<string, Func<double, double>> s_above1 = new()
    {
        ["Sqrt|math.sqrt"] = Math.Sqrt, ["Rsqrt|math.rsqrt"] = x => 1 / Math.Sqrt(x), ["Log|math.log"] = x => Math.Log(x), ["Log1p|math.log1p"] = x => Math.Log(1 + x),
        ["Log2|"] = Math.Log2, ["Log10|"] = Math.Log10, ["Arccosh|math.acosh"] = Math.Acosh,
    };

    private static readonly Dictionary<string, Func<double, double, double>> s_binary = new()
    {
        ["Add|__operators__.add"] = (x, y) => x + y, ["Subtract|math.subtract"] = (x, y) => x - y, ["Multiply|math.multiply"] = (x, y) => x * y, ["Divide|math.truediv"] = (x, y) => x / y,
        ["TrueDivide|math.divide"] = (x, y) => x / y, ["Maximum|math.maximum"] = Math.Max, ["Minimum|math.minimum"] = Math.Min, ["Power|math.pow"] = Math.Pow,
        ["FloorDivide|math.floordiv"] = (x, y) => Math.Floor(x / y), ["Mod|math.floormod"] = (x, y) => x - (y * Math.Floor(x / y)), ["Arctan2|math.atan2"] = Math.Atan2,
        ["Greater|math.greater"] = (x, y) => x > y ? 1 : 0, ["GreaterEqual|math.greater_equal"] = (x, y) => x >= y ? 1 : 0, ["Less|math.less"] = (x, y) => x < y ? 1 : 0,
        ["LessEqual|math.less_equal"] = (x, y) => x <= y ? 1 : 0, ["Equal|math.equal"] = (x, y) => x == y ? 1 : 0, ["NotEqual|math.not_equal"] = (x, y) => x != y ? 1 : 0,
        ["|math.squared_difference"] = (x, y) => (x - y) * (x - y), ["Hypot|"] = (x, y) => Math.Sqrt((x * x) + (y * y)), ["Logaddexp|"] = (x, y) => Math.Log(Math.Exp(x) + Math.Exp(y)),
        ["DivideNoNan|math.divide_no_nan"] = (x, y) => y == 0 ? 0 : x / y,
    };

    public static TheoryData<string> UnaryNames => [.. s_unary.Keys.Concat(s_above1.Keys)];

    public static TheoryData<string> BinaryNames => [.. s_binary.Keys];

    [Theory]
    [MemberData(nameof(UnaryNames))]
    public void FunctionsOfOneElement(string names)
    {
        bool isAbove = s_above1.TryGetValue(names, out var function);
        function ??= s_unary[names];
        var input = Numbers.Random(1, isAbove ? 1.1 : -0.9, isAbove ? 5 : 0.9, [3, 5]);
        foreach (var model in Models(names, "$0", """["x0",0,0,{"name":null}]""", "float32 null, 5"))
        {
            model.AssertGives(input.Map(function), input);
        }
    }

    [Theory]
    [MemberData(nameof(BinaryNames))]
    public void FunctionsOfTwoElements(string names)
    {
        var function = s_binary[names];
        var left = Numbers.Random(2, 0.5, 3, [3, 5]);
        var right = Numbers.Random(3, 0.5, 3, [1, 5]);
        right[0, 2] = left[0, 2];
        foreach (var model in Models(names, "$0,$1", """["x0",0,0,{"y":["x1",0,0],"name":null}]""", "float32 null, 5", "float32 1, 5"))
        {
            model.AssertGives(Numbers.Make([3, 5], at => function(left[at], right[0, at[1]])), left, right);
        }

        foreach (var model in Models(names, "$0,1.5", """["x0",0,0,{"y":1.5,"name":null}]""", "float32 null, 5"))
        {
            model.AssertGives(left.Map(x => function(x, 1.5)), left);
        }

        foreach (var model in Models(names, "2,$0", """["_CONSTANT_VALUE",-1,2,{"y":["x0",0,0],"name":null}]""", "float32 null, 5"))
        {
            model.AssertGives(left.Map(x => function(2, x)), left);
        }
    }

    [Theory]
    [InlineData("Add", "$0, 1", "int32", DataType.Int32)]
    [InlineData("Add", "$0, 1.0", "int32", DataType.Float)]
    [InlineData("Add", "$0, 1", "uint8", DataType.UInt8)]
    [InlineData("Add", "$0, 1.5", "int64", DataType.Float)]
    [InlineData("Multiply", "$0, 2", "float64", DataType.Double)]
    [InlineData("Multiply", "$0, 2.5", "float16", DataType.Half)]
    [InlineData("Multiply", "$0, [1, 2]", "float16", DataType.Half)]
    [InlineData("Divide", "$0, 2", "int32", DataType.Float)]
    [InlineData("Greater", "$0, 0", "int32", DataType.Bool)]
    [InlineData("Exp", "$0", "int32", DataType.Float)]
    [InlineData("Sqrt", "$0", "float64", DataType.Double)]
    public void TypesArePromotedAsInKeras(string className, string arguments, string type, DataType expected) =>
        Assert.Equal(expected, OperationModel.OfKeras3(className, "", arguments, type + " null, 2").Signature.Outputs["layer"].DataType);

    [Fact]
    public void ConstantsAreTensorsOfTheirType()
    {
        var input = Numbers.RandomIntegers(4, 10, 3, 2);
        OperationModel.OfKeras3("Add", "", """$0, {"class_name":"__tensor__","config":{"value":[[1.5,2.5]],"dtype":"float32"}}""", "int32 null, 2")
            .AssertGives(Numbers.Make([3, 2], at => input[at] + 1.5 + at[1]), input);
        OperationModel.OfTensorFlow("math.multiply", """["x0",0,0,{"y":[[2.0,3.0]],"name":null}]""", "float32 null, 2")
            .AssertGives(Numbers.Make([3, 2], at => input[at] * (2 + at[1])), input);
    }

    [Fact]
    public void ConditionsChoose()
    {
        var (left, right) = (Numbers.Random(5, 4, 3), Numbers.Random(6, 4, 3));
        var flags = Numbers.RandomIntegers(7, 2, 4, 3);
        OperationModel.OfKeras3("Where", "", "$0, $1, $2", "bool null, 3", "float32 null, 3", "float32 null, 3").AssertGives(Numbers.Make([4, 3], at => flags[at] != 0 ? left[at] : right[at]), flags, left, right);
        OperationModel.OfKeras3("Where", "", "$0, $1, 0", "bool null, 3", "float32 null, 3").AssertGives(Numbers.Make([4, 3], at => flags[at] * left[at]), flags, left);
        OperationModel.OfTensorFlow("where", """["x0",0,0,{"x":["x1",0,0],"y":-1.0}]""", "bool null, 3", "float32 null, 3").AssertGives(Numbers.Make([4, 3], at => flags[at] != 0 ? left[at] : -1), flags, left);
        OperationModel.OfKeras3("LogicalXor", "", "$0, $1", "bool null, 3", "bool null, 3").AssertGives(flags.Map(x => 0), flags, flags);
        OperationModel.OfKeras3("LogicalNot", "", "$0", "bool null, 3").AssertGives(flags.Map(x => 1 - x), flags);
        Assert.Throws<ModelFormatException>(() => OperationModel.OfKeras3("Where", "", "$0", "bool null, 3"));
    }

    [Fact]
    public void ValuesAreClipped()
    {
        var input = Numbers.Random(8, 4, 3);
        var expected = input.Map(x => Math.Min(0.5, Math.Max(-0.25, x)));
        OperationModel.OfKeras3("Clip", "\"x_min\": -0.25, \"x_max\": 0.5", "$0", "float32 null, 3").AssertGives(expected, input);
        OperationModel.OfTensorFlow("clip_by_value", """["x0",0,0,{"clip_value_min":-0.25,"clip_value_max":0.5}]""", "float32 null, 3").AssertGives(expected, input);
        OperationModel.OfKeras3("Clip", "\"x_min\": null, \"x_max\": 0.5", "$0", "float32 null, 3").AssertGives(input.Map(x => Math.Min(0.5, x)), input);
    }

    [Fact]
    public void ActivationsHaveTheirArguments()
    {
        var input = Numbers.Random(9, -3, 3, [3, 4]);
        OperationModel.OfKeras3("LeakyRelu", "\"negative_slope\": 0.1", "$0", "float32 null, 4").AssertGives(input.Map(x => x < 0 ? 0.1 * x : x), input);
        OperationModel.OfTensorFlow("nn.leaky_relu", """["x0",0,0,{"alpha":0.1,"name":null}]""", "float32 null, 4").AssertGives(input.Map(x => x < 0 ? 0.1 * x : x), input);
        OperationModel.OfKeras3("Elu", "\"alpha\": 2", "$0", "float32 null, 4").AssertGives(input.Map(x => x < 0 ? 2 * (Math.Exp(x) - 1) : x), input);
        OperationModel.OfKeras3("Threshold", "\"threshold\": 0.5, \"default_value\": -2", "$0", "float32 null, 4").AssertGives(input.Map(x => x > 0.5 ? x : -2), input);
        OperationModel.OfTensorFlow("keras.activations.relu", """["x0",0,0,{"max_value":1.0,"negative_slope":0.5}]""", "float32 null, 4").AssertGives(input.Map(x => x > 1 ? 1 : x > 0 ? x : x / 2), input);
        OperationModel.OfKeras3("Gelu", "", "$0", "float32 null, 4")
            .AssertGives(input.Map(x => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))))), input);
        OperationModel.OfKeras3("Softmax", "\"axis\": 0", "$0", "float32 null, 4")
            .AssertGives(Numbers.Make([3, 4], at => Math.Exp(input[at]) / Enumerable.Range(0, 3).Sum(i => Math.Exp(input[i, at[1]]))), input);
        OperationModel.OfKeras3("Round", "\"decimals\": 1", "$0", "float32 null, 4").AssertGives(input.Map(x => Math.Round(x, 1)), input);
    }

    [Theory]
    [InlineData("Add", "", "$0")]
    [InlineData("Add", "", "$0, \"one\"")]
    [InlineData("Add", "", "$0, [[1, 2], [3]]")]
    [InlineData("Add", "", "$0, {\"class_name\": \"__tensor__\", \"config\": {\"value\": 1, \"dtype\": \"float12\"}}")]
    [InlineData("Add", "", "$0, [1, 2, 3, 4]")]
    [InlineData("LeakyRelu", "\"negative_slope\": \"steep\"", "$0")]
    [InlineData("Softmax", "\"axis\": 2", "$0")]
    [InlineData("Round", "\"decimals\": [1, 2]", "$0")]
    [InlineData("Frobnicate", "", "$0")]
    [InlineData("Cast", "\"dtype\": \"int12\"", "$0")]
    public void AbsurdCallsAreRefused(string className, string config, string arguments) => Assert.Throws<ModelFormatException>(() => OperationModel.OfKeras3(className, config, arguments, "float32 null, 3"));

    [Fact]
    public void UnknownFunctionsAreNamed()
    {
        var error = Assert.Throws<ModelFormatException>(() => OperationModel.OfTensorFlow("math.bessel_i0", """["x0",0,0,{}]""", "float32 null, 3"));
        Assert.Contains("tf.math.bessel_i0", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ModelFormatException>(() => OperationModel.OfKeras3("Frobnicate", "", "$0", "float32 null, 3"));
        Assert.Contains("keras.ops", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<KerasModel> Models(string names, string arguments, string node, params string[] inputs)
    {
        string[] parts = names.Split('|');
        if (parts[0].Length > 0)
        {
            yield return OperationModel.OfKeras3(parts[0], "", arguments, inputs);
        }

        if (parts[1].Length > 0)
        {
            yield return OperationModel.OfTensorFlow(parts[1], node, inputs);
        }
    }
}
