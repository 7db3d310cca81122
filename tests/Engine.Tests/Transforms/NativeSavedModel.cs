using System.Runtime.InteropServices;
using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.Engine.Tests.Transforms;

/// <summary>TensorFlow's own loader of SavedModels (<c>tensorflow/c/c_api.h</c>), which the engine does not use.</summary>
internal static unsafe class NativeSavedModel
{
    /// <summary>Loads the model tagged <c>serve</c> and fetches the first output of a node.</summary>
    public static float[] Fetch(string folder, string operation, int count)
    {
        _ = RealLibrary.Library; // Skips the test where there is none, and loads it where there is.
        string path = Environment.GetEnvironmentVariable("TYPEDMODELS_TENSORFLOW")!;
        nint library = NativeLibrary.Load(Directory.Exists(path) ? Path.Combine(path, "libtensorflow_cc.so.2") : path);
        nint Get(string name) => NativeLibrary.GetExport(library, name);

        void* status = ((delegate* unmanaged[Cdecl]<void*>)Get("TF_NewStatus"))();
        void* graph = ((delegate* unmanaged[Cdecl]<void*>)Get("TF_NewGraph"))();
        void* options = ((delegate* unmanaged[Cdecl]<void*>)Get("TF_NewSessionOptions"))();
        byte* directory = (byte*)Marshal.StringToCoTaskMemUTF8(folder), tag = (byte*)Marshal.StringToCoTaskMemUTF8("serve"), name = (byte*)Marshal.StringToCoTaskMemUTF8(operation);
        void* session = ((delegate* unmanaged[Cdecl]<void*, void*, byte*, byte**, int, void*, void*, void*, void*>)Get("TF_LoadSessionFromSavedModel"))(options, null, directory, &tag, 1, graph, null, status);
        RequireSuccess();

        var output = new Output { Operation = ((delegate* unmanaged[Cdecl]<void*, byte*, void*>)Get("TF_GraphOperationByName"))(graph, name) };
        void* value = null;
        ((delegate* unmanaged[Cdecl]<void*, void*, Output*, void**, int, Output*, void**, int, void**, int, void*, void*, void>)Get("TF_SessionRun"))(session, null, null, null, 0, &output, &value, 1, null, 0, null, status);
        RequireSuccess();
        float[] values = new ReadOnlySpan<float>(((delegate* unmanaged[Cdecl]<void*, void*>)Get("TF_TensorData"))(value), count).ToArray();

        ((delegate* unmanaged[Cdecl]<void*, void>)Get("TF_DeleteTensor"))(value);
        ((delegate* unmanaged[Cdecl]<void*, void*, void>)Get("TF_DeleteSession"))(session, status);
        ((delegate* unmanaged[Cdecl]<void*, void>)Get("TF_DeleteSessionOptions"))(options);
        ((delegate* unmanaged[Cdecl]<void*, void>)Get("TF_DeleteGraph"))(graph);
        ((delegate* unmanaged[Cdecl]<void*, void>)Get("TF_DeleteStatus"))(status);
        foreach (nint text in new[] { (nint)directory, (nint)tag, (nint)name })
        {
            Marshal.FreeCoTaskMem(text);
        }

        return values;

        void RequireSuccess() => Assert.Equal("", Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<void*, byte*>)Get("TF_Message"))(status)));
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Output
    {
        public void* Operation;
        public int Index;
    }
}
