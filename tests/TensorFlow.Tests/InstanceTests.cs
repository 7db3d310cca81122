using TypedModels.Engines;
using TypedModels.TensorFlow.Execution;
using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.TensorFlow.Tests;

/// <summary>Several loads of one model: they use one session where no call can notice it.</summary>
public sealed class InstanceTests
{
    [Fact]
    public void InstancesAnswerOnTheirOwnAndEndOnTheirOwn()
    {
        var model = SumModels.Of(isResource: true, 3, "w");
        var loaded = model with { Values = SumModels.Values(model, 1) };
        using var first = RealLibrary.Open(loaded);
        using (var second = RealLibrary.Open(loaded))
        {
            Assert.Same(Native(first), Native(second));
            Assert.Equal([1], SumModels.Call(second, 1));
            SumModels.Restore(second, SumModels.Values(model, 2));
            Assert.Equal([2], SumModels.Call(second, 1));
            Assert.Equal([1], SumModels.Call(first, 1));
        }

        Assert.Equal([1], SumModels.Call(first, 1));
    }

    [Fact]
    public void OneInstanceIsSharedWithOtherModelsAndTheOthersAreNot()
    {
        var model = SumModels.Of(isResource: true, 3, "w");
        var loaded = model with { Values = SumModels.Values(model, 1) };
        using var first = RealLibrary.Open(loaded);
        using var second = RealLibrary.Open(loaded);
        using var frame = first.CreateFrame(0);
        using var sharer = first.OpenSharing(model, [new SharedVariable("w", "w")], new ModelOptions(), _ => { }, CancellationToken.None);
        Assert.Equal([1], SumModels.Call(sharer, 1));

        // A frame that was there goes on.
        frame.Write<float>(0, [1]);
        frame.Run();
        Assert.Equal([2f, 2f, 2f], frame.Read<float>(0));
        SumModels.Restore(first, SumModels.Values(model, 2));
        Assert.Equal([2], SumModels.Call(sharer, 1));
        Assert.Equal([2], SumModels.Call(first, 1));
        Assert.Equal([1], SumModels.Call(second, 1));
    }

    [Theory]
    [InlineData("add", true)]
    [InlineData("autoencoder", true)]
    [InlineData("sentiment", true)]
    [InlineData("tf1_saved_model", true)]
    [InlineData("counter", false)]
    public void OnlyModelsWhoseCallsLeaveNothingBehindShareASession(string name, bool isShared)
    {
        var model = ModelFolders.Read(name);
        using var first = RealLibrary.Open(model);
        using var second = RealLibrary.Open(model);

        Assert.Equal(isShared, ReferenceEquals(Native(first), Native(second)));
    }

    [Theory]
    [InlineData("AssignAddVariableOp")]
    [InlineData("RandomUniform")]
    [InlineData("MutableHashTableV2")]
    [InlineData("SomethingNobodyKnows")]
    public void InDoubtAModelIsLoadedAgain(string operation)
    {
        using var library = new CountingLibrary();
        var model = new GraphBuilder().Node("new", operation, []).Model([], [new("new:0", DataType.Float)]);
        using var first = library.Open(model);
        using var second = library.Open(model);

        Assert.Equal(2, library.Made(CountingLibrary.Kind.Session));
    }

    [Fact]
    public void OptionsAndValuesTellModelsApart()
    {
        using var library = new CountingLibrary();
        var model = SumModels.Of(isResource: true, 3, "w");
        using var first = library.Open(model with { Values = SumModels.Values(model, 1) });
        using var second = library.Open(model with { Values = SumModels.Values(model, 2) });
        using var third = library.Open(model with { Values = SumModels.Values(model, 2) }, new ModelOptions { Device = "/device:CPU:0" });
        using var fourth = library.Open(model with { Values = [new VariableValue(model.Variables[0], new GivenData(new float[3], 3))] });
        using var fifth = library.Open(model with { Values = [new VariableValue(model.Variables[0], new GivenData(new float[3], 3))] });

        Assert.Equal(5, library.Made(CountingLibrary.Kind.Session));
    }

    private static NativeSession Native(EngineSession session) => ((TensorFlowSession)session).Part.Native;
}
