namespace TypedModels.Engine;

/// <summary>What the engine calls itself, in messages and in <see cref="ModelInfo.Engine"/>.</summary>
internal static class EngineName
{
    /// <summary>The name with the version of the package.</summary>
    public static string Text { get; } = "TypedModels " + typeof(EngineName).Assembly.GetName().Version!.ToString(3);
}
