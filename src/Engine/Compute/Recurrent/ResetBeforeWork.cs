using System.Runtime.Intrinsics;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Recurrent;

/// <summary>
/// The elementwise parts of a step of gated recurrent units whose reset gate multiplies the state; an item is a row. The first makes the gates and resets the state, the second
/// makes the state after.
/// </summary>
/// <param name="inputs">The sums of inputs: update, reset, candidate.</param>
/// <param name="gates">The sums of states: update and reset; then the update gate in the place of its sum.</param>
/// <param name="other">In the first part where the state goes that was reset, in the second its product.</param>
/// <param name="before">The state before.</param>
/// <param name="hidden">Where the state after goes; null for the first part.</param>
/// <param name="size">The length of a state.</param>
internal readonly unsafe struct ResetBeforeWork(float* inputs, float* gates, float* other, float* before, float* hidden, int size) : IRangeWork
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
            float* input = inputs + ((nint)row * 3 * size), gate = gates + ((nint)row * 2 * size), last = before + ((nint)row * size), between = other + ((nint)row * size);
            if (hidden is null)
            {
                Reset<TFloats, TVector>(input, gate, last, between);
            }
            else
            {
                Update<TFloats, TVector>(input, gate, last, between, hidden + ((nint)row * size));
            }
        }
    }

    private void Reset<TFloats, TVector>(float* input, float* gate, float* last, float* between)
        where TFloats : struct, IFloats<TVector>
        where TVector : unmanaged
    {
        for (int at = 0; at < size; at += TFloats.Lanes)
        {
            int count = size - at;
            var update = TFloats.Add(GateRows.Load<TFloats, TVector>(input + at, count), GateRows.Load<TFloats, TVector>(gate + at, count));
            var reset = TFloats.Add(GateRows.Load<TFloats, TVector>(input + size + at, count), GateRows.Load<TFloats, TVector>(gate + size + at, count));
            GateRows.Store<TFloats, TVector>(gate + at, FloatMath<TFloats, TVector>.Sigmoid(update), count);
            GateRows.Store<TFloats, TVector>(between + at, TFloats.Multiply(FloatMath<TFloats, TVector>.Sigmoid(reset), GateRows.Load<TFloats, TVector>(last + at, count)), count);
        }
    }

    private void Update<TFloats, TVector>(float* input, float* gate, float* last, float* between, float* output)
        where TFloats : struct, IFloats<TVector>
        where TVector : unmanaged
    {
        for (int at = 0; at < size; at += TFloats.Lanes)
        {
            int count = size - at;
            var update = GateRows.Load<TFloats, TVector>(gate + at, count);
            var candidate = FloatMath<TFloats, TVector>.Tanh(TFloats.Add(GateRows.Load<TFloats, TVector>(input + (2 * size) + at, count), GateRows.Load<TFloats, TVector>(between + at, count)));
            var rest = TFloats.Multiply(TFloats.Subtract(TFloats.All(1), update), candidate);
            GateRows.Store<TFloats, TVector>(output + at, TFloats.MultiplyAdd(update, GateRows.Load<TFloats, TVector>(last + at, count), rest), count);
        }
    }
}
