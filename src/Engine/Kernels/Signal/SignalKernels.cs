namespace TypedModels.Engine.Kernels.Signal;

/// <summary>Operations on signals: Fourier transforms and sound.</summary>
internal static class SignalKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        AddFourier(table, 1, "");
        AddFourier(table, 2, "2D");
        AddFourier(table, 3, "3D");
        table.Add("AudioSpectrogram", node => new SpectrogramKernel(node.Int32("window_size"), node.Int32("stride"), node.Flag("magnitude_squared")));
        table.Add("Mfcc", node => new MfccKernel(
            node.Float("lower_frequency_limit"), node.Float("upper_frequency_limit"), node.Int32("filterbank_channel_count"), node.Int32("dct_coefficient_count")));
        table.Add("DecodeWav", node => new DecodeWavKernel(node.Int32("desired_channels"), node.Int32("desired_samples")));
        table.Add("EncodeWav", _ => new EncodeWavKernel());
    }

    private static void AddFourier(KernelTable table, int axes, string suffix)
    {
        table.Add("FFT" + suffix, _ => new FourierKernel(axes, inverse: false)).Where("Tcomplex", DataTypeSet.Complex);
        table.Add("IFFT" + suffix, _ => new FourierKernel(axes, inverse: true)).Where("Tcomplex", DataTypeSet.Complex);
        table.Add("RFFT" + suffix, _ => new RealFourierKernel(axes)).Where("Treal", DataTypeSet.Float).Where("Tcomplex", DataTypeSet.Complex);
        table.Add("IRFFT" + suffix, _ => new InverseRealFourierKernel(axes)).Where("Treal", DataTypeSet.Float).Where("Tcomplex", DataTypeSet.Complex);
    }
}
