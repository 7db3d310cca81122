using TypedModels.TensorFlow;
using TypedModels.TensorFlow.Discovery;

namespace TypedModels.Benchmarks;

/// <summary>Measures everything that the settings ask for, one after the other.</summary>
internal sealed class MeasurementRun(Settings settings, CaseMaker maker)
{
    private readonly PeersReport _report = new()
    {
        Machine = Machine.Describe(),
        TensorFlow = TensorFlowRuntime.Load("peers", new LibrarySearch { AllowSystem = true }).Version,
        OnnxRuntime = OnnxRuntimeLibrary.Shared.Version,
        Commit = settings.Commit,
    };

    /// <summary>Runs all of it.</summary>
    /// <param name="save">Takes the report after each model.</param>
    public PeersReport Run(Action<PeersReport> save)
    {
        var folder = Directory.CreateTempSubdirectory("peers");
        try
        {
            foreach (string model in settings.Models)
            {
                Measure(model, folder.FullName);
                save(_report);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return _report;
    }

    private void Measure(string model, string folder)
    {
        string name = Path.GetFileName(model);
        try
        {
            var cases = new CaseFiles(maker, model, folder);
            _report.LeftOut.AddRange(maker.LeftOut(model).Select(output => $"{name}: {output}"));
            var measurement = new ModelMeasurement(settings, cases, _report);
            foreach (var part in measurement.Agrees() ? settings.Parts : [])
            {
                Console.Error.WriteLine($"{name}: {part}");
                measurement.Measure(part);
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or ModelException)
        {
            _report.Faults.Add(new Fault(name, exception.Message));
        }
    }
}
