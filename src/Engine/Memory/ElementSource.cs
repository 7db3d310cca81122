namespace TypedModels.Engine.Memory;

/// <summary>Where elements came from, and can be read again once they were let go of. Any number of threads.</summary>
internal abstract class ElementSource
{
    /// <summary>Memory with the same elements.</summary>
    /// <exception cref="OperationException">They are not there any more, or are not the same.</exception>
    public abstract Storage Read();
}
