using System.Text;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;
using TypedModels.TensorFlow;
using TypedModels.TensorFlow.Discovery;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.Benchmarks;

/// <summary>A SavedModel as a program loads it that calls TensorFlow's C API by itself.</summary>
internal sealed unsafe class TensorFlowPeer : Peer
{
    private readonly TensorFlowLibrary _library;
    private readonly GraphHandle _graph;
    private readonly TF_Session* _session;
    private readonly ModelCase _model;
    private readonly bool _isTuned;

    public TensorFlowPeer(ModelCase model, int threads, bool isTuned)
    {
        _model = model;
        _isTuned = isTuned;
        _library = TensorFlowRuntime.Load(model.Name, new LibrarySearch { AllowSystem = true });
        _graph = new GraphHandle(_library);
        using var options = new SessionOptionsHandle(_library);
        options.SetConfig(Config(threads, isTuned));
        using var status = new StatusHandle(_library);
        fixed (byte* folder = Utf8(model.SavedModel), tag = "serve\0"u8)
        {
            byte* tags = tag;
            _session = new SavedModelFunctions(_library).TF_LoadSessionFromSavedModel(options.Pointer, null, folder, &tags, 1, _graph.Pointer, null, status.Pointer);
        }

        status.ThrowOnError();
    }

    public override Caller CreateCaller() => new TensorFlowCaller(
        _library,
        _session,
        _model,
        [.. _model.Inputs.Select(input => Find(input.Tensor))],
        [.. _model.Outputs.Select(output => Find(output.Tensor))],
        _isTuned);

    public override void Dispose()
    {
        using var status = new StatusHandle(_library);
        _library.Session.TF_CloseSession(_session, status.Pointer);
        _library.Session.TF_DeleteSession(_session, status.Pointer);
        _graph.Dispose();
    }

    /// <summary>The <c>ConfigProto</c>. Both pools belong to the process: the first session decides how many threads they have.</summary>
    private static byte[] Config(int threads, bool isTuned)
    {
        const int IntraOpParallelismThreads = 2, InterOpParallelismThreads = 5, Experimental = 16, ExecutorType = 3;

        var config = new WireWriter().Varint(IntraOpParallelismThreads, threads).Varint(InterOpParallelismThreads, threads);
        return isTuned ? config.Message(Experimental, new WireWriter().Text(ExecutorType, "SINGLE_THREADED_EXECUTOR")).ToArray() : config.ToArray();
    }

    private TF_Output Find(string tensor)
    {
        var name = TensorName.TryParse(tensor) ?? throw new InvalidOperationException($"'{tensor}' is no tensor's name.");
        var operation = _graph.Find(name.Node);
        return operation is not null ? new TF_Output { oper = operation, index = name.Index } : throw new InvalidOperationException($"The graph of {_model.Name} has no '{name.Node}'.");
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
