namespace TypedModels.Engine.Kernels.Images;

/// <summary>Operations on pictures: files, sizes, colours, boxes.</summary>
internal static class ImagesKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        AddFiles(table);
    }

    private static void AddFiles(KernelTable table)
    {
        table.Add("DecodeJpeg", node => new DecodeImageKernel(ImageDecoding.JpegOf(node)));
        table.Add("DecodeAndCropJpeg", node => new DecodeImageKernel(ImageDecoding.JpegOf(node)));
        table.Add("DecodePng", node => new DecodeImageKernel(ImageDecoding.Of(node))).Where("dtype", DataTypeSet.Of(DataType.UInt8, DataType.UInt16));
        table.Add("DecodeGif", node => new DecodeImageKernel(ImageDecoding.Of(node)));
        table.Add("DecodeBmp", node => new DecodeImageKernel(ImageDecoding.Of(node)));
        table.Add("DecodeImage", node => new DecodeImageKernel(ImageDecoding.Of(node))).Where("dtype", DataTypeSet.Of(DataType.UInt8, DataType.UInt16, DataType.Float));
        table.Add("ExtractJpegShape", _ => new JpegShapeKernel()).Where("output_type", DataTypeSet.Index);
        table.Add("EncodePng", node => new EncodePngKernel(node.Int32("compression"))).Where("T", DataTypeSet.Of(DataType.UInt8, DataType.UInt16));
    }
}
