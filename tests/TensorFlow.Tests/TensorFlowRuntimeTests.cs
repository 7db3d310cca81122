using TypedModels.TensorFlow.Discovery;
using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.TensorFlow.Tests;

public sealed class TensorFlowRuntimeTests
{
    [Fact]
    public void AllThreadsGetTheSameLibrary()
    {
        var library = RealLibrary.Library;
        var found = new TensorFlowLibrary?[16];
        Parallel.For(0, found.Length, i => found[i] = TensorFlowRuntime.Find(new LibrarySearch(), out _));

        Assert.All(found, other => Assert.Same(library, other));
    }

    [Fact]
    public void TheSearchThatLoadedTheLibraryCanBeShown()
    {
        var library = RealLibrary.Library;
        Assert.Same(library, TensorFlowRuntime.Find(new LibrarySearch { Setting = "/not/looked/at/again" }, out var places));

        Assert.Equal($"loaded: TensorFlow {library.Version}", places[^1].Outcome);
    }
}
