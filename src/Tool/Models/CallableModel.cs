using TypedModels.Formats;
using TypedModels.Formats.Extraction;
using TypedModels.Formats.Models;
using TypedModels.Formats.SavedModels;
using TypedModels.Graphs;
using TypedModels.Runtime;
using TypedModels.Runtime.Calls;
using TypedModels.Runtime.Loading;
using TypedModels.TensorFlow;
using TypedModels.TensorFlow.Discovery;

namespace TypedModels.Tool.Models;

/// <summary>One graph of a model with its signatures ready for calls; it is loaded as often as sessions are asked for.</summary>
internal sealed class CallableModel
{
    private readonly string _path;
    private readonly string[] _checkpoints;

    /// <summary>Prepares the part of <paramref name="model"/> that is meant.</summary>
    /// <exception cref="ModelFormatException">The graph is damaged, contradicts itself or has no signature.</exception>
    /// <exception cref="UsageException">There is no such graph, or it has no such tensors.</exception>
    public CallableModel(OpenedModel model, ModelSelection selection)
    {
        var graph = model.Graph(selection.Tags);
        Contract = Declare(model, graph, selection);
        NamesAreGenerated = model.File.Kind == ModelFileKind.Keras;
        if (Contract.Signatures.Count == 0)
        {
            throw new ModelFormatException(new ModelProblem(
                ExtractionError.NoSignature, model.File.Path, "The model has no signature to call", "Name its tensors, --input input:0 --output output:0, or export it with signatures"));
        }

        var declared = DeclaredSignatures.Find(model.File, graph, Contract);
        Signatures = [.. Contract.Signatures.Select(signature => new SignatureBinding(
            model.Name, model.Name, signature, signature.IsDeclared ? declared.Defaults(signature) : DefaultValues.Read(graph, signature)))];
        _path = Path.GetFullPath(model.Path);
        _checkpoints = [.. selection.Checkpoints.Select(Path.GetFullPath)];
    }

    /// <summary>What the graph promises.</summary>
    public ModelContract Contract { get; }

    /// <summary>Whether inputs and outputs may have names that nobody gave them, which differ from one training to the next: those of Keras's layers.</summary>
    public bool NamesAreGenerated { get; }

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

    /// <summary>Reads the model's file as a load does.</summary>
    /// <exception cref="ModelLoadException">A file is missing or damaged.</exception>
    public ModelReader Read() => ModelReader.Read(_path, Contract, Contract.Model, new ModelOptions { Checkpoint = _checkpoints.FirstOrDefault() }, _ => { });

    private ModelSession Load(ModelContract contract, ModelOptions options, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
    {
        if (options.Engine == EngineKind.TensorFlow)
        {
            // A program has to ask for the TensorFlow of a pip install; at a command line, whatever is on this computer will do.
            TensorFlowRuntime.Load(Contract.Model, new LibrarySearch { AllowPython = true, AllowSystem = true });
        }

        var session = ModelSession.LoadAsync(contract, options with { Source = ModelSource.Folder(_path), Checkpoint = _checkpoints.FirstOrDefault() }, progress, cancellationToken).GetAwaiter().GetResult();
        try
        {
            foreach (string checkpoint in _checkpoints.Skip(1))
            {
                session.Restore(checkpoint, new RestoreOptions { AllowMissing = true });
            }

            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static ModelContract Declare(OpenedModel model, MetaGraphDocument graph, ModelSelection selection)
    {
        var contract = model.Contract(graph) with { Scope = selection.Scope };
        if (selection.Signatures.Count == 0)
        {
            return contract;
        }

        var resolver = new SignatureResolver(GraphNodes.Of(graph), selection.Scope);
        var resolved = selection.Signatures.Select(signature => Resolve(model, resolver, signature)).ToArray();
        return contract with
        {
            Signatures = contract.Signatures.Where(signature => !selection.Signatures.Any(declared => declared.Key == signature.Key)).Concat(resolved.Select(signature => signature.Contract!)).ToValueList(),
            Operations = contract.Operations.Concat(resolved.SelectMany(signature => signature.Operations)).Distinct().Order(StringComparer.Ordinal).ToValueList(),
        };
    }

    private static ResolvedSignature Resolve(OpenedModel model, SignatureResolver resolver, DeclaredSignature signature)
    {
        var resolved = resolver.Resolve(signature);
        if (resolved.Problems.Count > 0)
        {
            string problems = string.Join("; ", resolved.Problems.Select(problem => problem.Text));
            throw new UsageException($"The signature '{signature.Key}' does not fit {model.File.Path}: {problems}{(problems.EndsWith('?') ? "" : ".")}");
        }

        return resolved with { Contract = resolved.Contract! with { StateChanges = resolved.Operations.Where(StateChange.IsOne).ToValueList() } };
    }
}
