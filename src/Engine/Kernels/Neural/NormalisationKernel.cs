using TypedModels.Engine.Compute;
using TypedModels.Engine.Compute.Vectors;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Neural;

/// <summary>Normalises rows in one visit of each.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="form">What a row is, and what it is multiplied by.</param>
internal sealed unsafe class NormalisationKernel<T>(NormalisationForm form) : Kernel
    where T : unmanaged
{
    private const int PieceElements = 8192;

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        int first = input.Rank - form.Axes;
        if (first < 0 || input.Rank < form.LeastRank || (form.FirstAxis >= 0 && form.FirstAxis != first))
        {
            throw OperationException.InvalidArgument($"Layers are normalised along the last {form.Axes} of at least {Math.Max(form.LeastRank, form.FirstAxis + form.Axes)} axes, not of {input.Shape}");
        }

        int length = input.Shape.Product(first, input.Rank);
        T* factors = form.HasFactors ? Elements(context.Input(1), length) : null;
        T* offsets = form.HasOffsets ? Elements(context.Input(form.HasFactors ? 2 : 1), length) : null;
        var result = context.OutputOver(0, 0, input.Shape);
        if (result.Count == 0)
        {
            return;
        }

        var work = new Work((T*)input.Pointer, factors, offsets, (T*)result.Pointer, length, form.Epsilon, form.Centres);
        int rows = result.Count / length;
        if (result.Count <= PieceElements)
        {
            work.Execute(0, rows);
        }
        else
        {
            context.Share(rows, Math.Max(1, PieceElements / length), ref work);
        }
    }

    private static T* Elements(Tensor value, int length) => value.Count == length ? (T*)value.Pointer
        : throw OperationException.InvalidArgument($"A layer of {length} elements cannot be multiplied by or added to {value.Shape}");

    private readonly struct Work(T* source, T* factors, T* offsets, T* target, int length, double epsilon, bool centres) : IRangeWork
    {
        public void Execute(int start, int end)
        {
            for (int row = start; row < end; row++)
            {
                nint at = (nint)row * length;
                if (typeof(T) == typeof(float))
                {
                    RowNormalisation.Run((float*)source + at, (float*)factors, (float*)offsets, (float*)target + at, length, (float)epsilon, centres);
                }
                else
                {
                    RowNormalisation.Run((double*)source + at, (double*)factors, (double*)offsets, (double*)target + at, length, epsilon, centres);
                }
            }
        }
    }
}
