namespace TypedModels.Engines;

/// <summary>Values that a call can be asked for, one per slot.</summary>
internal abstract class CallValues
{
    /// <summary>The shape of a value of the last run.</summary>
    /// <param name="slot">The position in <see cref="EngineSignature.Outputs"/>.</param>
    public abstract ReadOnlySpan<long> OutputShape(int slot);

    /// <summary>The first byte of a numeric value of the last run, row by row; not to be read when the shape has no elements.</summary>
    public abstract ref readonly byte Output(int slot);

    /// <summary>One element of a text value of the last run. Valid until the frame is cleared.</summary>
    public abstract ReadOnlySpan<byte> OutputText(int slot, nint index);
}
