namespace TypedModels.Engine.Kernels.State.Training;

/// <summary><c>ApplyGradientDescent(var, alpha, delta)</c>: var − alpha · delta.</summary>
internal sealed class GradientDescentKernel() : OptimiserKernel(states: 1, gradient: 2)
{
    protected override void Step<T>(KernelContext context, T[][] values, ReadOnlySpan<T> gradients)
    {
        T rate = Number<T>(context, 1);
        for (int i = 0; i < gradients.Length; i++)
        {
            values[0][i] -= gradients[i] * rate;
        }
    }
}
