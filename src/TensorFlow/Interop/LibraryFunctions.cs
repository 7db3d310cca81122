namespace TypedModels.TensorFlow.Interop;

/// <summary>What concerns the library as a whole: <c>tensorflow/c/c_api.h</c>, as far as it is used.</summary>
internal sealed unsafe class LibraryFunctions(Exports exports)
{
    // The releases of Abseil with long-term support, whose date is part of every name in it.
    private static readonly string[] s_abseilReleases = ["20230125", "20230802", "20240116", "20240722", "20250127", "20250512", "20250814"];

    public readonly delegate* unmanaged[Cdecl]<byte*> TF_Version =
        (delegate* unmanaged[Cdecl]<byte*>)exports.Get(nameof(TF_Version));

    /// <summary>Every operation that is registered: a serialised <c>OpList</c>, the caller's to delete.</summary>
    public readonly delegate* unmanaged[Cdecl]<TF_Buffer*> TF_GetAllOpList =
        (delegate* unmanaged[Cdecl]<TF_Buffer*>)exports.Find(nameof(TF_GetAllOpList));

    public readonly delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<byte*, void>, void> TF_RegisterLogListener =
        (delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<byte*, void>, void>)exports.Get(nameof(TF_RegisterLogListener));

    /// <summary>
    /// <c>absl::SetMinLogLevel</c>, or null: a part of TensorFlow writes through Abseil, which has no setting in the environment and no C function. The argument is an enumeration of C++, an int.
    /// </summary>
    public readonly delegate* unmanaged[Cdecl]<int, void> AbslSetMinLogLevel = (delegate* unmanaged[Cdecl]<int, void>)s_abseilReleases
        .Select(release => exports.Find($"_ZN4absl12lts_{release}14SetMinLogLevelENS0_18LogSeverityAtLeastE"))
        .FirstOrDefault(address => address != 0);
}
