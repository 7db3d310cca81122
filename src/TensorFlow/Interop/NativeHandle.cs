using System.Runtime.InteropServices;

namespace TypedModels.TensorFlow.Interop;

/// <summary>An object of the library that is freed exactly once, by dispose or by the finalizer.</summary>
internal abstract class NativeHandle(TensorFlowLibrary library) : SafeHandle(invalidHandleValue: 0, ownsHandle: true)
{
    protected TensorFlowLibrary Library { get; } = library;

    public override bool IsInvalid => handle == 0;
}
