using TypedModels.Engine;
using TypedModels.Engines;
using TypedModels.TensorFlow;

namespace TypedModels.Runtime.Loading;

/// <summary>Chooses what runs a model.</summary>
internal static class EngineChoice
{
    /// <summary>The engine that <paramref name="options"/> ask for.</summary>
    /// <exception cref="EngineNotFoundException">There is none on this computer.</exception>
    public static ModelEngine Find(string model, ModelOptions options) => options.Engine switch
    {
        EngineKind.Auto => new AutomaticEngine(options),
        EngineKind.Managed => new ManagedEngine(),
        EngineKind.TensorFlow => TensorFlowEngine.Find(model, options),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Engine, "There is no such engine."),
    };
}
