using System.Diagnostics;

namespace FacePipeline;

/// <summary>Measures the steps of the pipeline.</summary>
internal sealed class StepClock
{
    private readonly List<Step> _steps = [];

    /// <summary>The steps so far, in their order.</summary>
    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>Takes a step.</summary>
    public T Time<T>(string name, Func<T> step)
    {
        long started = Stopwatch.GetTimestamp();
        T result = step();
        _steps.Add(new Step(name, Stopwatch.GetElapsedTime(started)));
        return result;
    }
}

/// <summary>A step of the pipeline and the time it took.</summary>
internal sealed record Step(string Name, TimeSpan Duration);
