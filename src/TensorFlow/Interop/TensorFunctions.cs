namespace TypedModels.TensorFlow.Interop;

/// <summary>What <c>tensorflow/c/tf_tensor.h</c> declares, as far as it is used. The getters read a field or two: they run without leaving the GC's cooperative mode.</summary>
internal sealed unsafe class TensorFunctions(Exports exports)
{
    public readonly delegate* unmanaged[Cdecl]<DataType, long*, int, nuint, TF_Tensor*> TF_AllocateTensor =
        (delegate* unmanaged[Cdecl]<DataType, long*, int, nuint, TF_Tensor*>)exports.Get(nameof(TF_AllocateTensor));

    public readonly delegate* unmanaged[Cdecl]<TF_Tensor*, void> TF_DeleteTensor =
        (delegate* unmanaged[Cdecl]<TF_Tensor*, void>)exports.Get(nameof(TF_DeleteTensor));

    /// <summary>Returns its argument when nothing else refers to the tensor's memory, else null; moves nothing.</summary>
    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<TF_Tensor*, TF_Tensor*> TF_TensorMaybeMove =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<TF_Tensor*, TF_Tensor*>)exports.Get(nameof(TF_TensorMaybeMove));

    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<TF_Tensor*, int> TF_NumDims =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<TF_Tensor*, int>)exports.Get(nameof(TF_NumDims));

    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<TF_Tensor*, int, long> TF_Dim =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<TF_Tensor*, int, long>)exports.Get(nameof(TF_Dim));

    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<TF_Tensor*, byte*> TF_TensorData =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<TF_Tensor*, byte*>)exports.Get(nameof(TF_TensorData));

    /// <summary>From <c>tensorflow/c/tf_tstring.h</c>: sets an element to a copy of the bytes, in TensorFlow's allocator.</summary>
    public readonly delegate* unmanaged[Cdecl]<TF_TString*, byte*, nuint, void> TF_StringCopy =
        (delegate* unmanaged[Cdecl]<TF_TString*, byte*, nuint, void>)exports.Get(nameof(TF_StringCopy));
}
