using Microsoft.CodeAnalysis;

namespace TypedModels.Generator.Diagnostics;

/// <summary>Every diagnostic of the generator and the analyzers. Ids say where it is raised: 00xx declaration, 01xx contract, 02xx mapping of signatures, 9000 internal; those of retired ones are not used again.</summary>
internal static class DiagnosticDescriptors
{
    /// <summary>The class, or a type around it, lacks <c>partial</c>.</summary>
    public static readonly DiagnosticDescriptor NotPartial = new(
        "TYMD0001",
        "Class with a model is not partial",
        "'{0}' must be partial so that its model's methods can be added to it: write 'partial' before 'class'",
        "TypedModels.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The generated methods are a second part of the class, and of every type around it.",
        helpLinkUri: HelpLinks.For("TYMD0001"));

    /// <summary>The class is of a kind that cannot be a wrapper.</summary>
    public static readonly DiagnosticDescriptor UnsupportedHost = new(
        "TYMD0002",
        "Class cannot be the wrapper of a model",
        "'{0}' is {1}: {2}",
        "TypedModels.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A wrapper is a plain class: neither generic, static, abstract, file-local, a record, nor with a primary constructor.",
        helpLinkUri: HelpLinks.For("TYMD0002"));

    /// <summary>The path is none that a contract could have.</summary>
    public static readonly DiagnosticDescriptor InvalidPath = new(
        "TYMD0003",
        "Path of a model is empty or not relative to the project",
        "The path '{0}' {1}: write the model's folder relative to the project, such as \"models/face_detector\"",
        "TypedModels.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A path that begins at a root is another one on every computer. A model elsewhere is loaded with ModelOptions.Source.",
        helpLinkUri: HelpLinks.For("TYMD0003"));

    /// <summary>There is no contract for the path.</summary>
    public static readonly DiagnosticDescriptor ModelNotFound = new(
        "TYMD0004",
        "Model not found",
        "There is no model '{0}' in the project: {1}",
        "TypedModels.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Models are found under models/ by themselves; those elsewhere are named with <TfModel Include=\"…\" /> in the project file, as are all graphs that are one file, and descriptions of layers (.json).",
        helpLinkUri: HelpLinks.For("TYMD0004"));

    /// <summary>The model has no such tag set.</summary>
    public static readonly DiagnosticDescriptor TagsNotFound = new(
        "TYMD0005",
        "Model has no such tags",
        "The model '{0}' has no part with the tags '{1}': it has {2}",
        "TypedModels.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A SavedModel can hold several graphs, told apart by their tags; without Tags the one tagged 'serve' is taken.",
        helpLinkUri: HelpLinks.For("TYMD0005"));

    /// <summary>A <c>[TfName]</c> names nothing.</summary>
    public static readonly DiagnosticDescriptor UnusedName = new(
        "TYMD0006",
        "TfName names nothing in the model",
        "The model has no {0}: it has {1}; correct the key or remove the [TfName]",
        "TypedModels.Declaration",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The model may have been exported again with other keys.",
        helpLinkUri: HelpLinks.For("TYMD0006"));

    /// <summary>A <c>[TfName]</c> gives a name that C# does not have.</summary>
    public static readonly DiagnosticDescriptor InvalidName = new(
        "TYMD0007",
        "TfName gives no C# name",
        "'{0}' cannot be the name of {1}: {2}",
        "TypedModels.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A name begins with a letter and holds letters, digits and underscores.",
        helpLinkUri: HelpLinks.For("TYMD0007"));

    /// <summary>The language is older than emitted code.</summary>
    public static readonly DiagnosticDescriptor LanguageTooOld = new(
        "TYMD0008",
        "C# version is too old",
        "The wrapper of '{0}' needs C# 12 or later, the project has C# {1}: set <LangVersion> to 12 or later, or remove it",
        "TypedModels.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Generated code uses required members, raw string literals and collection expressions.",
        helpLinkUri: HelpLinks.For("TYMD0008"));

