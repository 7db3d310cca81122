using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace TypedModels.Engine.Compute.Vectors;

/// <summary>Vectors of 128 bits.</summary>
internal readonly unsafe struct Simd128<T> : ISimd<Vector128<T>, T>
    where T : unmanaged
{
    public static int Lanes => Vector128<T>.Count;

    // Arm has 32 registers, x86 below AVX-512 has 16.
    public static int TileRows => AdvSimd.IsSupported ? 12 : 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load(T* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> LoadFirst(T* source, int count)
    {
        if (count == Lanes)
        {
            return Load(source);
        }

        // Two elements of four bytes, with or without a third, are the most frequent.
        if (sizeof(T) == sizeof(int) && count is (2 or 3))
        {
            var two = Vector128.Create(Vector64.Load((int*)source), Vector64<int>.Zero);
            return (count == 2 ? two : two.WithElement(2, ((int*)source)[2])).As<int, T>();
        }

        var padded = Vector128<T>.Zero;
        FirstElements.Copy(source, (T*)&padded, count);
        return padded;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* target, Vector128<T> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(T* target, Vector128<T> value, int count)
    {
        if (count == Lanes)
        {
            Store(target, value);
            return;
        }

        if (sizeof(T) == sizeof(int) && count is (2 or 3))
        {
            value.GetLower().Store(target);
            if (count == 3)
            {
                target[2] = value.GetElement(2);
            }

            return;
        }

        FirstElements.Copy((T*)&value, target, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Broadcast(T value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Add(Vector128<T> left, Vector128<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Multiply(Vector128<T> left, Vector128<T> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Divide(Vector128<T> left, Vector128<T> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MultiplyAdd(Vector128<T> left, Vector128<T> right, Vector128<T> addend)
    {
        if (typeof(T) == typeof(float))
        {
            return Vector128.MultiplyAddEstimate(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>();
        }

        if (typeof(T) == typeof(double))
        {
            return Vector128.MultiplyAddEstimate(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();
        }

        return (left * right) + addend;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Max(Vector128<T> bound, Vector128<T> value) => Vector128.MaxNative(bound, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Min(Vector128<T> bound, Vector128<T> value) => Vector128.MinNative(bound, value);
}
