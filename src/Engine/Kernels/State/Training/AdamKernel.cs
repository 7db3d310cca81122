namespace TypedModels.Engine.Kernels.State.Training;

/// <summary>
/// <c>ApplyAdam(var, m, v, beta1_power, beta2_power, lr, beta1, beta2, epsilon, grad)</c> (Kingma and Ba, <c>Adam: A Method for Stochastic Optimization</c>, the form before section 2.1).
/// </summary>
/// <param name="looksAhead">Whether the step is Nesterov's.</param>
internal sealed class AdamKernel(bool looksAhead) : OptimiserKernel(states: 3, gradient: 9)
{
    protected override void Step<T>(KernelContext context, T[][] values, ReadOnlySpan<T> gradients)
    {
        T beta1 = Number<T>(context, 6);
        T beta2 = Number<T>(context, 7);
        T epsilon = Number<T>(context, 8);
        T rate = Number<T>(context, 5) * T.Sqrt(T.One - Number<T>(context, 4)) / (T.One - Number<T>(context, 3));
        var (variable, first, second) = (values[0], values[1], values[2]);
        for (int i = 0; i < gradients.Length; i++)
        {
            T gradient = gradients[i];
            first[i] += (gradient - first[i]) * (T.One - beta1);
            second[i] += ((gradient * gradient) - second[i]) * (T.One - beta2);
            T direction = looksAhead ? (gradient * (T.One - beta1)) + (beta1 * first[i]) : first[i];
            variable[i] -= direction * rate / (T.Sqrt(second[i]) + epsilon);
        }
    }
}
