using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TypedModels.Engine.Compute.Vectors;

/// <summary>Vectors of 256 bits.</summary>
internal readonly unsafe struct Simd256<T> : ISimd<Vector256<T>, T>
    where T : unmanaged
{
    public static int Lanes => Vector256<T>.Count;

    public static int TileRows => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(T* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LoadFirst(T* source, int count)
    {
        if (Avx2.IsSupported && sizeof(T) == sizeof(int))
        {
            return Avx2.MaskLoad((int*)source, First4(count)).As<int, T>();
        }

        if (Avx2.IsSupported && sizeof(T) == sizeof(long))
        {
            return Avx2.MaskLoad((long*)source, First8(count)).As<long, T>();
        }

        if (count == Lanes)
        {
            return Load(source);
        }

        var padded = Vector256<T>.Zero;
        FirstElements.Copy(source, (T*)&padded, count);
        return padded;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, Vector256<T> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(T* target, Vector256<T> value, int count)
    {
        if (Avx2.IsSupported && sizeof(T) == sizeof(int))
        {
            Avx2.MaskStore((int*)target, First4(count), value.As<T, int>());
        }
        else if (Avx2.IsSupported && sizeof(T) == sizeof(long))
        {
            Avx2.MaskStore((long*)target, First8(count), value.As<T, long>());
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
    public static Vector256<T> Broadcast(T value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Add(Vector256<T> left, Vector256<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Multiply(Vector256<T> left, Vector256<T> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Divide(Vector256<T> left, Vector256<T> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> left, Vector256<T> right, Vector256<T> addend)
    {
        if (typeof(T) == typeof(float))
        {
            return Vector256.MultiplyAddEstimate(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>();
        }

        if (typeof(T) == typeof(double))
        {
            return Vector256.MultiplyAddEstimate(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();
        }

        return (left * right) + addend;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Max(Vector256<T> bound, Vector256<T> value) => Vector256.MaxNative(bound, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Min(Vector256<T> bound, Vector256<T> value) => Vector256.MinNative(bound, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> First4(int count) => Vector256.GreaterThan(Vector256.Create(count), Vector256<int>.Indices);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> First8(int count) => Vector256.GreaterThan(Vector256.Create((long)count), Vector256<long>.Indices);
}
