namespace TypedModels.Formats.Variables;

/// <summary>How a graph holds a variable.</summary>
internal enum VariableKind
{
    /// <summary>A tensor that is written in place (<c>VariableV2</c>, <c>Variable</c>).</summary>
    Reference,

    /// <summary>A handle to what the session keeps (<c>VarHandleOp</c>).</summary>
    Resource,
}
