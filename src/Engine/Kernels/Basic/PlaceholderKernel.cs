namespace TypedModels.Engine.Kernels.Basic;

/// <summary>A value that the caller should have given, and that no signature lists.</summary>
internal sealed class PlaceholderKernel(KernelNode node) : Kernel
{
    private readonly string _message =
        $"You must feed a value for placeholder tensor '{node.Name}' with dtype {node.OutputType(0).ToWord()}: the signature's answer needs it, and the signature does not list it as an input. Export the model with it.";

    public override void Run(KernelContext context) => throw OperationException.InvalidArgument(_message);
}
