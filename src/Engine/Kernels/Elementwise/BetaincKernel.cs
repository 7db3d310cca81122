using System.Numerics;
using TypedModels.Engine.Compute.Special;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>The incomplete beta function of three values of one shape, any of which may be a single number.</summary>
/// <param name="type">float or double.</param>
internal sealed class BetaincKernel(DataType type) : Kernel
{
    private readonly ElementwiseKernel _kernel = new(Function(type));

    public override void Run(KernelContext context)
    {
        Shape shape = default;
        bool hasShape = false;
        for (int i = 0; i < 3; i++)
        {
            var own = context.Input(i).Shape;
            if (own.Rank > 0 && hasShape && own != shape)
            {
                throw OperationException.InvalidArgument($"Shapes of a, b and x must be equal or scalar: {context.Input(0).Shape} vs. {context.Input(1).Shape} vs. {context.Input(2).Shape}");
            }

            (shape, hasShape) = own.Rank > 0 ? (own, true) : (shape, hasShape);
        }

        _kernel.Run(context);
    }

    private static unsafe ElementFunction Function(DataType type) => type == DataType.Float ? new(&Betainc<float>, 400) : new(&Betainc<double>, 400);

    private static unsafe void Betainc<T>(void** x, void* y, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < count; i++)
        {
            double a = double.CreateTruncating(((T*)x[0])[i]), b = double.CreateTruncating(((T*)x[1])[i]), at = double.CreateTruncating(((T*)x[2])[i]);
            ((T*)y)[i] = T.CreateTruncating(IncompleteBeta.Regularised(a, b, at));
        }
    }
}
