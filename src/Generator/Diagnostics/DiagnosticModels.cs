using Microsoft.CodeAnalysis;
using TypedModels.Generator.Model;
using TypedModels.Generator.Parsing;
using TypedModels.Graphs;

namespace TypedModels.Generator.Diagnostics;

/// <summary>Makes the diagnostics that the parsers find.</summary>
internal static class DiagnosticModels
{
    public static DiagnosticModel NotPartial(string type, AnchorModel anchor) => Create(DiagnosticDescriptors.NotPartial, anchor, [type]);

    public static DiagnosticModel UnsupportedHost(string type, string what, string cure) =>
        Create(DiagnosticDescriptors.UnsupportedHost, new(AnchorKind.ClassName), [type, what, cure]);

    public static DiagnosticModel InvalidPath(string path, string what) => Create(DiagnosticDescriptors.InvalidPath, new(AnchorKind.Path), [path, what]);

    public static DiagnosticModel ModelNotFound(string path, string? nearest, ValueList<string> known)
    {
        // A file that is never found by itself is most likely there and not named: another kind of file is no misspelling of it.
        if (nearest is not null && ModelPath.IsFile(path) && !ModelPath.IsWholeKeras(path) && !nearest.EndsWith(ModelPath.Ending(path), StringComparison.OrdinalIgnoreCase))
        {
            nearest = null;
        }

        string hint = ModelPath.IsFile(path) ? $"{(nearest is null ? "" : $"did you mean '{nearest}'? If not, ")}add <TfModel Include=\"{path}\" /> to the project file"
            : nearest is not null ? $"did you mean '{nearest}'?"
            : known.Count > 0 ? $"it has {Listing.Of(known)}"
            : "it has none; put the model's folder under models/ or add <TfModel Include=\"…\" /> to the project file";
        return Create(DiagnosticDescriptors.ModelNotFound, new(AnchorKind.Path), [path, hint], nearest is null ? [] : [new(DiagnosticProperties.Path, nearest)]);
    }

    public static DiagnosticModel TagsNotFound(string path, string tags, string known) => Create(DiagnosticDescriptors.TagsNotFound, new(AnchorKind.Tags), [path, tags, known]);

    public static DiagnosticModel UnusedName(int name, string what, string known) => Create(DiagnosticDescriptors.UnusedName, new(AnchorKind.Name, name), [what, known]);

    public static DiagnosticModel InvalidName(int name, string given, string what, string why) =>
        Create(DiagnosticDescriptors.InvalidName, new(AnchorKind.Name, name), [given, what, why]);

    public static DiagnosticModel LanguageTooOld(string path, string version) => Create(DiagnosticDescriptors.LanguageTooOld, new(AnchorKind.Path), [path, version]);

    public static DiagnosticModel RuntimeMissing(string path) => Create(DiagnosticDescriptors.RuntimeMissing, new(AnchorKind.Path), [path]);

    public static DiagnosticModel InvalidSignature(string signature, string why, AnchorModel anchor) =>
        Create(DiagnosticDescriptors.InvalidSignature, anchor, [signature, why]);

    /// <summary>What is wrong with a declared signature.</summary>
    /// <param name="path">The model's path.</param>
    /// <param name="signature">The signature's name.</param>
    /// <param name="index">Its position among the class's.</param>
    /// <param name="problem">The problem.</param>
    public static DiagnosticModel SignatureProblem(string path, string signature, int index, SignatureProblem problem)
    {
        var anchor = problem.Argument is { } argument ? new AnchorModel(argument.IsInput ? AnchorKind.Input : AnchorKind.Output, index, argument.Position) : new AnchorModel(AnchorKind.Signature, index);
        return problem.Kind switch
        {
            SignatureProblemKind.UnknownTensor => Create(
                DiagnosticDescriptors.TensorNotFound, anchor, [signature, path, problem.Text], problem.Suggestions.Count == 0 ? [] : [new(DiagnosticProperties.Tensor, problem.Suggestions[0])]),
            SignatureProblemKind.MissingInputs => Create(
                DiagnosticDescriptors.MissingInputs, new(AnchorKind.Inputs, index), [signature, problem.Text], [new(DiagnosticProperties.Inputs, string.Join("\n", problem.Suggestions))]),
            _ => InvalidSignature(signature, problem.Text, anchor),
        };
    }

    public static DiagnosticModel CheckpointNotFound(string path, string what, string checkpoint, string hint, AnchorKind anchor) =>
        Create(DiagnosticDescriptors.CheckpointNotFound, new(anchor), [path, what, checkpoint, hint]);

