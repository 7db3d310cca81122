using System.Text.Json;
using TypedModels.Engines.Profiling;

namespace TypedModels.Tool.Bench.Profiling;

/// <summary>Writes the call of the median time as a trace for chrome://tracing and Perfetto: the Trace Event Format, with one complete event for each run of a node.</summary>
internal static class TraceFile
{
    private const int Process = 1;
    private const int Thread = 1;

    /// <summary>Makes the file, before anything is measured for it.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static FileStream Create(string path)
    {
        try
        {
            return File.Create(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"--profile: '{path}' cannot be written: {exception.Message}");
        }
    }

    /// <summary>Writes the call.</summary>
    public static void Write(Stream stream, ProfiledCalls calls, BenchReport report, string signature)
    {
        var call = calls.Median;
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("displayTimeUnit", "ns");
        json.WriteStartObject("otherData");
        json.WriteString("model", report.Model);
        json.WriteString("signature", signature);
        json.WriteString("engine", report.Engine);
        json.WriteNumber("threads", report.Threads);
        json.WriteNumber("batch", report.Batch);
        json.WriteEndObject();
        json.WriteStartArray("traceEvents");
        WriteName(json, "process_name", $"{report.Model}, {report.Engine}");
        WriteName(json, "thread_name", signature);

        BeginEvent(json, signature, "call", call.Started, call.Started, call.Ended);
        json.WriteNumber("nodes", call.Runs.Length);
        json.WriteNumber("frame_bytes", calls.Profile.FrameBytes);
        EndEvent(json);
        foreach (var run in call.Runs)
        {
            WriteRun(json, run, call.Started);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteName(Utf8JsonWriter json, string kind, string name)
    {
        json.WriteStartObject();
        json.WriteString("name", kind);
        json.WriteString("ph", "M");
        json.WriteNumber("pid", Process);
        json.WriteNumber("tid", Thread);
        json.WriteStartObject("args");
        json.WriteString("name", name);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter json, in NodeRun run, long origin)
    {
        BeginEvent(json, run.Node.AllOperations, "node", origin, run.Started, run.Ended);
        json.WriteString("node", run.Node.Name);
        WriteList(json, "fused", run.Node.Includes.Select(node => $"{node.Name} ({node.Operation})"));
        WriteList(json, "inputs", run.Inputs.Select(ProfileAnalysis.Describe));
        WriteList(json, "outputs", run.Outputs.Select(ProfileAnalysis.Describe));
        json.WriteNumber("output_bytes", run.Outputs.Sum(output => output.Bytes));
        json.WriteBoolean("is_shared", run.SharedWorks > 0);
        if (OperationWork.FloatingPointOperations(run) is { } calculations)
        {
            json.WriteNumber("floating_point_operations", calculations);
        }

        EndEvent(json);
    }

    private static void BeginEvent(Utf8JsonWriter json, string name, string category, long origin, long started, long ended)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("cat", category);
        json.WriteString("ph", "X");
        json.WriteNumber("ts", Math.Round(ProfiledCalls.Microseconds(started - origin), 3));
        json.WriteNumber("dur", Math.Round(ProfiledCalls.Microseconds(ended - started), 3));
        json.WriteNumber("pid", Process);
        json.WriteNumber("tid", Thread);
        json.WriteStartObject("args");
    }

    private static void EndEvent(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
