namespace TypedModels.Formats;

/// <summary>A kind of problem with a model's files. Each has a page <c>docs/diagnostics/{Id}.md</c> whose heading is <paramref name="Title"/>.</summary>
/// <param name="Id">The diagnostic's id.</param>
/// <param name="Title">What is wrong, in a few words.</param>
internal sealed record ExtractionError(string Id, string Title)
{
    public static readonly ExtractionError NotFound = new("TYMD1001", "There is no model at this path");
    public static readonly ExtractionError Unreadable = new("TYMD1002", "A model file cannot be opened");
    public static readonly ExtractionError GitLfsPointer = new("TYMD1003", "A model file is a Git LFS pointer");
    public static readonly ExtractionError Empty = new("TYMD1004", "A model file is empty");
    public static readonly ExtractionError NotBinary = new("TYMD1005", "A model file holds text");
    public static readonly ExtractionError TextFormat = new("TYMD1006", "The SavedModel is in text form");
    public static readonly ExtractionError Chunked = new("TYMD1007", "The SavedModel is larger than 2 GB");
    public static readonly ExtractionError BareGraph = new("TYMD1008", "The file is a graph without signatures");
    public static readonly ExtractionError Damaged = new("TYMD1009", "A model file is damaged");
    public static readonly ExtractionError NoMetaGraph = new("TYMD1010", "The file holds no graph");
    public static readonly ExtractionError NoSignature = new("TYMD1011", "The SavedModel has no signature");
    public static readonly ExtractionError UnknownTensor = new("TYMD1012", "A signature names a tensor that the graph does not have");
    public static readonly ExtractionError UnknownOutput = new("TYMD1013", "A signature names an output that its operation does not have");
    public static readonly ExtractionError WrongType = new("TYMD1014", "A signature and its graph disagree about an element type");
    public static readonly ExtractionError BadDefault = new("TYMD1015", "A default value does not fit its input");
    public static readonly ExtractionError MissingVariables = new("TYMD1016", "The model's variables are missing");
    public static readonly ExtractionError MissingAsset = new("TYMD1017", "An asset of the model is missing");
    public static readonly ExtractionError BadArgument = new("TYMD1018", "A signature's argument is not described");
    public static readonly ExtractionError OtherForm = new("TYMD1019", "The file is something else than its name says");
    public static readonly ExtractionError BadText = new("TYMD1020", "A graph in text form cannot be read");
    public static readonly ExtractionError UnsupportedLayer = new("TYMD1021", "A Keras model has a layer that cannot be built");

    /// <summary>Every kind, ordered by id.</summary>
    public static IReadOnlyList<ExtractionError> All { get; } =
    [
        NotFound, Unreadable, GitLfsPointer, Empty, NotBinary, TextFormat, Chunked, BareGraph, Damaged, NoMetaGraph, NoSignature,
        UnknownTensor, UnknownOutput, WrongType, BadDefault, MissingVariables, MissingAsset, BadArgument, OtherForm, BadText, UnsupportedLayer,
    ];
}
