using System.Diagnostics;
using System.Globalization;
using TypedModels.Engine.Conformance.Recording;
using TypedModels.Runtime;

namespace TypedModels.Engine.Conformance.Models;

/// <summary>Makes a model's calls on TensorFlow's library, in a process of its own: some calls end it, and the next process goes on behind the one that did.</summary>
internal static class TensorFlowProcess
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>The answers to all calls of a model.</summary>
    public static Answer[] Ask(SavedModelCalls calls)
    {
        var answers = new List<Answer>();
        while (answers.Count < calls.Calls.Count)
        {
            string end = Ask(calls, answers);
            if (answers.Count < calls.Calls.Count)
            {
                answers.Add(new Answer { Kind = AnswerKind.Aborts, Message = end });
            }
        }

        return [.. answers];
    }

    /// <summary>The other side: makes the calls whose numbers come in, one a line, until there are no more.</summary>
    public static void Answer(SavedModelCalls calls)
    {
        var shared = calls.Load(EngineKind.TensorFlow);
        using var writer = new BinaryWriter(Console.OpenStandardOutput());
        while (Console.ReadLine() is { } line)
        {
            int call = int.Parse(line, CultureInfo.InvariantCulture);
            MakeAlone(calls, shared, EngineKind.TensorFlow, call).Write(writer);
            writer.Flush();
        }

        shared.Dispose();
    }

    /// <summary>Makes a call, in a session of its own where it changes the model's state.</summary>
    public static Answer MakeAlone(SavedModelCalls calls, ModelSession shared, EngineKind engine, int call)
    {
        if (!calls.ChangesState(call))
        {
            return calls.Make(shared, call);
        }

        using var alone = calls.Load(engine);
        return calls.Make(alone, call);
    }

    private static string Ask(SavedModelCalls calls, List<Answer> answers)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["answer-model", calls.Name]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

        // oneDNN's answers depend on the processor, and it has accidents of its own: it refuses to pool what leaves nothing, and gives a convolution of no pictures the wrong shape.
        start.Environment["TF_ENABLE_ONEDNN_OPTS"] = "0";
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        using var reader = new BinaryReader(process.StandardOutput.BaseStream);
        using var impatience = new Timer(_ => process.Kill());
        try
        {
            while (answers.Count < calls.Calls.Count)
            {
                impatience.Change(s_patience, Timeout.InfiniteTimeSpan);
                process.StandardInput.WriteLine(answers.Count);
                process.StandardInput.Flush();
                answers.Add(Recording.Answer.Read(reader));
            }

            process.StandardInput.Close();
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            // The process has ended: an answer is missing.
        }

        process.WaitForExit();
        return $"TensorFlow's process ended with {process.ExitCode}";
    }
}
