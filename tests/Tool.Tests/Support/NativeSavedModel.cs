using System.Runtime.InteropServices;

namespace TypedModels.Tool.Tests.Support;

/// <summary>A SavedModel in TensorFlow's own loader (<c>tensorflow/c/c_api.h</c>), which the engine does not use.</summary>
internal sealed unsafe class NativeSavedModel : IDisposable
{
    private readonly nint _library;
    private readonly void* _status;
    private readonly void* _graph;
    private readonly void* _options;
    private readonly void* _session;

    /// <summary>Loads the graph tagged <c>serve</c>; fails the test where TensorFlow cannot.</summary>
    public NativeSavedModel(string folder)
    {
        string path = Environment.GetEnvironmentVariable("TYPEDMODELS_TENSORFLOW")!;
        _library = NativeLibrary.Load(Directory.Exists(path) ? Directory.EnumerateFiles(path, "libtensorflow*.so.2").First(file => !file.Contains("framework", StringComparison.Ordinal)) : path);
        _status = ((delegate* unmanaged[Cdecl]<void*>)Function("TF_NewStatus"))();
        _graph = ((delegate* unmanaged[Cdecl]<void*>)Function("TF_NewGraph"))();
        _options = ((delegate* unmanaged[Cdecl]<void*>)Function("TF_NewSessionOptions"))();
        byte* directory = (byte*)Marshal.StringToCoTaskMemUTF8(folder), tag = (byte*)Marshal.StringToCoTaskMemUTF8("serve");
        _session = ((delegate* unmanaged[Cdecl]<void*, void*, byte*, byte**, int, void*, void*, void*, void*>)Function("TF_LoadSessionFromSavedModel"))(_options, null, directory, &tag, 1, _graph, null, _status);
        Marshal.FreeCoTaskMem((nint)directory);
        Marshal.FreeCoTaskMem((nint)tag);
        RequireSuccess();
    }

    /// <summary>Feeds one tensor, and fetches another: its elements row by row.</summary>
    public byte[] Run(string input, DataType type, ReadOnlySpan<long> shape, ReadOnlySpan<byte> elements, string output)
    {
        Output fed = Find(input), fetched = Find(output);
        void* value;
        fixed (long* dimensions = shape)
        {
            value = ((delegate* unmanaged[Cdecl]<int, long*, int, nuint, void*>)Function("TF_AllocateTensor"))((int)type, dimensions, shape.Length, (nuint)elements.Length);
        }

        elements.CopyTo(new Span<byte>(DataOf(value), elements.Length));
        void* result = null;
        ((delegate* unmanaged[Cdecl]<void*, void*, Output*, void**, int, Output*, void**, int, void**, int, void*, void*, void>)Function("TF_SessionRun"))(_session, null, &fed, &value, 1, &fetched, &result, 1, null, 0, null, _status);
        Delete("TF_DeleteTensor", value);
        RequireSuccess();
        int length = (int)((delegate* unmanaged[Cdecl]<void*, nuint>)Function("TF_TensorByteSize"))(result);
        byte[] bytes = new ReadOnlySpan<byte>(DataOf(result), length).ToArray();
        Delete("TF_DeleteTensor", result);
        return bytes;
    }

    public void Dispose()
    {
        ((delegate* unmanaged[Cdecl]<void*, void*, void>)Function("TF_DeleteSession"))(_session, _status);
        Delete("TF_DeleteSessionOptions", _options);
        Delete("TF_DeleteGraph", _graph);
        Delete("TF_DeleteStatus", _status);
    }

    private Output Find(string tensor)
    {
        byte* name = (byte*)Marshal.StringToCoTaskMemUTF8(tensor.Split(':')[0]);
        void* operation = ((delegate* unmanaged[Cdecl]<void*, byte*, void*>)Function("TF_GraphOperationByName"))(_graph, name);
        Marshal.FreeCoTaskMem((nint)name);
        Assert.True(operation is not null, $"the graph has no {tensor}");
        return new Output { Operation = operation };
    }

    private void* DataOf(void* tensor) => ((delegate* unmanaged[Cdecl]<void*, void*>)Function("TF_TensorData"))(tensor);

    private void Delete(string function, void* target) => ((delegate* unmanaged[Cdecl]<void*, void>)Function(function))(target);

    private void RequireSuccess() => Assert.Equal("", Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<void*, byte*>)Function("TF_Message"))(_status)));

    private nint Function(string name) => NativeLibrary.GetExport(_library, name);

    [StructLayout(LayoutKind.Sequential)]
    private struct Output
    {
        public void* Operation;
        public int Index;
    }
}
