using TypedModels.Engines;
using TypedModels.TensorFlow.Discovery;

namespace TypedModels.TensorFlow.Tests.Support;

/// <summary>TensorFlow itself, where the environment names it.</summary>
internal static class RealLibrary
{
    /// <summary>The engine; without a library the test is skipped.</summary>
    public static TensorFlowEngine Engine
    {
        get
        {
            Require();
            return TensorFlowEngine.Find("test", new ModelOptions());
        }
    }

    /// <summary>The library; without one the test is skipped.</summary>
    public static TensorFlowLibrary Library
    {
        get
        {
            Require();
            return TensorFlowRuntime.Load("test", new LibrarySearch());
        }
    }

    /// <summary>Opens a model and keeps quiet about it.</summary>
    public static EngineSession Open(EngineModel model, ModelOptions? options = null) =>
        Engine.Open(model, options ?? new ModelOptions(), _ => { }, CancellationToken.None);

    private static void Require() =>
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable(LibrarySearch.Variable)), $"{LibrarySearch.Variable} is not set: TensorFlow's library is needed");
}
