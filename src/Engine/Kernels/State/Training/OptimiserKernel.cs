using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Training;

/// <summary>A step of training that a graph carries out itself: a variable and what is remembered of earlier steps change together.</summary>
/// <param name="states">The variables: inputs 0, 1 …</param>
/// <param name="gradient">The input that is the gradient.</param>
internal abstract class OptimiserKernel(int states, int gradient) : Kernel
{
    public sealed override void Run(KernelContext context)
    {
        var variables = new Variable[states];
        for (int i = 0; i < states; i++)
        {
            variables[i] = Handles.Of<Variable>(context.Input(i));
        }

        // Always in the same order, so that no two steps wait for each other.
        Hold(context, variables, [.. variables.OrderBy(variable => variable.Name, StringComparer.Ordinal)], 0);
        if (context.OutputCount > 0)
        {
            context.Forward(0, context.Input(0));
        }
    }

    /// <summary>Changes the elements.</summary>
    /// <param name="context">The call, for the numbers that steer the step.</param>
    /// <param name="values">The elements of each variable.</param>
    /// <param name="gradients">The gradient's.</param>
    protected abstract void Step<T>(KernelContext context, T[][] values, ReadOnlySpan<T> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>A number that steers the step.</summary>
    protected static T Number<T>(KernelContext context, int input)
        where T : unmanaged =>
        context.Input(input) is { Rank: 0 } number ? number.Scalar<T>() : throw OperationException.InvalidArgument($"Input {input} is not a scalar: {context.Input(input).Shape}");

    private void Hold(KernelContext context, Variable[] variables, Variable[] order, int held)
    {
        if (held < order.Length)
        {
            lock (order[held].Writing)
            {
                Hold(context, variables, order, held + 1);
            }

            return;
        }

        var given = context.Input(gradient);
        foreach (var variable in variables)
        {
            if (variable.Read() is var value && (value.Shape != given.Shape || value.Type != given.Type))
            {
                throw OperationException.InvalidArgument($"var and grad do not have the same shape {value} {given}");
            }
        }

        switch (given.Type)
        {
            case DataType.Float:
                Change<float>(context, variables, given);
                break;
            case DataType.Double:
                Change<double>(context, variables, given);
                break;
            default:
                throw OperationException.Unimplemented($"A step of training of {given.Type.ToWord()}.");
        }
    }

    private void Change<T>(KernelContext context, Variable[] variables, Tensor given)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = Array.ConvertAll(variables, variable => variable.Read().Span<T>().ToArray());
        Step(context, values, given.Span<T>());
        for (int i = 0; i < variables.Length; i++)
        {
            variables[i].Value = Tensor.CreateShared<T>(given.Type, given.Shape, values[i], context.Resources.Budget);
        }
    }
}
