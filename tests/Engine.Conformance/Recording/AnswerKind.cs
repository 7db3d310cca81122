namespace TypedModels.Engine.Conformance.Recording;

/// <summary>How a case can end.</summary>
internal enum AnswerKind : byte
{
    /// <summary>With values.</summary>
    Values,

    /// <summary>With an error.</summary>
    Error,

    /// <summary>The engine has no kernel for the element types on this kind of processor.</summary>
    NoKernel,

    /// <summary>The process ended, or did not end in time.</summary>
    Aborts,

    /// <summary>The graph was refused before anything ran: no model can hold it.</summary>
    Unloadable,
}
