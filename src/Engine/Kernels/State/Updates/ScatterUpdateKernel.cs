using System.Numerics;
using TypedModels.Engine.Kernels.Indexing;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Updates;

/// <summary>Changes rows of a variable, or blocks of it: <c>ScatterAdd</c>, <c>ScatterNdAdd</c> and their kind. Places that come twice are changed twice.</summary>
/// <param name="arePoints">Whether the last axis of the indices points into the first axes of the variable, rather than each index to a row.</param>
internal sealed class ScatterUpdateKernel<TUpdate>(bool arePoints) : UpdateKernel
    where TUpdate : struct, IUpdate
{
    // Some hundred microseconds of work.
    private const int Stretch = 1 << 16;

    protected override void Check(KernelContext context, Tensor before)
    {
        var (indices, updates) = (context.Input(1), context.Input(2));
        RequireType(before, updates);
        if (before.Rank == 0 || (arePoints && indices.Rank == 0))
        {
            throw OperationException.InvalidArgument($"A part of a variable is changed, but the variable has the shape {before.Shape} and the indices {indices.Shape}.");
        }

        if (arePoints && indices[^1] > before.Rank)
        {
            throw OperationException.InvalidArgument($"index innermost dimension length must be <= params rank; saw: {indices[^1]} vs. {before.Rank}");
        }

        var expected = arePoints
            ? Shape.Concat(indices.Shape.Lengths[..^1], before.Shape.Lengths[indices[^1]..])
            : Shape.Concat(indices.Shape.Lengths, before.Shape.Lengths[1..]);
        if (updates.Shape != expected && (arePoints || updates.Rank != 0))
        {
            throw OperationException.InvalidArgument($"Must have updates.shape = {expected}{(arePoints ? "" : " or []")}, got updates.shape {updates.Shape}, indices.shape {indices.Shape}, params.shape {before.Shape}");
        }
    }

    protected override void Apply(KernelContext context, Tensor before, Span<byte> elements)
    {
        var places = Places(context, before);
        int length = Length(context, before);
        bool isComplex = before.Type is DataType.Complex64 or DataType.Complex128;
        if (isComplex && (typeof(TUpdate) == typeof(MultiplyUpdate) || typeof(TUpdate) == typeof(DivideUpdate)))
        {
            ComplexRows.Change(before.Type, elements, context.Input(2), places, length, isDivided: typeof(TUpdate) == typeof(DivideUpdate));
            return;
        }

        NumberElements.Run(before.Type, elements, new Work(context, context.Input(2), places, isComplex ? 2 * length : length));
    }

    protected override void ApplyTexts(KernelContext context, Tensor before, Span<ReadOnlyMemory<byte>> texts)
    {
        if (typeof(TUpdate) != typeof(ReplaceUpdate))
        {
            base.ApplyTexts(context, before, texts);
        }

        int length = Length(context, before);
        int[] places = Places(context, before);
        var updates = context.Input(2).Texts;
        for (int i = 0; i < places.Length * length; i++)
        {
            // The call's memory ends with it.
            texts[(places[i / length] * length) + (i % length)] = updates[updates.Length == 1 ? 0 : i].ToArray();
        }
    }

    private int Length(KernelContext context, Tensor before) => before.Shape.Product(arePoints ? context.Input(1)[^1] : 1, before.Rank);

    private int[] Places(KernelContext context, Tensor before)
    {
        var indices = context.Input(1);
        int[] places = new int[arePoints ? indices.Shape.Product(0, indices.Rank - 1) : indices.Count];
        if (!arePoints)
        {
            RowIndices.Read(indices, before[0], places);
        }
        else if (PointIndices.Read(indices, before.Shape, places) is >= 0 and var wrong)
        {
            throw OperationException.InvalidArgument(
                $"{Indices.Name("indices", indices.Shape.Remove(indices.Rank - 1), wrong)} = [{PointIndices.Text(indices, wrong)}] does not index into shape {before.Shape}");
        }

        return places;
    }

    private readonly struct Work(KernelContext context, Tensor updates, int[] places, int length) : INumberWork
    {
        public void Run<T>(Span<T> elements)
            where T : unmanaged, INumber<T>
        {
            var given = NumberElements.Of<T>(updates);
            bool isSame = updates.Rank == 0;
            int untilCheck = Stretch;
            for (int i = 0; i < places.Length; i++)
            {
                var row = elements.Slice(places[i] * length, length);
                for (int j = 0; j < row.Length; j++)
                {
                    row[j] = TUpdate.Of(row[j], given[isSame ? j % given.Length : (i * length) + j]);
                }

                untilCheck -= length + 1;
                if (untilCheck < 0)
                {
                    context.ThrowIfCancelled();
                    untilCheck = Stretch;
                }
            }
        }
    }
}
