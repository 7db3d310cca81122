using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Updates;

/// <summary>Changes every element of a variable by one of another value: <c>AssignAdd</c> and its kind.</summary>
internal sealed class ArithmeticUpdateKernel<TUpdate> : UpdateKernel
    where TUpdate : struct, IUpdate
{
    protected override void Check(KernelContext context, Tensor before)
    {
        var update = context.Input(1);
        RequireType(before, update);
        if (before.Type == DataType.Bool)
        {
            throw OperationException.Unimplemented("Truth values are not added.");
        }

        if (update.Shape != before.Shape)
        {
            throw OperationException.InvalidArgument($"Cannot update variable with shape {before.Shape} using a Tensor with shape {update.Shape}, shapes must be equal.");
        }
    }

    protected override void Apply(KernelContext context, Tensor before, Span<byte> elements) => NumberElements.Run(before.Type, elements, new Work(context.Input(1)));

    private readonly struct Work(Tensor updates) : INumberWork
    {
        public void Run<T>(Span<T> elements)
            where T : unmanaged, INumber<T>
        {
            var given = NumberElements.Of<T>(updates);
            for (int i = 0; i < elements.Length; i++)
            {
                elements[i] = TUpdate.Of(elements[i], given[i]);
            }
        }
    }
}
