using System.Runtime.Intrinsics;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Chooses between elements of any type: only their size matters.</summary>
internal static unsafe class SelectFunction
{
    /// <summary>The function for elements of a size in bytes.</summary>
    public static ElementFunction OfSize(int size) => size switch
    {
        1 => new(&Select<byte>, 1),
        2 => new(&Select<ushort>, 1),
        4 => new(&SelectFour, 0.5),
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

    // Floats and 32-bit integers, eight at a time.
    private static void SelectFour(void** x, void* y, int count)
    {
        byte* condition = (byte*)x[0];
        uint* yes = (uint*)x[1], no = (uint*)x[2], result = (uint*)y;
        int i = 0;
        for (; i <= count - Vector256<uint>.Count; i += Vector256<uint>.Count)
        {
            var wide = Vector128.WidenLower(Vector128.CreateScalar(*(ulong*)(condition + i)).AsByte());
            var takesNo = Vector256.Equals(Vector256.Create(Vector128.WidenLower(wide), Vector128.WidenUpper(wide)), Vector256<uint>.Zero);
            Vector256.ConditionalSelect(takesNo, Vector256.Load(no + i), Vector256.Load(yes + i)).Store(result + i);
        }

        for (; i < count; i++)
        {
            result[i] = condition[i] != 0 ? yes[i] : no[i];
        }
    }
}