    /// <summary>What emitted code calls is not referenced.</summary>
    public static readonly DiagnosticDescriptor RuntimeMissing = new(
        "TYMD0009",
        "TypedModels runtime is not referenced",
        "The wrapper of '{0}' calls the assembly TypedModels.Runtime, which the project does not reference: reference the package TypedModels without ExcludeAssets",
        "TypedModels.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The package brings the generator and the runtime together.",
        helpLinkUri: HelpLinks.For("TYMD0009"));

    /// <summary>A <c>[TfSignature]</c> is incomplete, or contradicts itself.</summary>
    public static readonly DiagnosticDescriptor InvalidSignature = new(
        "TYMD0010",
        "Declared signature is incomplete",
        "The signature '{0}' cannot be declared so: {1}",
        "TypedModels.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A signature that is declared with [TfSignature] has a name of its own, and fetches at least one tensor; names of inputs and of outputs differ.",
        helpLinkUri: HelpLinks.For("TYMD0010"));

    /// <summary>A <c>[TfSignature]</c> names a tensor that the graph does not have, or has twice.</summary>
    public static readonly DiagnosticDescriptor TensorNotFound = new(
        "TYMD0011",
        "Declared signature names no tensor of the graph",
        "The signature '{0}' does not fit the graph of '{1}': {2}",
        "TypedModels.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A tensor is named as TensorFlow does, node:index. The end of a name is enough where only one name ends so.",
        helpLinkUri: HelpLinks.For("TYMD0011"));

    /// <summary>The outputs of a <c>[TfSignature]</c> need placeholders that it does not feed.</summary>
    public static readonly DiagnosticDescriptor MissingInputs = new(
        "TYMD0012",
        "Declared signature lacks inputs",
        "The signature '{0}' cannot run: {1}",
        "TypedModels.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "What the outputs depend on must be fed, or come from tensors that are.",
        helpLinkUri: HelpLinks.For("TYMD0012"));

    /// <summary>The attribute names a checkpoint that does not go with the model.</summary>
    public static readonly DiagnosticDescriptor CheckpointNotFound = new(
        "TYMD0013",
        "Checkpoint is not one of the model",
        "The model '{0}' has no {1} '{2}': {3}",
        "TypedModels.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Checkpoints and files of weights are copied with the model. Those that it is not named after, or that lie elsewhere, are named by the metadata Checkpoint, or Weights, of its TfModel item.",
        helpLinkUri: HelpLinks.For("TYMD0013"));

    /// <summary>The attribute names a checkpoint, and none is there.</summary>
    public static readonly DiagnosticDescriptor NoCheckpoint = new(
        "TYMD0014",
        "Model has no checkpoints yet",
        "No {1} goes with the model '{0}', so '{2}' cannot be looked for: {3}",
        "TypedModels.Declaration",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Weights are often fetched later. The wrapper is generated all the same, and loading it fails until they are there. Those that do not lie beside the model are named by its TfModel item.",
        helpLinkUri: HelpLinks.For("TYMD0014"));

    /// <summary>An entry of the variable map is no rename.</summary>
    public static readonly DiagnosticDescriptor InvalidRename = new(
        "TYMD0015",
        "Rename of variables is malformed",
        "'{0}' renames no variable: {1}",
        "TypedModels.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "An entry of VariableMap is \"from=to\": what names begin with in the checkpoint, and what stands there in the graph.",
        helpLinkUri: HelpLinks.For("TYMD0015"));

    /// <summary>The attribute speaks of variables, and the graph has none.</summary>
    public static readonly DiagnosticDescriptor NoVariables = new(
        "TYMD0016",
        "Model has no variables",
        "{1} says nothing about the model '{0}', whose graph has no variables: remove it",
        "TypedModels.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A frozen graph holds its weights as constants. Checkpoint, Scope, VariableMap and SharesVariablesWith are about variables.",
        helpLinkUri: HelpLinks.For("TYMD0016"));

