using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>Resizing, colours, boxes.</summary>
internal sealed class ImageCases : CaseFamily
{
    protected override void AddCases()
    {
        foreach (string operation in new[] { "ResizeBilinear", "ResizeNearestNeighbor", "ResizeBicubic", "ResizeArea" })
        {
            foreach (var type in Types(operation))
            {
                AddResize(operation, type);
            }
        }

        foreach (var type in Types("ScaleAndTranslate"))
        {
            AddScale(type);
        }

        foreach (var type in Types("CropAndResize"))
        {
            AddCrop(type);
        }

        AddColours();
        AddBoxes();
        AddProjections();
    }

    private void AddResize(string operation, DataType type)
    {
        foreach (var (aligned, half) in new[] { (false, false), (true, false), (false, true), (true, true) })
        {
            if (operation == "ResizeArea" && half)
            {
                continue;
            }

            foreach (var (height, width) in new[] { (5, 17), (9, 11), (1, 1), (18, 22), (3, 4), (20, 7) })
            {
                var image = Between(type, 0, 100, 1, 9, 11, 3);
                if (operation == "ResizeArea")
                {
                    Add(operation, [image, Ints(height, width)], ("align_corners", aligned));
                }
                else
                {
                    Add(operation, [image, Ints(height, width)], ("align_corners", aligned), ("half_pixel_centers", half));
                }
            }
        }

        Add(operation, [Random(type, 2, 1, 1, 1), Ints(3, 2)]);
        Add(operation, [Random(type, 2, 4, 3, 4), Ints(8, 6)]);
        Add(operation, [Empty(type, 0, 4, 3, 2), Ints(8, 6)]);
        Add(operation, [Random(type, 1, 4, 3, 2), Ints(0, 6)]);
        Add(operation, [Random(type, 1, 4, 3, 2), Ints(-1, 6)]);
        Add(operation, [Random(type, 1, 4, 3, 2), Ints(2)]);
        Add(operation, [Random(type, 4, 3, 2), Ints(2, 2)]);
        Add(operation, [Random(type, 1, 0, 3, 2), Ints(2, 2)]);
    }

    private void AddScale(DataType type)
    {
        foreach (string kernel in new[] { "lanczos1", "lanczos3", "lanczos5", "gaussian", "box", "triangle", "keyscubic", "mitchellcubic" })
        {
            foreach (bool antialias in new[] { false, true })
            {
                Add("ScaleAndTranslate", [Between(type, 0, 100, 1, 9, 11, 3), Ints(5, 17), Vector(DataType.Float, 5.0 / 9, 17.0 / 11), Vector(DataType.Float, 0, 0)], ("kernel_type", kernel), ("antialias", antialias));
                Add("ScaleAndTranslate", [Between(type, 0, 100, 2, 4, 5, 1), Ints(6, 3), Vector(DataType.Float, 1.3, 0.4), Vector(DataType.Float, 0.5, -1.25)], ("kernel_type", kernel), ("antialias", antialias));
            }
        }
    }

    private void AddCrop(DataType type)
    {
        var boxes = Value.Of(DataType.Float, [3, 4], [0, 0, 1, 1, 0.2, 0.1, 1.2, 0.7, 0.9, 0.8, 0.1, 0.2]);
        foreach (string method in new[] { "bilinear", "nearest" })
        {
            Add("CropAndResize", [Between(type, 0, 100, 2, 6, 7, 3), boxes, Ints(0, 1, 0), Ints(4, 5)], ("method", method));
            Add("CropAndResize", [Between(type, 0, 100, 2, 6, 7, 3), boxes, Ints(0, 1, 0), Ints(1, 1)], ("method", method), ("extrapolation_value", 7.5f));
        }

        Add("CropAndResize", [Between(type, 0, 100, 2, 6, 7, 3), boxes, Ints(0, 2, 0), Ints(4, 5)]);
        Add("CropAndResize", [Between(type, 0, 100, 2, 6, 7, 3), boxes, Ints(0, 1), Ints(4, 5)]);
        Add("CropAndResize", [Between(type, 0, 100, 2, 6, 7, 3), boxes, Ints(0, 1, 0), Ints(0, 5)]);
        Add("CropAndResize", [Between(type, 0, 100, 2, 6, 7, 3), Empty(DataType.Float, 0, 4), Ints(), Ints(4, 5)]);
        Add("CropAndResize", [Between(type, 0, 100, 2, 6, 7, 3), Value.Of(DataType.Float, [1, 4], [double.NaN, 0, double.PositiveInfinity, 1]), Ints(0), Ints(2, 2)]);
    }

