using System.Runtime.InteropServices;

namespace TypedModels.TensorFlow.Interop;

/// <summary>Where a call of the library leaves its error. One thread at a time; each use overwrites the last.</summary>
internal sealed unsafe class StatusHandle : NativeHandle
{
    public StatusHandle(TensorFlowLibrary library)
        : base(library) => SetHandle((nint)library.Status.TF_NewStatus());

    public TF_Status* Pointer => (TF_Status*)handle;

    public ModelErrorCode Code => Library.Status.TF_GetCode(Pointer);

    /// <summary>The error's text; may be empty although there is an error.</summary>
    public string Message => Marshal.PtrToStringUTF8((nint)Library.Status.TF_Message(Pointer)) ?? "";

    /// <summary>Throws what the last call left here, if it left an error.</summary>
    public void ThrowOnError()
    {
        if (Code != ModelErrorCode.Ok)
        {
            throw new TensorFlowException(Code, Message);
        }
    }

    protected override bool ReleaseHandle()
    {
        Library.Status.TF_DeleteStatus(Pointer);
        return true;
    }
}
