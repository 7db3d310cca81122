using System.Numerics;
using TypedModels.Engine.Kernels.Elementwise.Operators;

namespace TypedModels.Engine.Kernels.Elementwise;

internal static partial class ElementwiseKernels
{
    private static void AddArithmetic(KernelTable table)
    {
        var add = new Lazy<FunctionSet>(() => Functions.NumberPairs<Arithmetic.Add>() | Functions.ComplexPairs<Arithmetic.Add>());
        Row(table, "AddV2", () => add.Value);
        table.Add("Add", node => node.Type("T") == DataType.String ? new TextJoinKernel() : new ElementwiseKernel(add.Value[node.Type("T")]))
            .Elementwise().Later(row => row.WhereWidened("T", add.Value.Types | DataTypeSet.Of(DataType.String, DataType.Complex64)).WidenComplex("T"));
        Row(table, "Sub", () => Functions.NumberPairs<Arithmetic.Subtract>() | Functions.ComplexPairs<Arithmetic.Subtract>());
        Row(table, "Mul", () => Functions.NumberPairs<Arithmetic.Multiply>() | Functions.ComplexPairs<Arithmetic.Multiply>());
        foreach (string name in new[] { "Div", "RealDiv" })
        {
            Row(table, name, () => Functions.IntegerPairs<Division.Truncated>(2) | Functions.FloatPairs<Arithmetic.Divide>() | Functions.ComplexPairs<Arithmetic.Divide>());
        }

        Row(table, "TruncateDiv", () => Functions.IntegerPairs<Division.Truncated>(2) | Functions.FloatPairs<Division.Truncated>());
        Row(table, "FloorDiv", () => Functions.IntegerPairs<Division.Floored>(2) | Functions.FloatPairs<Division.Floored>());
        Row(table, "DivNoNan", () => Functions.FloatPairs<Arithmetic.DivideNoNan>() | Functions.ComplexPairs<Arithmetic.DivideNoNan>());
        Row(table, "MulNoNan", () => Functions.FloatPairs<Arithmetic.MultiplyNoNan>() | Functions.ComplexPairs<Arithmetic.MultiplyNoNan>());
        Row(table, "Mod", () => Functions.IntegerPairs<Division.TruncatedRemainder>(2) | Functions.FloatPairs<Division.TruncatedRemainder>(10));
        Row(table, "TruncateMod", () => Functions.IntegerPairs<Division.TruncatedRemainder>(2) | Functions.FloatPairs<Division.TruncatedRemainder>(10));
        Row(table, "FloorMod", () => Functions.IntegerPairs<Division.FlooredRemainder>(2) | Functions.FloatPairs<Division.FlooredRemainder>(10));
        Row(table, "SquaredDifference", () => Functions.NumberPairs<Arithmetic.SquaredDifference>() | Functions.ComplexPairs<Arithmetic.SquaredDifference>());
        Row(table, "Maximum", () => Functions.NumberPairs<Arithmetic.Maximum>() | Functions.FloatPairs<Arithmetic.Maximum>());
        Row(table, "Minimum", () => Functions.NumberPairs<Arithmetic.Minimum>() | Functions.FloatPairs<Arithmetic.Minimum>());
        Row(table, "Pow", () => Functions.IntegerPairs<IntegerPower>(5) | Functions.FloatPairs<Exponential.Power>(15) | Functions.ComplexPairs<Exponential.Power>());
        Row(table, "Xlogy", () => Functions.FloatPairs<Exponential.XLogY>(2) | Functions.ComplexPairs<Exponential.XLogY>());
        Row(table, "Xlog1py", () => Functions.FloatPairs<Exponential.XLog1PY>(3) | Functions.ComplexPairs<Exponential.XLog1PY>());
        Row(table, "Xdivy", () => Functions.FloatPairs<Exponential.XDivY>() | Functions.ComplexPairs<Exponential.XDivY>());
        Row(table, "Atan2", () => Functions.ScalarPairs<Trigonometric.Atan2>());
    }

    private static void AddComparisons(KernelTable table)
    {
        Row(table, "Less", () => Functions.Comparisons<Compare.Less>());
        Row(table, "LessEqual", () => Functions.Comparisons<Compare.LessOrEqual>());
        Row(table, "Greater", () => Functions.Comparisons<Compare.Greater>());
        Row(table, "GreaterEqual", () => Functions.Comparisons<Compare.GreaterOrEqual>());
        AddEquality(table, "Equal", () => Functions.Comparisons<Compare.Equal>() | new FunctionSet { [DataType.Complex128] = Functions.OfPair<Compare.Equal, Complex, bool>() }, ShapeRule.FalseIfDifferent);
        AddEquality(table, "NotEqual", () => Functions.Comparisons<Compare.NotEqual>() | new FunctionSet { [DataType.Complex128] = Functions.OfPair<Compare.NotEqual, Complex, bool>() }, ShapeRule.TrueIfDifferent);
    }

    private static void AddEquality(KernelTable table, string name, Func<FunctionSet> numbers, ShapeRule lenient)
    {
        var functions = new Lazy<FunctionSet>(() => WithStored(numbers()));
        table.Add(name, node =>
        {
            var shapes = node.Flag("incompatible_shape_error") ? ShapeRule.Broadcast : lenient;
            return node.Type("T") == DataType.String ? new TextEqualityKernel(name == "Equal", shapes) : new ElementwiseKernel(functions.Value[node.Type("T")], shapes: shapes);
        }).Later(row => row.WhereWidened("T", functions.Value.Types | DataTypeSet.Of(DataType.String, DataType.Complex64)).WidenComplex("T"));
    }

    // Truth values and quantised numbers are equal when the integers are that they are stored as.
    private static FunctionSet WithStored(FunctionSet numbers) => numbers | new FunctionSet
    {
        [DataType.Bool] = numbers[DataType.UInt8],
        [DataType.QInt8] = numbers[DataType.Int8],
        [DataType.QUInt8] = numbers[DataType.UInt8],
        [DataType.QInt16] = numbers[DataType.Int16],
        [DataType.QUInt16] = numbers[DataType.UInt16],
        [DataType.QInt32] = numbers[DataType.Int32],
    };

    private static void AddLogic(KernelTable table)
    {
        var and = new Lazy<FunctionSet>(() => Functions.BitPairs<Bits.And>());
        var or = new Lazy<FunctionSet>(() => Functions.BitPairs<Bits.Or>());
        table.Add("LogicalAnd", _ => new ElementwiseKernel(and.Value[DataType.UInt8]));
        table.Add("LogicalOr", _ => new ElementwiseKernel(or.Value[DataType.UInt8]));
        table.Add("LogicalNot", _ => new ElementwiseKernel(Functions.Of<Bits.Not, bool, bool>()));
        Row(table, "BitwiseAnd", () => and.Value);
        Row(table, "BitwiseOr", () => or.Value);
        Row(table, "BitwiseXor", () => Functions.BitPairs<Bits.Xor>());
        Row(table, "LeftShift", () => Functions.IntegerPairs<Bits.ShiftLeft>());
        Row(table, "RightShift", () => Functions.IntegerPairs<Bits.ShiftRight>());
        Row(table, "Invert", () => Functions.Integers<Bits.Invert>());
    }
}
