using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Updates;

/// <summary>Gives the value of a counter and counts on, up to a limit.</summary>
internal sealed class CountUpToKernel<T>(long limit) : Kernel
    where T : unmanaged, IBinaryInteger<T>
{
    public override void Run(KernelContext context)
    {
        var variable = Handles.Of<Variable>(context.Input(0));
        lock (variable.Writing)
        {
            var before = variable.Read();
            if (before.Rank != 0 || before.Type != context.ResultType(0))
            {
                throw OperationException.InvalidArgument($"A counter is one {context.ResultType(0).ToWord()} without axes, and the variable is {before}.");
            }

            T count = before.Scalar<T>();
            if (long.CreateChecked(count) >= limit)
            {
                throw new OperationException(ModelErrorCode.OutOfRange, $"Reached limit of {limit}");
            }

            variable.Value = Tensor.CreateShared<T>(before.Type, Shape.Scalar, [count + T.One], context.Resources.Budget);
            context.Forward(0, before);
        }
    }
}
