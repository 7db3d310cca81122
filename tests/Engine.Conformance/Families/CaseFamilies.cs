using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>All families.</summary>
internal static class CaseFamilies
{
    /// <summary>The families, in the order of their names.</summary>
    public static IReadOnlyList<CaseFamily> All { get; } =
    [
        new BinaryCases(),
        new CastCases(),
        new CodecCases(),
        new ConvolutionCases(),
        new GradientCases(),
        new ImageCases(),
        new LinearAlgebraCases(),
        new ListCases(),
        new MatrixCases(),
        new NeuralCases(),
        new NormalisationCases(),
        new ParsingCases(),
        new QuantisedCases(),
        new QueueCases(),
        new RaggedCases(),
        new RandomCases(),
        new ReductionCases(),
        new SegmentCases(),
        new ShapeCases(),
        new SignalCases(),
        new SliceCases(),
        new SortingCases(),
        new SparseCases(),
        new TableCases(),
        new TextCases(),
        new TrainingCases(),
        new UnaryCases(),
        new VariableCases(),
    ];

    /// <summary>The families that a command line names; all without a name.</summary>
    public static IEnumerable<CaseFamily> Named(IReadOnlyList<string> names) => All.Where(family => names.Count == 0 || names.Contains(family.Name));
}
