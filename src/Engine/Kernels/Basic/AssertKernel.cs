namespace TypedModels.Engine.Kernels.Basic;

/// <summary>Ends the call when a condition does not hold, and tells the values that the model's author wanted told.</summary>
/// <param name="summarise">How many elements of each value are told; negative for all.</param>
internal sealed class AssertKernel(int summarise) : Kernel
{
    public override void Run(KernelContext context)
    {
        var condition = context.Input(0);
        if (condition.Rank > 0 && condition.Count != 1)
        {
            throw OperationException.InvalidArgument($"In[0] should be a scalar: {condition.Shape}");
        }

        if (!condition.Scalar<bool>())
        {
            var values = Enumerable.Range(1, context.InputCount - 1).Select(index => ValueText.Of(context.Input(index), summarise));
            throw OperationException.InvalidArgument("assertion failed: " + string.Join(' ', values.Select(text => $"[{text}]")));
        }
    }
}
