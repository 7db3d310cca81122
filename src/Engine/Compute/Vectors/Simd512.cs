using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TypedModels.Engine.Compute.Vectors;

/// <summary>Vectors of 512 bits.</summary>
internal readonly unsafe struct Simd512<T> : ISimd<Vector512<T>, T>
    where T : unmanaged
{
    public static int Lanes => Vector512<T>.Count;

    public static int TileRows => 12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LoadFirst(T* source, int count)
    {
        if (Avx512F.IsSupported && sizeof(T) == sizeof(int))
        {
            return Avx512F.MaskLoad((int*)source, First4(count), Vector512<int>.Zero).As<int, T>();
        }

        if (Avx512F.IsSupported && sizeof(T) == sizeof(long))
        {
            return Avx512F.MaskLoad((long*)source, First8(count), Vector512<long>.Zero).As<long, T>();
        }

        if (count == Lanes)
        {
            return Load(source);
        }

        var padded = Vector512<T>.Zero;
        FirstElements.Copy(source, (T*)&padded, count);
        return padded;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, Vector512<T> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(T* target, Vector512<T> value, int count)
    {
        if (Avx512F.IsSupported && sizeof(T) == sizeof(int))
        {
            Avx512F.MaskStore((int*)target, First4(count), value.As<T, int>());
        }
        else if (Avx512F.IsSupported && sizeof(T) == sizeof(long))
        {
            Avx512F.MaskStore((long*)target, First8(count), value.As<T, long>());
        }
        else if (count == Lanes)
        {
            Store(target, value);
        }
        else
        {
            FirstElements.Copy((T*)&value, target, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Broadcast(T value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> left, Vector512<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Multiply(Vector512<T> left, Vector512<T> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Divide(Vector512<T> left, Vector512<T> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> left, Vector512<T> right, Vector512<T> addend)
    {
        if (typeof(T) == typeof(float))
        {
            return Vector512.MultiplyAddEstimate(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>();
        }

        if (typeof(T) == typeof(double))
        {
            return Vector512.MultiplyAddEstimate(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();
        }

        return (left * right) + addend;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Max(Vector512<T> bound, Vector512<T> value) => Vector512.MaxNative(bound, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Min(Vector512<T> bound, Vector512<T> value) => Vector512.MinNative(bound, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> First4(int count) => Vector512.GreaterThan(Vector512.Create(count), Vector512<int>.Indices);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> First8(int count) => Vector512.GreaterThan(Vector512.Create((long)count), Vector512<long>.Indices);
}
