using TypedModels.Engines.Profiling;

namespace TypedModels.Engines;

/// <summary>
/// The arguments and results of one call of one signature. The runtime keeps frames and uses each again and again, by one thread at a time: inputs are written into memory that the
/// frame owns, the call runs, outputs are read out of it.
/// </summary>
internal abstract class CallFrame : CallValues, IDisposable
{
    /// <summary>Makes room for a numeric input.</summary>
    /// <param name="slot">The position in <see cref="EngineSignature.Inputs"/>.</param>
    /// <param name="shape">The shape of the value; its elements, in the slot's type, can be addressed (the runtime has checked that the size does not overflow).</param>
    /// <returns>The first byte of memory for the elements, row by row, aligned as the engine needs it, its content undefined. Valid until the next call with this slot.</returns>
    public abstract ref byte Input(int slot, ReadOnlySpan<long> shape);

    /// <summary>Makes room for a text input, all of it empty.</summary>
    /// <param name="slot">The position in <see cref="EngineSignature.Inputs"/>.</param>
    /// <param name="shape">The shape of the value.</param>
    public abstract void InputText(int slot, ReadOnlySpan<long> shape);

    /// <summary>Sets one element of the text input that <see cref="InputText"/> made room for.</summary>
    public abstract void SetText(int slot, nint index, ReadOnlySpan<byte> bytes);

    /// <summary>Runs the signature on the calling thread. Every input has been written since the frame was rented.</summary>
    /// <exception cref="ModelRunException">The call failed inside the model.</exception>
    /// <exception cref="OperationCanceledException">The token of <paramref name="limits"/> was cancelled; only where <see cref="EngineSession.CanStopCalls"/>.</exception>
    /// <exception cref="TimeoutException">The deadline of <paramref name="limits"/> passed.</exception>
    public abstract void Run(in CallLimits limits);

    /// <summary>Lets the next runs write down what they do; only where <see cref="EngineSession.CanProfileCalls"/>.</summary>
    /// <param name="profile">Where to, or null for nowhere.</param>
    public virtual void Profile(CallProfile? profile) => throw new NotSupportedException("The engine tells nothing of what it does in a call.");

    /// <summary>Lets go of the outputs; the memory of the inputs may be kept for the next call.</summary>
    public abstract void Clear();

    /// <summary>Frees everything.</summary>
    public abstract void Dispose();
}
