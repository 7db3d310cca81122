using System.Buffers.Binary;
using TypedModels.Formats.Checksums;
using TypedModels.Formats.Protobuf;
using TypedModels.Formats.Serving;
using TypedModels.Runtime.Calls;
using TypedModels.Runtime.Loading;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Loading;

public sealed class WarmUpCallsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordedLog _log = new();
    private readonly List<string> _calls = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ZerosTakeTheDeclaredShape()
    {
        Make(WarmUp.Zeros, TestContract.Argument("x", DataType.Float, -1, 3), TestContract.Argument("s", DataType.String, 2));

        Assert.Equal(["[1, 3] 0 0 0 | [2] ' '"], _calls);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void SparseAndRaggedArgumentsAreEmpty()
    {
        Make(WarmUp.Zeros, TestContract.Sparse("x", DataType.Float, -1, 3));
        Make(WarmUp.Zeros, TestContract.Ragged("x", DataType.Float, 2, DataType.Int64, -1, -1, -1));

        Assert.Equal(["[0]  | [0, 2]  | [2] 1 3", "[0]  | [2] 0 0 | [1] 0"], _calls);
    }

    [Fact]
    public void ASignatureThatChangesStateIsNotCalled()
    {
        Make(WarmUp.Zeros, contract => contract with { StateChanges = ["AssignAddVariableOp"] }, TestContract.Argument("x", DataType.Float));

        Assert.Empty(_calls);
    }

    [Fact]
    public void ValuesTooLargeToMakeAreLoggedAndNoError()
    {
        Make(WarmUp.Zeros, TestContract.Argument("x", DataType.Float, 1L << 40));

        Assert.Empty(_calls);
        Assert.Equal(["Warning: face_embedder: the warm-up call of signature 'embed_crops' failed"], _log.Lines);
    }

    [Fact]
    public void ACallThatFailsIsLoggedAndNoError()
    {
        Make(WarmUp.Zeros, contract => contract, [TestContract.Argument("x", DataType.Float)], _ => throw new ModelRunException("m", "s", ModelErrorCode.Internal, "broken"));

        Assert.Equal(["Warning: face_embedder: the warm-up call of signature 'embed_crops' failed"], _log.Lines);
    }

    [Fact]
    public void RequestsAreReplayed()
    {
        WriteRequests(Request("embed_crops", ("x", Floats([2], 1.5f, 2.5f))), Request("embed_crops", ("x", Floats([1], 3))));
        Make(WarmUp.Requests, TestContract.Argument("x", DataType.Float, -1));

        Assert.Equal(["[2] 1.5 2.5", "[1] 3"], _calls);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void WithoutRequestsZerosAreCalled()
    {
        Make(WarmUp.Requests, TestContract.Argument("x", DataType.Float, -1));

        Assert.Equal(["[1] 0"], _calls);
    }

    [Fact]
    public void RequestsThatDoNotFitArePassedOver()
    {
        WriteRequests(
            Request("other", ("x", Floats([1], 1))),
            Request("", ("x", Floats([1], 1))),
            Request("embed_crops", ("y", Floats([1], 1))),
            Request("embed_crops", ("x", Tensor(DataType.Double, [1], new byte[8]))),
            Request("embed_crops", ("x", Tensor(DataType.Float, [3], new byte[5]))),
            Request("embed_crops", ("x", Floats([1], 7))));
        Make(WarmUp.Requests, TestContract.Argument("x", DataType.Float, -1));

        Assert.Equal(["[1] 7"], _calls);
        Assert.Equal(
            [
                "Warning: face_embedder: the warm-up request 1 was passed over: there is no signature 'other' to call",
                "Warning: face_embedder: the warm-up request 2 was passed over: there is no signature 'serving_default' to call",
                "Warning: face_embedder: the warm-up request 3 was passed over: it does not give x as float [?]",
                "Warning: face_embedder: the warm-up request 4 was passed over: it does not give x as float [?]",
                "Warning: face_embedder: the warm-up call of signature 'embed_crops' failed",
            ],
            _log.Lines);
    }

    [Fact]
    public void ADamagedFileIsLoggedAndNoError()
    {
        _folder.Write("assets.extra/tf_serving_warmup_requests", [1, 2, 3]);
        Make(WarmUp.Requests, TestContract.Argument("x", DataType.Float, -1));

        Assert.Empty(_calls);
        Assert.Equal([$"Warning: face_embedder: the warm-up requests in {WarmUpRequests.PathIn(_folder.Path)} cannot be read"], _log.Lines);
    }

    [Fact]
    public void CancellingEndsIt() =>
        Assert.Throws<OperationCanceledException>(() => Make(WarmUp.Zeros, contract => contract, [TestContract.Argument("x", DataType.Float)], null, new CancellationToken(true)));

    private void Make(WarmUp kind, params ArgumentContract[] inputs) => Make(kind, contract => contract, inputs);

    private void Make(WarmUp kind, Func<SignatureContract, SignatureContract> change, params ArgumentContract[] inputs) => Make(kind, change, inputs, null);

    private void Make(
        WarmUp kind, Func<SignatureContract, SignatureContract> change, ArgumentContract[] inputs, Action<ScriptedFrame>? onRun, CancellationToken token = default)
    {
        var output = TestContract.Argument("y", DataType.Float);
        var (model, engine) = ScriptedSession.Load(inputs, [output]);
        using (model)
        {
            var binding = new SignatureBinding("face_embedder", "FaceEmbedder", change(TestContract.Signature("embed_crops", inputs, [output])), new Dictionary<string, FixedTensor>());
            engine.OnRun = (frame, _) =>
            {
                onRun?.Invoke(frame);
                _calls.Add(string.Join(" | ", binding.Inputs.SelectMany(input => Enumerable.Range(0, ArgumentBinding.SlotsOf(input.Contract)).Select(part => Describe(frame, input.FirstSlot + part, input.SlotType(part))))));
                frame.Answer(0, [], 1f);
            };
            new WarmUpCalls(model, [binding], _log, token).Make(kind, _folder.Path);
        }
    }

    private static string Describe(ScriptedFrame frame, int slot, DataType type) => $"[{string.Join(", ", frame.InputShape(slot))}] " + type switch
    {
        DataType.Float => string.Join(" ", frame.Given<float>(slot)),
        DataType.Int64 => string.Join(" ", frame.Given<long>(slot)),
        _ => "'" + string.Join(" ", frame.GivenTexts(slot)) + "'",
    };

    private void WriteRequests(params WireWriter[] requests)
    {
        var file = new MemoryStream();
        foreach (var request in requests)
        {
            byte[] record = new WireWriter().Message(6, new WireWriter().Message(1, request)).ToArray();
            byte[] length = new byte[sizeof(ulong)], checksum = new byte[sizeof(uint)];
            BinaryPrimitives.WriteInt64LittleEndian(length, record.Length);
            file.Write(length);
            BinaryPrimitives.WriteUInt32LittleEndian(checksum, MaskedCrc32C.Of(length));
            file.Write(checksum);
            file.Write(record);
            BinaryPrimitives.WriteUInt32LittleEndian(checksum, MaskedCrc32C.Of(record));
            file.Write(checksum);
        }

        _folder.Write("assets.extra/tf_serving_warmup_requests", file.ToArray());
    }

    private static WireWriter Request(string signature, params (string Key, WireWriter Value)[] inputs)
    {
        var request = new WireWriter().Message(1, new WireWriter().Text(1, "face_embedder").Text(3, signature));
        foreach (var (key, value) in inputs)
        {
            request.Message(2, HandMadeModels.Entry(key, value));
        }

        return request;
    }

    private static WireWriter Floats(long[] shape, params float[] values) => Tensor(DataType.Float, shape, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    private static WireWriter Tensor(DataType type, long[] shape, byte[] content) =>
        new WireWriter().Varint(1, (int)type).Message(2, HandMadeModels.Shape(new TensorShape(shape))).Bytes(4, content);
}
