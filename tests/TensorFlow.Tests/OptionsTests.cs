using Microsoft.Extensions.Logging;
using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.TensorFlow.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void AnotherValueOfTheProcessIsNotTakenAndTheLogNamesBoth()
    {
        using var library = new CountingLibrary();
        var log = new ListLog();
        using var first = library.Open(GraphBuilder.Add() with { Name = "first" }, new ModelOptions { Threads = 2, VisibleDevices = [0], Log = log });
        byte[] config = library.Config;
        Assert.Empty(log.Warnings);

        using var second = library.Open(GraphBuilder.Add() with { Name = "second" }, new ModelOptions { Threads = 4, VisibleDevices = [1, 0], GpuMemoryLimit = 100, GpuMemoryGrowth = true, Log = log });
        Assert.Equal(config, library.Config);
        Assert.Equal(
            [
                "TensorFlow keeps Threads once per process: second asks for 4, but first was loaded first with 2, which stays",
                "TensorFlow keeps VisibleDevices once per process: second asks for [1, 0], but first was loaded first with [0], which stays",
                "TensorFlow keeps GpuMemoryLimit once per process: second asks for 100 bytes, but first was loaded first with no limit, which stays",
                "TensorFlow keeps GpuMemoryGrowth once per process: second asks for true, but first was loaded first with false, which stays",
            ],
            log.Warnings);
    }

    [Fact]
    public void WhoLeavesTheValuesAloneIsNotWarned()
    {
        using var library = new CountingLibrary();
        var log = new ListLog();
        using var first = library.Open(GraphBuilder.Add(), new ModelOptions { Threads = 2, VisibleDevices = [0], Log = log });
        using var second = library.Open(GraphBuilder.Add(), new ModelOptions { Log = log });
        using var third = library.Open(GraphBuilder.Add(), new ModelOptions { Threads = 2, VisibleDevices = [0], Log = log });

        Assert.Empty(log.Warnings);
    }

    [Fact]
    public void ASessionThatCouldNotBeMadeSetsNothing()
    {
        using var library = new CountingLibrary();
        var log = new ListLog();
        library.Fail("TF_NewSession", ModelErrorCode.InvalidArgument, "no such device");
        Assert.Throws<ModelLoadException>(() => library.Open(GraphBuilder.Add(), new ModelOptions { VisibleDevices = [99], Log = log }));
        using var second = library.Open(GraphBuilder.Add(), new ModelOptions { VisibleDevices = [0], Log = log });

        Assert.Empty(log.Warnings);
    }

    [Fact]
    public void AModelThatAsksForADeviceRunsWithoutItUnlessThatIsForbidden()
    {
        var model = ModelFolders.Read("gpu_pinned");
        using (RealLibrary.Open(model))
        {
        }

        var error = Assert.Throws<ModelLoadException>(() => RealLibrary.Open(model, new ModelOptions { SoftPlacement = false }));
        Assert.Contains("This computer lacks the device: set ModelOptions.SoftPlacement to let the operations run elsewhere.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OperationsWithoutADeviceAreBoundToTheOneGiven()
    {
        var session = RealLibrary.Open(GraphBuilder.Add(), new ModelOptions { Device = "/device:CPU:0", SoftPlacement = false });
        using (session)
        using (var frame = session.CreateFrame(0))
        {
            frame.Write<float>(0, [1]);
            frame.Write<float>(1, [2]);
            frame.Run();
            Assert.Equal([3f], frame.Read<float>(0));
        }

        var error = Assert.Throws<ModelLoadException>(() => RealLibrary.Open(GraphBuilder.Add(), new ModelOptions { Device = "/device:GPU:7", SoftPlacement = false }));
        Assert.Contains("was explicitly assigned to /device:GPU:7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatAModelPrintsGoesToTheLog()
    {
        var model = new GraphBuilder()
            .Placeholder("x", DataType.String)
            .Node("print", "PrintV2", ["x"])
            .Node("y", "Identity", ["x", "^print"], ("T", GraphBuilder.Type(DataType.String)))
            .Model([new("x:0", DataType.String)], [new("y:0", DataType.String)]);
        var log = new ListLog();
        using (var session = RealLibrary.Open(model, new ModelOptions { Log = log }))
        using (var frame = session.CreateFrame(0))
        {
            frame.WriteTexts(0, ["printed by the model"u8.ToArray()]);
            frame.Run();
        }

        Assert.Contains("TensorFlow: printed by the model", log.Lines);
    }

    [Fact]
    public void TheLogSaysWhichLibraryRunsTheModel()
    {
        var library = RealLibrary.Library;
        var log = new ListLog();
        TensorFlowEngine.Find("digits", new ModelOptions { Log = log, TensorFlowLibrary = "/somewhere/else" });

        Assert.Equal($"digits runs on TensorFlow {library.Version} of {library.Path}", log.Lines[0]);
        Assert.Equal([$"TensorFlow keeps TensorFlowLibrary once per process: digits asks for /somewhere/else, but another model was loaded first with {library.Path}, which stays"], log.Warnings);
    }

    private sealed class ListLog : ILogger
    {
        private readonly List<(LogLevel Level, string Text)> _lines = [];

        public IReadOnlyList<string> Lines => [.. _lines.Select(line => line.Text)];

        public IReadOnlyList<string> Warnings => [.. _lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Text)];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines)
            {
                _lines.Add((logLevel, formatter(state, exception)));
            }
        }
    }
}
