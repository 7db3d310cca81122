namespace TypedModels.TensorFlow.Interop;

/// <summary>How a session is made; may be freed as soon as it is.</summary>
internal sealed unsafe class SessionOptionsHandle : NativeHandle
{
    public SessionOptionsHandle(TensorFlowLibrary library)
        : base(library) => SetHandle((nint)library.Session.TF_NewSessionOptions());

    public TF_SessionOptions* Pointer => (TF_SessionOptions*)handle;

    /// <summary>Takes over a serialised <c>ConfigProto</c>.</summary>
    public void SetConfig(ReadOnlySpan<byte> config)
    {
        using var status = new StatusHandle(Library);
        fixed (byte* bytes = config)
        {
            Library.Session.TF_SetConfig(Pointer, bytes, (nuint)config.Length, status.Pointer);
        }

        status.ThrowOnError();
    }

    protected override bool ReleaseHandle()
    {
        Library.Session.TF_DeleteSessionOptions(Pointer);
        return true;
    }
}
