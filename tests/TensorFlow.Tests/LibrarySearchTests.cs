using TypedModels.TensorFlow.Discovery;
using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.TensorFlow.Tests;

public sealed class LibrarySearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ALibraryThatIsNowhereIsReportedWithEveryPlaceAndOneCure()
    {
        var error = Assert.Throws<EngineNotFoundException>(() => Report(Search()));

        string rid = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
        Assert.Equal(
            ["ModelOptions.TensorFlowLibrary", "TYPEDMODELS_TENSORFLOW", Path.Combine(_folder.Path, "runtimes", rid, "native"), _folder.Path, "python (opt-in)", "the system's loader"],
            error.Places.Select(place => place.Place));
        Assert.Equal("not set", error.Places[0].Outcome);
        Assert.Equal("not set", error.Places[1].Outcome);
        Assert.Equal("no such folder", error.Places[2].Outcome);
        Assert.StartsWith("has none of ", error.Places[3].Outcome, StringComparison.Ordinal);
        Assert.Equal("not tried; set TYPEDMODELS_TENSORFLOW=python to use a pip install", error.Places[4].Outcome);
        Assert.All(error.Places, place => Assert.Contains($"\n  {place.Place.PadRight(error.Places.Max(other => other.Place.Length))}  {place.Outcome}", error.Message, StringComparison.Ordinal));
        Assert.Contains("\nTo fix it: ", error.Message, StringComparison.Ordinal);
        Assert.Equal("face_detector", error.Model);
    }

    [Fact]
    public void AFolderThatTheUserNamesIsTheOnlyPlace()
    {
        Compile("libtensorflow.so");
        var error = Assert.Throws<EngineNotFoundException>(() => Report(Search() with { Setting = _folder.File("elsewhere") }));

        Assert.Equal(["ModelOptions.TensorFlowLibrary", $"TYPEDMODELS_TENSORFLOW = {_folder.File("elsewhere")}"], error.Places.Select(place => place.Place));
        Assert.Equal("no such folder", error.Places[1].Outcome);
    }

    [Fact]
    public void ItIsSoAlsoWherePythonIsLookedIntoUnasked()
    {
        var error = Assert.Throws<EngineNotFoundException>(() => Report(Search() with { Setting = _folder.File("elsewhere"), AllowPython = true }));

        Assert.Equal($"TYPEDMODELS_TENSORFLOW = {_folder.File("elsewhere")}", error.Places[^1].Place);
    }

    [Fact]
    public void TheOptionComesBeforeTheVariable()
    {
        Compile("libtensorflow.so");
        var error = Assert.Throws<EngineNotFoundException>(() => Report(Search() with { Setting = _folder.Path, Option = _folder.File("elsewhere") }));

        Assert.Equal([$"ModelOptions.TensorFlowLibrary = {_folder.File("elsewhere")}"], error.Places.Select(place => place.Place));
    }

    [Theory]
    [InlineData("libtensorflow.so.2")]
    [InlineData("libtensorflow.so")]
    [InlineData("libtensorflow_cc.so.2")]
    public void EachNameOfTheLibraryIsFoundInAFolder(string name)
    {
        Compiler.Compile("counting.c", _folder.File(name));
        var library = (Search() with { Setting = _folder.Path }).Run(out var places);

        Assert.Equal(_folder.File(name), library?.Path);
        Assert.Equal(new EngineSearchPlace(_folder.File(name), "loaded: TensorFlow 2.16.2"), places[^1]);
    }

    [Fact]
    public void TheVariableMayNameAFileOfAnyName()
    {
        Compiler.Compile("counting.c", _folder.File("my_tensorflow.so"));
        var library = (Search() with { Setting = _folder.File("my_tensorflow.so") }).Run(out _);

        Assert.Equal(_folder.File("my_tensorflow.so"), library?.Path);
    }

    [Fact]
    public void WhatCameWithTheApplicationIsFoundByItsRuntimeIdentifier()
    {
        string native = Path.Combine(_folder.Path, "runtimes", System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier, "native");
        Directory.CreateDirectory(native);
        Compiler.Compile("counting.c", Path.Combine(native, "libtensorflow.so"));
        var library = Search().Run(out _);

        Assert.Equal(Path.Combine(native, "libtensorflow.so"), library?.Path);
    }

    [Fact]
    public void AFileThatIsThereDecidesEvenWhenItCannotBeUsed()
    {
        File.WriteAllText(_folder.File("libtensorflow.so.2"), "not a library");
        Compile("libtensorflow.so");
        var places = Fail(Search());

        Assert.Equal(new EngineSearchPlace(_folder.File("libtensorflow.so.2"), "found, but: it is not a library"), places[^1]);
    }

    [Theory]
    [InlineData("1.15.5")]
    [InlineData("2.4.1")]
    [InlineData("3.0.0")]
    public void AVersionThatIsNotSupportedIsNamed(string version)
    {
        Compile("libtensorflow.so", $"-DVERSION=\"{version}\"");

        Assert.Equal($"found, but: it is TensorFlow {version}, needed is 2.5 or later, below 3", Fail(Search())[^1].Outcome);
    }

    [Fact]
    public void FunctionsThatAreMissingAreNamed()
    {
        Compile("libtensorflow.so");

        string outcome = Fail(Search())[^1].Outcome;
        Assert.StartsWith("found, but: TensorFlow 2.16.2 without TF_NewStatus, TF_DeleteStatus, ", outcome, StringComparison.Ordinal);
        Assert.DoesNotContain("TF_ExtendSession", outcome, StringComparison.Ordinal);
    }

    [Fact]
    public void ALibraryThatIsNotTensorFlowIsNamedAsSuch()
    {
        Compile("libtensorflow.so", "-DTF_Version=something_else");

        Assert.Equal("found, but: it is not TensorFlow: it has no function TF_Version", Fail(Search())[^1].Outcome);
    }

    [Fact]
    public void ALibraryThatItNeedsAndThatIsMissingIsNamedByTheLoader()
    {
        BuildWithDependency("libnowhere_framework.so.2");
        File.Delete(_folder.File("libnowhere_framework.so.2"));

        Assert.Contains("libnowhere_framework.so.2: cannot open shared object file", Fail(Search())[^1].Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public void TheFrameworkLibraryIsFoundBesideTheOther()
    {
        BuildWithDependency("libtensorflow_framework.so.2");

        Assert.Contains("TensorFlow 2.16.2 without", Fail(Search())[^1].Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public void AProcessorWithoutAvxIsToldBeforeAnythingIsLoaded()
    {
        var places = Fail(Search() with { ProcessorIsSupported = false, Setting = "/somewhere" });

        Assert.Equal([new EngineSearchPlace("this processor", "has no AVX, which TensorFlow's builds for x64 need")], places);
    }

    [Fact]
    public void TheSystemsLoaderIsAskedWhenTensorFlowWasAskedFor()
    {
        var places = Fail(Search() with { AllowSystem = true, SystemNames = ["libnowhere.so.2", "libnowhere.so"] });

        Assert.Equal(["the system's loader, libnowhere.so.2", "the system's loader, libnowhere.so"], places.Skip(5).Select(place => place.Place));
        Assert.Contains("libnowhere.so: cannot open shared object file", places[^1].Outcome, StringComparison.Ordinal);
    }

    private LibrarySearch Search()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the names and the loader's words are Linux's");
        return new() { Setting = null, BaseDirectory = _folder.Path, ProcessorIsSupported = true };
    }

    private static IReadOnlyList<EngineSearchPlace> Fail(LibrarySearch search)
    {
        Assert.Null(search.Run(out var places));
        return places;
    }

    private static void Report(LibrarySearch search) => throw TensorFlowRuntime.NotFound("face_detector", Fail(search));

    private void Compile(string name, params string[] arguments) => Compiler.Compile("version.c", _folder.File(name), arguments);

    private void BuildWithDependency(string name)
    {
        File.WriteAllText(_folder.File("framework.c"), "int framework(void) { return 1; }");
        Compiler.Run([_folder.File("framework.c"), $"-Wl,-soname,{name}", "-o", _folder.File(name)]);
        Compile("libtensorflow.so", "-DNEEDS_FRAMEWORK", _folder.File(name));
    }
}
