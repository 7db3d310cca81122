namespace TypedModels.TensorFlow.Interop;

/// <summary>What <c>tensorflow/c/tf_status.h</c> declares, as far as it is used.</summary>
internal sealed unsafe class StatusFunctions(Exports exports)
{
    public readonly delegate* unmanaged[Cdecl]<TF_Status*> TF_NewStatus =
        (delegate* unmanaged[Cdecl]<TF_Status*>)exports.Get(nameof(TF_NewStatus));

    public readonly delegate* unmanaged[Cdecl]<TF_Status*, void> TF_DeleteStatus =
        (delegate* unmanaged[Cdecl]<TF_Status*, void>)exports.Get(nameof(TF_DeleteStatus));

    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<TF_Status*, ModelErrorCode> TF_GetCode =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<TF_Status*, ModelErrorCode>)exports.Get(nameof(TF_GetCode));

    public readonly delegate* unmanaged[Cdecl]<TF_Status*, byte*> TF_Message =
        (delegate* unmanaged[Cdecl]<TF_Status*, byte*>)exports.Get(nameof(TF_Message));
}
