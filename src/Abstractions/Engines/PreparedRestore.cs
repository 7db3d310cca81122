namespace TypedModels.Engines;

/// <summary>
/// A change of variables that is ready to be made: everything that takes long or can fail is done. The runtime commits it while no call runs; frames made before are of no use afterwards.
/// Disposed without a commit, nothing has happened.
/// </summary>
internal abstract class PreparedRestore : IDisposable
{
    /// <summary>Makes the change. No frame of the session is in use.</summary>
    public abstract void Commit();

    /// <summary>Frees what was prepared and not committed.</summary>
    public abstract void Dispose();
}
