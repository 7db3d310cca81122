using System.Diagnostics;
using System.Globalization;
using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Recording;

/// <summary>Asks TensorFlow's library the cases of a family, in a process of its own: some questions end it. The next process goes on behind the question that did.</summary>
internal static class Recorder
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Records a family: questions whose answer is known are not asked again, unless <paramref name="isComplete"/>.</summary>
    public static void Record(CaseFamily family, bool isComplete, TextWriter report)
    {
        var cases = family.Build();
        var known = isComplete ? [] : AnswerFile.Read(family.Name);
        int[] open = [.. Enumerable.Range(0, cases.Count).Where(index => !known.ContainsKey(cases[index].Key))];
        for (int next = 0; next < open.Length;)
        {
            next += Ask(family, open[next..], (index, answer) => known[cases[index].Key] = answer, out string end);
            if (next < open.Length)
            {
                var question = cases[open[next++]];
                report.WriteLine($"{family.Name}: TensorFlow's process {end}: {question.Description}");
                known[question.Key] = new Answer { Kind = AnswerKind.Aborts, Message = end };
            }
        }

        AnswerFile.Write(family.Name, [.. cases.Select(question => (question.Key, known[question.Key]))]);
        Report(cases, known, report);
    }

    /// <summary>The other side: answers the cases whose numbers come in, one a line, until there are no more.</summary>
    public static void Answer(CaseFamily family)
    {
        var runner = new CaseRunner(TensorFlow.TensorFlowEngine.Find("conformance", new ModelOptions()));
        var cases = family.Build();
        using var writer = new BinaryWriter(Console.OpenStandardOutput());
        while (Console.ReadLine() is { } line)
        {
            runner.Run(cases[int.Parse(line, CultureInfo.InvariantCulture)]).Write(writer);
            writer.Flush();
        }
    }

    /// <summary>Asks until the process ends; returns the number of answers.</summary>
    private static int Ask(CaseFamily family, int[] indices, Action<int, Answer> take, out string end)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["answer", family.Name]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

        // oneDNN's answers depend on the processor, and where nothing is left to compute it gives a result its input's shape.
        start.Environment["TF_ENABLE_ONEDNN_OPTS"] = "0";
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        int answered = 0;
        using var reader = new BinaryReader(process.StandardOutput.BaseStream);
        using var impatience = new Timer(_ => process.Kill());
        try
        {
            for (; answered < indices.Length; answered++)
            {
                impatience.Change(s_patience, Timeout.InfiniteTimeSpan);
                process.StandardInput.WriteLine(indices[answered]);
                process.StandardInput.Flush();
                take(indices[answered], Recording.Answer.Read(reader));
            }

            process.StandardInput.Close();
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            // The process has ended: an answer is missing.
        }

        process.WaitForExit();
        end = $"ended with {process.ExitCode}";
        return answered;
    }

    private static void Report(IReadOnlyList<Case> cases, Dictionary<ulong, Answer> answers, TextWriter report)
    {
        foreach (var operation in cases.GroupBy(question => question.Operation))
        {
            var kinds = operation.CountBy(question => answers[question.Key].Kind).OrderBy(pair => pair.Key);
            report.WriteLine($"{operation.Key}: {string.Join(", ", kinds.Select(pair => $"{pair.Value} {pair.Key}"))}");
            var errors = operation.Select(question => (question, answer: answers[question.Key])).Where(pair => pair.answer.Kind is AnswerKind.Error or AnswerKind.Unloadable).DistinctBy(pair => pair.answer.Message).Take(3);
            foreach (var (question, answer) in errors)
            {
                report.WriteLine($"    {question.Description}: {answer.Code}: {answer.Message}");
            }
        }
    }
}
