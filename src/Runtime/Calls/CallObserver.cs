using System.ComponentModel;

namespace TypedModels.Runtime;

/// <summary>Is told of each call that ran, on the thread that ended it; for generated code.</summary>
/// <param name="call">What was called, how long it took and why it failed, if it did.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void CallObserver(in CallInfo call);
