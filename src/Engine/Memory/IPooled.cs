namespace TypedModels.Engine.Memory;

/// <summary>A value inside a tensor of objects that itself holds memory of the call.</summary>
internal interface IPooled
{
    /// <summary>Another tensor holds it too.</summary>
    IPooled AddReference();

    /// <summary>The tensor that held it lets go of it.</summary>
    void Release();
}
