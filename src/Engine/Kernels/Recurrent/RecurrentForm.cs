using TypedModels.Engine.Kernels.ControlFlow;

namespace TypedModels.Engine.Kernels.Recurrent;

/// <summary>A loop that carries out the equations of a recurrent layer.</summary>
/// <param name="Roles">What the loop's variables are.</param>
/// <param name="Cell">The equations.</param>
internal sealed record RecurrentForm(RecurrentRoles Roles, RecurrentCell Cell) : FusedForm
{
    public override Kernel CreateKernel(KernelNode node) => new RecurrentKernel(Roles, Cell, new WhileKernel(node.Function("cond"), node.Function("body")));
}
