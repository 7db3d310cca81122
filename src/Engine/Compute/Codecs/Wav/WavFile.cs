using System.Buffers.Binary;

namespace TypedModels.Engine.Compute.Codecs.Wav;

/// <summary>Reads and writes WAV files of 16-bit samples (RIFF, PCM).</summary>
internal readonly ref struct WavFile
{
    private const int HeaderLength = 44;

    private WavFile(ReadOnlySpan<byte> samples, int channels, int rate)
    {
        Samples = samples;
        Channels = channels;
        Rate = rate;
    }

    /// <summary>The samples: of each moment those of all channels, 16 bits, little-endian.</summary>
    public ReadOnlySpan<byte> Samples { get; }

    /// <summary>The channels, at least one.</summary>
    public int Channels { get; }

    /// <summary>Moments in a second.</summary>
    public int Rate { get; }

    /// <summary>The number of moments.</summary>
    public int Length => Samples.Length / 2 / Channels;

    /// <summary>A sample, from -1 to 1.</summary>
    public float this[int moment, int channel] => BinaryPrimitives.ReadInt16LittleEndian(Samples[(2 * (moment * Channels + channel))..]) * (1f / 32768);

    /// <summary>Reads a file.</summary>
    /// <exception cref="CodecException">It is none, or not of 16-bit samples.</exception>
    public static WavFile Read(ReadOnlySpan<byte> data)
    {
        var rest = data;
        Expect(ref rest, "RIFF"u8);
        Take(ref rest, 4);
        Expect(ref rest, "WAVE"u8);
        Expect(ref rest, "fmt "u8);
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(Take(ref rest, 4));
        if (size is not (16 or 18))
        {
            throw new CodecException($"Bad format chunk size for WAV: Expected 16 or 18, but got {size}");
        }

        var format = Take(ref rest, (int)size);
        int kind = BinaryPrimitives.ReadUInt16LittleEndian(format);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
        uint rate = BinaryPrimitives.ReadUInt32LittleEndian(format[4..]);
        uint bytesPerSecond = BinaryPrimitives.ReadUInt32LittleEndian(format[8..]);
        int bytesPerMoment = BinaryPrimitives.ReadUInt16LittleEndian(format[12..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        if (kind != 1 || bits != 16)
        {
            throw new CodecException($"Can only read 16-bit WAV files of format 1, but received {bits} bits of format {kind}");
        }

        if (channels == 0 || bytesPerMoment != 2 * channels || rate > int.MaxValue || bytesPerSecond != (ulong)bytesPerMoment * rate)
        {
            throw new CodecException($"The WAV header contradicts itself: {channels} channels, {bytesPerMoment} bytes for a moment, {rate} moments and {bytesPerSecond} bytes in a second.");
        }

        return new WavFile(FindSamples(rest, bytesPerMoment), channels, (int)rate);
    }

    /// <summary>Writes a file.</summary>
    /// <param name="samples">Moment by moment, each channel from -1 to 1; what is beyond is clipped.</param>
    /// <param name="channels">The channels, at least one.</param>
    /// <param name="rate">Moments in a second.</param>
    /// <exception cref="CodecException">There are too many samples or channels for a file.</exception>
    public static byte[] Write(ReadOnlySpan<float> samples, int channels, int rate)
    {
        long bytesPerSecond = 2L * channels * rate;
        if (samples.Length > (int.MaxValue - HeaderLength) / 2 || bytesPerSecond > uint.MaxValue || 2 * channels > ushort.MaxValue)
        {
            throw new CodecException($"{samples.Length} samples of {channels} channels at {rate} Hz are too many for a WAV file.");
        }

        var file = new byte[HeaderLength + 2 * samples.Length];
        var rest = file.AsSpan();
        Put(ref rest, "RIFF"u8);
        Put(ref rest, (uint)file.Length - 8);
        Put(ref rest, "WAVEfmt "u8);
        Put(ref rest, 16u);
        Put(ref rest, 1u | (uint)channels << 16);
        Put(ref rest, (uint)rate);
        Put(ref rest, (uint)bytesPerSecond);
        Put(ref rest, 2u * (uint)channels | 16u << 16);
        Put(ref rest, "data"u8);
        Put(ref rest, 2u * (uint)samples.Length);
        for (int i = 0; i < samples.Length; i++)
        {
            float value = MathF.Round(samples[i] * 32768, MidpointRounding.AwayFromZero);
            BinaryPrimitives.WriteInt16LittleEndian(rest[(2 * i)..], (short)Math.Clamp(float.IsNaN(value) ? 0 : value, short.MinValue, short.MaxValue));
        }

        return file;
    }

    private static ReadOnlySpan<byte> FindSamples(ReadOnlySpan<byte> rest, int bytesPerMoment)
    {
        ReadOnlySpan<byte> samples = default;
        bool found = false;
        while (!rest.IsEmpty)
        {
            bool isData = Take(ref rest, 4).SequenceEqual("data"u8);
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(Take(ref rest, 4));
            if (size > int.MaxValue)
            {
                throw new CodecException($"WAV data chunk '{size}' is too large: the most is {int.MaxValue} bytes");
            }

            if (isData && found)
            {
                throw new CodecException("More than one data chunk found in WAV");
            }

            int length = isData ? (int)size / bytesPerMoment * bytesPerMoment : (int)size;
            var chunk = Take(ref rest, length);
            if (isData)
            {
                samples = chunk;
                found = true;
            }
        }

        return found ? samples : throw new CodecException("No data chunk found in WAV");
    }

    private static void Expect(scoped ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> name)
    {
        var found = Take(ref rest, name.Length);
        if (!found.SequenceEqual(name))
        {
            throw new CodecException($"Header mismatch: Expected {System.Text.Encoding.ASCII.GetString(name)} but found {System.Text.Encoding.Latin1.GetString(found)}");
        }
    }

    private static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> rest, int count)
    {
        if (count > rest.Length)
        {
            throw new CodecException($"The WAV ends too early: {count} bytes are needed and {rest.Length} are left.");
        }

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    private static void Put(ref Span<byte> rest, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }

    private static void Put(ref Span<byte> rest, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(rest, value);
        rest = rest[4..];
    }
}
