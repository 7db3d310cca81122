namespace TypedModels.TensorFlow.Interop;

/// <summary>Graphs, their operations and functions: <c>tensorflow/c/c_api.h</c> and <c>c_api_function.cc</c>, as far as they are used.</summary>
internal sealed unsafe class GraphFunctions(Exports exports)
{
    public readonly delegate* unmanaged[Cdecl]<TF_Graph*> TF_NewGraph =
        (delegate* unmanaged[Cdecl]<TF_Graph*>)exports.Get(nameof(TF_NewGraph));

    public readonly delegate* unmanaged[Cdecl]<TF_Graph*, void> TF_DeleteGraph =
        (delegate* unmanaged[Cdecl]<TF_Graph*, void>)exports.Get(nameof(TF_DeleteGraph));

    public readonly delegate* unmanaged[Cdecl]<TF_Graph*, byte*, TF_Operation*> TF_GraphOperationByName =
        (delegate* unmanaged[Cdecl]<TF_Graph*, byte*, TF_Operation*>)exports.Get(nameof(TF_GraphOperationByName));

    public readonly delegate* unmanaged[Cdecl]<TF_Graph*, nuint*, TF_Operation*> TF_GraphNextOperation =
        (delegate* unmanaged[Cdecl]<TF_Graph*, nuint*, TF_Operation*>)exports.Get(nameof(TF_GraphNextOperation));

    public readonly delegate* unmanaged[Cdecl]<TF_Operation*, byte*> TF_OperationOpType =
        (delegate* unmanaged[Cdecl]<TF_Operation*, byte*>)exports.Get(nameof(TF_OperationOpType));

    public readonly delegate* unmanaged[Cdecl]<TF_Operation*, int> TF_OperationNumOutputs =
        (delegate* unmanaged[Cdecl]<TF_Operation*, int>)exports.Get(nameof(TF_OperationNumOutputs));

    public readonly delegate* unmanaged[Cdecl]<TF_Output, DataType> TF_OperationOutputType =
        (delegate* unmanaged[Cdecl]<TF_Output, DataType>)exports.Get(nameof(TF_OperationOutputType));

    public readonly delegate* unmanaged[Cdecl]<TF_Graph*, int> TF_GraphNumFunctions =
        (delegate* unmanaged[Cdecl]<TF_Graph*, int>)exports.Get(nameof(TF_GraphNumFunctions));

    public readonly delegate* unmanaged[Cdecl]<TF_Graph*, TF_Function**, int, TF_Status*, int> TF_GraphGetFunctions =
        (delegate* unmanaged[Cdecl]<TF_Graph*, TF_Function**, int, TF_Status*, int>)exports.Get(nameof(TF_GraphGetFunctions));

    public readonly delegate* unmanaged[Cdecl]<TF_Function*, TF_Buffer*, TF_Status*, void> TF_FunctionToFunctionDef =
        (delegate* unmanaged[Cdecl]<TF_Function*, TF_Buffer*, TF_Status*, void>)exports.Get(nameof(TF_FunctionToFunctionDef));

    public readonly delegate* unmanaged[Cdecl]<TF_Function*, void> TF_DeleteFunction =
        (delegate* unmanaged[Cdecl]<TF_Function*, void>)exports.Get(nameof(TF_DeleteFunction));

    public readonly delegate* unmanaged[Cdecl]<TF_Buffer*> TF_NewBuffer =
        (delegate* unmanaged[Cdecl]<TF_Buffer*>)exports.Get(nameof(TF_NewBuffer));

    public readonly delegate* unmanaged[Cdecl]<TF_Buffer*, void> TF_DeleteBuffer =
        (delegate* unmanaged[Cdecl]<TF_Buffer*, void>)exports.Get(nameof(TF_DeleteBuffer));
}
