namespace TypedModels.TensorFlow.Interop;

/// <summary>Taking a <c>GraphDef</c> into a graph: <c>tensorflow/c/c_api.h</c>, as far as it is used.</summary>
internal sealed unsafe class ImportFunctions(Exports exports)
{
    public readonly delegate* unmanaged[Cdecl]<TF_ImportGraphDefOptions*> TF_NewImportGraphDefOptions =
        (delegate* unmanaged[Cdecl]<TF_ImportGraphDefOptions*>)exports.Get(nameof(TF_NewImportGraphDefOptions));

    public readonly delegate* unmanaged[Cdecl]<TF_ImportGraphDefOptions*, void> TF_DeleteImportGraphDefOptions =
        (delegate* unmanaged[Cdecl]<TF_ImportGraphDefOptions*, void>)exports.Get(nameof(TF_DeleteImportGraphDefOptions));

    public readonly delegate* unmanaged[Cdecl]<TF_ImportGraphDefOptions*, byte*, void> TF_ImportGraphDefOptionsSetDefaultDevice =
        (delegate* unmanaged[Cdecl]<TF_ImportGraphDefOptions*, byte*, void>)exports.Get(nameof(TF_ImportGraphDefOptionsSetDefaultDevice));

    public readonly delegate* unmanaged[Cdecl]<TF_Graph*, TF_Buffer*, TF_ImportGraphDefOptions*, TF_Status*, void> TF_GraphImportGraphDef =
        (delegate* unmanaged[Cdecl]<TF_Graph*, TF_Buffer*, TF_ImportGraphDefOptions*, TF_Status*, void>)exports.Get(nameof(TF_GraphImportGraphDef));
}
