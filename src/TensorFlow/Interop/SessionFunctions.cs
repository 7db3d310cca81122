namespace TypedModels.TensorFlow.Interop;

/// <summary>Sessions: <c>tensorflow/c/c_api.h</c>, as far as it is used.</summary>
internal sealed unsafe class SessionFunctions(Exports exports)
{
    public readonly delegate* unmanaged[Cdecl]<TF_SessionOptions*> TF_NewSessionOptions =
        (delegate* unmanaged[Cdecl]<TF_SessionOptions*>)exports.Get(nameof(TF_NewSessionOptions));

    public readonly delegate* unmanaged[Cdecl]<TF_SessionOptions*, void> TF_DeleteSessionOptions =
        (delegate* unmanaged[Cdecl]<TF_SessionOptions*, void>)exports.Get(nameof(TF_DeleteSessionOptions));

    public readonly delegate* unmanaged[Cdecl]<TF_SessionOptions*, void*, nuint, TF_Status*, void> TF_SetConfig =
        (delegate* unmanaged[Cdecl]<TF_SessionOptions*, void*, nuint, TF_Status*, void>)exports.Get(nameof(TF_SetConfig));

    public readonly delegate* unmanaged[Cdecl]<TF_Graph*, TF_SessionOptions*, TF_Status*, TF_Session*> TF_NewSession =
        (delegate* unmanaged[Cdecl]<TF_Graph*, TF_SessionOptions*, TF_Status*, TF_Session*>)exports.Get(nameof(TF_NewSession));

    /// <summary>Null before TensorFlow 2.14 or so: each run then looks for new operations itself.</summary>
    public readonly delegate* unmanaged[Cdecl]<TF_Session*, TF_Status*, byte> TF_ExtendSession =
        (delegate* unmanaged[Cdecl]<TF_Session*, TF_Status*, byte>)exports.Find(nameof(TF_ExtendSession));

    public readonly delegate* unmanaged[Cdecl]<TF_Session*, TF_Buffer*, TF_Output*, TF_Tensor**, int, TF_Output*, TF_Tensor**, int, TF_Operation**, int, TF_Buffer*, TF_Status*, void> TF_SessionRun =
        (delegate* unmanaged[Cdecl]<TF_Session*, TF_Buffer*, TF_Output*, TF_Tensor**, int, TF_Output*, TF_Tensor**, int, TF_Operation**, int, TF_Buffer*, TF_Status*, void>)exports.Get(nameof(TF_SessionRun));

    public readonly delegate* unmanaged[Cdecl]<TF_Session*, TF_Status*, void> TF_CloseSession =
        (delegate* unmanaged[Cdecl]<TF_Session*, TF_Status*, void>)exports.Get(nameof(TF_CloseSession));

    public readonly delegate* unmanaged[Cdecl]<TF_Session*, TF_Status*, void> TF_DeleteSession =
        (delegate* unmanaged[Cdecl]<TF_Session*, TF_Status*, void>)exports.Get(nameof(TF_DeleteSession));
}
