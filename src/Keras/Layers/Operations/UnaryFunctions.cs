using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Operations;

/// <summary>Functions of one number each.</summary>
internal static class UnaryFunctions
{
    // Class in keras.ops, name in TensorFlow, operation: those that make floating-point numbers of whole ones.
    private static readonly (string Class, string Function, string Operation)[] s_floating =
    [
        ("Arccos", "acos", "Acos"), ("Arccosh", "acosh", "Acosh"), ("Arcsin", "asin", "Asin"), ("Arcsinh", "asinh", "Asinh"), ("Arctan", "atan", "Atan"), ("Arctanh", "atanh", "Atanh"),
        ("Ceil", "ceil", "Ceil"), ("Floor", "floor", "Floor"), ("Cos", "cos", "Cos"), ("Cosh", "cosh", "Cosh"), ("Sin", "sin", "Sin"), ("Sinh", "sinh", "Sinh"), ("Tan", "tan", "Tan"),
        ("Exp", "exp", "Exp"), ("Expm1", "expm1", "Expm1"), ("Log", "log", "Log"), ("Log1p", "log1p", "Log1p"), ("Sqrt", "sqrt", "Sqrt"), ("Rsqrt", "rsqrt", "Rsqrt"),
        ("Erf", "erf", "Erf"), ("Erfc", "erfc", "Erfc"), ("Erfinv", "erfinv", "Erfinv"), ("", "lgamma", "Lgamma"), ("", "digamma", "Digamma"),
        ("Isfinite", "is_finite", "IsFinite"), ("Isinf", "is_inf", "IsInf"), ("Isnan", "is_nan", "IsNan"), ("", "rint", "Rint"),
    ];

    private static readonly (string Class, string Function, string Operation)[] s_plain =
    [
        ("Negative", "negative neg", "Neg"), ("Sign", "sign", "Sign"), ("Reciprocal", "reciprocal", "Reciprocal"),
    ];

    /// <summary>Adds them.</summary>
    public static void AddTo(FunctionTable table)
    {
        foreach (var (name, function, operation) in s_floating)
        {
            table.Add(name, function, call => call.Graph.Add(operation, call.FloatingInput));
        }

        foreach (var (name, function, operation) in s_plain)
        {
            table.Add(name, function, call => call.Graph.Add(operation, call.Input));
        }

        table.Add("Absolute Abs Fabs", "abs", call => call.Input is { DataType: DataType.Bool } flags ? flags : call.Graph.Add("Abs", call.Input));
        table.Add("Square", "square", call => call.Graph.Add("Square", call.Input is { DataType: DataType.Bool } flags ? call.Graph.Cast(flags, DataType.Int32) : call.Input));
        table.Add("Round", "round", Round);
        table.Add("Trunc", "", call => call.Input is { IsFloating: true } x ? call.Graph.Add("Mul", call.Graph.Add("Sign", x), call.Graph.Add("Floor", call.Graph.Add("Abs", x))) : call.Input);
        table.Add("Exp2", "", call => call.FloatingInput is var x ? call.Graph.Add("Pow", call.Graph.Scalar(2, x.DataType), x) : x);
        table.Add("Log2", "", call => call.Graph.WithNumber("RealDiv", call.Graph.Add("Log", call.FloatingInput), Math.Log(2)));
        table.Add("Log10", "", call => call.Graph.WithNumber("RealDiv", call.Graph.Add("Log", call.FloatingInput), Math.Log(10)));
        table.Add("Deg2rad", "", call => call.Graph.WithNumber("Mul", call.FloatingInput, Math.PI / 180));
        table.Add("Rad2deg", "", call => call.Graph.WithNumber("Mul", call.FloatingInput, 180 / Math.PI));
        table.Add("Cbrt", "", Cbrt);
        table.Add("LogicalNot", "logical_not", call => call.Graph.Add("LogicalNot", call.Graph.Cast(call.Input, DataType.Bool)));
        table.Add("StopGradient Copy ConvertToTensor Array", "stop_gradient identity convert_to_tensor grad_pass_through", Same);
    }

    private static GraphTensor Round(OperationCall call)
    {
        var value = call.Input;
        int decimals = call.Integer(0, -1, "decimals");
        if (decimals == 0 || !value.IsFloating)
        {
            return decimals is 0 or > 0 ? value.IsFloating ? call.Graph.Add("Round", value) : value : throw OperationCall.Wrong("a number not below 0", "decimals");
        }

        double factor = Math.Pow(10, decimals);
        return call.Graph.WithNumber("RealDiv", call.Graph.Add("Round", call.Graph.WithNumber("Mul", value, factor)), factor);
    }

    private static GraphTensor Cbrt(OperationCall call)
    {
        var value = call.FloatingInput;
        return call.Graph.Add("Mul", call.Graph.Add("Sign", value), call.Graph.WithNumber("Pow", call.Graph.Add("Abs", value), 1.0 / 3));
    }

    private static GraphTensor Same(OperationCall call) => call.Type(-1, "dtype") is { } type ? call.Graph.Cast(call.Input, type) : call.Input;
}
