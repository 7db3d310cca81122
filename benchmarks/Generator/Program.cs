using TypedModels.Generator.Benchmarks;

// How long the generator takes in a warm process, as in an editor: the first run over a project, and a run after an edit.
// dotnet run -c Release --project benchmarks/Generator

const int Rounds = 40;

Console.WriteLine("wrappers | first run | unrelated edit | comment above a host | contract changed");
Console.WriteLine("         | median of 40 runs in ms, in parentheses the least; behind the slash the processor's time, which other programs do not change");
foreach (int wrappers in (int[])[1, 10, 100])
{
    var project = new BenchmarkProject(wrappers);
    for (int i = 0; i < 10; i++)
    {
        project.FirstRun();
        project.UnrelatedEdit(i);
        project.CommentAboveAHost(i);
        project.ContractChanged(i);
    }

    string[] cells = [Measure(_ => project.FirstRun()), Measure(project.UnrelatedEdit), Measure(project.CommentAboveAHost), Measure(project.ContractChanged)];
    Console.WriteLine($"{wrappers,8} | {string.Join(" | ", cells)}");
}

static string Measure(Func<int, RunTime> run)
{
    var runs = Enumerable.Range(100, Rounds).Select(run).ToList();
    return $"{Describe(runs.Select(time => time.Elapsed))} / {Describe(runs.Select(time => time.Processor))}";
}

static string Describe(IEnumerable<TimeSpan> times)
{
    var sorted = times.Order().ToList();
    return $"{sorted[Rounds / 2].TotalMilliseconds:F2} ({sorted[0].TotalMilliseconds:F2})";
}
