using TypedModels.Engines;

namespace TypedModels.Runtime.Loading;

/// <summary>Chooses what runs a model.</summary>
internal static class EngineChoice
{
    /// <summary>The engine that <paramref name="options"/> ask for.</summary>
    /// <exception cref="EngineNotFoundException">There is none on this computer.</exception>
    public static ModelEngine Find(string model, ModelOptions options) =>
        throw new EngineNotFoundException(model, $"No engine can run {model} ({options.Engine}).", []);
}
