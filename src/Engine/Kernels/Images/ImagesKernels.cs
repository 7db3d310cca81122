using TypedModels.Engine.Kernels.Images.Boxes;
using TypedModels.Engine.Kernels.Images.Colors;
using TypedModels.Engine.Kernels.Images.Patches;
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
        AddBoxes(table);
        AddColors(table);
        AddPatches(table);
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
        table.Add("EncodeJpeg", EncodeJpegKernel.Create);
        table.Add("EncodeJpegVariableQuality", EncodeJpegKernel.Create);
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

    private static void AddBoxes(KernelTable table)
    {
        table.Add("CropAndResize", CropAndResize).WhereWidened("T", PictureTypes);
        table.Add("DrawBoundingBoxes", _ => new DrawBoxesKernel()).WhereWidened("T", DataTypeSet.Of(DataType.Float));
        table.Add("DrawBoundingBoxesV2", _ => new DrawBoxesKernel()).WhereWidened("T", DataTypeSet.Of(DataType.Float));
        table.Add("NonMaxSuppression", node => new SelectBoxesKernel(1, node.Float("iou_threshold"), isOverlaps: false, pads: false));
        table.Add("NonMaxSuppressionV2", _ => new SelectBoxesKernel(2, null, isOverlaps: false, pads: false)).WhereWidened("T", Float).WhereWidened("T_threshold", Float);
        table.Add("NonMaxSuppressionV3", _ => new SelectBoxesKernel(3, null, isOverlaps: false, pads: false)).WhereWidened("T", Float).WhereWidened("T_threshold", Float);
        table.Add("NonMaxSuppressionV4", node => new SelectBoxesKernel(4, null, isOverlaps: false, Pads(node))).WhereWidened("T", Float).WhereWidened("T_threshold", Float);
        table.Add("NonMaxSuppressionV5", node => new SelectBoxesKernel(5, null, isOverlaps: false, Pads(node))).WhereWidened("T", Float);
        table.Add("NonMaxSuppressionWithOverlaps", _ => new SelectBoxesKernel(3, null, isOverlaps: true, pads: false));
        table.Add("CombinedNonMaxSuppression", node => new CombinedSelectionKernel(node.Flag("pad_per_class"), node.Flag("clip_boxes")));
    }

    private static bool Pads(KernelNode node) => node.Flag("pad_to_max_output_size");

    private static DataTypeSet Float { get; } = DataTypeSet.Of(DataType.Float);

    private static Kernel CropAndResize(KernelNode node)
    {
        string method = node.Text("method");
        if (method is not ("bilinear" or "nearest"))
        {
            throw OperationException.InvalidArgument($"method must be 'bilinear' or 'nearest', got '{method}'");
        }

        var (isNearest, outside) = (method == "nearest", node.Float("extrapolation_value"));
        return node.InputType(0) switch
        {
            DataType.Int8 => new CropAndResizeKernel<sbyte>(isNearest, outside),
            DataType.UInt8 => new CropAndResizeKernel<byte>(isNearest, outside),
            DataType.Int16 => new CropAndResizeKernel<short>(isNearest, outside),
            DataType.UInt16 => new CropAndResizeKernel<ushort>(isNearest, outside),
            DataType.Int32 => new CropAndResizeKernel<int>(isNearest, outside),
            DataType.Int64 => new CropAndResizeKernel<long>(isNearest, outside),
            DataType.Double => new CropAndResizeKernel<double>(isNearest, outside),
            _ => new CropAndResizeKernel<float>(isNearest, outside),
        };
    }

    private static void AddColors(KernelTable table)
    {
        table.Add("RGBToHSV", node => ColorSpace(node, toRgb: false)).WhereWidened("T", DataTypeSet.Float);
        table.Add("HSVToRGB", node => ColorSpace(node, toRgb: true)).WhereWidened("T", DataTypeSet.Float);
        table.Add("AdjustHue", _ => new AdjustColorKernel(isHue: true)).Where("T", Float);
        table.Add("AdjustSaturation", _ => new AdjustColorKernel(isHue: false)).Where("T", Float);
        table.Add("AdjustContrastv2", _ => new AdjustContrastKernel()).Where("T", Float);
    }

    private static Kernel ColorSpace(KernelNode node, bool toRgb) => node.InputType(0) == DataType.Double ? new ColorSpaceKernel<double>(toRgb) : new ColorSpaceKernel<float>(toRgb);

    private static void AddPatches(KernelTable table)
    {
        table.Add("ExtractImagePatches", node => Patches(node, 2)).Where("T", DataTypeSet.Real | DataTypeSet.NarrowFloat | DataTypeSet.Complex);
        table.Add("ExtractVolumePatches", node => Patches(node, 3)).Where("T", DataTypeSet.Real | DataTypeSet.NarrowFloat);
        table.Add("ExtractGlimpse", node => GlimpseKernel.Create(node, version: 1)).Impure();
        table.Add("ExtractGlimpseV2", node => GlimpseKernel.Create(node, version: 2)).Impure();
        var types = DataTypeSet.Float | DataTypeSet.Of(DataType.UInt8, DataType.Int32, DataType.Int64);
        table.Add("ImageProjectiveTransformV2", Projection).WhereWidened("dtype", types);
        table.Add("ImageProjectiveTransformV3", Projection).WhereWidened("dtype", types);
    }

    private static ExtractPatchesKernel Patches(KernelNode node, int axes)
    {
        int[] windows = node.Integers("ksizes");
        int[] strides = node.Integers("strides");
        int[] rates = axes == 2 ? node.Integers("rates") : [1, 1, 1, 1, 1];
        foreach (int[] list in (int[][])[windows, strides, rates])
        {
            if (list.Length != axes + 2 || list[0] != 1 || list[^1] != 1)
            {
                throw OperationException.Unimplemented($"{node.Operation} needs {axes + 2} numbers for each of its axes, the first and the last 1; got {string.Join(", ", list)}");
            }
        }

        return new ExtractPatchesKernel(axes, windows, strides, rates, node.Text("padding") == "SAME");
    }

    private static Kernel Projection(KernelNode node)
    {
        string interpolation = node.Text("interpolation");
        bool isBilinear = interpolation switch
        {
            "BILINEAR" => true,
            "NEAREST" => false,
            _ => throw OperationException.InvalidArgument($"Invalid interpolation {interpolation}. Supported types: NEAREST, BILINEAR"),
        };
        string mode = node.Text("fill_mode");
        var fill = mode switch
        {
            "CONSTANT" => ProjectiveFill.Constant,
            "REFLECT" => ProjectiveFill.Reflect,
            "WRAP" => ProjectiveFill.Wrap,
            "NEAREST" => ProjectiveFill.Nearest,
            _ => throw OperationException.InvalidArgument($"Invalid mode {mode}. Supported types: REFLECT, WRAP, CONSTANT, NEAREST"),
        };
        return node.InputType(0) switch
        {
            DataType.UInt8 => new ProjectiveTransformKernel<byte>(isBilinear, fill),
            DataType.Int32 => new ProjectiveTransformKernel<int>(isBilinear, fill),
            DataType.Int64 => new ProjectiveTransformKernel<long>(isBilinear, fill),
            DataType.Double => new ProjectiveTransformKernel<double>(isBilinear, fill),
            _ => new ProjectiveTransformKernel<float>(isBilinear, fill),
        };
    }
}
