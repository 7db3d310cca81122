using TypedModels.Formats;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;
using TypedModels.Formats.Serving;

namespace TypedModels.Tests.Serving;

public sealed class WarmUpRequestsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void TheRecordedRequestsOfAModelAreRead()
    {
        var requests = WarmUpRequests.Read(WarmUpRequests.PathIn(TestModels.FolderOf("warmup")));

        Assert.NotEmpty(requests);
        Assert.All(requests, request =>
        {
            Assert.NotEmpty(request.Inputs);
            Assert.All(request.Inputs.Values, input => Assert.True(input.Shape.IsFullyKnown));
        });
    }

    [Fact]
    public void RequestsOfOtherKindsArePassedOver()
    {
        // PredictionLog: log_metadata = 1, classify_log = 2, regress_log = 3, predict_log = 6.
        byte[] classify = new WireWriter().Message(2, new WireWriter().Message(1, new WireWriter())).ToArray();
        byte[] answered = new WireWriter().Message(6, new WireWriter().Message(2, new WireWriter())).ToArray();
        Write(classify, [], answered, Log(Request("a")));

        Assert.Equal("a", Assert.Single(WarmUpRequests.Read(_file)).Signature);
    }

    [Fact]
    public void SignatureAndInputsAreRead()
    {
        var value = new WireWriter().Varint(1, (int)DataType.Float).Message(2, HandMadeModels.Shape(new TensorShape(2))).Bytes(4, new byte[8]);
        Write(Log(Request("encode", ("x", value))));
        var request = Assert.Single(WarmUpRequests.Read(_file));

        Assert.Equal("encode", request.Signature);
        Assert.Equal("[2]", request.Inputs["x"].Shape.ToString());
        Assert.Equal(8, TensorElements.ToBytes(request.Inputs["x"]).Length);
    }

    [Fact]
    public void NoSignatureIsTheDefaultOne()
    {
        Write(Log(new WireWriter()));

        Assert.Equal("", Assert.Single(WarmUpRequests.Read(_file)).Signature);
    }

    [Fact]
    public void PartsOfOneRequestAreMerged()
    {
        byte[] log = new WireWriter()
            .Message(6, new WireWriter().Message(1, new WireWriter().Message(1, new WireWriter().Text(3, "first"))))
            .Message(6, new WireWriter().Message(1, new WireWriter().Message(1, new WireWriter().Text(3, "last"))))
            .ToArray();
        Write(log);

        Assert.Equal("last", Assert.Single(WarmUpRequests.Read(_file)).Signature);
    }

    [Fact]
    public void NoMoreThanAThousandAreRead()
    {
        Write([.. Enumerable.Range(0, 1005).Select(i => Log(Request(i.ToString())))]);
        var requests = WarmUpRequests.Read(_file);

        Assert.Equal(1000, requests.Count);
        Assert.Equal("999", requests[^1].Signature);
    }

    [Fact]
    public void ADamagedFileIsNamed()
    {
        File.WriteAllBytes(_file, [1, 2, 3]);
        var error = Assert.Throws<ModelFormatException>(() => WarmUpRequests.Read(_file));

        Assert.Equal(_file, error.Problem.File);
    }

    [Fact]
    public void ADamagedMessageInAWholeRecordIsNamed()
    {
        Write([0x32, 0x7F]);

        Assert.Equal(_file, Assert.Throws<ModelFormatException>(() => WarmUpRequests.Read(_file)).Problem.File);
    }

    private void Write(params byte[][] records) => File.WriteAllBytes(_file, RecordFileTests.Write(records));

    private static byte[] Log(WireWriter request) => new WireWriter().Message(6, new WireWriter().Message(1, request)).ToArray();

    private static WireWriter Request(string signature, params (string Key, WireWriter Value)[] inputs)
    {
        var request = new WireWriter().Message(1, new WireWriter().Text(1, "model").Text(3, signature));
        foreach (var (key, value) in inputs)
        {
            request.Message(2, HandMadeModels.Entry(key, value));
        }

        return request;
    }
}
