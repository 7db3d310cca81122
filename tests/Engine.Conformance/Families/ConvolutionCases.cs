using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Convolution and pooling in one to three dimensions.</summary>
internal sealed class ConvolutionCases : CaseFamily
{
    private static readonly string[] s_paddings = ["SAME", "VALID"];

    protected override void AddCases()
    {
        foreach (var type in Types("Conv2D"))
        {
            AddConvolutions(type);
        }

        foreach (var type in Types("DepthwiseConv2dNative"))
        {
            AddDepthwise(type);
            AddTransposed(type);
        }

        foreach (var type in Types("Conv3D"))
        {
            AddVolumes(type);
        }

        foreach (var type in Types("MaxPool"))
        {
            AddMaxPool(type);
        }

        foreach (var type in Types("AvgPool"))
        {
            AddAveragePool(type);
        }

        foreach (var type in Types("Dilation2D"))
        {
            AddDilation(type);
        }

        AddPatches();
    }

    private void AddConvolutions(DataType type)
    {
        foreach (string padding in s_paddings)
        {
            foreach (var (stride, dilation) in new[] { (1, 1), (2, 1), (3, 1), (1, 2) })
            {
                foreach (long[] filter in new long[][] { [1, 1, 3, 4], [3, 3, 3, 2], [2, 4, 3, 5] })
                {
                    Convolve([2, 7, 6, 3], filter, stride, dilation, padding);
                }
            }

            Convolve([0, 5, 5, 3], [3, 3, 3, 2], 1, 1, padding);
            Convolve([1, 5, 5, 4], [3, 3, 2, 6], 1, 1, padding);
            Convolve([1, 1, 1, 3], [1, 1, 3, 4], 1, 1, padding);
            Convolve([1, 2, 2, 1], [3, 3, 1, 1], 1, 1, padding);
            Convolve([1, 3, 3, 0], [2, 2, 0, 2], 1, 1, padding);
        }

        Convolve([1, 5, 5, 3], [3, 3, 2, 2], 1, 1, "SAME");
        Convolve([1, 5, 5, 3], [3, 3, 3], 1, 1, "SAME");
        Add("Conv2D", [Random(type, 2, 7, 6, 3), Random(type, 3, 3, 3, 2)], ("strides", new[] { 1, 2, 1, 1 }), ("padding", "EXPLICIT"), ("explicit_paddings", new[] { 0, 0, 1, 2, 0, 1, 0, 0 }));
        Add("Conv2D", [Random(type, 2, 3, 7, 6), Random(type, 3, 3, 3, 2)], ("strides", new[] { 1, 1, 2, 1 }), ("padding", "SAME"), ("data_format", "NCHW"));
        Add("Conv2D", [Random(type, 2, 7, 6, 3), Random(type, 3, 3, 3, 2)], ("strides", new[] { 1, 2, 1, 1 }), ("padding", "SAME"), ("dilations", new[] { 1, 2, 3, 1 }));
        Add("Conv2D", [Random(type, 2, 7, 6, 3), Random(type, 3, 3, 3, 2)], ("strides", new[] { 1, 0, 1, 1 }), ("padding", "SAME"));
        Add("Conv2D", [Random(type, 2, 7, 6, 3), Random(type, 3, 3, 3, 2)], ("strides", new[] { 2, 1, 1, 1 }), ("padding", "SAME"));
        Add("Conv2D", [Random(type, 1, 16, 17, 8), Random(type, 5, 5, 8, 16)], ("strides", new[] { 1, 1, 1, 1 }), ("padding", "SAME"));
        if (type is not DataType.Int32)
        {
            Add("Conv", [Random(type, 2, 7, 6, 3), Random(type, 3, 3, 3, 2)], ("strides", new[] { 1, 2, 1, 1 }), ("padding", "SAME"));
            Add("Conv", [Random(type, 2, 4, 5, 6, 3), Random(type, 2, 2, 2, 3, 2)], ("strides", new[] { 1, 1, 2, 1, 1 }), ("padding", "VALID"));
        }

        void Convolve(long[] image, long[] filter, int stride, int dilation, string padding) => Add(
            "Conv2D", [Random(type, image), Random(type, filter)],
            ("strides", new[] { 1, stride, stride, 1 }), ("padding", padding), ("dilations", new[] { 1, dilation, dilation, 1 }));
    }

