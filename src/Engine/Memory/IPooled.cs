namespace TypedModels.Engine.Memory;

/// <summary>A value inside a tensor of objects that itself holds memory of the call.</summary>
internal interface IPooled
{
    /// <summary>The tensor that held it lets go of it.</summary>
    void Release();
}
