namespace TypedModels.Generator.Model;

/// <summary>A diagnostic to report, without its place in the source.</summary>
/// <param name="Id">The diagnostic's id.</param>
/// <param name="Anchor">What it points at.</param>
/// <param name="Arguments">The arguments of its message.</param>
/// <param name="Properties">What a code fix needs, as pairs.</param>
internal sealed record DiagnosticModel(string Id, AnchorModel Anchor, ValueList<string> Arguments, ValueList<PropertyModel> Properties);

/// <summary>A property of a diagnostic.</summary>
/// <param name="Key">One of <see cref="Diagnostics.DiagnosticProperties"/>.</param>
/// <param name="Value">Its value.</param>
internal sealed record PropertyModel(string Key, string Value);

/// <summary>What a diagnostic points at.</summary>
/// <param name="Kind">The kind of thing.</param>
/// <param name="Index">Which one, where a host has several.</param>
/// <param name="Item">Which element of it, where it is an array.</param>
internal readonly record struct AnchorModel(AnchorKind Kind, int Index = 0, int Item = 0);

/// <summary>The things a diagnostic can point at.</summary>
internal enum AnchorKind
{
    /// <summary>The attribute's path.</summary>
    Path,

    /// <summary>The attribute's tags.</summary>
    Tags,

    /// <summary>The attribute's checkpoint.</summary>
    Checkpoint,
    Weights,

    /// <summary>The attribute's scope.</summary>
    Scope,

    /// <summary>The attribute's wrapper to share variables with.</summary>
    Owner,

    /// <summary>The attribute's renames of variables; each element is an item.</summary>
    VariableMap,

    /// <summary>The name in a <c>[TfSignature]</c>.</summary>
    Signature,

    /// <summary>The inputs of a <c>[TfSignature]</c> as a whole.</summary>
    Inputs,

    /// <summary>An input of a <c>[TfSignature]</c>.</summary>
    Input,

    /// <summary>An output of a <c>[TfSignature]</c>.</summary>
    Output,

    /// <summary>The class's name.</summary>
    ClassName,

    /// <summary>The name of a type around the class.</summary>
    Container,

    /// <summary>A <c>[TfName]</c>.</summary>
    Name,
}
