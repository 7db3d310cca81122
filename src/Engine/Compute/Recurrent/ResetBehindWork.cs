using System.Runtime.Intrinsics;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Recurrent;

/// <summary>The elementwise part of a step of gated recurrent units whose reset gate multiplies a product of the state; an item is a row.</summary>
/// <param name="inputs">The sums of inputs: update, reset, candidate.</param>
/// <param name="states">The sums of states.</param>
/// <param name="before">The state before.</param>
/// <param name="hidden">Where the state after goes.</param>
/// <param name="size">The length of a state.</param>
internal readonly unsafe struct ResetBehindWork(float* inputs, float* states, float* before, float* hidden, int size) : IRangeWork
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
            float* input = inputs + ((nint)row * 3 * size), state = states + ((nint)row * 3 * size), last = before + ((nint)row * size), output = hidden + ((nint)row * size);
            for (int at = 0; at < size; at += TFloats.Lanes)
            {
                int count = size - at;
                var update = FloatMath<TFloats, TVector>.Sigmoid(
                    TFloats.Add(GateRows.Load<TFloats, TVector>(input + at, count), GateRows.Load<TFloats, TVector>(state + at, count)));
                var reset = FloatMath<TFloats, TVector>.Sigmoid(
                    TFloats.Add(GateRows.Load<TFloats, TVector>(input + size + at, count), GateRows.Load<TFloats, TVector>(state + size + at, count)));
                var candidate = FloatMath<TFloats, TVector>.Tanh(TFloats.MultiplyAdd(
                    reset, GateRows.Load<TFloats, TVector>(state + (2 * size) + at, count), GateRows.Load<TFloats, TVector>(input + (2 * size) + at, count)));
                var rest = TFloats.Multiply(TFloats.Subtract(TFloats.All(1), update), candidate);
                GateRows.Store<TFloats, TVector>(output + at, TFloats.MultiplyAdd(update, GateRows.Load<TFloats, TVector>(last + at, count), rest), count);
            }
        }
    }
}
