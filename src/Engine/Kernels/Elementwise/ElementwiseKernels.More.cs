using System.Numerics;
using System.Runtime.InteropServices;
using TypedModels.Engine.Kernels.Basic;
using TypedModels.Engine.Kernels.Elementwise.Operators;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Elementwise;

internal static partial class ElementwiseKernels
{
    private static void AddTrigonometry(KernelTable table)
    {
        Row(table, "Sin", Functions.Floats<Trigonometric.Sin>(2) | Functions.Complex<Trigonometric.Sin>());
        Row(table, "Cos", Functions.Floats<Trigonometric.Cos>(2) | Functions.Complex<Trigonometric.Cos>());
        Row(table, "Tanh", Functions.Floats<Trigonometric.Tanh>(2) | Functions.Complex<Trigonometric.Tanh>());
        Row(table, "Tan", Functions.Scalars<Trigonometric.Tan>() | Functions.Complex<Trigonometric.Tan>());
        Row(table, "Asin", Functions.Scalars<Trigonometric.Asin>() | Functions.Complex<Trigonometric.Asin>());
        Row(table, "Acos", Functions.Scalars<Trigonometric.Acos>() | Functions.Complex<Trigonometric.Acos>());
        Row(table, "Atan", Functions.Scalars<Trigonometric.Atan>() | Functions.Complex<Trigonometric.Atan>());
        Row(table, "Sinh", Functions.Scalars<Trigonometric.Sinh>() | Functions.Complex<Trigonometric.Sinh>());
        Row(table, "Cosh", Functions.Scalars<Trigonometric.Cosh>() | Functions.Complex<Trigonometric.Cosh>());
        Row(table, "Asinh", Functions.Scalars<Trigonometric.Asinh>() | Functions.Complex<Trigonometric.Asinh>());
        Row(table, "Acosh", Functions.Scalars<Trigonometric.Acosh>() | Functions.Complex<Trigonometric.Acosh>());
        Row(table, "Atanh", Functions.Scalars<Trigonometric.Atanh>() | Functions.Complex<Trigonometric.Atanh>());
    }

