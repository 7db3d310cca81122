using System.Runtime.InteropServices;
using System.Text;

namespace TypedModels.Benchmarks;

/// <summary>A model that ONNX Runtime has loaded, with its own options except for the number of threads.</summary>
internal sealed unsafe class OnnxSession : IDisposable
{
    private readonly OrtSession* _session;

    /// <param name="library">The library.</param>
    /// <param name="file">The model.</param>
    /// <param name="threads">How many threads an operation may use.</param>
    public OnnxSession(OnnxRuntimeLibrary library, string file, int threads)
    {
        Library = library;
        var functions = library.Functions;
        OrtSessionOptions* options;
        library.Check(functions.CreateSessionOptions(&options));
        try
        {
            library.Check(functions.SetIntraOpNumThreads(options, threads));
            OrtSession* session;
            fixed (byte* path = Encoding.UTF8.GetBytes(file + '\0'))
            {
                library.Check(functions.CreateSession(library.Environment, path, options, &session));
            }

            _session = session;
        }
        finally
        {
            functions.ReleaseSessionOptions(options);
        }
    }

    /// <summary>The library.</summary>
    public OnnxRuntimeLibrary Library { get; }

    public OrtSession* Pointer => _session;

    /// <summary>The names and element types of what the model takes.</summary>
    public IReadOnlyList<(string Name, DataType Type)> Inputs => Describe(
        Library.Functions.SessionGetInputCount, Library.Functions.SessionGetInputName, Library.Functions.SessionGetInputTypeInfo);

    /// <summary>The names and element types of what the model gives.</summary>
    public IReadOnlyList<(string Name, DataType Type)> Outputs => Describe(
        Library.Functions.SessionGetOutputCount, Library.Functions.SessionGetOutputName, Library.Functions.SessionGetOutputTypeInfo);

    public void Dispose() => Library.Functions.ReleaseSession(_session);

    private (string Name, DataType Type)[] Describe(
        delegate* unmanaged[Cdecl]<OrtSession*, nuint*, OrtStatus*> getCount,
        delegate* unmanaged[Cdecl]<OrtSession*, nuint, OrtAllocator*, byte**, OrtStatus*> getName,
        delegate* unmanaged[Cdecl]<OrtSession*, nuint, OrtTypeInfo**, OrtStatus*> getType)
    {
        nuint count;
        Library.Check(getCount(_session, &count));
        var all = new (string, DataType)[count];
        for (nuint i = 0; i < count; i++)
        {
            OrtTypeInfo* type;
            Library.Check(getType(_session, i, &type));
            all[i] = (NameOf(getName, i), TypeOf(type));
            Library.Functions.ReleaseTypeInfo(type);
        }

        return all;
    }

    private string NameOf(delegate* unmanaged[Cdecl]<OrtSession*, nuint, OrtAllocator*, byte**, OrtStatus*> getName, nuint index)
    {
        OrtAllocator* allocator;
        Library.Check(Library.Functions.GetAllocatorWithDefaultOptions(&allocator));
        byte* text;
        Library.Check(getName(_session, index, allocator, &text));
        string name = Marshal.PtrToStringUTF8((nint)text) ?? "";
        Library.Check(Library.Functions.AllocatorFree(allocator, text));
        return name;
    }

    private DataType TypeOf(OrtTypeInfo* type)
    {
        OrtTensorTypeAndShapeInfo* tensor;
        Library.Check(Library.Functions.CastTypeInfoToTensorInfo(type, &tensor));
        int number = 0;
        if (tensor is not null)
        {
            Library.Check(Library.Functions.GetTensorElementType(tensor, &number));
        }

        return OnnxElementTypes.Of(number);
    }
}
