namespace TypedModels.Tool.Tests.Support;

/// <summary>A graph without signatures and what its recorded answers are called by.</summary>
/// <param name="Model">The file of the graph, among the models.</param>
/// <param name="Answers">The name of the recorded answers.</param>
/// <param name="Signature">The signature that the answers are of, as <c>convert</c> takes it.</param>
/// <param name="Options">Further options, separated by spaces; <c>#</c> stands for the models' folder.</param>
public sealed record GraphCase(string Model, string Answers, string Signature, string Options = "")
{
    private const string Output = "input_to_output: input -> output";

    /// <summary>Every graph of the repository that answers were recorded of, as one signature.</summary>
    public static IReadOnlyList<GraphCase> All { get; } =
    [
        new("saver/model_a.ckpt-100.meta", "saver_model_a", Output),
        new("saver/model_b.ckpt-100.meta", "saver_model_b", Output),
        new("saver/scoped.meta", "saver_scoped_model_a", Output, "--scope model_a --checkpoint #/saver/scoped_model_a.ckpt"),
        new("saver/scoped.meta", "saver_scoped_model_b", Output, "--scope model_b --checkpoint #/saver/scoped_model_b.ckpt"),
        new("saver/sharded.ckpt.meta", "saver_sharded", Output),
        new("frozen/classifier.pb", "frozen_classifier", "input_to_outputs: input, keep_prob -> classes, probabilities"),
        new("frozen/classifier.pbtxt", "frozen_classifier", "input_to_outputs: input, keep_prob -> classes, probabilities"),
    ];

    /// <summary>The case of these answers, of a file with this ending.</summary>
    public static GraphCase Of(string answers, string ending = "") => All.First(graph => graph.Answers == answers && graph.Model.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>The path of the graph.</summary>
    public string Path => TestModels.FileOf(Model);

    /// <summary>The path of the answers.</summary>
    public string AnswersPath => TestModels.AnswersOf(Answers);

    /// <summary>The options as arguments of the command line.</summary>
    public string[] Arguments => Options.Replace("#", TestModels.FileOf(""), StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public override string ToString() => $"{Model} {Answers}";
}
