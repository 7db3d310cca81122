namespace TypedModels.TensorFlow.Interop;

/// <summary>How a session is made; may be freed as soon as it is.</summary>
internal sealed unsafe class SessionOptionsHandle : NativeHandle
{
    /// <param name="library">The library.</param>
    /// <param name="config">A serialised <c>ConfigProto</c>.</param>
    public SessionOptionsHandle(TensorFlowLibrary library, ReadOnlySpan<byte> config)
        : base(library)
    {
        SetHandle((nint)library.Session.TF_NewSessionOptions());
        using var status = new StatusHandle(library);
        fixed (byte* bytes = config)
        {
            library.Session.TF_SetConfig(Pointer, bytes, (nuint)config.Length, status.Pointer);
        }

        status.ThrowOnError();
    }

    public TF_SessionOptions* Pointer => (TF_SessionOptions*)handle;

    protected override bool ReleaseHandle()
    {
        Library.Session.TF_DeleteSessionOptions(Pointer);
        return true;
    }
}
