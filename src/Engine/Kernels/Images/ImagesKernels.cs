using TypedModels.Engine.Kernels.Images.Resizing;

namespace TypedModels.Engine.Kernels.Images;

/// <summary>Operations on pictures: files, sizes, colours, boxes.</summary>
internal static class ImagesKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        AddFiles(table);
        AddResizing(table);
    }

    private static DataTypeSet PictureTypes { get; } =
        DataTypeSet.Float | DataTypeSet.Of(DataType.Int8, DataType.UInt8, DataType.Int16, DataType.UInt16, DataType.Int32, DataType.Int64);

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

    private static void AddResizing(KernelTable table)
    {
        table.Add("ResizeBilinear", node => Bilinear(node, ResizeScale.Read(node))).WhereWidened("T", PictureTypes);
        table.Add("ResizeNearestNeighbor", node => new ResizeNearestKernel(ResizeScale.Read(node))).Where("T", PictureTypes | DataTypeSet.NarrowFloat);
        table.Add("ResizeBicubic", node => Bicubic(node, ResizeScale.Read(node))).WhereWidened("T", PictureTypes);
        table.Add("ResizeArea", node => Area(node, ResizeScale.Read(node))).WhereWidened("T", PictureTypes);
        table.Add("ScaleAndTranslate", ScaleAndTranslate).WhereWidened("T", PictureTypes);
    }

    private static Kernel Bilinear(KernelNode node, ResizeScale scale) => node.InputType(0) switch
    {
        DataType.Int8 => new ResizeBilinearKernel<sbyte>(scale),
        DataType.UInt8 => new ResizeBilinearKernel<byte>(scale),
        DataType.Int16 => new ResizeBilinearKernel<short>(scale),
        DataType.UInt16 => new ResizeBilinearKernel<ushort>(scale),
        DataType.Int32 => new ResizeBilinearKernel<int>(scale),
        DataType.Int64 => new ResizeBilinearKernel<long>(scale),
        DataType.Double => new ResizeBilinearKernel<double>(scale),
        _ => new ResizeBilinearKernel<float>(scale),
    };

    private static Kernel Bicubic(KernelNode node, ResizeScale scale) => node.InputType(0) switch
    {
        DataType.Int8 => new ResizeBicubicKernel<sbyte>(scale),
        DataType.UInt8 => new ResizeBicubicKernel<byte>(scale),
        DataType.Int16 => new ResizeBicubicKernel<short>(scale),
        DataType.UInt16 => new ResizeBicubicKernel<ushort>(scale),
        DataType.Int32 => new ResizeBicubicKernel<int>(scale),
        DataType.Int64 => new ResizeBicubicKernel<long>(scale),
        DataType.Double => new ResizeBicubicKernel<double>(scale),
        _ => new ResizeBicubicKernel<float>(scale),
    };

    private static Kernel Area(KernelNode node, ResizeScale scale) => node.InputType(0) switch
    {
        DataType.Int8 => new ResizeAreaKernel<sbyte>(scale),
        DataType.UInt8 => new ResizeAreaKernel<byte>(scale),
        DataType.Int16 => new ResizeAreaKernel<short>(scale),
        DataType.UInt16 => new ResizeAreaKernel<ushort>(scale),
        DataType.Int32 => new ResizeAreaKernel<int>(scale),
        DataType.Int64 => new ResizeAreaKernel<long>(scale),
        DataType.Double => new ResizeAreaKernel<double>(scale),
        _ => new ResizeAreaKernel<float>(scale),
    };

    private static Kernel ScaleAndTranslate(KernelNode node)
    {
        string name = node.Text("kernel_type");
        var kernel = ResamplingKernels.Find(name) ?? throw OperationException.InvalidArgument($"Unrecognized kernel type: {name}");
        bool antialias = node.Flag("antialias");
        return node.InputType(0) switch
        {
            DataType.Int8 => new ScaleAndTranslateKernel<sbyte>(kernel, antialias),
            DataType.UInt8 => new ScaleAndTranslateKernel<byte>(kernel, antialias),
            DataType.Int16 => new ScaleAndTranslateKernel<short>(kernel, antialias),
            DataType.UInt16 => new ScaleAndTranslateKernel<ushort>(kernel, antialias),
            DataType.Int32 => new ScaleAndTranslateKernel<int>(kernel, antialias),
            DataType.Int64 => new ScaleAndTranslateKernel<long>(kernel, antialias),
            DataType.Double => new ScaleAndTranslateKernel<double>(kernel, antialias),
            _ => new ScaleAndTranslateKernel<float>(kernel, antialias),
        };
    }
}