    private void AddColours()
    {
        foreach (var type in Types("RGBToHSV"))
        {
            Add("RGBToHSV", [Between(type, 0, 1, 2, 5, 3)]);
            Add("RGBToHSV", [Value.Of(type, [4, 3], [0, 0, 0, 1, 1, 1, 0.5, 0.5, 0.2, 2, -1, 0.3])]);
            Add("RGBToHSV", [Between(type, 0, 1, 2, 2)]);
            Add("RGBToHSV", [Empty(type, 0, 3)]);
            Add("HSVToRGB", [Between(type, 0, 1, 2, 5, 3)]);
            Add("HSVToRGB", [Value.Of(type, [4, 3], [0, 0, 0, 1, 1, 1, 0.5, 0.5, 0.2, 2, -1, 0.3])]);
            Add("HSVToRGB", [Between(type, 0, 1, 2, 4)]);
        }

        foreach (var type in Types("AdjustHue"))
        {
            foreach (double amount in new[] { 0.1, -0.7, 0, 1.5 })
            {
                Add("AdjustHue", [Between(type, 0, 1, 2, 5, 3), Float(amount)]);
                Add("AdjustSaturation", [Between(type, 0, 1, 2, 5, 3), Float(amount)]);
                Add("AdjustContrastv2", [Between(type, 0, 1, 2, 3, 5, 3), Float(amount)]);
            }

            Add("AdjustHue", [Between(type, 0, 1, 2, 5, 4), Float(0.1)]);
            Add("AdjustSaturation", [Between(type, 0, 1, 2, 3), Float(0.1)]);
            Add("AdjustContrastv2", [Between(type, 0, 1, 2, 3), Float(0.1)]);
            Add("AdjustHue", [Empty(type, 0, 5, 3), Float(0.1)]);
        }

        foreach (var type in Types("DrawBoundingBoxes"))
        {
            var boxes = Value.Of(DataType.Float, [1, 2, 4], [0.1, 0.1, 0.8, 0.9, 0.5, -0.2, 1.5, 0.4]);
            Add("DrawBoundingBoxes", [Between(type, 0, 1, 1, 8, 9, 3), boxes]);
            Add("DrawBoundingBoxesV2", [Between(type, 0, 1, 1, 8, 9, 3), boxes, Value.Of(DataType.Float, [1, 3], [1, 0, 0.5])]);
            Add("DrawBoundingBoxesV2", [Between(type, 0, 1, 1, 8, 9, 1), boxes, Empty(DataType.Float, 0, 0)]);
        }
    }

