using System.Globalization;
using TypedModels.TensorFlow;
using TypedModels.TensorFlow.Discovery;

namespace TypedModels.Benchmarks;

/// <summary>Measures everything that the settings ask for, each in processes of its own, one after the other.</summary>
internal sealed class Measurements(Settings settings, CaseMaker maker)
{
    private static readonly string s_host = Environment.ProcessPath!;

    private readonly PeersReport _report = new()
    {
        Machine = Machine.Describe(),
        TensorFlow = TensorFlowRuntime.Load("peers", new LibrarySearch { AllowSystem = true }).Version,
        OnnxRuntime = OnnxRuntimeLibrary.Shared.Version,
        Commit = settings.Commit,
    };

    /// <summary>Runs all of it.</summary>
    public PeersReport Run()
    {
        var cases = Directory.CreateTempSubdirectory("peers");
        try
        {
            foreach (string folder in settings.Models)
            {
                Measure(folder, cases.FullName);
            }
        }
        finally
        {
            cases.Delete(recursive: true);
        }

        return _report;
    }

    private void Measure(string folder, string cases)
    {
        string name = Path.GetFileName(folder);
        string[] files;
        try
        {
            files = [.. settings.Batches.Select(batch => Write(maker.Make(folder, batch), cases))];
            _report.LeftOut.AddRange(maker.LeftOut(folder).Select(output => $"{name}: {output}"));
        }
        catch (Exception exception) when (exception is InvalidOperationException or ModelException)
        {
            _report.Faults.Add(new Fault(name, exception.Message));
            return;
        }

        foreach (int threads in settings.Threads)
        {
            Say($"{name}, {threads} threads");
            Run($"{name}, {threads} threads", s_host, [MeasuringVerbs.Race, Text(threads), Text(settings.Rounds), .. files]);
        }
    }

    private void Run(string subject, string host, string[] arguments)
    {
        if (!MeasuringProcess.Run(host, _report.Add, arguments))
        {
            _report.Faults.Add(new Fault(subject, "The process that measures it did not come to its end."));
        }
    }

    private static string Write(ModelCase model, string folder)
    {
        string file = Path.Combine(folder, $"{model.Name}.{model.Batch}");
        CaseFile.Write(file, model);
        return file;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Say(string text) => Console.Error.WriteLine(text);
}
