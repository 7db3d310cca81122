using TypedModels.Engine.Kernels.Elementwise.Operators;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Elementwise;

internal static partial class ElementwiseKernels
{
    private static void AddActivations(KernelTable table)
    {
        Row(table, "Sigmoid", () => Functions.Floats<Activation.Sigmoid>(2) | Functions.Complex<Activation.Sigmoid>());
        Row(table, "Relu", () => Functions.Floats<Activation.Relu>(0.4) | Functions.Integers<Activation.Relu>());
        Row(table, "Relu6", () => Functions.Floats<Activation.Relu6>(0.4) | Functions.Integers<Activation.Relu6>());
        Row(table, "Elu", () => Functions.Floats<Activation.Elu>());
        Row(table, "Selu", () => Functions.Floats<Activation.Selu>());
        Row(table, "Softplus", () => Functions.Floats<Activation.Softplus>(4));
        Row(table, "Softsign", () => Functions.Floats<Activation.Softsign>(0.6));
    }

    private static void AddGradients(KernelTable table)
    {
        Row(table, "SigmoidGrad", () => Functions.FloatPairs<Gradients.Sigmoid>() | Functions.ComplexPairs<Gradients.Sigmoid>(), ShapeRule.Same);
        Row(table, "TanhGrad", () => Functions.FloatPairs<Gradients.Tanh>() | Functions.ComplexPairs<Gradients.Tanh>(), ShapeRule.Same);
        Row(table, "SqrtGrad", () => Functions.FloatPairs<Gradients.Sqrt>() | Functions.ComplexPairs<Gradients.Sqrt>(), ShapeRule.Same);
        Row(table, "RsqrtGrad", () => Functions.FloatPairs<Gradients.ReciprocalSqrt>() | Functions.ComplexPairs<Gradients.ReciprocalSqrt>(), ShapeRule.Same);
        Row(table, "InvGrad", () => Functions.FloatPairs<Gradients.Reciprocal>() | Functions.ComplexPairs<Gradients.Reciprocal>(), ShapeRule.Same);
        Row(table, "ReciprocalGrad", () => Functions.FloatPairs<Gradients.Reciprocal>() | Functions.ComplexPairs<Gradients.Reciprocal>(), ShapeRule.Same);
        Row(table, "ReluGrad", () => Functions.NumberPairs<Gradients.Relu>(), ShapeRule.Same);
        Row(table, "Relu6Grad", () => Functions.NumberPairs<Gradients.Relu6>(), ShapeRule.Same);
        Row(table, "EluGrad", () => Functions.FloatPairs<Gradients.Elu>(), ShapeRule.Same);
        Row(table, "SeluGrad", () => Functions.FloatPairs<Gradients.Selu>(), ShapeRule.Same);
        Row(table, "SoftplusGrad", () => Functions.FloatPairs<Gradients.Softplus>(), ShapeRule.Same);
        Row(table, "SoftsignGrad", () => Functions.FloatPairs<Gradients.Softsign>(), ShapeRule.Same);
        var leaky = ParameterFunctions.LeakyReluGradient;
        table.Add("LeakyReluGrad", node => new ElementwiseKernel(leaky[node.Type("T")], Number(node.Type("T"), node.Float("alpha")), ShapeRule.Same)).WhereWidened("T", DataTypeSet.Float);
    }

    private static void AddParameterised(KernelTable table)
    {
        var leaky = Functions.FloatPairs<Activation.LeakyRelu>();
        table.Add("LeakyRelu", node => new ElementwiseKernel(leaky[node.Type("T")], Number(node.Type("T"), node.Float("alpha")))).WhereWidened("T", DataTypeSet.Float).Elementwise();
        var near = ParameterFunctions.ApproximateEqual;
        table.Add("ApproximateEqual", node => new ElementwiseKernel(near[node.Type("T")], Number(DataType.Float, node.Float("tolerance")), ShapeRule.Same))
            .WhereWidened("T", near.Types | DataTypeSet.Complex).WidenComplex("T");
        table.Add("ClipByValue", node => new ClipKernel(ClipFunctions.All[node.Type("T")])).WhereWidened("T", ClipFunctions.All.Types);
        var add = new Lazy<FunctionSet>(() => Functions.NumberPairs<Arithmetic.Add>() | Functions.ComplexPairs<Arithmetic.Add>());
        table.Add(["AddN", "AccumulateNV2"], node => new AddNKernel(add.Value[node.Type("T")]), row => row.Later(row => row.WhereWidened("T", add.Value.Types | DataTypeSet.Complex).WidenComplex("T")));
        table.Add("CheckNumerics", node => CheckNumerics(node, tellsSign: false)).WhereWidened("T", DataTypeSet.Float).Impure();
        table.Add("CheckNumericsV2", node => CheckNumerics(node, tellsSign: true)).WhereWidened("T", DataTypeSet.Float).Impure();
    }

    private static Kernel CheckNumerics(KernelNode node, bool tellsSign) =>
        node.Type("T") == DataType.Float ? new CheckNumericsKernel<float>(node.Text("message"), tellsSign) : new CheckNumericsKernel<double>(node.Text("message"), tellsSign);

    private static Tensor Number(DataType type, float value) =>
        type == DataType.Float ? Tensor.CreateShared<float>(type, Shape.Scalar, [value]) : Tensor.CreateShared<double>(type, Shape.Scalar, [value]);
}
