using System.Runtime.InteropServices;
using System.Text;

namespace TypedModels.TensorFlow.Interop;

/// <summary>A graph. The library keeps one that is freed for as long as a session uses it.</summary>
internal sealed unsafe class GraphHandle : NativeHandle
{
    public GraphHandle(TensorFlowLibrary library)
        : base(library) => SetHandle((nint)library.Graph.TF_NewGraph());

    public TF_Graph* Pointer => (TF_Graph*)handle;

    /// <summary>Adds the operations and functions of a serialised <c>GraphDef</c>.</summary>
    /// <param name="graphDef">The bytes; only read.</param>
    /// <param name="defaultDevice">The device of operations that name none, or null.</param>
    /// <param name="used">The operations of this graph whose first output the nodes may read by name.</param>
    public void Import(ReadOnlyMemory<byte> graphDef, string? defaultDevice, IEnumerable<string>? used = null)
    {
        using var options = new ImportOptionsHandle(Library);
        using var status = new StatusHandle(Library);
        if (defaultDevice is not null)
        {
            options.SetDefaultDevice(defaultDevice);
        }

        foreach (string name in used ?? [])
        {
            options.Use(name, Find(name));
        }

        using var pin = graphDef.Pin();
        var buffer = new TF_Buffer { data = pin.Pointer, length = (nuint)graphDef.Length };
        Library.Import.TF_GraphImportGraphDef(Pointer, &buffer, options.Pointer, status.Pointer);
        status.ThrowOnError();
    }

    /// <summary>Finds an operation by its name, or null. It lives as long as the graph.</summary>
    public TF_Operation* Find(string name)
    {
        if (name.Contains('\0'))
        {
            return null;
        }

        fixed (byte* text = Utf8(name))
        {
            return Library.Graph.TF_GraphOperationByName(Pointer, text);
        }
    }

    /// <summary>The type of an operation, such as <c>MatMul</c>.</summary>
    public string OperationType(TF_Operation* operation) =>
        Marshal.PtrToStringUTF8((nint)Library.Graph.TF_OperationOpType(operation)) ?? "";

    /// <summary>How many tensors an operation makes.</summary>
    public int OutputCount(TF_Operation* operation) => Library.Graph.TF_OperationNumOutputs(operation);

    /// <summary>The type of a tensor's elements; 100 more where it is a reference.</summary>
    public DataType OutputType(TF_Output tensor) => Library.Graph.TF_OperationOutputType(tensor);

    /// <summary>Whether any operation of the graph itself hands out references to a buffer, as variables of TensorFlow 1 do.</summary>
    public bool HasReferences()
    {
        const int FirstReferenceType = 100;

        nuint position = 0;
        TF_Operation* operation;
        while ((operation = Library.Graph.TF_GraphNextOperation(Pointer, &position)) is not null)
        {
            int outputs = OutputCount(operation);
            for (int i = 0; i < outputs; i++)
            {
                if ((int)OutputType(new TF_Output { oper = operation, index = i }) > FirstReferenceType)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Reads each function of the graph as a serialised <c>FunctionDef</c>, until <paramref name="read"/> has found what it looks for.</summary>
    public string? ReadFunctions(Func<ReadOnlySpan<byte>, string?> read)
    {
        using var status = new StatusHandle(Library);
        var functions = new nint[Library.Graph.TF_GraphNumFunctions(Pointer)];
        fixed (nint* pointers = functions)
        {
            int count = Library.Graph.TF_GraphGetFunctions(Pointer, (TF_Function**)pointers, functions.Length, status.Pointer);
            status.ThrowOnError();
            try
            {
                string? found = null;
                for (int i = 0; i < count && found is null; i++)
                {
                    found = Read((TF_Function*)functions[i], read, status);
                }

                return found;
            }
            finally
            {
                for (int i = 0; i < count; i++)
                {
                    Library.Graph.TF_DeleteFunction((TF_Function*)functions[i]);
                }
            }
        }
    }

    protected override bool ReleaseHandle()
    {
        Library.Graph.TF_DeleteGraph(Pointer);
        return true;
    }

    private string? Read(TF_Function* function, Func<ReadOnlySpan<byte>, string?> read, StatusHandle status)
    {
        var buffer = Library.Graph.TF_NewBuffer();
        try
        {
            Library.Graph.TF_FunctionToFunctionDef(function, buffer, status.Pointer);
            return status.Code == ModelErrorCode.Ok ? read(new ReadOnlySpan<byte>(buffer->data, checked((int)buffer->length))) : null;
        }
        finally
        {
            Library.Graph.TF_DeleteBuffer(buffer);
        }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
