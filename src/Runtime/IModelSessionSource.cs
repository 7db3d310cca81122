using System.ComponentModel;

namespace TypedModels.Runtime;

/// <summary>A wrapper, for generated code that loads another one over its variables.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IModelSessionSource
{
    /// <summary>The loaded model.</summary>
    ModelSession Session { get; }
}
