using TypedModels.Engine.Kernels.Elementwise;

namespace TypedModels.Engine.Kernels.Casting;

/// <summary>Converts elements to another type.</summary>
/// <param name="plan">How.</param>
internal sealed class CastKernel(CastPlan plan) : Kernel
{
    private const int PieceLength = 16 * 1024;

    /// <summary>The conversion, where it has one stage; else null.</summary>
    public ElementFunction? Function => plan.IsOneStage ? plan.First : null;

    public override unsafe void Run(KernelContext context)
    {
        var input = context.Input(0);
        if (plan.KeepsElements)
        {
            context.Forward(0, input);
            return;
        }

        // Elements of one size can be converted in place.
        var result = context.OutputOver(0, 0, input.Shape);
        if (result.Count > 0)
        {
            var work = new CastWork(plan, input.Pointer, result.Pointer);
            context.Share(result.Count, PieceLength, ref work);
        }
    }
}
