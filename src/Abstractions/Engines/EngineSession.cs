namespace TypedModels.Engines;

/// <summary>A loaded model inside an engine: graph, variables, everything it owns. Frames may run at the same time on any number of threads.</summary>
internal abstract class EngineSession : IDisposable
{
    /// <summary>The engine and its version.</summary>
    public abstract string EngineName { get; }

    /// <summary>
    /// Whether a running call ends soon after its token is cancelled. Where it does not, the runtime lets the call run on a thread of its own and releases the caller alone.
    /// </summary>
    public abstract bool CanStopCalls { get; }

    /// <summary>Whether calls can be looked into: <see cref="CallFrame.Profile"/>.</summary>
    public virtual bool CanProfileCalls => false;

    /// <summary>Whether signatures write variables that belong to another loaded model, which may have taken them for constants: it is prepared anew then.</summary>
    public virtual bool WritesSharedVariables => false;

    /// <summary>Whether a value of a variable that models share need be prepared in its own model alone; else it is prepared in each, which makes plans of it.</summary>
    public virtual bool KeepsSharedValuesOnce => false;

    /// <summary>Makes a frame for calls of one signature.</summary>
    /// <param name="signature">Its position in <see cref="EngineModel.Signatures"/>.</param>
    public abstract CallFrame CreateFrame(int signature);

    /// <summary>Takes in a model that uses variables of this one. Both are disposed on their own, in any order.</summary>
    /// <param name="model">What to load.</param>
    /// <param name="shared">The variables that are this model's.</param>
    /// <param name="options">How to load and run it, checked.</param>
    /// <param name="progress">Told before each step.</param>
    /// <param name="cancellationToken">Ends the load between its steps.</param>
    /// <exception cref="ModelLoadException">The model cannot be loaded; nothing stays behind.</exception>
    public virtual EngineSession OpenSharing(
        EngineModel model, IReadOnlyList<SharedVariable> shared, ModelOptions options, Action<LoadStep> progress, CancellationToken cancellationToken) =>
        throw new ModelLoadException(model.Name, model.Source, $"{model.Name} cannot share variables with a model that runs on {EngineName}, which has none.");

    /// <summary>Makes ready to give variables other values, while calls go on with those that they have. One at a time.</summary>
    /// <param name="values">
    /// The values, of the variables' types and shapes. A variable that models share is prepared in each of them, under the name that it has there, unless <see cref="KeepsSharedValuesOnce"/>; all are committed
    /// together.
    /// </param>
    /// <param name="cancellationToken">Ends the preparation.</param>
    /// <exception cref="FormatException">A value cannot be read; nothing has changed.</exception>
    /// <exception cref="ModelException">The engine cannot take the values; nothing has changed.</exception>
    public virtual PreparedRestore Prepare(IReadOnlyList<VariableValue> values, CancellationToken cancellationToken) => throw NoVariables();

    /// <summary>Reads the values that variables have now. The runtime lets no call run meanwhile, so that they belong together.</summary>
    /// <param name="variables">The variables.</param>
    /// <param name="read">Told of each value, in the variables' order; it is valid until the delegate returns.</param>
    /// <exception cref="ModelException">A variable has no value, or one that can no longer be read.</exception>
    public virtual void ReadVariables(IReadOnlyList<EngineVariable> variables, VariableReader read) => throw NoVariables();

    /// <summary>Frees everything. The runtime has disposed every frame before.</summary>
    public abstract void Dispose();

    private ModelException NoVariables() => new("", $"What runs on {EngineName} has no variables to restore or save.");
}

/// <summary>Takes the value of a variable.</summary>
/// <param name="variable">The variable.</param>
/// <param name="shape">The shape of its value.</param>
/// <param name="bytes">The elements of numbers: row by row, little-endian; empty for text.</param>
/// <param name="texts">The elements of text; null for numbers.</param>
internal delegate void VariableReader(EngineVariable variable, ReadOnlySpan<long> shape, ReadOnlySpan<byte> bytes, IReadOnlyList<ReadOnlyMemory<byte>>? texts);
