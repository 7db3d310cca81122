using TypedModels.Formats.Extraction;
using TypedModels.Formats.Models;
using TypedModels.Graphs;
using TypedModels.Runtime;

namespace TypedModels.Tests.Support;

/// <summary>Contracts of graphs whose signatures the code declares, made as a build makes them.</summary>
internal static class DeclaredModel
{
    /// <summary>The encoder of the graph with one encoder and three decoders.</summary>
    public static ModelContract Encoder { get; } = OfRepository("shared_encoder/all.ckpt.meta", "encoder", "input=input", "code=encoder/code") with { Checkpoint = "encoder.ckpt" };

    /// <summary>One of its decoders, from the input on: it reaches the encoder too.</summary>
    public static ModelContract Decoder(string name) =>
        OfRepository("shared_encoder/all.ckpt.meta", name, "input=input", $"{name}={name}/output") with { Scope = name, Checkpoint = name + ".ckpt" };

    /// <summary>The whole graph.</summary>
    public static ModelContract SharedEncoder { get; } =
        OfRepository("shared_encoder/all.ckpt.meta", "shared_encoder", "input=input", "code=encoder/code decoder_a=decoder_a/output decoder_b=decoder_b/output decoder_c=decoder_c/output");

    /// <summary>A graph of the repository with one signature.</summary>
    /// <param name="path">The file, below the folder of models.</param>
    /// <param name="name">What the model is called.</param>
    /// <param name="inputs">The inputs as the code declares them, separated by spaces.</param>
    /// <param name="outputs">The outputs.</param>
    /// <param name="key">The signature's key.</param>
    /// <param name="scope">The wrapper's scope.</param>
    public static ModelContract OfRepository(string path, string name, string inputs, string outputs, string key = "all", string? scope = null) =>
        Of(Path.Combine(TestModels.Folder, path), name, inputs, outputs, key, scope);

    /// <summary>A graph with one signature.</summary>
    public static ModelContract Of(string path, string name, string inputs, string outputs, string key = "all", string? scope = null)
    {
        var graph = ModelFile.Read(path).MetaGraphs[0];
        var resolved = new SignatureResolver(GraphNodes.Of(graph), scope).Resolve(new DeclaredSignature(key, Arguments(inputs), Arguments(outputs)));
        Assert.Empty(resolved.Problems.Select(problem => problem.Text));
        return new ModelContract
        {
            Model = name,
            Path = path,
            Tags = graph.Tags.ToValueList(),
            Scope = scope,
            Signatures = new[] { resolved.Contract! with { StateChanges = resolved.Operations.Where(StateChange.IsOne).ToValueList() } }.ToValueList(),
            Operations = resolved.Operations,
        };
    }

    /// <summary>Loads a model on an engine, over another one's variables where one is given; on TensorFlow without its library the test is skipped.</summary>
    public static ModelSession Load(EngineKind engine, ModelContract contract, ModelOptions? options = null, ModelSession? owner = null)
    {
        RecordedModel.Require(engine);
        var chosen = (options ?? new ModelOptions()) with { Engine = engine };
        return owner is null ? ModelSession.Load(contract, chosen) : ModelSession.Load(contract, new Wrapper(owner), chosen);
    }

    private static ValueList<DeclaredArgument> Arguments(string arguments) => arguments.Split(' ').Select(DeclaredArgument.Parse).ToValueList();

    private sealed record Wrapper(ModelSession Session) : IModelSessionSource;
}
