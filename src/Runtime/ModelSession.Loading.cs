using TypedModels.Runtime.Calls;
using TypedModels.Runtime.Fakes;
using TypedModels.Runtime.Loading;

namespace TypedModels.Runtime;

public sealed partial class ModelSession
{
    /// <summary>Loads the model that <paramref name="contract"/> describes.</summary>
    /// <param name="contract">The contract that the wrapper was compiled with.</param>
    /// <param name="options">How to load and run it; null for the defaults.</param>
    /// <param name="wrapper">The wrapper's name, for messages; null for the model's.</param>
    public static ModelSession Load(ModelContract contract, ModelOptions? options, string? wrapper = null)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return new ModelLoader(contract, wrapper ?? contract.Model, options ?? new ModelOptions(), null, CancellationToken.None).Load();
    }

    /// <summary>Loads the model that <paramref name="contract"/> describes, on a thread of its own.</summary>
    /// <param name="contract">The contract that the wrapper was compiled with.</param>
    /// <param name="options">How to load and run it; null for the defaults.</param>
    /// <param name="progress">Told of each step, on the loading thread.</param>
    /// <param name="cancellationToken">Ends the load between its steps.</param>
    /// <param name="wrapper">The wrapper's name, for messages; null for the model's.</param>
    public static Task<ModelSession> LoadAsync(
        ModelContract contract, ModelOptions? options, IProgress<LoadProgress>? progress, CancellationToken cancellationToken, string? wrapper = null)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var loader = new ModelLoader(contract, wrapper ?? contract.Model, options ?? new ModelOptions(), progress, cancellationToken);
        return Task.Factory.StartNew(loader.Load, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>A model whose answers come from delegates; arguments and answers are checked as those of a loaded one.</summary>
    /// <param name="contract">The contract that the wrapper was compiled with.</param>
    /// <param name="answers">The answer of each signature, by its position in the contract; null where none is given: calling that one says so.</param>
    /// <param name="wrapper">The wrapper's name, for messages; null for the model's.</param>
    public static ModelSession Fake(ModelContract contract, ReadOnlySpan<Action<FakeCall>?> answers, string? wrapper = null)
    {
        ArgumentNullException.ThrowIfNull(contract);
        if (answers.Length != contract.Signatures.Count)
        {
            throw new ArgumentException($"{answers.Length} answers were given for {contract.Signatures.Count} signatures.", nameof(answers));
        }

        var signatures = contract.Signatures.Select(signature => new SignatureBinding(contract.Model, wrapper ?? contract.Model, signature, FakeDefaults.Of(signature))).ToArray();
        var info = new ModelInfo { Model = contract.Model, Source = "fake", Engine = "fake", Contract = contract };
        return new ModelSession(new FakeSession(signatures, answers.ToArray()), info, wrapper ?? contract.Model, signatures, new ModelOptions());
    }
}
