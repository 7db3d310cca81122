using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Compute.Codecs.Gif;

/// <summary>
/// Reads all frames of a GIF to RGB as TensorFlow's DecodeGif does: as large as the largest frame, each painted over the one before, transparent pixels leaving what is there, black below the first.
/// </summary>
internal sealed class GifDecoder : IDisposable
{
    private readonly List<GifFrame> _frames = [];
    private readonly MemoryBudget? _budget;
    private long _paid;

    /// <summary>Reads the file.</summary>
    /// <param name="data">The file.</param>
    /// <param name="onlyFirst">Whether only the first frame is decoded.</param>
    /// <param name="budget">Who pays for the frames, until <see cref="Dispose"/>.</param>
    /// <param name="stop">Ends the work with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="CodecException">The data are not a GIF that can be read, or have too many pixels.</exception>
    public GifDecoder(ReadOnlySpan<byte> data, bool onlyFirst, MemoryBudget? budget = null, StopSignal? stop = null)
    {
        _budget = budget;
        var reader = new GifReader(data, budget, stop);
        try
        {
            reader.Read(_frames);
        }
        catch (CodecException) when (_frames.Count > 0)
        {
            // What stands before the damage is decoded, as in TensorFlow.
        }
        catch
        {
            budget?.Return(reader.Pixels);
            throw;
        }

        _paid = reader.Pixels;
        if (_frames.Count == 0)
        {
            Dispose();
            throw new CodecException("gif file does not contain any image");
        }

        Width = _frames.Max(frame => frame.Width);
        Height = _frames.Max(frame => frame.Height);
        Frames = onlyFirst ? 1 : _frames.Count;
        if ((long)Frames * Height * Width >= ImageFormats.MostPixels)
        {
            Dispose();
            throw new CodecException($"The GIF has {Frames} frames of {Width} by {Height} pixels, more than can be read.");
        }
    }

    /// <summary>Frames that are decoded.</summary>
    public int Frames { get; }

    /// <summary>Rows of each frame.</summary>
    public int Height { get; }

    /// <summary>Columns of each frame.</summary>
    public int Width { get; }

    /// <summary>Decodes to <paramref name="target"/>, which holds frames × height × width × 3.</summary>
    /// <exception cref="CodecException">A frame has no palette, or an index beyond it.</exception>
    public void Decode(Span<byte> target, StopSignal? stop = null)
    {
        int size = Height * Width * 3;
        for (int i = 0; i < Frames; i++)
        {
            stop?.ThrowIfRaised();
            var canvas = target.Slice(i * size, size);
            if (i == 0)
            {
                canvas.Clear();
            }
            else
            {
                target.Slice((i - 1) * size, size).CopyTo(canvas);
            }

            Paint(_frames[i], i, canvas);
        }
    }

    /// <summary>Gives back what the frames took.</summary>
    public void Dispose()
    {
        _budget?.Return(_paid);
        _paid = 0;
    }

    private void Paint(GifFrame frame, int number, Span<byte> canvas)
    {
        var palette = frame.Palette ?? throw new CodecException($"missing color map for frame {number}");
        int right = Math.Min(frame.Left + frame.Width, Width);
        int bottom = Math.Min(frame.Top + frame.Height, Height);
        for (int y = frame.Top; y < bottom; y++)
        {
            for (int x = frame.Left; x < right; x++)
            {
                int index = frame.Indices[(y - frame.Top) * frame.Width + x - frame.Left];
                if (index == frame.Transparent)
                {
                    continue;
                }

                if (index >= palette.Length / 3)
                {
                    throw new CodecException($"found color index {index} outside of color map range {palette.Length / 3}");
                }

                palette.AsSpan(3 * index, 3).CopyTo(canvas[((y * Width + x) * 3)..]);
            }
        }
    }
}
