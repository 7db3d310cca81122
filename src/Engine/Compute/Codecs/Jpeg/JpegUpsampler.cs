namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>Gives the rows of a component at the size of the picture: as they are, repeated, or smoothed with a triangle filter ("fancy") as libjpeg does.</summary>
internal sealed class JpegUpsampler
{
    private readonly JpegComponent _component;
    private readonly int _first;
    private readonly int _width;
    private readonly int _across;
    private readonly int _down;
    private readonly bool _smoothAcross;
    private readonly bool _smoothDown;
    private readonly byte[] _row;
    private readonly short[] _sums;

    /// <summary>Prepares a component.</summary>
    /// <param name="component">The component, decoded.</param>
    /// <param name="across">How many columns of the picture a sample covers.</param>
    /// <param name="down">How many rows of the picture a sample covers.</param>
    /// <param name="fancy">Whether to smooth where libjpeg can: by two across, down or both.</param>
    /// <param name="first">The first column of samples to use.</param>
    /// <param name="width">The columns of samples to use.</param>
    public JpegUpsampler(JpegComponent component, int across, int down, bool fancy, int first, int width)
    {
        // The triangle needs a neighbour: a single column has the one that the file holds beside it.
        width = width == 1 ? Math.Min(3, component.Stride - first) : width;
        (_component, _across, _down, _first, _width) = (component, across, down, first, width);
        _smoothAcross = fancy && across == 2 && down is 1 or 2 && width > 1 && component.Width > 2;
        _smoothDown = fancy && down == 2 && (across == 1 || _smoothAcross);
        _row = across == 1 && !_smoothDown ? [] : new byte[width * across];
        _sums = _smoothAcross && _smoothDown ? new short[width] : [];
    }

    /// <summary>Row <paramref name="y"/> of the picture, valid until the next call.</summary>
    public ReadOnlySpan<byte> Row(int y)
    {
        int own = y / _down;
        var near = Samples(own);
        if (!_smoothDown)
        {
            if (_across == 1)
            {
                return near;
            }

            if (_smoothAcross)
            {
                SmoothAcross(near, _row);
            }
            else
            {
                Repeat(near, _row);
            }

            return _row;
        }

        bool upper = y % 2 == 0;
        var far = Samples(Math.Clamp(upper ? own - 1 : own + 1, 0, _component.Height - 1));
        if (_across == 1)
        {
            SmoothDown(near, far, upper ? 1 : 2);
        }
        else
        {
            SmoothBoth(near, far);
        }

        return _row;
    }

    private ReadOnlySpan<byte> Samples(int y) => _component.Samples.AsSpan(y * _component.Stride + _first, _width);

    private void Repeat(ReadOnlySpan<byte> samples, Span<byte> row)
    {
        for (int x = 0; x < samples.Length; x++)
        {
            row.Slice(x * _across, _across).Fill(samples[x]);
        }
    }

    // Three quarters of the nearer sample and a quarter of the farther one; halves are rounded up and down in turn, so that no error builds up.
    private static void SmoothAcross(ReadOnlySpan<byte> samples, Span<byte> row)
    {
        int last = samples.Length - 1;
        row = row[..(2 * samples.Length)];
        row[0] = samples[0];
        row[1] = (byte)((samples[0] * 3 + samples[1] + 2) >> 2);
        for (int x = 1; x < last; x++)
        {
            int nearer = samples[x] * 3;
            row[2 * x] = (byte)((nearer + samples[x - 1] + 1) >> 2);
            row[2 * x + 1] = (byte)((nearer + samples[x + 1] + 2) >> 2);
        }

        row[2 * last] = (byte)((samples[last] * 3 + samples[last - 1] + 1) >> 2);
        row[2 * last + 1] = samples[last];
    }

    private void SmoothDown(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, int bias)
    {
        far = far[..near.Length];
        var row = _row.AsSpan(0, near.Length);
        for (int x = 0; x < near.Length; x++)
        {
            row[x] = (byte)((near[x] * 3 + far[x] + bias) >> 2);
        }
    }

    private void SmoothBoth(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far)
    {
        var sums = _sums.AsSpan(0, near.Length);
        JpegVectors.Blend(near, far[..near.Length], sums);
        int last = sums.Length - 1;
        var row = _row.AsSpan(0, 2 * sums.Length);
        row[0] = (byte)((sums[0] * 4 + 8) >> 4);
        row[1] = (byte)((sums[0] * 3 + sums[1] + 7) >> 4);
        for (int x = JpegVectors.Spread(sums, row); x < last; x++)
        {
            int nearer = sums[x] * 3;
            row[2 * x] = (byte)((nearer + sums[x - 1] + 8) >> 4);
            row[2 * x + 1] = (byte)((nearer + sums[x + 1] + 7) >> 4);
        }

        row[2 * last] = (byte)((sums[last] * 3 + sums[last - 1] + 8) >> 4);
        row[2 * last + 1] = (byte)((sums[last] * 4 + 7) >> 4);
    }
}
