namespace TypedModels.Engine.Kernels.State.Training;

/// <summary><c>ResourceApplyKerasMomentum(var, accum, lr, grad, momentum)</c>: the accumulator takes momentum · accum − lr · grad, and is added to the variable.</summary>
/// <param name="looksAhead">Whether the step is Nesterov's.</param>
internal sealed class KerasMomentumKernel(bool looksAhead) : OptimiserKernel(states: 2, gradient: 3)
{
    protected override void Step<T>(KernelContext context, T[][] values, ReadOnlySpan<T> gradients)
    {
        T rate = Number<T>(context, 2);
        T momentum = Number<T>(context, 4);
        var (variable, accumulator) = (values[0], values[1]);
        for (int i = 0; i < gradients.Length; i++)
        {
            accumulator[i] = (accumulator[i] * momentum) - (gradients[i] * rate);
            variable[i] += looksAhead ? (accumulator[i] * momentum) - (gradients[i] * rate) : accumulator[i];
        }
    }
}
