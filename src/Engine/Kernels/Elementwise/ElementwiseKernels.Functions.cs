using System.Numerics;
using TypedModels.Engine.Kernels.Basic;
using TypedModels.Engine.Kernels.Elementwise.Operators;

namespace TypedModels.Engine.Kernels.Elementwise;

internal static partial class ElementwiseKernels
{
    private static void AddFunctions(KernelTable table)
    {
        Row(table, "Abs", () => Functions.Floats<Signs.Abs>(0.4) | Functions.Integers<Signs.Abs>());
        Row(table, "Neg", () => Functions.Floats<Signs.Negate>(0.4) | Functions.Integers<Signs.Negate>() | Functions.Complex<Signs.Negate>());
        Row(table, "Sign", () => Functions.Floats<Signs.Sign>(0.4) | Functions.Integers<Signs.Sign>() | Functions.Complex<Signs.Sign>());
        Row(table, "Square", () => Functions.Floats<Signs.Square>(0.4) | Functions.Integers<Signs.Square>() | Functions.Complex<Signs.Square>());
        foreach (string name in new[] { "Reciprocal", "Inv" })
        {
            Row(table, name, () => Functions.Floats<Signs.Reciprocal>(0.6) | Functions.Integers<Signs.Reciprocal>() | Functions.Complex<Signs.Reciprocal>());
        }

        Row(table, "Exp", () => Functions.Floats<Exponential.Exp>() | Functions.Complex<Exponential.Exp>());
        Row(table, "Expm1", () => Functions.Floats<Exponential.ExpM1>(3) | Functions.Complex<Exponential.ExpM1>());
        Row(table, "Log", () => Functions.Floats<Exponential.Log>() | Functions.Complex<Exponential.Log>());
        Row(table, "Log1p", () => Functions.Floats<Exponential.LogP1>(2) | Functions.Complex<Exponential.LogP1>());
        Row(table, "Sqrt", () => Functions.Floats<Exponential.Sqrt>(0.6) | Functions.Complex<Exponential.Sqrt>());
        Row(table, "Rsqrt", () => Functions.Floats<Exponential.ReciprocalSqrt>(1) | Functions.Complex<Exponential.ReciprocalSqrt>());
        Row(table, "Floor", () => Functions.Floats<Rounding.Floor>(0.4));
        Row(table, "Ceil", () => Functions.Floats<Rounding.Ceiling>(0.4));
        Row(table, "Round", () => Functions.Floats<Rounding.Nearest>(0.4) | Functions.Integers<Rounding.Nearest>());
        Row(table, "Rint", () => Functions.Floats<Rounding.Nearest>(0.4));
        Row(table, "PopulationCount", () => PopulationCounts());
        Row(table, "IsNan", () => Functions.Tests<Rounding.IsNaN>());
        Row(table, "IsInf", () => Functions.Tests<Rounding.IsInfinity>());
        Row(table, "IsFinite", () => Functions.Tests<Rounding.IsFinite>());
    }

    private static void AddTrigonometry(KernelTable table)
    {
        Row(table, "Sin", () => Functions.Floats<Trigonometric.Sin>(2) | Functions.Complex<Trigonometric.Sin>());
        Row(table, "Cos", () => Functions.Floats<Trigonometric.Cos>(2) | Functions.Complex<Trigonometric.Cos>());
        Row(table, "Tanh", () => Functions.Floats<Trigonometric.Tanh>(2) | Functions.Complex<Trigonometric.Tanh>());
        Row(table, "Tan", () => Functions.Scalars<Trigonometric.Tan>() | Functions.Complex<Trigonometric.Tan>());
        Row(table, "Asin", () => Functions.Scalars<Trigonometric.Asin>() | Functions.Complex<Trigonometric.Asin>());
        Row(table, "Acos", () => Functions.Scalars<Trigonometric.Acos>() | Functions.Complex<Trigonometric.Acos>());
        Row(table, "Atan", () => Functions.Scalars<Trigonometric.Atan>() | Functions.Complex<Trigonometric.Atan>());
        Row(table, "Sinh", () => Functions.Scalars<Trigonometric.Sinh>() | Functions.Complex<Trigonometric.Sinh>());
        Row(table, "Cosh", () => Functions.Scalars<Trigonometric.Cosh>() | Functions.Complex<Trigonometric.Cosh>());
        Row(table, "Asinh", () => Functions.Scalars<Trigonometric.Asinh>() | Functions.Complex<Trigonometric.Asinh>());
        Row(table, "Acosh", () => Functions.Scalars<Trigonometric.Acosh>() | Functions.Complex<Trigonometric.Acosh>());
        Row(table, "Atanh", () => Functions.Scalars<Trigonometric.Atanh>() | Functions.Complex<Trigonometric.Atanh>());
    }

    private static void AddComplexParts(KernelTable table)
    {
        AddPart<ComplexParts.Real>(table, "Real");
        AddPart<ComplexParts.Imaginary>(table, "Imag");
        AddPart<ComplexParts.Angle>(table, "Angle");
        AddPart<ComplexParts.Magnitude>(table, "ComplexAbs");
        Row(table, "Complex", () => new FunctionSet
        {
            [DataType.Float] = Functions.OfPair<ComplexParts.Make, float, Complex64>(),
            [DataType.Double] = Functions.OfPair<ComplexParts.Make, double, Complex>(),
        });
        var conjugate = new FunctionSet
        {
            [DataType.Complex64] = Functions.Of<ComplexParts.Conjugate, Complex64, Complex64>(),
            [DataType.Complex128] = Functions.Of<ComplexParts.Conjugate, Complex, Complex>(),
        };
        table.Add("Conj", node => node.Type("T") == DataType.Variant ? new IdentityKernel() : new ElementwiseKernel(conjugate[node.Type("T")]))
            .Where("T", DataTypeSet.Complex | DataTypeSet.Of(DataType.Variant));
    }

    private static void AddPart<TPart>(KernelTable table, string name)
        where TPart : IUnary<Complex64, float>, IUnary<Complex, double>
    {
        var functions = new FunctionSet
        {
            [DataType.Complex64] = Functions.Of<TPart, Complex64, float>(),
            [DataType.Complex128] = Functions.Of<TPart, Complex, double>(),
        };
        table.Add(name, node => new ElementwiseKernel(functions[node.Type("T")])).Where("T", DataTypeSet.Complex);
    }

    private static FunctionSet PopulationCounts()
    {
        var (one, two) = (Functions.Of<Signs.PopulationCount, byte, byte>(), Functions.Of<Signs.PopulationCount, ushort, byte>());
        var (four, eight) = (Functions.Of<Signs.PopulationCount, uint, byte>(), Functions.Of<Signs.PopulationCount, ulong, byte>());
        return new FunctionSet
        {
            [DataType.Int8] = one,
            [DataType.UInt8] = one,
            [DataType.Int16] = two,
            [DataType.UInt16] = two,
            [DataType.Int32] = four,
            [DataType.UInt32] = four,
            [DataType.Int64] = eight,
            [DataType.UInt64] = eight,
        };
    }
}
