using TypedModels.Formats.Extraction;
using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Engines;

/// <summary>A model with ragged arguments, which no recorded one has: put together by hand.</summary>
public abstract class RaggedModelTests(EngineKind engine) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void RowsOfDifferentLengthsGoInAndComeOut()
    {
        using var model = Load();
        var words = new RaggedTensor<float>([1, 2, 3, 4, 5, 6], [[0, 2, 2, 3], [0, 3, 4, 6]]);

        using var call = model.Begin(0);
        call.Input<float>(0, words);
        call.Run();
        var doubled = call.Results.Ragged<float>(0);

        Assert.Equal([2, 4, 6, 8, 10, 12], doubled.Values);
        Assert.Equal([0, 2, 2, 3], doubled.RowSplits[0]);
        Assert.Equal([0, 3, 4, 6], doubled.RowSplits[1]);
    }

    [Fact]
    public void NoRowsGoInAndComeOut()
    {
        using var model = Load();

        using var call = model.Begin(0);
        call.Input<float>(0, new RaggedTensor<float>([], [[0], [0]]));
        call.Run();

        Assert.Equal(0, call.Results.Ragged<float>(0).RowCount);
    }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private ModelSession Load()
    {
        RecordedModel.Require(engine);
        _folder.Write("saved_model.pb", HandMadeModels.Composite());
        var contract = ContractExtractor.ExtractFolder(_folder.Path, "ragged", "models/ragged").Document.TagSets[0];
        Assert.Equal("ragged", contract.Signatures[0].Key);
        return ModelSession.Load(contract, new ModelOptions { Engine = engine, Source = _folder.Path });
    }
}
