using BenchmarkDotNet.Attributes;
using TypedModels.Micro.Generation;
using TypedModels.Micro.Measuring;

namespace TypedModels.Micro;

/// <summary>How long the generator takes in a warm process, as in an editor: the first run over a project, and a run after an edit, which is made anew each time.</summary>
public class GeneratorRuns
{
    private WrapperProject? _project;
    private int _round;

    /// <summary>The number of wrappers in the project.</summary>
    [Params(1, 10, 100)]
    public int Wrappers { get; set; }

    /// <summary>Makes the project.</summary>
    [GlobalSetup]
    public void Create()
    {
        _project = new WrapperProject(Wrappers);
        foreach (var run in (Func<object>[])[FirstRun, UnrelatedEdit, CommentAboveAHost, ContractChanged])
        {
            SteadyState.Reach(() => run());
        }
    }

    /// <summary>With nothing kept from earlier runs.</summary>
    [Benchmark]
    public object FirstRun() => _project!.FirstRun();

    /// <summary>After a key was pressed in a file without wrappers.</summary>
    [Benchmark]
    public object UnrelatedEdit() => _project!.UnrelatedEdit(++_round);

    /// <summary>After a comment was written above a class with a model.</summary>
    [Benchmark]
    public object CommentAboveAHost() => _project!.CommentAboveAHost(++_round);

    /// <summary>After a model got another signature.</summary>
    [Benchmark]
    public object ContractChanged() => _project!.ContractChanged(++_round);
}
