using Microsoft.Extensions.Logging;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Loading;

/// <summary>Who set the process's values, and what they are.</summary>
internal sealed class ProcessSettingsClaim
{
    private readonly Lock _gate = new();
    private ProcessSettings? _first;

    /// <summary>Makes a session with the process's values: those of the first session that could be made. Who asks for others is told so in the log.</summary>
    public SessionHandle Claim(string model, ModelOptions options, ILogger log, Func<ProcessSettings, SessionHandle> create)
    {
        var asked = new ProcessSettings(model, options);
        ProcessSettings holding;
        SessionHandle session;
        lock (_gate)
        {
            holding = _first ?? asked;
            session = create(holding);
            _first = holding;
        }

        Report(holding, asked, log);
        return session;
    }

    /// <summary>Tells a model that uses another's session of the process's values.</summary>
    public void Join(string model, ModelOptions options, ILogger log)
    {
        ProcessSettings? holding;
        lock (_gate)
        {
            holding = _first;
        }

        Report(holding ?? new ProcessSettings(model, options), new ProcessSettings(model, options), log);
    }

    private static void Report(ProcessSettings holding, ProcessSettings asked, ILogger log)
    {
        foreach (var (option, value, heldValue) in holding.Conflicts(asked))
        {
            log.ProcessValueHeld(option, asked.Model, value, holding.Model, heldValue);
        }
    }
}