    private void AddDepthwise(DataType type)
    {
        foreach (string padding in s_paddings)
        {
            foreach (var (stride, dilation) in new[] { (1, 1), (2, 1), (1, 2) })
            {
                foreach (long[] filter in new long[][] { [3, 3, 3, 1], [3, 3, 3, 2], [2, 4, 3, 1], [1, 1, 3, 3] })
                {
                    Add("DepthwiseConv2dNative", [Random(type, 2, 7, 6, 3), Random(type, filter)],
                        ("strides", new[] { 1, stride, stride, 1 }), ("padding", padding), ("dilations", new[] { 1, dilation, dilation, 1 }));
                }
            }

            Add("DepthwiseConv2dNative", [Random(type, 0, 7, 6, 3), Random(type, 3, 3, 3, 1)], ("strides", new[] { 1, 1, 1, 1 }), ("padding", padding));
        }

        Add("DepthwiseConv2dNative", [Random(type, 2, 7, 6, 3), Random(type, 3, 3, 3, 2)], ("strides", new[] { 1, 2, 2, 1 }), ("padding", "EXPLICIT"), ("explicit_paddings", new[] { 0, 0, 1, 2, 0, 1, 0, 0 }));
        Add("DepthwiseConv2dNative", [Random(type, 2, 7, 6, 3), Random(type, 3, 3, 2, 2)], ("strides", new[] { 1, 2, 2, 1 }), ("padding", "SAME"));
        Add("DepthwiseConv2dNative", [Random(type, 2, 7, 6, 3), Random(type, 3, 3, 3, 2)], ("strides", new[] { 1, 2, 1, 1 }), ("padding", "SAME"));
        Add("DepthwiseConv2dNative", [Random(type, 2, 3, 7, 6), Random(type, 3, 3, 3, 2)], ("strides", new[] { 1, 1, 1, 1 }), ("padding", "SAME"), ("data_format", "NCHW"));
        Add("DepthwiseConv2dNativeBackpropInput", [Ints(2, 7, 6, 3), Random(type, 3, 3, 3, 2), Random(type, 2, 4, 3, 6)], ("strides", new[] { 1, 2, 2, 1 }), ("padding", "SAME"));
        Add("DepthwiseConv2dNativeBackpropFilter", [Random(type, 2, 7, 6, 3), Ints(3, 3, 3, 2), Random(type, 2, 4, 3, 6)], ("strides", new[] { 1, 2, 2, 1 }), ("padding", "SAME"));
    }

    private void AddTransposed(DataType type)
    {
        foreach (string padding in s_paddings)
        {
            foreach (int stride in new[] { 1, 2, 3 })
            {
                int size = padding == "SAME" ? 4 * stride : ((4 - 1) * stride) + 3;
                Add("Conv2DBackpropInput", [Ints(2, size, size, 3), Random(type, 3, 3, 3, 2), Random(type, 2, 4, 4, 2)], ("strides", new[] { 1, stride, stride, 1 }), ("padding", padding));
            }
        }

        Add("Conv2DBackpropInput", [Ints(7, 8), Random(type, 3, 3, 3, 2), Random(type, 2, 4, 4, 2)], ("strides", new[] { 1, 2, 2, 1 }), ("padding", "SAME"));
        Add("Conv2DBackpropInput", [Ints(2, 7, 8, 3), Random(type, 3, 3, 3, 2), Random(type, 2, 4, 4, 2)], ("strides", new[] { 1, 2, 2, 1 }), ("padding", "SAME"));
        Add("Conv2DBackpropInput", [Ints(2, 9, 9, 3), Random(type, 3, 3, 3, 2), Random(type, 2, 4, 4, 2)], ("strides", new[] { 1, 2, 2, 1 }), ("padding", "SAME"));
        Add("Conv2DBackpropInput", [Ints(0, 8, 8, 3), Random(type, 3, 3, 3, 2), Empty(type, 0, 4, 4, 2)], ("strides", new[] { 1, 2, 2, 1 }), ("padding", "SAME"));
        Add("Conv2DBackpropInput", [Ints(2, 8, 8, 3), Random(type, 3, 3, 3, 2), Random(type, 2, 8, 8, 2)], ("strides", new[] { 1, 1, 1, 1 }), ("padding", "SAME"), ("dilations", new[] { 1, 2, 2, 1 }));
        Add("Conv2DBackpropInput", [Ints(2, 7, 6, 3), Random(type, 3, 3, 3, 2), Random(type, 2, 4, 5, 2)], ("strides", new[] { 1, 2, 1, 1 }), ("padding", "EXPLICIT"), ("explicit_paddings", new[] { 0, 0, 1, 2, 0, 1, 0, 0 }));
        Add("Conv2DBackpropFilter", [Random(type, 2, 8, 8, 3), Ints(3, 3, 3, 2), Random(type, 2, 4, 4, 2)], ("strides", new[] { 1, 2, 2, 1 }), ("padding", "SAME"));
    }

