using System.Collections;
using Microsoft.Build.Framework;

namespace TypedModels.Tests;

/// <summary>What a task takes for MSBuild: it keeps the errors.</summary>
internal sealed class RecordingEngine : IBuildEngine
{
    public List<BuildErrorEventArgs> Errors { get; } = [];

    public Action OnMessage { get; set; } = () => { };

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode => "";

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) =>
        throw new NotSupportedException("The task builds no projects.");

    public void LogCustomEvent(CustomBuildEventArgs e) => throw new NotSupportedException("The task logs errors, warnings and messages.");

    public void LogErrorEvent(BuildErrorEventArgs e) => Errors.Add(e);

    public void LogMessageEvent(BuildMessageEventArgs e) => OnMessage();

    public void LogWarningEvent(BuildWarningEventArgs e) => throw new NotSupportedException("No model of these tests gives a warning.");
}
