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

    public readonly delegate* unmanaged[Cdecl]<TF_ImportGraphDefOptions*, byte*, int, TF_Output, void> TF_ImportGraphDefOptionsAddInputMapping =
        (delegate* unmanaged[Cdecl]<TF_ImportGraphDefOptions*, byte*, int, TF_Output, void>)exports.Get(nameof(TF_ImportGraphDefOptionsAddInputMapping));

    public readonly delegate* unmanaged[Cdecl]<TF_ImportGraphDefOptions*, byte*, TF_Operation*, void> TF_ImportGraphDefOptionsRemapControlDependency =
        (delegate* unmanaged[Cdecl]<TF_ImportGraphDefOptions*, byte*, TF_Operation*, void>)exports.Get(nameof(TF_ImportGraphDefOptionsRemapControlDependency));

    /// <summary>From <c>c_api_experimental.h</c>, or null: nodes may then only be placed beside nodes of the same <c>GraphDef</c>.</summary>
    public readonly delegate* unmanaged[Cdecl]<TF_ImportGraphDefOptions*, byte, void> TF_ImportGraphDefOptionsSetValidateColocationConstraints =
        (delegate* unmanaged[Cdecl]<TF_ImportGraphDefOptions*, byte, void>)exports.Find(nameof(TF_ImportGraphDefOptionsSetValidateColocationConstraints));

    public readonly delegate* unmanaged[Cdecl]<TF_Graph*, TF_Buffer*, TF_ImportGraphDefOptions*, TF_Status*, void> TF_GraphImportGraphDef =
        (delegate* unmanaged[Cdecl]<TF_Graph*, TF_Buffer*, TF_ImportGraphDefOptions*, TF_Status*, void>)exports.Get(nameof(TF_GraphImportGraphDef));
}
