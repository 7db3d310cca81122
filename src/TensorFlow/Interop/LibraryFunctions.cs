namespace TypedModels.TensorFlow.Interop;

/// <summary>What concerns the library as a whole: <c>tensorflow/c/c_api.h</c>, as far as it is used.</summary>
internal sealed unsafe class LibraryFunctions(Exports exports)
{
    public readonly delegate* unmanaged[Cdecl]<byte*> TF_Version =
        (delegate* unmanaged[Cdecl]<byte*>)exports.Get(nameof(TF_Version));

    public readonly delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<byte*, void>, void> TF_RegisterLogListener =
        (delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<byte*, void>, void>)exports.Get(nameof(TF_RegisterLogListener));
}