    /// <summary>The attribute names a type whose variables cannot be shared.</summary>
    public static readonly DiagnosticDescriptor InvalidOwner = new(
        "TYMD0017",
        "Variables cannot be shared with this type",
        "'{0}' cannot use the variables of '{1}': {2}",
        "TypedModels.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "SharesVariablesWith names another wrapper, which has variables of its own.",
        helpLinkUri: HelpLinks.For("TYMD0017"));

    /// <summary>The contract's text is damaged.</summary>
    public static readonly DiagnosticDescriptor MalformedContract = new(
        "TYMD0101",
        "Contract is malformed",
        "The contract of '{0}' is damaged ({1}, line {2}): {3}; delete the file and build again",
        "TypedModels.Contract",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Contracts are written by the build; one that was edited or merged by hand may not hold together.",
        helpLinkUri: HelpLinks.For("TYMD0101"));

    /// <summary>The contract is of a newer version of the format.</summary>
    public static readonly DiagnosticDescriptor NewerContract = new(
        "TYMD0102",
        "Contract is of a newer version",
        "The contract of '{0}' cannot be read ({1}, line {2}): {3}",
        "TypedModels.Contract",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The task that wrote the contract is of a newer TypedModels than the generator that reads it.",
        helpLinkUri: HelpLinks.For("TYMD0102"));

    /// <summary>The model could not be read when its contract was written.</summary>
    public static readonly DiagnosticDescriptor UnreadableModel = new(
        "TYMD0103",
        "Model could not be read",
        "The model '{0}' could not be read: {1} ({2})",
        "TypedModels.Contract",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The build found the model, but not a model in it; the id in parentheses has a page of its own.",
        helpLinkUri: HelpLinks.For("TYMD0103"));

    /// <summary>Two contracts are for one path.</summary>
    public static readonly DiagnosticDescriptor AmbiguousContract = new(
        "TYMD0104",
        "Two contracts for one model",
        "Both {1} and {2} are contracts of '{0}' and differ: remove one from the project's AdditionalFiles",
        "TypedModels.Contract",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The build passes on one contract for each model; another one comes from the project file.",
        helpLinkUri: HelpLinks.For("TYMD0104"));

