using System.Diagnostics;
using System.Runtime.InteropServices;
using TypedModels.Engine.Compute.Matrix;

namespace TypedModels.Benchmarks;

/// <summary>One size of matrix product, computed by the engine and by a plain loop in turn, one thread.</summary>
internal sealed unsafe class ProductRace : IDisposable
{
    private readonly ProductSize _size;
    private readonly float* _left;
    private readonly float* _right;
    private readonly float* _packed;
    private readonly float* _result;

    public ProductRace(ProductSize size)
    {
        _size = size;
        _left = Allocate((long)size.Rows * size.Depth, fill: true);
        _right = Allocate((long)size.Depth * size.Columns, fill: true);
        _packed = Allocate(RightMatrix<float>.PackedLength(size.Depth, size.Columns), fill: false);
        _result = Allocate((long)size.Rows * size.Columns, fill: false);
        RightMatrix<float>.Pack(_right, size.Columns, 1, size.Depth, size.Columns, _packed);
    }

    /// <summary>The median GFLOP/s of both.</summary>
    /// <param name="seconds">How long to measure.</param>
    public (double Engine, double Plain) Run(double seconds)
    {
        var engine = new List<double>();
        var plain = new List<double>();
        long start = Stopwatch.GetTimestamp();
        int repeats = Math.Max(1, (int)(2e8 / _size.Operations));
        Engine();
        do
        {
            engine.Add(Rate(Engine, repeats));
            plain.Add(Rate(Plain, Math.Max(1, repeats / 50)));
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds || engine.Count < 3);

        return (Median(engine), Median(plain));
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_left);
        NativeMemory.AlignedFree(_right);
        NativeMemory.AlignedFree(_packed);
        NativeMemory.AlignedFree(_result);
    }

    private static float* Allocate(long count, bool fill)
    {
        float* memory = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), 64);
        var random = new Random(5);
        for (long i = 0; i < count; i++)
        {
            memory[i] = fill ? random.NextSingle() - 0.5f : 0;
        }

        return memory;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private double Rate(Action action, int repeats)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeats; i++)
        {
            action();
        }

        return _size.Operations * repeats / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9;
    }

    private void Engine()
    {
        var work = ProductWork<float>.Of(_left, _size.Depth, 1, _size.Rows, RightMatrix<float>.Packed(_packed, _size.Depth, _size.Columns), _result, _size.Columns);
        work.Execute(0, work.Count);
    }

    private void Plain()
    {
        for (int i = 0; i < _size.Rows; i++)
        {
            for (int j = 0; j < _size.Columns; j++)
            {
                float sum = 0;
                for (int k = 0; k < _size.Depth; k++)
                {
                    sum += _left[((long)i * _size.Depth) + k] * _right[((long)k * _size.Columns) + j];
                }

                _result[((long)i * _size.Columns) + j] = sum;
            }
        }
    }
}