    private void AddBoxes()
    {
        var boxes = Value.Of(DataType.Float, [6, 4], [0, 0, 1, 1, 0, 0.1, 1, 1.1, 0, -0.1, 1, 0.9, 0, 10, 1, 11, 0, 10.1, 1, 11.1, 0, 100, 1, 101]);
        var scores = Vector(DataType.Float, 0.9, 0.75, 0.6, 0.95, 0.5, 0.3);
        foreach (double overlap in new[] { 0.5, 0, 1, 0.9 })
        {
            foreach (int count in new[] { 3, 0, 30 })
            {
                Add("NonMaxSuppression", [boxes, scores, Int(count)], ("iou_threshold", overlap));
                Add("NonMaxSuppressionV2", [boxes, scores, Int(count), Float(overlap)]);
                Add("NonMaxSuppressionV3", [boxes, scores, Int(count), Float(overlap), Float(0.4)]);
                foreach (bool pads in new[] { false, true })
                {
                    Add("NonMaxSuppressionV4", [boxes, scores, Int(count), Float(overlap), Float(0.4)], ("pad_to_max_output_size", pads));
                    Add("NonMaxSuppressionV5", [boxes, scores, Int(count), Float(overlap), Float(0.4), Float(0)], ("pad_to_max_output_size", pads));
                    Add("NonMaxSuppressionV5", [boxes, scores, Int(count), Float(overlap), Float(0.1), Float(0.5)], ("pad_to_max_output_size", pads));
                }
            }
        }

        Add("NonMaxSuppressionV3", [boxes, scores, Int(3), Float(1.5), Float(0.4)]);
        Add("NonMaxSuppressionV3", [boxes, Vector(DataType.Float, 1, 2), Int(3), Float(0.5), Float(0.4)]);
        Add("NonMaxSuppressionV3", [Empty(DataType.Float, 0, 4), Empty(DataType.Float, 0), Int(3), Float(0.5), Float(0.4)]);
        Add("NonMaxSuppressionV3", [Random(DataType.Float, 3, 5), Vector(DataType.Float, 1, 2, 3), Int(3), Float(0.5), Float(0.4)]);
        Add("NonMaxSuppressionV3", [boxes, scores, Int(-1), Float(0.5), Float(0.4)]);
        Add("NonMaxSuppressionV3", [boxes, Vector(DataType.Float, 1, 1, 1, 1, 1, 1), Int(6), Float(0.5), Float(double.NegativeInfinity)]);
        Add("NonMaxSuppressionWithOverlaps", [Between(DataType.Float, 0, 1, 6, 6), scores, Int(4), Float(0.5), Float(0.4)]);
        foreach (bool pads in new[] { false, true })
        {
            foreach (bool clips in new[] { false, true })
            {
                foreach (long shared in new long[] { 1, 3 })
                {
                    Add("CombinedNonMaxSuppression", [Between(DataType.Float, -0.2, 1.2, 2, 7, shared, 4), Between(DataType.Float, 0, 1, 2, 7, 3), Int(2), Int(5), Float(0.4), Float(0.2)], ("pad_per_class", pads), ("clip_boxes", clips));
                    Add("CombinedNonMaxSuppression", [Between(DataType.Float, -0.2, 1.2, 2, 7, shared, 4), Between(DataType.Float, 0, 1, 2, 7, 3), Int(3), Int(20), Float(0.4), Float(0.2)], ("pad_per_class", pads), ("clip_boxes", clips));
                }
            }
        }

        Add("CombinedNonMaxSuppression", [Between(DataType.Float, 0, 1, 2, 7, 2, 4), Between(DataType.Float, 0, 1, 2, 7, 3), Int(2), Int(5), Float(0.4), Float(0.2)]);
        Add("CombinedNonMaxSuppression", [Between(DataType.Float, 0, 1, 2, 7, 1, 4), Between(DataType.Float, 0, 1, 2, 7, 3), Int(0), Int(5), Float(0.4), Float(0.2)]);
        Add("CombinedNonMaxSuppression", [Between(DataType.Float, 0, 1, 0, 7, 1, 4), Between(DataType.Float, 0, 1, 0, 7, 3), Int(2), Int(5), Float(0.4), Float(0.2)]);
    }

    private void AddProjections()
    {
        foreach (var type in Types("ImageProjectiveTransformV3", "dtype"))
        {
            foreach (string interpolation in new[] { "NEAREST", "BILINEAR" })
            {
                foreach (string fill in new[] { "CONSTANT", "REFLECT", "WRAP", "NEAREST" })
                {
                    Add("ImageProjectiveTransformV3", [Between(type, 0, 100, 2, 5, 6, 2), Value.Of(DataType.Float, [2, 8], [1, 0.2, -1, -0.1, 0.9, 0.5, 0, 0, 0.7, 0, 1.5, 0.1, 1.1, -2, 0.01, 0.02]), Ints(4, 7), Float(3)], ("interpolation", interpolation), ("fill_mode", fill));
                }

                Add("ImageProjectiveTransformV2", [Between(type, 0, 100, 2, 5, 6, 2), Value.Of(DataType.Float, [1, 8], [1, 0.2, -1, -0.1, 0.9, 0.5, 0, 0]), Ints(4, 7)], ("interpolation", interpolation));
            }
        }

        Add("ExtractGlimpse", [Random(DataType.Float, 2, 6, 7, 2), Ints(3, 4), Value.Of(DataType.Float, [2, 2], [0, 0, 0.2, -0.3])], ("uniform_noise", false), ("noise", "zero"));
        Add("ExtractGlimpseV2", [Random(DataType.Float, 2, 6, 7, 2), Ints(3, 4), Value.Of(DataType.Float, [2, 2], [0, 0, 0.2, -0.3])], ("uniform_noise", false), ("noise", "zero"));
    }
}
