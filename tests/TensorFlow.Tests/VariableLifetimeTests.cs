using TypedModels.Engines;
using TypedModels.TensorFlow.Tests.Support;
using Kind = TypedModels.TensorFlow.Tests.Support.CountingLibrary.Kind;

namespace TypedModels.TensorFlow.Tests;

/// <summary>What is made for variables, for models that share them and for instances of one model is freed, once: counted by a stand-in for the library.</summary>
public sealed class VariableLifetimeTests : IDisposable
{
    private readonly CountingLibrary _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public void ARestoreLeavesNothingWhetherItIsCommittedOrNot()
    {
        var model = Model("v", "w");
        using (var session = _library.Open(model with { Values = SumModels.Values(model, 1) }))
        {
            for (int i = 0; i < 100; i++)
            {
                SumModels.Restore(session, SumModels.Values(model, i));
                session.Prepare(SumModels.Values(model, -1), CancellationToken.None).Dispose();
                Assert.Throws<FormatException>(() => session.Prepare([SumModels.Value(model.Variables[0], 2), Damaged(model.Variables[1])], CancellationToken.None));
                Assert.Equal([i, i], SumModels.Read(session, [.. model.Variables]));
                Assert.Equal(0, _library.Live(Kind.Tensor));
            }
        }

        _library.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ACommitThatFailsPutsTheOldValuesBack(bool isResource)
    {
        var model = SumModels.Of(isResource, 3, "v", "w");
        using (var session = _library.Open(model with { Values = SumModels.Values(model, 1) }))
        {
            using (var restore = session.Prepare(SumModels.Values(model, 2), CancellationToken.None))
            {
                // The first run reads the old values.
                _library.Fail("TF_SessionRun", ModelErrorCode.ResourceExhausted, "no memory", countdown: 1);
                var error = Assert.Throws<ModelException>(restore.Commit);
                Assert.Equal("handmade cannot take other values of its variables: no memory. Nothing has changed: it has the values that it had.", error.Message);
            }

            Assert.Equal([1, 1], SumModels.Read(session, [.. model.Variables]));
        }

        _library.AssertNothingIsLeft();
    }

    [Fact]
    public void RestoresOfAlternatingSubsetsDoNotMakeTensorFlowPrepareMoreAndMore()
    {
        string[] names = [.. Enumerable.Range(0, 10).Select(i => $"w{i}")];
        var model = Model(names);
        using (var session = _library.Open(model with { Values = SumModels.Values(model, 0) }))
        {
            for (int i = 1; i <= 200; i++)
            {
                int subset = i;
                SumModels.Restore(session, SumModels.Values(model, i, [.. names.Where((_, position) => ((subset >> (position % 8)) & 1) == 1)]));
            }
        }

        // Eight sets, then one by one: for setting and for reading.
        Assert.InRange(_library.MostExecutors, 2, 2 * (8 + names.Length));
        _library.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OwnerAndSharerAreDisposedInAnyOrder(bool isOwnerFirst)
    {
        var model = Model("w");
        var owner = _library.Open(model with { Values = SumModels.Values(model, 1) });
        var sharer = Share(owner, model);
        Assert.Equal(1, _library.Live(Kind.Session));
        (isOwnerFirst ? owner : sharer).Dispose();
        var left = isOwnerFirst ? sharer : owner;
        SumModels.Restore(left, SumModels.Values(model, 2));
        Assert.Equal([2], SumModels.Read(left, model.Variables[0]));
        left.Dispose();
        owner.Dispose();

        _library.AssertNothingIsLeft();
    }

    [Fact]
    public void ASharersSharerKeepsBothAlive()
    {
        var model = Model("w");
        var owner = _library.Open(model with { Values = SumModels.Values(model, 1) });
        var middle = Share(owner, model);
        var last = Share(middle, model);
        owner.Dispose();
        middle.Dispose();
        SumModels.Restore(last, SumModels.Values(model, 2));
        Assert.Equal([2], SumModels.Read(last, model.Variables[0]));
        last.Dispose();

        _library.AssertNothingIsLeft();
    }

    [Fact]
    public void AFailedShareLeavesTheOwner()
    {
        var model = Model("w");
        using (var owner = _library.Open(model with { Values = SumModels.Values(model, 1) }))
        {
            foreach (string function in new[] { "TF_GraphImportGraphDef", "TF_ExtendSession", "TF_SessionRun" })
            {
                _library.Fail(function, ModelErrorCode.Internal, "no luck");
                Assert.Throws<ModelLoadException>(() => Share(owner, model, "y_w"));
            }

            Share(owner, model).Dispose();
            Assert.Equal([1], SumModels.Read(owner, model.Variables[0]));
        }

        _library.AssertNothingIsLeft();
    }

    [Fact]
    public void InstancesOfOneModelUseOneSession()
    {
        var model = Model("w");
        var instances = Enumerable.Range(0, 20).Select(_ => _library.Open(model with { Values = SumModels.Values(model, 1) })).ToList();
        Assert.Equal(1, _library.Made(Kind.Session));
        using (_library.Open(model with { Values = SumModels.Values(model, 2) }))
        {
            Assert.Equal(2, _library.Live(Kind.Session));
        }

        instances.ForEach(instance => instance.Dispose());
        _library.AssertNothingIsLeft();
        using (_library.Open(model))
        {
            Assert.Equal(1, _library.Library.Sessions.Count);
        }
    }

    [Fact]
    public void AnInstanceThatIsRestoredGetsASessionOfItsOwn()
    {
        var model = Model("w");
        var loaded = model with { Values = SumModels.Values(model, 1) };
        var first = _library.Open(loaded);
        var second = _library.Open(loaded);
        first.Prepare(SumModels.Values(model, 3), CancellationToken.None).Dispose();
        Assert.Equal(1, _library.Live(Kind.Session));
        SumModels.Restore(first, SumModels.Values(model, 2));
        Assert.Equal(2, _library.Live(Kind.Session));
        Assert.Equal([2], SumModels.Read(first, model.Variables[0]));
        Assert.Equal([1], SumModels.Read(second, model.Variables[0]));

        // Alone now, it is changed in place, and no load joins it any more.
        SumModels.Restore(second, SumModels.Values(model, 4));
        using (var third = _library.Open(loaded))
        {
            Assert.Equal([1], SumModels.Read(third, model.Variables[0]));
            Assert.Equal(3, _library.Live(Kind.Session));
        }

        first.Dispose();
        second.Dispose();
        _library.AssertNothingIsLeft();
    }

    [Fact]
    public void AnInstanceThatOthersShareVariablesOfGetsASessionOfItsOwn()
    {
        var model = Model("w");
        var loaded = model with { Values = SumModels.Values(model, 1) };
        var first = _library.Open(loaded);
        var second = _library.Open(loaded);
        var frame = first.CreateFrame(0);
        var sharer = Share(first, model);
        Assert.Equal(2, _library.Live(Kind.Session));
        frame.Write<float>(0, [1]);
        frame.Run();
        frame.Dispose();
        SumModels.Restore(first, SumModels.Values(model, 2));
        Assert.Equal(2, _library.Live(Kind.Session));
        Assert.Equal([2], SumModels.Read(first, model.Variables[0]));
        Assert.Equal([1], SumModels.Read(second, model.Variables[0]));
        first.Dispose();
        second.Dispose();
        sharer.Dispose();

        _library.AssertNothingIsLeft();
    }

    [Fact]
    public void LoadsOfOneModelAtATimeDoTheWorkOnce()
    {
        var model = Model("w");
        var loaded = model with { Values = SumModels.Values(model, 1) };
        var instances = new EngineSession[16];
        Parallel.For(0, instances.Length, i => instances[i] = _library.Open(loaded));
        Assert.Equal(1, _library.Made(Kind.Session));
        Array.ForEach(instances, instance => instance.Dispose());

        _library.AssertNothingIsLeft();
    }

    private static EngineModel Model(params string[] names) => SumModels.Of(isResource: true, 3, names);

    private static VariableValue Damaged(EngineVariable variable) => new(variable, new GivenData(new float[3], 3) { IsDamaged = true });

    private static EngineSession Share(EngineSession owner, EngineModel model, params string[] initialisers) => owner.OpenSharing(
        model with { Name = "sharer", Initialisers = initialisers },
        [.. model.Variables.Select(variable => new SharedVariable(variable.Node, variable.Node))],
        new ModelOptions(),
        _ => { },
        CancellationToken.None);
}
