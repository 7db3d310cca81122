using System.Diagnostics;
using TypedModels.Engines;
using TypedModels.TensorFlow.Execution;
using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.TensorFlow.Tests;

public sealed class RunErrorTests
{
    [Fact]
    public void AnErrorNamesModelSignatureAndKindAndKeepsTensorFlowsWords()
    {
        using var failing = new Failing();

        var error = failing.Fail("divide", frame =>
        {
            frame.Write<int>(0, [1]);
            frame.Write<int>(1, [0]);
        });
        Assert.Equal("failing, signature 'divide': Integer division by zero", error.Message);
        Assert.Equal(ModelErrorCode.InvalidArgument, error.Code);
        Assert.Equal("failing", error.Model);
        Assert.Equal("divide", error.Signature);

        Assert.Equal("failing, signature 'check': not a number here : Tensor had NaN values", failing.Fail("check", frame => frame.Write<float>(0, [1, float.NaN], 2)).Message);
        Assert.Equal("failing, signature 'index': indices = 77 is not in [0, 3)", failing.Fail("index", frame => frame.Write<int>(0, [77])).Message);
        Assert.Equal("failing, signature 'must': assertion failed: [the caller said no]", failing.Fail("must", frame => frame.Write<byte>(0, [0])).Message);
        Assert.Equal(ModelErrorCode.ResourceExhausted, failing.Fail("allocate", frame => frame.Write<long>(0, [1L << 60])).Code);
    }

    [Fact]
    public void AModelStaysUsableAfterAnError()
    {
        using var failing = new Failing();
        using var frame = failing.Frame("divide");
        for (int divisor = 0; divisor < 6; divisor++)
        {
            frame.Write<int>(0, [60]);
            frame.Write<int>(1, [divisor / 2]);
            if (divisor < 2)
            {
                Assert.Throws<ModelRunException>(() => frame.Run());
            }
            else
            {
                frame.Run();
                Assert.Equal([60 / (divisor / 2)], frame.Read<int>(0));
            }

            frame.Clear();
        }
    }

    [Fact]
    public void TheDefaultExecutorSaysWhichNodeFailed()
    {
        // A variable of TensorFlow 1 beside it asks for the default executor, which alone names nodes.
        var model = new GraphBuilder()
            .Node("old", "VariableV2", [], ("dtype", GraphBuilder.Type(DataType.Int32)), ("shape", GraphBuilder.Shape()))
            .Placeholder("a", DataType.Int32)
            .Placeholder("b", DataType.Int32)
            .Node("tower/quotient", "FloorDiv", ["a", "b"], ("T", GraphBuilder.Type(DataType.Int32)))
            .Model([new("a:0", DataType.Int32), new("b:0", DataType.Int32)], [new("tower/quotient:0", DataType.Int32)]);
        using var session = RealLibrary.Open(model);
        using var frame = session.CreateFrame(0);
        frame.Write<int>(0, [1]);
        frame.Write<int>(1, [0]);
        var error = Assert.Throws<ModelRunException>(() => frame.Run());

        Assert.Equal("tower/quotient", error.Node);
        Assert.Equal("FloorDiv", error.Operation);
        Assert.Equal("handmade, signature 'call': Integer division by zero (node tower/quotient, operation FloorDiv)", error.Message);
    }

    [Fact]
    public void TheOperationOfANodeInAFunctionIsFoundThere()
    {
        var model = new GraphBuilder()
            .Node("old", "VariableV2", [], ("dtype", GraphBuilder.Type(DataType.Float)), ("shape", GraphBuilder.Shape()))
            .Placeholder("x", DataType.Float)
            .AddFunction("checked", DataType.Float, "inner:output:0", GraphBuilder.WriteNode("inner", "CheckNumerics", ["x"], ("T", GraphBuilder.Type(DataType.Float)), ("message", GraphBuilder.Text("no number"))))
            .Node("outer", "PartitionedCall", ["x"], ("Tin", GraphBuilder.Types(DataType.Float)), ("Tout", GraphBuilder.Types(DataType.Float)), ("f", GraphBuilder.Function("checked")))
            .Model([new("x:0", DataType.Float)], [new("outer:0", DataType.Float)]);
        using var session = RealLibrary.Open(model);
        using var frame = session.CreateFrame(0);
        frame.Write<float>(0, [float.NaN], 1);
        var error = Assert.Throws<ModelRunException>(() => frame.Run());

        Assert.EndsWith("inner", error.Node, StringComparison.Ordinal);
        Assert.Equal("CheckNumerics", error.Operation);
        Assert.StartsWith("handmade, signature 'call': no number : Tensor had NaN values (node ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADeadlineEndsALoopInTime()
    {
        using var failing = new Failing();
        using var frame = failing.Frame("spin");
        frame.Write<int>(0, [3]);
        frame.Run();
        frame.Write<int>(0, [100_000_000]);
        var watch = Stopwatch.StartNew();
        var error = Assert.Throws<TimeoutException>(() => frame.Run(new CallLimits(TimeSpan.FromMilliseconds(200), CancellationToken.None)));

        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(190), TimeSpan.FromSeconds(10));
        Assert.Equal("failing, signature 'spin': the call was ended at its deadline of 200 ms.", error.Message);
        frame.Write<int>(0, [3]);
        frame.Run(new CallLimits(TimeSpan.FromMinutes(1), CancellationToken.None));
        Assert.Single(frame.Read<float>(0));
    }

    [Theory]
    [InlineData("plain words", "plain words", null, null)]
    [InlineData("", "", null, null)]
    [InlineData("Integer division by zero\n\t [[{{node a/b}}]]", "Integer division by zero", "a/b", null)]
    [InlineData("{{function_node __inference_f_12}} {{function_node __inference_f_12}} too big\n\t [[{{node div}}]]\n\t [[StatefulPartitionedCall]]", "too big", "div", "__inference_f_12")]
    [InlineData("shapes of {{node x}} differ: [[2]] and [3]", "shapes of x differ: [[2]] and [3]", "x", null)]
    [InlineData("an open {{node x", "an open {{node x", null, null)]
    [InlineData("Input has 3 values [[{{node Reshape}}]]", "Input has 3 values", "Reshape", null)]
    [InlineData("first line\nsecond line\n\t [[{{node a}}]]", "first line\nsecond line", "a", null)]
    public void AMessageIsTakenApartWhereItIsMarked(string message, string text, string? node, string? function) =>
        Assert.Equal(new TensorFlowMessage(text, node, function), TensorFlowMessage.Parse(message));

    private sealed class Failing : IDisposable
    {
        private readonly EngineModel _model = ModelFolders.Read("failing");
        private readonly EngineSession _session;

        public Failing() => _session = RealLibrary.Open(_model);

        public CallFrame Frame(string signature) => _session.CreateFrame(_model.Signatures.ToList().FindIndex(candidate => candidate.Key == signature));

        public ModelRunException Fail(string signature, Action<CallFrame> write)
        {
            using var frame = Frame(signature);
            write(frame);
            return Assert.Throws<ModelRunException>(() => frame.Run());
        }

        public void Dispose() => _session.Dispose();
    }
}
