using System.Numerics;

namespace TypedModels.Engine.Compute.Fourier;

/// <summary>
/// The discrete Fourier transform of one length: by its factors up to 13 (Cooley and Tukey, in the order of Stockham, which needs no reordering), other lengths by a convolution (Bluestein).
/// Immutable; used by any number of threads. Computed in double, whatever the elements are, so that the error does not depend on the length.
/// </summary>
internal sealed class FourierPlan
{
    private const int LargestFactor = 13;

    private static readonly Lock s_lock = new();
    private static readonly Dictionary<int, FourierPlan> s_plans = [];
    private static long s_elements;

    private readonly int[] _factors;
    private readonly Complex[] _roots;
    private readonly FourierPlan? _convolution;
    private readonly Complex[] _chirp = [];
    private readonly Complex[] _chirpTransform = [];

    private FourierPlan(int length)
    {
        Length = length;
        _factors = Factorize(length);
        if (_factors.Length > 0 || length == 1)
        {
            _roots = Roots(length);
            return;
        }

        _roots = [];
        _convolution = Create((int)BitOperations.RoundUpToPowerOf2((uint)(2 * length - 1)));
        _chirp = new Complex[length];
        _chirpTransform = new Complex[_convolution.Length];
        for (int i = 0; i < length; i++)
        {
            // i² modulo 2n, so that the angle stays exact.
            var (sine, cosine) = Math.SinCos(Math.PI * ((long)i * i % (2L * length)) / length);
            _chirp[i] = new Complex(cosine, -sine);
            var inverse = new Complex(cosine, sine) / _convolution.Length;
            _chirpTransform[i] = inverse;
            _chirpTransform[i == 0 ? 0 : _convolution.Length - i] = inverse;
        }

        var scratch = new Complex[_convolution.ScratchLength];
        _convolution.Forward(_chirpTransform, scratch);
    }

    /// <summary>The length that transforms may have at most.</summary>
    public const int LargestLength = 1 << 28;

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <summary>The elements that a transform needs beside its own.</summary>
    public int ScratchLength => _convolution is { } inner ? inner.Length + inner.ScratchLength : Length;

    /// <summary>The plan of a length, kept for later unless too much is kept already.</summary>
    public static FourierPlan Create(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, LargestLength);
        const long MostElements = 1 << 20;
        lock (s_lock)
        {
            if (s_plans.TryGetValue(length, out var known))
            {
                return known;
            }
        }

        var plan = new FourierPlan(length);
        lock (s_lock)
        {
            if (s_elements + plan.Elements > MostElements)
            {
                s_plans.Clear();
                s_elements = 0;
            }

            if (plan.Elements <= MostElements && s_plans.TryAdd(length, plan))
            {
                s_elements += plan.Elements;
            }
        }

        return plan;
    }

    /// <summary>Transforms in place, without a factor: Σ x[j] exp(-2πi jk/n).</summary>
    /// <param name="data">The elements.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> elements.</param>
    public void Forward(Span<Complex> data, Span<Complex> scratch)
    {
        data = data[..Length];
        if (_convolution is not null)
        {
            Convolve(data, scratch);
            return;
        }

        scratch = scratch[..Length];
        var source = data;
        var target = scratch;
        int done = 1;
        foreach (int factor in _factors)
        {
            Step(source, target, factor, done);
            done *= factor;
            var swap = source;
            source = target;
            target = swap;
        }

        if ((_factors.Length & 1) != 0)
        {
            source.CopyTo(data);
        }
    }

    /// <summary>Transforms in place the other way, divided by the length.</summary>
    public void Inverse(Span<Complex> data, Span<Complex> scratch)
    {
        data = data[..Length];
        foreach (ref var value in data)
        {
            value = Complex.Conjugate(value);
        }

        Forward(data, scratch);
        double factor = 1.0 / Length;
        foreach (ref var value in data)
        {
            value = new Complex(value.Real * factor, -value.Imaginary * factor);
        }
    }

    private long Elements => _roots.Length + _chirp.Length + _chirpTransform.Length + 64;

    private static int[] Factorize(int length)
    {
        var factors = new List<int>();
        foreach (int factor in (ReadOnlySpan<int>)[4, 2, 3, 5, 7, 11, LargestFactor])
        {
            for (; length % factor == 0 && length > 1; length /= factor)
            {
                factors.Add(factor);
            }
        }

        return length == 1 ? [.. factors] : [];
    }

    private static Complex[] Roots(int length)
    {
        var roots = new Complex[length];
        for (int i = 0; i < length; i++)
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * i / length);
            roots[i] = new Complex(cosine, -sine);
        }

        return roots;
    }

    // One factor: blocks of done elements are transformed already; done × factor are after.
    private void Step(ReadOnlySpan<Complex> source, Span<Complex> target, int factor, int done)
    {
        int rest = Length / factor / done;
        int stride = Length / factor;
        Span<Complex> values = stackalloc Complex[LargestFactor];
        Span<Complex> turns = stackalloc Complex[LargestFactor];
        values = values[..factor];
        for (int k = 0; k < done; k++)
        {
            for (int r = 1; r < factor; r++)
            {
                turns[r] = _roots[r * k * rest];
            }

            var block = source.Slice(k * factor * rest, factor * rest);
            var results = target[(k * rest)..];
            for (int j = 0; j < rest; j++)
            {
                values[0] = block[j];
                for (int r = 1; r < values.Length; r++)
                {
                    values[r] = block[r * rest + j] * turns[r];
                }

                Butterfly(values, results[j..], stride);
            }
        }
    }

    private void Butterfly(ReadOnlySpan<Complex> values, Span<Complex> target, int stride)
    {
        switch (values.Length)
        {
            case 2:
                target[0] = values[0] + values[1];
                target[stride] = values[0] - values[1];
                break;
            case 4:
                var (a, b) = (values[0] + values[2], values[0] - values[2]);
                var (c, d) = (values[1] + values[3], values[1] - values[3]);
                d = new Complex(d.Imaginary, -d.Real);
                target[0] = a + c;
                target[stride] = b + d;
                target[2 * stride] = a - c;
                target[3 * stride] = b - d;
                break;
            default:
                int step = Length / values.Length;
                for (int q = 0; q < values.Length; q++)
                {
                    var sum = values[0];
                    for (int r = 1; r < values.Length; r++)
                    {
                        sum += values[r] * _roots[r * q % values.Length * step];
                    }

                    target[q * stride] = sum;
                }

                break;
        }
    }

    private void Convolve(Span<Complex> data, Span<Complex> scratch)
    {
        var inner = _convolution!;
        var padded = scratch[..inner.Length];
        var rest = scratch[inner.Length..];
        for (int i = 0; i < data.Length; i++)
        {
            padded[i] = data[i] * _chirp[i];
        }

        padded[data.Length..].Clear();
        inner.Forward(padded, rest);
        for (int i = 0; i < padded.Length; i++)
        {
            padded[i] = Complex.Conjugate(padded[i] * _chirpTransform[i]);
        }

        // The inverse by conjugates; its factor is in the chirp already.
        inner.Forward(padded, rest);
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = Complex.Conjugate(padded[i]) * _chirp[i];
        }
    }
}