    private void AddVolumes(DataType type)
    {
        foreach (string padding in s_paddings)
        {
            foreach (int stride in new[] { 1, 2 })
            {
                foreach (long[] filter in new long[][] { [3, 3, 3, 2, 3], [1, 1, 1, 2, 4], [2, 1, 3, 2, 2] })
                {
                    Add("Conv3D", [Random(type, 2, 5, 4, 6, 2), Random(type, filter)], ("strides", new[] { 1, stride, stride, stride, 1 }), ("padding", padding));
                }
            }

            Add("Conv3D", [Random(type, 0, 5, 4, 6, 2), Random(type, 3, 3, 3, 2, 3)], ("strides", new[] { 1, 1, 1, 1, 1 }), ("padding", padding));
            int size = padding == "SAME" ? 4 : 5;
            Add("Conv3DBackpropInputV2", [Ints(1, size, size, size, 2), Random(type, 3, 3, 3, 2, 3), Random(type, 1, 2, 2, 2, 3)], ("strides", new[] { 1, 2, 2, 2, 1 }), ("padding", padding));
        }

        Add("Conv3D", [Random(type, 2, 5, 4, 6, 2), Random(type, 2, 2, 2, 2, 3)], ("strides", new[] { 1, 1, 1, 1, 1 }), ("padding", "SAME"), ("dilations", new[] { 1, 2, 1, 2, 1 }));
        Add("Conv3D", [Random(type, 2, 2, 5, 4, 6), Random(type, 2, 2, 2, 2, 3)], ("strides", new[] { 1, 1, 1, 1, 1 }), ("padding", "SAME"), ("data_format", "NCDHW"));
        Add("Conv3D", [Random(type, 2, 5, 4, 6, 2), Random(type, 2, 2, 2, 3, 3)], ("strides", new[] { 1, 1, 1, 1, 1 }), ("padding", "SAME"));
    }

    private void AddMaxPool(DataType type)
    {
        foreach (string padding in s_paddings)
        {
            foreach (var (size, stride) in new[] { (2, 2), (3, 2), (3, 1), (1, 1), (2, 3) })
            {
                var window = new[] { 1, size, size, 1 };
                var step = new[] { 1, stride, stride, 1 };
                Add("MaxPool", [Random(type, 2, 7, 6, 3)], ("ksize", window), ("strides", step), ("padding", padding));
                Add("MaxPoolV2", [Random(type, 2, 7, 6, 3), Ints(window), Ints(step)], ("padding", padding));
                if (Types("MaxPoolWithArgmax").Contains(type))
                {
                    foreach (bool batch in new[] { false, true })
                    {
                        Add("MaxPoolWithArgmax", [Random(type, 2, 7, 6, 3)], ("ksize", window), ("strides", step), ("padding", padding), ("include_batch_in_index", batch), ("Targmax", batch ? DataType.Int32 : DataType.Int64));
                    }
                }
            }

            Add("MaxPool", [Empty(type, 0, 7, 6, 3)], ("ksize", new[] { 1, 2, 2, 1 }), ("strides", new[] { 1, 2, 2, 1 }), ("padding", padding));
            Add("MaxPool", [Random(type, 1, 2, 2, 1)], ("ksize", new[] { 1, 3, 3, 1 }), ("strides", new[] { 1, 1, 1, 1 }), ("padding", padding));
            if (Types("MaxPool3D").Contains(type))
            {
                Add("MaxPool3D", [Random(type, 1, 5, 4, 6, 2)], ("ksize", new[] { 1, 2, 3, 2, 1 }), ("strides", new[] { 1, 2, 2, 1, 1 }), ("padding", padding));
                Add("MaxPool3D", [Random(type, 1, 2, 5, 4, 6)], ("ksize", new[] { 1, 1, 2, 3, 2 }), ("strides", new[] { 1, 1, 2, 2, 1 }), ("padding", padding), ("data_format", "NCDHW"));
            }
        }

        Add("MaxPool", [Random(type, 2, 7, 6, 3)], ("ksize", new[] { 1, 3, 3, 1 }), ("strides", new[] { 1, 2, 2, 1 }), ("padding", "EXPLICIT"), ("explicit_paddings", new[] { 0, 0, 1, 2, 0, 1, 0, 0 }));
        Add("MaxPool", [Random(type, 2, 3, 7, 6)], ("ksize", new[] { 1, 1, 3, 3 }), ("strides", new[] { 1, 1, 2, 2 }), ("padding", "SAME"), ("data_format", "NCHW"));
        Add("MaxPool", [Random(type, 2, 3, 3, 4)], ("ksize", new[] { 1, 1, 1, 2 }), ("strides", new[] { 1, 1, 1, 2 }), ("padding", "VALID"));
        Add("MaxPool", [Random(type, 2, 3, 3, 4)], ("ksize", new[] { 2, 1, 1, 1 }), ("strides", new[] { 1, 1, 1, 1 }), ("padding", "VALID"));
        Add("MaxPool", [Random(type, 3, 4)], ("ksize", new[] { 1, 2, 2, 1 }), ("strides", new[] { 1, 2, 2, 1 }), ("padding", "VALID"));
        if (IsFloating(type))
        {
            Add("MaxPool", [Vector(type, 1, double.NaN, 2, double.NegativeInfinity, double.PositiveInfinity, 3, -0.0, 0, 5).As(1, 3, 3, 1)], ("ksize", new[] { 1, 2, 2, 1 }), ("strides", new[] { 1, 1, 1, 1 }), ("padding", "SAME"));
        }
    }

