namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Chooses between elements of any type: only their size matters.</summary>
internal static unsafe class SelectFunction
{
    /// <summary>The function for elements of a size in bytes.</summary>
    public static ElementFunction OfSize(int size) => size switch
    {
        1 => new(&Select<byte>, 1),
        2 => new(&Select<ushort>, 1),
        4 => new(&Select<uint>, 1),
        8 => new(&Select<ulong>, 1),
        _ => new(&Select<UInt128>, 1.5),
    };

    private static void Select<T>(void** x, void* y, int count)
        where T : unmanaged
    {
        bool* condition = (bool*)x[0];
        T* yes = (T*)x[1], no = (T*)x[2], result = (T*)y;
        for (int i = 0; i < count; i++)
        {
            result[i] = condition[i] ? yes[i] : no[i];
        }
    }
}
