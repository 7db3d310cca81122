using System.ComponentModel;

namespace TypedModels.Runtime;

/// <summary>Hands a wrapper's session to the wrappers that share its variables, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IModelSessionSource
{
    /// <summary>The loaded model.</summary>
    ModelSession Session { get; }
}
