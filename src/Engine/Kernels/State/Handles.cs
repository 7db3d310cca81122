using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State;

/// <summary>Finds what handles stand for.</summary>
internal static class Handles
{
    /// <summary>The resource of a handle.</summary>
    /// <exception cref="OperationException">It is one of another kind.</exception>
    public static T Of<T>(Tensor handle)
        where T : class =>
        handle.Objects is [T resource, ..]
            ? resource
            : throw OperationException.InvalidArgument($"The handle is not one of a {typeof(T).Name.ToLowerInvariant()}.");
}
