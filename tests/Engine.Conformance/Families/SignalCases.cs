using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Fourier transforms and sound.</summary>
internal sealed class SignalCases : CaseFamily
{
    protected override void AddCases()
    {
        foreach (var type in new[] { DataType.Complex64, DataType.Complex128 })
        {
            foreach (string operation in new[] { "FFT", "IFFT" })
            {
                foreach (long[] shape in new long[][] { [8], [2, 6], [7], [1], [2, 1], [3, 16], [37], [2, 0], [0, 4] })
                {
                    Add(operation, [Random(type, shape)]);
                }

                Add(operation, [Random(type, [])]);
                foreach (long[] shape in new long[][] { [4, 4], [2, 3, 5], [1, 1], [7, 8] })
                {
                    Add(operation + "2D", [Random(type, shape)]);
                }

                Add(operation + "2D", [Random(type, 4)]);
                Add(operation + "3D", [Random(type, 2, 3, 4)]);
                Add(operation + "3D", [Random(type, 2, 2, 2, 5)]);
            }
        }

        foreach (var (real, complex) in new[] { (DataType.Float, DataType.Complex64), (DataType.Double, DataType.Complex128) })
        {
            AddReal(real, complex);
        }

        foreach (bool squared in new[] { false, true })
        {
            Add("AudioSpectrogram", [Random(DataType.Float, 40, 2)], ("window_size", 8), ("stride", 4), ("magnitude_squared", squared));
            Add("AudioSpectrogram", [Random(DataType.Float, 41, 1)], ("window_size", 10), ("stride", 3), ("magnitude_squared", squared));
        }

        Add("AudioSpectrogram", [Random(DataType.Float, 4, 1)], ("window_size", 8), ("stride", 4));
        Add("AudioSpectrogram", [Random(DataType.Float, 40, 1)], ("window_size", 1), ("stride", 4));
        Add("Mfcc", [Between(DataType.Float, 0, 5, 1, 3, 129), Int(16000)]);
        Add("Mfcc", [Between(DataType.Float, 0, 5, 2, 2, 65), Int(8000)], ("upper_frequency_limit", 3000f), ("lower_frequency_limit", 50f), ("filterbank_channel_count", 20), ("dct_coefficient_count", 10));
        byte[] sound = Wave();
        Add("DecodeWav", [Value.Of([], sound)]);
        Add("DecodeWav", [Value.Of([], sound)], ("desired_channels", 1), ("desired_samples", 12));
        Add("DecodeWav", [Value.Of([], sound)], ("desired_channels", 2), ("desired_samples", 3));
        Add("DecodeWav", [Value.Of([], sound[..30])]);
        Add("DecodeWav", [Text("no sound")]);
        Add("EncodeWav", [Between(DataType.Float, -1.2, 1.2, 9, 2), Int(8000)]);
        Add("EncodeWav", [Between(DataType.Float, -1, 1, 4), Int(8000)]);
    }

    private void AddReal(DataType real, DataType complex)
    {
        foreach (int length in new[] { 8, 7, 5, 12, 1 })
        {
            Add("RFFT", [Random(real, 2, 8), Ints(length)], ("Tcomplex", complex));
            Add("IRFFT", [Random(complex, 2, 5), Ints(length)], ("Treal", real));
        }

        Add("RFFT", [Random(real, 0, 8), Ints(8)], ("Tcomplex", complex));
        Add("RFFT", [Random(real, 2, 8), Ints(0)], ("Tcomplex", complex));
        Add("RFFT", [Random(real, 2, 8), Ints(-1)], ("Tcomplex", complex));
        Add("RFFT", [Random(real, 2, 8), Ints(8, 8)], ("Tcomplex", complex));
        Add("RFFT2D", [Random(real, 2, 4, 6), Ints(4, 6)], ("Tcomplex", complex));
        Add("RFFT2D", [Random(real, 4, 6), Ints(5, 4)], ("Tcomplex", complex));
        Add("RFFT3D", [Random(real, 2, 4, 6), Ints(2, 4, 6)], ("Tcomplex", complex));
        Add("IRFFT2D", [Random(complex, 2, 4, 4), Ints(4, 6)], ("Treal", real));
        Add("IRFFT2D", [Random(complex, 4, 4), Ints(3, 7)], ("Treal", real));
        Add("IRFFT3D", [Random(complex, 2, 4, 4), Ints(2, 4, 6)], ("Treal", real));
    }

    // Eight samples of two channels of 16 bits.
    private static byte[] Wave()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        const int Channels = 2, Rate = 8000, Samples = 8;
        writer.Write("RIFF"u8);
        writer.Write(36 + (Samples * Channels * 2));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)Channels);
        writer.Write(Rate);
        writer.Write(Rate * Channels * 2);
        writer.Write((short)(Channels * 2));
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(Samples * Channels * 2);
        for (int i = 0; i < Samples * Channels; i++)
        {
            writer.Write((short)((i * 4321) - 30000));
        }

        return bytes.ToArray();
    }
}
