using System.Text;
using TypedModels.Engine.Compute.Matrix;

namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>Reads what TensorFlow's optimiser, run before a graph was saved, made part of a product: <c>_FusedMatMul</c>, <c>_FusedConv2D</c>.</summary>
internal static class FusedOperations
{
    private const int FirstArgument = 2;

    /// <summary>The tail that the attribute <c>fused_ops</c> lists.</summary>
    public static ProductTail TailOf(KernelNode node)
    {
        var tail = ProductTail.None;
        int argument = FirstArgument;
        foreach (var operation in node.Texts("fused_ops"))
        {
            string name = Encoding.UTF8.GetString(operation.Span);
            tail = name switch
            {
                "BiasAdd" when tail.BiasInput < 0 => tail with { BiasInput = argument++ },
                "Add" when tail.AddendInput < 0 => tail with { AddendInput = argument++ },
                "Relu" => tail with { Activation = Activation.Relu },
                "Relu6" => tail with { Activation = Activation.Relu6 },
                "Elu" => tail with { Activation = new Activation(ActivationKind.Elu) },
                "Sigmoid" => tail with { Activation = new Activation(ActivationKind.Sigmoid) },
                "Tanh" => tail with { Activation = new Activation(ActivationKind.Tanh) },
                "LeakyRelu" => tail with { Activation = new Activation(ActivationKind.LeakyRelu, Slope: node.Float("leakyrelu_alpha")) },
                _ => throw KernelNode.Unsupported($"{node.Operation} with '{name}' is not supported: export the model without optimising its graph."),
            };
        }

        return argument <= node.InputCount ? tail : throw OperationException.InvalidArgument($"{node.Operation} has {node.InputCount} inputs; what its attribute 'fused_ops' lists needs {argument}.");
    }
}
