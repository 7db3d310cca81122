using System.Runtime.InteropServices;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Tests.Support;

/// <summary>The shapes that TensorFlow infers while it imports a graph. Only tests ask for them.</summary>
internal sealed unsafe class ImportedShapes : IDisposable
{
    private readonly GraphHandle _graph;
    private readonly StatusHandle _status;
    private readonly delegate* unmanaged[Cdecl]<TF_Graph*, TF_Output, TF_Status*, int> _rank;
    private readonly delegate* unmanaged[Cdecl]<TF_Graph*, TF_Output, long*, int, TF_Status*, void> _lengths;

    public ImportedShapes(TensorFlowLibrary library, ReadOnlyMemory<byte> graphDef)
    {
        nint handle = NativeLibrary.Load(library.Path);
        _rank = (delegate* unmanaged[Cdecl]<TF_Graph*, TF_Output, TF_Status*, int>)NativeLibrary.GetExport(handle, "TF_GraphGetTensorNumDims");
        _lengths = (delegate* unmanaged[Cdecl]<TF_Graph*, TF_Output, long*, int, TF_Status*, void>)NativeLibrary.GetExport(handle, "TF_GraphGetTensorShape");
        _graph = new GraphHandle(library);
        _status = new StatusHandle(library);
        _graph.Import(graphDef, null);
    }

    /// <summary>The shapes and types of all outputs of an operation.</summary>
    public (DataType Type, TensorShape Shape)[] Outputs(string node)
    {
        var operation = _graph.Find(node);
        var outputs = new (DataType, TensorShape)[operation is null ? 0 : _graph.OutputCount(operation)];
        for (int i = 0; i < outputs.Length; i++)
        {
            var output = new TF_Output { oper = operation, index = i };
            outputs[i] = (_graph.OutputType(output), Shape(output));
        }

        return outputs;
    }

    public void Dispose()
    {
        _status.Dispose();
        _graph.Dispose();
    }

    private TensorShape Shape(TF_Output output)
    {
        int rank = _rank(_graph.Pointer, output, _status.Pointer);
        _status.ThrowOnError();
        if (rank < 0)
        {
            return TensorShape.Unknown;
        }

        var lengths = new long[rank];
        fixed (long* pointer = lengths)
        {
            _lengths(_graph.Pointer, output, pointer, rank, _status.Pointer);
            _status.ThrowOnError();
        }

        return new TensorShape(lengths);
    }
}
