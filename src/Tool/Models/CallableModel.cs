using TypedModels.Formats;
using TypedModels.Runtime;
using TypedModels.Runtime.Calls;
using TypedModels.Runtime.Loading;
using TypedModels.TensorFlow;
using TypedModels.TensorFlow.Discovery;

namespace TypedModels.Tool.Models;

/// <summary>One graph of a model with its signatures ready for calls; it is loaded as often as sessions are asked for.</summary>
internal sealed class CallableModel
{
    private readonly string _folder;

    /// <summary>Prepares the graph of <paramref name="model"/> that has <paramref name="tags"/>.</summary>
    /// <exception cref="ModelFormatException">The graph is damaged, contradicts itself or has no signature.</exception>
    /// <exception cref="UsageException">There is no such graph.</exception>
    public CallableModel(OpenedModel model, IReadOnlyList<string>? tags)
    {
        var graph = model.Graph(tags);
        Contract = model.Contract(graph);
        if (Contract.Signatures.Count == 0)
        {
            throw new ModelFormatException(new ModelProblem(ExtractionError.NoSignature, model.File.Path, "The model has no signature to call", "Export it with signatures"));
        }

        Signatures = [.. Contract.Signatures.Select(signature => new SignatureBinding(model.Name, model.Name, signature, DefaultValues.Read(graph, signature)))];
        _folder = Path.GetFullPath(model.File.Folder);
    }

    /// <summary>What the graph promises.</summary>
    public ModelContract Contract { get; }

    /// <summary>The signatures, in the contract's order.</summary>
    public IReadOnlyList<SignatureBinding> Signatures { get; }

    /// <summary>The position of the signature <paramref name="key"/>, or −1.</summary>
    public int IndexOf(string key) => Contract.Signatures.ToList().FindIndex(signature => signature.Key == key);

    /// <summary>Why a signature cannot be called by anyone, or null when it can.</summary>
    public string? Obstacle(int signature) => SignatureSupport.IsCallable(Contract.Signatures[signature])
        ? null
        : $"the signature '{Contract.Signatures[signature].Key}' has no outputs, or arguments whose elements .NET cannot carry";

    /// <summary>The keys of the signatures, for messages.</summary>
    public string Keys => string.Join(", ", Contract.Signatures.Select(signature => $"'{signature.Key}'"));

    /// <summary>Loads the model.</summary>
    /// <exception cref="ModelException">It cannot be loaded, or there is no engine for it.</exception>
    public ModelSession Load(ModelOptions options, IProgress<LoadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Load(Contract, options, progress, cancellationToken);

    /// <summary>Loads one signature of the model, as its first.</summary>
    /// <exception cref="ModelException">It cannot be loaded, or there is no engine for it.</exception>
    public ModelSession LoadSignature(int signature, ModelOptions options) =>
        Load(Contract with { Signatures = new[] { Contract.Signatures[signature] }.ToValueList() }, options, null, CancellationToken.None);

    private ModelSession Load(ModelContract contract, ModelOptions options, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
    {
        if (options.Engine == EngineKind.TensorFlow)
        {
            // A program has to ask for the TensorFlow of a pip install; at a command line, whatever is on this computer will do.
            TensorFlowRuntime.Load(Contract.Model, new LibrarySearch { AllowPython = true, AllowSystem = true });
        }

        return ModelSession.LoadAsync(contract, options with { Source = ModelSource.Folder(_folder) }, progress, cancellationToken).GetAwaiter().GetResult();
    }
}
