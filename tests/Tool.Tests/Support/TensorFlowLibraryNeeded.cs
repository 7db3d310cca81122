namespace TypedModels.Tool.Tests.Support;

/// <summary>What tests that run models begin with.</summary>
internal static class TensorFlowLibraryNeeded
{
    private const string Variable = "TYPEDMODELS_TENSORFLOW";

    /// <summary>Skips a test of this engine where it cannot be run.</summary>
    public static void OrSkip(string engine)
    {
        if (engine == "tensorflow")
        {
            OrSkip();
        }
    }

    /// <summary>Skips the test where the environment names no TensorFlow.</summary>
    public static void OrSkip() =>
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)), $"{Variable} is not set: TensorFlow's library is needed");
}