    private static void AddComplexParts(KernelTable table)
    {
        AddPart<ComplexParts.Real>(table, "Real");
        AddPart<ComplexParts.Imaginary>(table, "Imag");
        AddPart<ComplexParts.Angle>(table, "Angle");
        AddPart<ComplexParts.Magnitude>(table, "ComplexAbs");
        Row(table, "Complex", new FunctionSet
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

    private static void AddGradients(KernelTable table)
    {
        Row(table, "SigmoidGrad", Functions.FloatPairs<Gradients.Sigmoid>() | Functions.ComplexPairs<Gradients.Sigmoid>(), ShapeRule.Same);
        Row(table, "TanhGrad", Functions.FloatPairs<Gradients.Tanh>() | Functions.ComplexPairs<Gradients.Tanh>(), ShapeRule.Same);
        Row(table, "SqrtGrad", Functions.FloatPairs<Gradients.Sqrt>() | Functions.ComplexPairs<Gradients.Sqrt>(), ShapeRule.Same);
        Row(table, "RsqrtGrad", Functions.FloatPairs<Gradients.ReciprocalSqrt>() | Functions.ComplexPairs<Gradients.ReciprocalSqrt>(), ShapeRule.Same);
        Row(table, "InvGrad", Functions.FloatPairs<Gradients.Reciprocal>() | Functions.ComplexPairs<Gradients.Reciprocal>(), ShapeRule.Same);
        Row(table, "ReciprocalGrad", Functions.FloatPairs<Gradients.Reciprocal>() | Functions.ComplexPairs<Gradients.Reciprocal>(), ShapeRule.Same);
        Row(table, "ReluGrad", Functions.NumberPairs<Gradients.Relu>(), ShapeRule.Same);
        Row(table, "Relu6Grad", Functions.NumberPairs<Gradients.Relu6>(), ShapeRule.Same);
        Row(table, "EluGrad", Functions.FloatPairs<Gradients.Elu>(), ShapeRule.Same);
        Row(table, "SeluGrad", Functions.FloatPairs<Gradients.Selu>(), ShapeRule.Same);
        Row(table, "SoftplusGrad", Functions.FloatPairs<Gradients.Softplus>(), ShapeRule.Same);
        Row(table, "SoftsignGrad", Functions.FloatPairs<Gradients.Softsign>(), ShapeRule.Same);
        var leaky = ParameterFunctions.LeakyReluGradient;
        table.Add("LeakyReluGrad", node => new ElementwiseKernel(leaky[node.Type("T")], Number(node.Type("T"), node.Float("alpha")), ShapeRule.Same)).WhereWidened("T", DataTypeSet.Float);
    }

    private static void AddParameterised(KernelTable table)
    {
        var leaky = Functions.FloatPairs<Activation.LeakyRelu>();
        table.Add("LeakyRelu", node => new ElementwiseKernel(leaky[node.Type("T")], Number(node.Type("T"), node.Float("alpha")))).WhereWidened("T", DataTypeSet.Float);
        var near = ParameterFunctions.ApproximateEqual;
        table.Add("ApproximateEqual", node => new ElementwiseKernel(near[node.Type("T")], Number(DataType.Float, node.Float("tolerance")), ShapeRule.Same))
            .WhereWidened("T", near.Types | DataTypeSet.Complex).WidenComplex("T");
        table.Add("ClipByValue", node => new ClipKernel(ClipFunctions.All[node.Type("T")])).WhereWidened("T", ClipFunctions.All.Types);
        var add = Functions.NumberPairs<Arithmetic.Add>() | Functions.ComplexPairs<Arithmetic.Add>();
        table.Add(["AddN", "AccumulateNV2"], node => new AddNKernel(add[node.Type("T")]), row => row.WhereWidened("T", add.Types | DataTypeSet.Complex).WidenComplex("T"));
        table.Add("CheckNumerics", node => CheckNumerics(node, tellsSign: false)).WhereWidened("T", DataTypeSet.Float).Impure();
        table.Add("CheckNumericsV2", node => CheckNumerics(node, tellsSign: true)).WhereWidened("T", DataTypeSet.Float).Impure();
    }

    private static void AddUniform(KernelTable table)
    {
        table.Add("ZerosLike", _ => new UniformKernel([])).Where("T", DataTypeSet.FixedSize | DataTypeSet.Of(DataType.String));
        table.Add("OnesLike", node => new UniformKernel(One(node.Type("T")))).Where("T", DataTypeSet.Real | DataTypeSet.NarrowFloat | DataTypeSet.Complex | DataTypeSet.Of(DataType.Bool));
    }

    private static byte[] One(DataType type) => type switch
    {
        DataType.Float => Bytes(1f),
        DataType.Double => Bytes(1d),
        DataType.Half => Bytes(Half.One),
        DataType.BFloat16 => Bytes((BFloat16)1f),
        DataType.Complex64 => Bytes(new Complex64(1, 0)),
        DataType.Complex128 => Bytes(Complex.One),
        _ => DataTypes.SizeOf(type) switch
        {
            1 => Bytes((byte)1),
            2 => Bytes((ushort)1),
            4 => Bytes(1),
            _ => Bytes(1L),
        },
    };

    private static byte[] Bytes<T>(T value)
        where T : unmanaged => MemoryMarshal.AsBytes([value]).ToArray();

    private static Kernel CheckNumerics(KernelNode node, bool tellsSign) =>
        node.Type("T") == DataType.Float ? new CheckNumericsKernel<float>(node.Text("message"), tellsSign) : new CheckNumericsKernel<double>(node.Text("message"), tellsSign);

    private static Tensor Number(DataType type, float value) =>
        type == DataType.Float ? Tensor.CreateShared<float>(type, Shape.Scalar, [value]) : Tensor.CreateShared<double>(type, Shape.Scalar, [value]);
}
