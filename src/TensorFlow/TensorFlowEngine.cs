using Microsoft.Extensions.Logging;
using TypedModels.Engines;
using TypedModels.TensorFlow.Discovery;
using TypedModels.TensorFlow.Loading;

namespace TypedModels.TensorFlow;

/// <summary>Runs models with TensorFlow's own C library, the one that is on this computer.</summary>
internal sealed class TensorFlowEngine : ModelEngine
{
    private readonly TensorFlowLibrary _library;

    /// <summary>An engine on a library that is loaded.</summary>
    internal TensorFlowEngine(TensorFlowLibrary library)
    {
        _library = library;
        Name = $"TensorFlow {library.Version}";
    }

    public override string Name { get; }

    /// <summary>Finds and loads the library, once per process.</summary>
    /// <param name="model">The model that asks, for messages.</param>
    /// <param name="options">Where the user says the library is, and whether TensorFlow was asked for.</param>
    /// <exception cref="EngineNotFoundException">There is none that can be used; the message lists every place and why.</exception>
    public static TensorFlowEngine Find(string model, ModelOptions options)
    {
        var search = new LibrarySearch { Option = options.TensorFlowLibrary, AllowSystem = options.Engine == EngineKind.TensorFlow };
        var engine = new TensorFlowEngine(TensorFlowRuntime.Load(model, search));
        if (options.Log is { } log)
        {
            engine.Report(model, options, log);
        }

        return engine;
    }

    public override EngineSession Open(EngineModel model, ModelOptions options, Action<LoadStep> progress, CancellationToken cancellationToken) =>
        new ModelLoad(_library, Name, model, options, progress, cancellationToken).Run();

    private void Report(string model, ModelOptions options, ILogger log)
    {
        log.LibraryLoaded(model, Name, _library.Path);
        if (options.TensorFlowLibrary is { Length: > 0 } asked && Path.GetFullPath(asked) is var path && path != _library.Path && path != Path.GetDirectoryName(_library.Path))
        {
            log.ProcessValueHeld(nameof(ModelOptions.TensorFlowLibrary), model, asked, "another model", _library.Path);
        }
    }
}
