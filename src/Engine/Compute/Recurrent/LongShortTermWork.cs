using System.Runtime.Intrinsics;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Recurrent;

/// <summary>The elementwise part of a step of long short-term memory; an item is a row.</summary>
/// <param name="sums">The arguments of the gates: input, forget, candidate, output.</param>
/// <param name="cells">The cells, before and after.</param>
/// <param name="hidden">Where the state goes.</param>
/// <param name="size">The length of a state.</param>
internal readonly unsafe struct LongShortTermWork(float* sums, float* cells, float* hidden, int size) : IRangeWork
{
    /// <summary>The items that are worth a turn of a thread.</summary>
    public int PieceLength => GateRows.PieceLength(size);

    /// <inheritdoc/>
    public void Execute(int start, int end)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Execute<Floats512, Vector512<float>>(start, end);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Execute<Floats256, Vector256<float>>(start, end);
        }
        else
        {
            Execute<Floats128, Vector128<float>>(start, end);
        }
    }

    private void Execute<TFloats, TVector>(int start, int end)
        where TFloats : struct, IFloats<TVector>
        where TVector : unmanaged
    {
        for (int row = start; row < end; row++)
        {
            float* gates = sums + ((nint)row * 4 * size), cell = cells + ((nint)row * size), output = hidden + ((nint)row * size);
            for (int at = 0; at < size; at += TFloats.Lanes)
            {
                int count = size - at;
                var input = FloatMath<TFloats, TVector>.Sigmoid(GateRows.Load<TFloats, TVector>(gates + at, count));
                var forget = FloatMath<TFloats, TVector>.Sigmoid(GateRows.Load<TFloats, TVector>(gates + size + at, count));
                var candidate = FloatMath<TFloats, TVector>.Tanh(GateRows.Load<TFloats, TVector>(gates + (2 * size) + at, count));
                var open = FloatMath<TFloats, TVector>.Sigmoid(GateRows.Load<TFloats, TVector>(gates + (3 * size) + at, count));
                var next = TFloats.MultiplyAdd(forget, GateRows.Load<TFloats, TVector>(cell + at, count), TFloats.Multiply(input, candidate));
                GateRows.Store<TFloats, TVector>(cell + at, next, count);
                GateRows.Store<TFloats, TVector>(output + at, TFloats.Multiply(open, FloatMath<TFloats, TVector>.Tanh(next)), count);
            }
        }
    }
}
