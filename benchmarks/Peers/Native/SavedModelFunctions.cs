using System.Runtime.InteropServices;
using TypedModels.TensorFlow;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.Benchmarks;

/// <summary>What TensorFlow's C API loads SavedModels with, as other bindings do.</summary>
internal sealed unsafe class SavedModelFunctions
{
    public readonly delegate* unmanaged[Cdecl]<TF_SessionOptions*, TF_Buffer*, byte*, byte**, int, TF_Graph*, TF_Buffer*, TF_Status*, TF_Session*> TF_LoadSessionFromSavedModel;

    /// <param name="library">The library, loaded.</param>
    public SavedModelFunctions(TensorFlowLibrary library) =>
        TF_LoadSessionFromSavedModel = (delegate* unmanaged[Cdecl]<TF_SessionOptions*, TF_Buffer*, byte*, byte**, int, TF_Graph*, TF_Buffer*, TF_Status*, TF_Session*>)NativeLibrary.GetExport(
            NativeLibrary.Load(library.Path), nameof(TF_LoadSessionFromSavedModel));
}