    /// <summary>The list of the model's graphs is missing or damaged.</summary>
    public static readonly DiagnosticDescriptor UnreadableGraph = new(
        "TYMD0105",
        "List of a graph cannot be used",
        "The list of the graph of '{0}', where signatures that the class declares are looked up, cannot be used: {1}; build the project again",
        "TypedModels.Contract",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The build writes the list beside the contract, obj/…/*.tfgraph, and hands both to the compiler.",
        helpLinkUri: HelpLinks.For("TYMD0105"));

    /// <summary>No signature of the model can be called.</summary>
    public static readonly DiagnosticDescriptor NoSignature = new(
        "TYMD0201",
        "Model has no usable signature",
        "The model '{0}' has {1}, so there is no method to generate: export it with signatures, or declare some with [TfSignature]",
        "TypedModels.Signature",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "tf.saved_model.save takes signatures=…; Keras models exported with model.export have serving_default.",
        helpLinkUri: HelpLinks.For("TYMD0201"));

    /// <summary>An argument's type cannot be held in .NET.</summary>
    public static readonly DiagnosticDescriptor UnsupportedType = new(
        "TYMD0202",
        "Signature has an argument of an unsupported type",
        "The signature '{0}' gets no method: its {1} '{2}' is {3}, {4}",
        "TypedModels.Signature",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Handles of variables and tables, variants and elements of less than a byte cannot leave the graph. The other signatures have their methods.",
        helpLinkUri: HelpLinks.For("TYMD0202"));

    /// <summary>Two keys become one name.</summary>
    public static readonly DiagnosticDescriptor NameClash = new(
        "TYMD0203",
        "Two keys become one name",
        "{0} and {1} both become '{2}': give one another name, such as {3}",
        "TypedModels.Signature",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A name is made from its own key alone and never changed because of another. The signatures concerned have no method until one is named.",
        helpLinkUri: HelpLinks.For("TYMD0203"));

    /// <summary>A key becomes a name that is taken.</summary>
    public static readonly DiagnosticDescriptor ReservedName = new(
        "TYMD0204",
        "Key becomes a name that is taken",
        "{0} becomes '{1}', which {2}: give it another name, such as {3}",
        "TypedModels.Signature",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Taken are the names of every wrapper's own members, of object's, of the class itself, of what is generated beside a method, and of the members you wrote.",
        helpLinkUri: HelpLinks.For("TYMD0204"));

    /// <summary>A key has nothing a name could be made of.</summary>
    public static readonly DiagnosticDescriptor UnusableName = new(
        "TYMD0205",
        "Key has neither letter nor digit",
        "{0} has neither letter nor digit to make a name of: give it one, such as {1}",
        "TypedModels.Signature",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The signature has no method until its key, or that of its argument, is given a name.",
        helpLinkUri: HelpLinks.For("TYMD0205"));

    /// <summary>Arguments of one type are told apart by their position alone.</summary>
    public static readonly DiagnosticDescriptor PositionalArguments = new(
        "TYMD0206",
        "Arguments of one type are given by position",
        "{0} takes {1} as {2}: name them, so that a model exported with another order cannot swap them unnoticed",
        "TypedModels.Signature",
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The order of a signature's inputs comes from the model. Swapped arguments of different types do not compile; of one type they do.",
        helpLinkUri: HelpLinks.For("TYMD0206"));

    /// <summary>A signature has nothing to return.</summary>
    public static readonly DiagnosticDescriptor NoOutputs = new(
        "TYMD0207",
        "Signature has no outputs",
        "The signature '{0}' gets no method: it has no outputs, and only what leads to an output is ever run; export it with one, such as the value it sets",
        "TypedModels.Signature",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A signature names the tensors to fetch. One without them can be called, but nothing would happen. The other signatures have their methods.",
        helpLinkUri: HelpLinks.For("TYMD0207"));

    /// <summary>The managed engine does not have all operations of the model.</summary>
    public static readonly DiagnosticDescriptor MissingOperations = new(
        "TYMD0208",
        "Managed engine lacks operations of the model",
        "The managed engine does not have {1} of the model '{0}': run it on TensorFlow's library, which EngineKind.Auto then takes, or export it without {2}",
        "TypedModels.Signature",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The methods are generated all the same. Where TensorFlow's library is there, the model runs on it; elsewhere loading fails with the operations' names.",
        helpLinkUri: HelpLinks.For("TYMD0208"));

    /// <summary>The generator failed.</summary>
    public static readonly DiagnosticDescriptor InternalError = new(
        "TYMD9000",
        "Generator failed",
        "The wrapper of '{0}' could not be generated because of a defect in TypedModels: {1}; please report it with the model's contract",
        "TypedModels.Internal",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "This should not happen, whatever the model.",
        helpLinkUri: HelpLinks.For("TYMD9000"));

    private static readonly Dictionary<string, DiagnosticDescriptor> s_byId = CreateIndex();

    /// <summary>The descriptor with this id.</summary>
    public static DiagnosticDescriptor Find(string id) => s_byId[id];

    private static Dictionary<string, DiagnosticDescriptor> CreateIndex() => new DiagnosticDescriptor[]
    {
        NotPartial, UnsupportedHost, InvalidPath, ModelNotFound, TagsNotFound, UnusedName, InvalidName, LanguageTooOld, RuntimeMissing,
        InvalidSignature, TensorNotFound, MissingInputs, CheckpointNotFound, NoCheckpoint, InvalidRename, NoVariables, InvalidOwner,
        MalformedContract, NewerContract, UnreadableModel, AmbiguousContract, UnreadableGraph,
        NoSignature, UnsupportedType, NameClash, ReservedName, UnusableName, PositionalArguments, NoOutputs, MissingOperations, InternalError,
    }.ToDictionary(descriptor => descriptor.Id);
}
