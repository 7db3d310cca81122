using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>ScatterNd of texts, which are appended to each other, and what all types of it share.</summary>
internal static class ScatterNew
{
    /// <summary>Reads the shape of what is made.</summary>
    public static Shape ReadShape(Tensor lengths)
    {
        if (lengths.Rank != 1)
        {
            throw OperationException.InvalidArgument($"Shape must be a vector, got shape {lengths.Shape}");
        }

        return Indices.ReadShape(lengths);
    }

    /// <summary>Puts texts into a value of empty ones.</summary>
    public static void ScatterTexts(KernelContext context)
    {
        var updates = context.Input(1);
        var shape = ReadShape(context.Input(2));
        int length = ScatterPlaces.Read(context, context.Input(0), updates, shape, out var places);
        var texts = context.Output(0, shape).WritableTexts;
        var added = updates.Texts;
        for (int i = 0; i < added.Length; i++)
        {
            ref var held = ref texts[(places[i / length] * length) + (i % length)];
            held = held.IsEmpty ? added[i] : Join(context, held.Span, added[i].Span);
        }
    }

    private static ReadOnlyMemory<byte> Join(KernelContext context, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var joined = context.Texts.Rent(checked(first.Length + second.Length));
        first.CopyTo(joined.Span);
        second.CopyTo(joined.Span[first.Length..]);
        return joined;
    }
}