    public static DiagnosticModel NoCheckpoint(string path, string what, string checkpoint, string remedy, AnchorKind anchor) =>
        Create(DiagnosticDescriptors.NoCheckpoint, new(anchor), [path, what, checkpoint, remedy]);

    public static DiagnosticModel InvalidRename(int item, string rename, string why) => Create(DiagnosticDescriptors.InvalidRename, new(AnchorKind.VariableMap, Item: item), [rename, why]);

    public static DiagnosticModel NoVariables(string path, string property, AnchorKind anchor) => Create(DiagnosticDescriptors.NoVariables, new(anchor), [path, property]);

    public static DiagnosticModel InvalidOwner(string type, string owner, string why) => Create(DiagnosticDescriptors.InvalidOwner, new(AnchorKind.Owner), [type, owner, why]);

    public static DiagnosticModel UnreadableGraph(string path, string why) => Create(DiagnosticDescriptors.UnreadableGraph, new(AnchorKind.Path), [path, why]);

    public static DiagnosticModel UnreadableContract(string path, string file, ContractProblem problem) => Create(
        problem.IsNewer ? DiagnosticDescriptors.NewerContract : DiagnosticDescriptors.MalformedContract,
        new(AnchorKind.Path),
        [path, file, problem.Line.ToString(System.Globalization.CultureInfo.InvariantCulture), problem.Text]);

    public static DiagnosticModel UnreadableModel(string path, ContractError error) =>
        Create(DiagnosticDescriptors.UnreadableModel, new(AnchorKind.Path), [path, error.Message.TrimEnd('.'), error.Id]);

    public static DiagnosticModel AmbiguousContract(string path, string file, string other) =>
        Create(DiagnosticDescriptors.AmbiguousContract, new(AnchorKind.Path), [path, file, other]);

    public static DiagnosticModel NoSignature(string path, string what) => Create(DiagnosticDescriptors.NoSignature, new(AnchorKind.Path), [path, what]);

    public static DiagnosticModel UnsupportedType(string signature, string role, string argument, string type, string why) =>
        Create(DiagnosticDescriptors.UnsupportedType, new(AnchorKind.Path), [signature, role, argument, type, why]);

    public static DiagnosticModel NoOutputs(string signature) =>
        Create(DiagnosticDescriptors.NoOutputs, new(AnchorKind.Path), [signature]);

    public static DiagnosticModel MissingOperations(string path, IReadOnlyCollection<string> operations) =>
        Create(DiagnosticDescriptors.MissingOperations, new(AnchorKind.Path), [path, $"the {(operations.Count == 1 ? "operation" : "operations")} {Listing.Of(operations)}", operations.Count == 1 ? "it" : "them"]);

    public static DiagnosticModel NameClash(string first, string second, string name, NameModel suggestion) =>
        Create(DiagnosticDescriptors.NameClash, new(AnchorKind.Path), [first, second, name, Attribute(suggestion)], Properties(suggestion));

    public static DiagnosticModel ReservedName(string what, string name, string owner, NameModel suggestion) =>
        Create(DiagnosticDescriptors.ReservedName, new(AnchorKind.Path), [what, name, owner, Attribute(suggestion)], Properties(suggestion));

    public static DiagnosticModel UnusableName(string what, NameModel suggestion) =>
        Create(DiagnosticDescriptors.UnusableName, new(AnchorKind.Path), [what, Attribute(suggestion)], Properties(suggestion));

    public static DiagnosticModel InternalError(string path, Exception exception) =>
        Create(DiagnosticDescriptors.InternalError, new(AnchorKind.Path), [path, $"{exception.GetType().Name}: {exception.Message}"]);

    private static DiagnosticModel Create(DiagnosticDescriptor descriptor, AnchorModel anchor, ValueList<string> arguments, ValueList<PropertyModel> properties = default) =>
        new(descriptor.Id, anchor, arguments, properties);

    private static string Attribute(NameModel name)
    {
        string[] keys = name.Argument is null ? [name.Signature, name.Name] : [name.Signature, name.Argument, name.Name];
        return $"[TfName({string.Join(", ", keys.Select(ContractLiteral.Quote))})]";
    }

    private static ValueList<PropertyModel> Properties(NameModel name)
    {
        PropertyModel signature = new(DiagnosticProperties.Signature, name.Signature), given = new(DiagnosticProperties.Name, name.Name);
        return name.Argument is null ? [signature, given] : [signature, new(DiagnosticProperties.Argument, name.Argument), given];
    }
}