    private void AddAveragePool(DataType type)
    {
        foreach (string padding in s_paddings)
        {
            foreach (var (size, stride) in new[] { (2, 2), (3, 2), (3, 1), (1, 1), (2, 3) })
            {
                Add("AvgPool", [Random(type, 2, 7, 6, 3)], ("ksize", new[] { 1, size, size, 1 }), ("strides", new[] { 1, stride, stride, 1 }), ("padding", padding));
            }

            Add("AvgPool", [Empty(type, 0, 7, 6, 3)], ("ksize", new[] { 1, 2, 2, 1 }), ("strides", new[] { 1, 2, 2, 1 }), ("padding", padding));
            Add("AvgPool3D", [Random(type, 1, 5, 4, 6, 2)], ("ksize", new[] { 1, 2, 3, 2, 1 }), ("strides", new[] { 1, 2, 2, 1, 1 }), ("padding", padding));
            Add("AvgPool3D", [Random(type, 1, 2, 5, 4, 6)], ("ksize", new[] { 1, 1, 2, 3, 2 }), ("strides", new[] { 1, 1, 2, 2, 1 }), ("padding", padding), ("data_format", "NCDHW"));
        }

        Add("AvgPool", [Random(type, 2, 3, 7, 6)], ("ksize", new[] { 1, 1, 3, 3 }), ("strides", new[] { 1, 1, 2, 2 }), ("padding", "SAME"), ("data_format", "NCHW"));
        Add("AvgPool", [Random(type, 2, 3, 3, 4)], ("ksize", new[] { 1, 1, 1, 2 }), ("strides", new[] { 1, 1, 1, 2 }), ("padding", "VALID"));
        Add("AvgPool", [Random(type, 2, 3, 3, 4)], ("ksize", new[] { 1, 9, 9, 1 }), ("strides", new[] { 1, 1, 1, 1 }), ("padding", "VALID"));
    }

    private void AddDilation(DataType type)
    {
        foreach (string padding in s_paddings)
        {
            Add("Dilation2D", [Random(type, 2, 5, 6, 3), Random(type, 2, 3, 3)], ("strides", new[] { 1, 1, 1, 1 }), ("rates", new[] { 1, 1, 1, 1 }), ("padding", padding));
            Add("Dilation2D", [Random(type, 2, 5, 6, 3), Random(type, 2, 2, 3)], ("strides", new[] { 1, 2, 2, 1 }), ("rates", new[] { 1, 2, 1, 1 }), ("padding", padding));
        }
    }

    private void AddPatches()
    {
        foreach (var type in Types("ExtractImagePatches"))
        {
            foreach (string padding in s_paddings)
            {
                Add("ExtractImagePatches", [Random(type, 1, 7, 8, 2)], ("ksizes", new[] { 1, 3, 2, 1 }), ("strides", new[] { 1, 2, 3, 1 }), ("rates", new[] { 1, 1, 1, 1 }), ("padding", padding));
                Add("ExtractImagePatches", [Random(type, 2, 7, 8, 1)], ("ksizes", new[] { 1, 2, 2, 1 }), ("strides", new[] { 1, 1, 1, 1 }), ("rates", new[] { 1, 2, 3, 1 }), ("padding", padding));
            }
        }

        foreach (var type in Types("ExtractVolumePatches"))
        {
            Add("ExtractVolumePatches", [Random(type, 1, 4, 5, 6, 2)], ("ksizes", new[] { 1, 2, 2, 2, 1 }), ("strides", new[] { 1, 2, 2, 2, 1 }), ("padding", "VALID"));
            Add("ExtractVolumePatches", [Random(type, 1, 4, 5, 6, 2)], ("ksizes", new[] { 1, 2, 3, 2, 1 }), ("strides", new[] { 1, 1, 2, 3, 1 }), ("padding", "SAME"));
        }
    }
}
