using System.Runtime.CompilerServices;
using TypedModels.Engine.Compute;
using TypedModels.Engine.Kernels.Elementwise;

namespace TypedModels.Engine.Kernels.Casting;

/// <summary>Converts a range of elements; what takes several stages, a few kilobytes at a time.</summary>
internal unsafe struct CastWork(CastPlan plan, byte* source, byte* result) : IRangeWork
{
    private const int ChunkLength = 256;
    private const int LargestElement = 16;

    [SkipLocalsInit]
    public void Execute(int start, int end)
    {
        if (plan.IsOneStage)
        {
            RunStage(plan.First, source + ((long)start * plan.FromSize), result + ((long)start * plan.ToSize), end - start);
            return;
        }

        byte* one = stackalloc byte[ChunkLength * LargestElement], other = stackalloc byte[ChunkLength * LargestElement];
        for (int at = start; at < end; at += ChunkLength)
        {
            int count = Math.Min(ChunkLength, end - at);
            byte* from = source + ((long)at * plan.FromSize), to = result + ((long)at * plan.ToSize);
            if (plan.Decoder is { } decoder)
            {
                from = RunStage(decoder, from, one, count);
            }

            if (plan.LostBits > 0)
            {
                from = CutFractions(from, one, count);
            }

            if (plan.Conversion is { } conversion)
            {
                from = RunStage(conversion, from, plan.Encoder is null ? to : other, count);
            }

            if (plan.Encoder is { } encoder)
            {
                RunStage(encoder, from, to, count);
            }
        }
    }

    private static byte* RunStage(ElementFunction function, byte* from, byte* to, int count)
    {
        void* operand = from;
        function.Run(&operand, to, count);
        return to;
    }

    private readonly byte* CutFractions(byte* from, byte* to, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (plan.DecodedSize == sizeof(float))
            {
                ((uint*)to)[i] = ((uint*)from)[i] >> plan.LostBits << plan.LostBits;
            }
            else
            {
                ((ulong*)to)[i] = ((ulong*)from)[i] >> plan.LostBits << plan.LostBits;
            }
        }

        return to;
    }
}
